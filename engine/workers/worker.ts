/** Entry of the worker process: takes tasks over the IPC channel, one after the other, and answers in order. */
import { analyzeFile, type FileResult } from './analyze-file.ts';
import { areGrammarsBroken } from '../syntax/parse.ts';
import type { WorkerReply, WorkerRequest, WorkerTask } from './protocol.ts';

let queue = Promise.resolve();

process.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    const reply = await answer(request);
    // Unanswered, the task counts as crashed; files that came with the one that did it are done again.
    if (areGrammarsBroken()) process.exit(1);
    process.send?.(reply);
  });
});
process.once('disconnect', () => process.exit(0));

async function answer({ id, task }: WorkerRequest): Promise<WorkerReply> {
  try {
    return { id, json: JSON.stringify(await run(task)) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function run(task: WorkerTask): Promise<unknown> {
  if (task.kind === 'analyze') {
    const results: FileResult[] = [];
    for (const file of task.files) results.push(await analyzeFile(file, task.options));
    return results;
  }
  if (task.kind === 'patterns') {
    const { scanPatterns } = await import('./scan-patterns.ts');
    return scanPatterns(task);
  }
  // Few reviews need ESLint: it is loaded by the worker that does.
  if (task.kind === 'fixes') {
    const { findFixes } = await import('../analyzers/eslint/fixes/find-fixes.ts');
    return findFixes(task.input, task.wanted);
  }
  const { runEslintHere } = await import('../analyzers/eslint/lint-files.ts');
  return runEslintHere(task.input, task.rules);
}
