import { pathPattern, type PathPattern } from '../../engine/source/path-pattern.ts';

/** What Semgrep leaves out where there is no `.semgrepignore`, in our own words. */
const DEFAULTS = [
  ...['node_modules/', 'build/', 'dist/', 'vendor/', '.env/', '.venv/', '.tox/', '*.min.js', '.npm/', '.yarn/'],
  ...['test/', 'tests/', 'testsuite/', '*_test.go', '.semgrep', '.semgrep_logs/'],
];

/** Ours: each line is tried on each path. */
const MAX_LINES = 5_000;

interface IgnoreLine {
  readonly matches: PathPattern;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

/**
 * Tells whether a path is left out by the lines of a `.semgrepignore`, which are those of a `.gitignore`; with
 * `:include FILE` the lines of another file. No text: Semgrep's defaults.
 */
export function semgrepIgnore(
  text: string | undefined,
  readIncluded: (file: string) => string | undefined = () => undefined,
): (path: string) => boolean {
  const lines = (text === undefined ? DEFAULTS : linesOf(text, readIncluded)).slice(0, MAX_LINES).flatMap(parseLine);
  return (path) => {
    const parts = path.split('/');
    // Nothing in a folder that is left out can be taken in again.
    return parts.some((_, index) => isLeftOut(lines, parts.slice(0, index + 1).join('/'), index < parts.length - 1));
  };
}

function linesOf(text: string, readIncluded: (file: string) => string | undefined): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const included = /^:include\s+(\S+)/.exec(line)?.[1];
    return included === undefined ? [line] : (readIncluded(included) ?? '').split(/\r?\n/);
  });
}

function parseLine(line: string): IgnoreLine[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(':')) return [];
  const negated = trimmed.startsWith('!');
  const pattern = trimmed.slice(negated ? 1 : 0);
  const bare = pattern.replace(/\/+$/, '');
  return [{ matches: pathPattern(bare), negated, foldersOnly: bare !== pattern }];
}

function isLeftOut(lines: readonly IgnoreLine[], path: string, isFolder: boolean): boolean {
  const last = lines.findLast(({ matches, foldersOnly }) => (isFolder || !foldersOnly) && matches(path));
  return last !== undefined && !last.negated;
}
