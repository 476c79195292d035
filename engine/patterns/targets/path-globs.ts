import { pathPattern } from '../../source/path-pattern.ts';

/**
 * Tells whether a path is named by one of the globs of `--include`, `--exclude` or a rule's `paths`: the glob may begin
 * in any folder, and one that names a folder names all that is in it. A leading `/` ties it to the root.
 */
export function namedByGlobs(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => {
    const tied = glob.startsWith('/') || glob.startsWith('./');
    const bare = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
    const from = tied ? `/${bare}` : bare.startsWith('**/') ? bare : `**/${bare}`;
    return [pathPattern(from), pathPattern(`${from}/**`)];
  });
  return (path) => patterns.some((matches) => matches(path));
}
