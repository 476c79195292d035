import { setFlagsFromString } from 'node:v8';
import type { OutputArgument, ReviewArguments } from './program.ts';
import { openReviewSource } from './open-review-source.ts';
import { startWorkers } from './start-workers.ts';

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
  setFlagsFromString(KEEP_YOUNG_GENERATION_SMALL);
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

/** V8 would let it grow from 2 to 32 MiB: a third of this process's memory, and no time won. */
const KEEP_YOUNG_GENERATION_SMALL = '--semi-space-growth-factor=1';
