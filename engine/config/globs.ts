import picomatch from 'picomatch';

/**
 * Limits that keep matching cheap whatever a foreign configuration holds: picomatch makes regular expressions, whose
 * worst case grows with the power of the wildcards in one pattern. Ours; the widest pattern allowed takes under a
 * millisecond on a path of 1,000 characters.
 */
export const MAX_GLOB_LENGTH = 300;
export const MAX_STARS_IN_SEGMENT = 3;
export const MAX_STARS_IN_GLOB = 8;

/** Why a glob cannot be used, in words; undefined when it can. */
export function problemOfGlob(glob: string): string | undefined {
  if (glob.trim() === '') return 'a path pattern that is not empty';
  if (glob.length > MAX_GLOB_LENGTH) return `a path pattern of at most ${MAX_GLOB_LENGTH} characters`;
  if (glob.startsWith('!')) return 'a pattern without "!" (name what is left out under `exclude`)';
  if (glob.includes('\\')) return 'a path pattern with "/" between folders';
  if (glob.startsWith('/') || glob.startsWith('./') || glob.split('/').includes('..'))
    return 'a path pattern that starts at the root of the repository, without a leading "/", "./" or ".."';
  if (/[*+?@!]\(|\[\[?:|\(/.test(glob)) return 'a path pattern of `*`, `**`, `?`, `[abc]` and `{a,b}` alone';
  const stars = (text: string): number => text.match(/\*+/g)?.length ?? 0;
  if (stars(glob) > MAX_STARS_IN_GLOB || glob.split('/').some((segment) => stars(segment) > MAX_STARS_IN_SEGMENT))
    return `a path pattern with at most ${MAX_STARS_IN_GLOB} wildcards, ${MAX_STARS_IN_SEGMENT} within one name`;
  return undefined;
}

/**
 * Tells whether a path (from the root of the repository, with `/`) is named by any of the globs. A glob names files,
 * and folders with all that is in them: `dist` and `src/old/` cover everything below. Files that start with a dot are
 * named like others. No globs: no path.
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const patterns = globs.flatMap((glob) => {
    const bare = glob.replace(/\/$/, '');
    return bare === '' ? ['**'] : [bare, `${bare}/**`];
  });
  return picomatch(patterns, { dot: true, noextglob: true, nonegate: true, strictSlashes: true });
}
