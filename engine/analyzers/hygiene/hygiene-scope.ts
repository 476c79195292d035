import type { ProjectInput } from '../analyzer.ts';
import type { Change, SourceFile } from '../../source/source.ts';

/** What of the snapshot hygiene speaks of. */
export interface HygieneScope {
  /** The whole tree is looked at, not only what a change touched. */
  readonly wholeTree: boolean;
  /** The snapshot is a comparison's base: what is told of it serves to tell the new from the old. */
  readonly base: boolean;
  /** Files to speak of, ordered by path. */
  readonly files: readonly SourceFile[];
  /** Paths that are in the snapshot for the first time; all, without a base. */
  readonly added: ReadonlySet<string>;
}

export function hygieneScope({ snapshot, files, comparison }: ProjectInput): HygieneScope {
  if (!comparison) {
    return {
      wholeTree: true,
      base: false,
      files: snapshot.files,
      added: new Set(snapshot.files.map((file) => file.path)),
    };
  }
  const base = snapshot === comparison.base;
  const sideOf = (change: Change) => (base ? change.old : change.new);
  const changed = new Set(comparison.changes.flatMap((change) => sideOf(change)?.path ?? []));
  const wholeTree = files.some(({ file }) => !changed.has(file.path));
  const added = base ? [] : comparison.changes.filter((change) => change.new && change.old?.path !== change.new.path);
  return {
    wholeTree,
    base,
    files: wholeTree ? snapshot.files : snapshot.files.filter((file) => changed.has(file.path)),
    added: new Set(wholeTree ? snapshot.files.map((file) => file.path) : added.map((change) => change.new!.path)),
  };
}
