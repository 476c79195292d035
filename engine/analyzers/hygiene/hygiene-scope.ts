import type { ProjectInput } from '../analyzer.ts';
import type { Change, SourceFile } from '../../source/source.ts';

/** What hygiene speaks of, as far as names, kinds and sizes go. Contents are read of the files looked at. */
export interface HygieneScope {
  /** The whole tree is looked at, not only what a change touched. */
  readonly wholeTree: boolean;
  /** Ordered by path. In a change, those it touched. */
  readonly files: readonly FileSpokenOf[];
}

export interface FileSpokenOf {
  readonly file: SourceFile;
  /** What a change made it from: what was wrong with that is not told again. */
  readonly old?: SourceFile;
}

/**
 * In a review of a change the base is asked for without a comparison: then nothing but contents is spoken of there, for
 * head has told only what the change brought in.
 */
export function hygieneScope({ snapshot, files, classified, comparison }: ProjectInput): HygieneScope {
  const lookedAt = new Set(files.map(({ file }) => file.path));
  const wholeTree = [...classified].every(([path, { leftOut }]) => leftOut !== undefined || lookedAt.has(path));
  if (wholeTree) return { wholeTree, files: snapshot.files.map((file) => ({ file })) };
  return { wholeTree, files: comparison?.changes.flatMap(spokenOf) ?? [] };
}

function spokenOf(change: Change): FileSpokenOf[] {
  if (!change.new) return [];
  // A copy's source is still there: the copy is new.
  return [change.old && change.status !== 'copied' ? { file: change.new, old: change.old } : { file: change.new }];
}
