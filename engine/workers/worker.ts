/** Entry of the worker process: takes tasks over the IPC channel, one after the other, and answers in order. */
import { analyzeFile } from './analyze-file.ts';
import { lintBatch } from './lint-batch.ts';
import type { WorkerReply, WorkerRequest } from './protocol.ts';

let queue = Promise.resolve();

process.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    const reply = await answer(request);
    process.send?.(reply);
  });
});
process.once('disconnect', () => process.exit(0));

async function answer({ id, task }: WorkerRequest): Promise<WorkerReply> {
  try {
    const result = task.kind === 'analyze' ? await analyzeFile(task.file, task.options) : await lintBatch(task.files);
    return { id, json: JSON.stringify(result) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
