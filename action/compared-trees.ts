import { createPathMatcher } from '../engine/analyzers/match-paths.ts';
import type { Snapshot } from '../engine/source/source.ts';

/** The tree that reports were made of, beside that of the head. */
export interface ComparedTrees {
  /** What people call the commit of the reports. */
  readonly label: string;
  /** The file that a report means; undefined where neither tree has it, or several fit. */
  fileOf(reported: string, roots: readonly string[]): { readonly path: string; readonly isSame: boolean } | undefined;
}

/** Compares them by the content of their files; undefined where all of them are the same. */
export function compareTrees(made: Snapshot, head: Pick<Snapshot, 'files' | 'file'>): ComparedTrees | undefined {
  const isSame = (path: string): boolean => {
    const blob = made.file(path)?.blob;
    return blob !== undefined && blob === head.file(path)?.blob;
  };
  const pathsOf = ({ files }: Pick<Snapshot, 'files'>) => files.map(({ path }) => path);
  if ([...pathsOf(made), ...pathsOf(head)].every(isSame)) return undefined;
  const inMade = createPathMatcher(pathsOf(made));
  const inHead = createPathMatcher(pathsOf(head));
  return {
    label: made.label,
    fileOf(reported, roots) {
      const meant = inMade(reported, roots);
      if ('path' in meant) return { path: meant.path, isSame: isSame(meant.path) };
      // What only the head has, the report cannot mean.
      const taken = inHead(reported, roots);
      return 'path' in taken ? { path: taken.path, isSame: false } : undefined;
    },
  };
}
