import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ActionState } from '../action-state.ts';
import { readRunner } from '../runner.ts';
import { logLine } from '../workflow-commands.ts';
import { askCache, hasCache } from './ask-cache.ts';
import { packResults, readResults } from './kept-results.ts';
import { CACHE_KEY, cacheFiles } from './open-result-cache.ts';

/**
 * Events whose runs keep results, where they use any (see open-result-cache.ts). Not those in which a stranger's pull request is reviewed in the default branch's scope
 * (`pull_request_target`, `workflow_run`): each would put its own results before the repository's, and could fill the space
 * that all its workflows share. Nor `merge_group`: nobody but the group itself could use what it keeps.
 */
const KEEPING: ReadonlySet<string> = new Set(['pull_request', 'push', 'schedule', 'workflow_dispatch']);

/** Nobody waits for it but the job's end. */
const SAVE_MS = 20_000;

/** Keeps what the run made for later runs, where it made any. Never throws: what fails is a line of the log. */
export async function keepResults({ env, write }: ActionState): Promise<void> {
  if (!hasCache(env)) return;
  try {
    const runner = readRunner(env);
    const files = cacheFiles(runner);
    if (!KEEPING.has(runner.event.name) || !existsSync(files.run)) return;
    const restored = existsSync(files.packed) ? readFileSync(files.packed) : Buffer.alloc(0);
    // Later runs of it look for its own files alone: all else would fill the space that the repository's workflows share.
    const ofRunAlone = runner.event.name === 'pull_request';
    const kept = packResults(restored, readResults(readFileSync(files.run)), { ofRunAlone });
    // A job may use the Action twice, and each use ends here.
    rmSync(files.run);
    if (kept === undefined) return;
    writeFileSync(files.packed, kept.packed, { mode: 0o600 });
    const task = { kind: 'save', file: files.packed, key: `${CACHE_KEY}${kept.name}` } as const;
    const outcome = await askCache(env, task, { milliseconds: SAVE_MS });
    if (outcome.kind === 'failed') write(logLine(`The results are not kept for later runs: ${outcome.reason}`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    write(logLine(`The results are not kept for later runs: ${reason}`));
  }
}
