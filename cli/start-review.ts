import { setFlagsFromString } from 'node:v8';
import type { OutputArgument, ReviewArguments } from './program.ts';
import { openReviewSource } from '../engine/open-review-source.ts';
import { startWorkers } from '../engine/workers/start-workers.ts';

/**
 * `plumbline review`, from its first millisecond: a worker and git start while the rest of the program, which takes
 * longer to load than git to answer, is being loaded.
 */
export async function startReview(command: {
  readonly path: string;
  readonly options: ReviewArguments;
  readonly outputs: readonly OutputArgument[];
}): Promise<number> {
  const { path, options, outputs } = command;
  const now = new Date();
  setUpForShortLife();
  const pool = startWorkers(options.jobs);
  const source = openReviewSource(path, { base: options.base, head: options.head, now });
  // Told by whoever awaits it; until the program is loaded nobody does.
  source.catch(() => undefined);
  try {
    const { runReview } = await import('./review-command.ts');
    return await runReview({ source, options, outputs, pool, now });
  } finally {
    pool.close();
    await source.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
}

/**
 * V8 expects processes to live long. It would let the young generation grow from 2 to 32 MiB, a third of this process's
 * memory, and win no time; and Node 20 optimises code that has then no time left to be fast (later versions are slower
 * to do it by themselves, and know the flag no more).
 */
function setUpForShortLife(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=300000');
}
