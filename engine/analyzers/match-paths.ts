import { basename } from 'node:path/posix';

export type PathMatch = { readonly path: string } | { readonly problem: 'unknown' | 'ambiguous' };

/**
 * Finds the repository's file that a report means. A report may be made elsewhere (`/home/ci/project/src/a.ts`,
 * `C:\ci\src\a.ts`), in a folder of the repository (`src/a.ts` of `packages/x`), or know packages only
 * (`com/acme/A.java`): one of the two paths must end with the whole of the other, and the longest such match counts.
 */
export function createPathMatcher(paths: Iterable<string>): (reported: string, roots: readonly string[]) => PathMatch {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = basename(path);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return (reported, roots) => {
    const asked = [...(isAbsolute(reported) ? [] : roots.map((root) => `${root}/${reported}`)), reported];
    let ambiguous = false;
    for (const one of asked.map(normalize)) {
      const match = longestMatch(one, byName.get(basename(one)) ?? []);
      if (match.length === 1) return { path: match[0]! };
      if (match.length > 1) ambiguous = true;
    }
    return { problem: ambiguous ? 'ambiguous' : 'unknown' };
  };
}

/** Every candidate that shares the longest end with what was asked for. */
function longestMatch(asked: string, candidates: readonly string[]): readonly string[] {
  const exact = candidates.filter((candidate) => candidate === asked);
  if (exact.length > 0) return exact;
  const longer = asked.startsWith('/') ? [] : candidates.filter((candidate) => candidate.endsWith(`/${asked}`));
  if (longer.length > 0) return longer;
  const contained = candidates.filter((candidate) => asked.endsWith(`/${candidate}`));
  const most = Math.max(...contained.map((candidate) => candidate.length));
  return contained.filter((candidate) => candidate.length === most);
}

function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:[\\/]|file:)/.test(path);
}

/** With `/`, without a drive, `.` and `..`. */
function normalize(path: string): string {
  const plain = path
    .replace(/^file:\/\/(?:localhost)?/i, '')
    .replaceAll('\\', '/')
    .replace(/^\/?[A-Za-z]:\//, '/');
  const parts: string[] = [];
  for (const part of plain.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return (plain.startsWith('/') ? '/' : '') + parts.join('/');
}
