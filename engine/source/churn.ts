import { fileNameOf, splitAtNul } from './file-name.ts';
import { runGit, type GitPlace } from './git-process.ts';
import type { Churn } from './source.ts';

/** So many commits are looked at, at most; busier repositories get a shorter window, which {@link Churn.since} says. */
export const MAX_CHURN_COMMITS = 2000;

const DAY = 24 * 60 * 60 * 1000;

/**
 * How many commits changed each path in the days before `until`. Merges are not counted, nor is the first commit of
 * all: it is as old as the repository, or in a shallow clone as the clone. Renames are not followed.
 */
export async function readChurn(
  place: GitPlace,
  window: { readonly commit: string; readonly until: Date; readonly days: number; readonly within: string },
): Promise<Churn> {
  const since = new Date(window.until.getTime() - window.days * DAY);
  const output = await runGit(place, [
    'log',
    '--no-show-signature',
    '--no-merges',
    '--no-renames',
    '--no-color',
    '--format=%ct',
    '--raw',
    '-z',
    `--max-count=${MAX_CHURN_COMMITS}`,
    `--since=${Math.floor(since.getTime() / 1000)}`,
    window.commit,
    '--',
    ...(window.within ? [window.within] : []),
  ]);
  return countChanges(output, since);
}

/** `<seconds>\0` for each commit, then `\n:<modes, ids, status>\0<path>\0` for each path. */
function countChanges(output: Buffer, since: Date): Churn {
  const changes = new Map<string, number>();
  const parts = splitAtNul(output);
  let commits = 0;
  let oldest = Infinity;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!.toString('latin1').trim();
    if (part.startsWith(':')) {
      const path = fileNameOf(parts[++at]!);
      changes.set(path, (changes.get(path) ?? 0) + 1);
    } else if (part !== '') {
      commits++;
      oldest = Math.min(oldest, Number(part) * 1000);
    }
  }
  const start = commits < MAX_CHURN_COMMITS ? since : new Date(oldest);
  return {
    since: start.toISOString(),
    commits,
    changesByPath: new Map([...changes].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
