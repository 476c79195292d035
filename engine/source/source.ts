/**
 * Where code comes from. A {@link Snapshot} is a whole tree at one instant, a {@link Comparison} is two of
 * them with what changed between. Content is always named by its git blob id.
 */

/** Git's hash of a file's content (`blob <size>\0<content>`): 40 hex digits, or 64 in SHA-256 repositories. */
export type BlobId = string;

export type FileKind = 'file' | 'executable' | 'symlink' | 'submodule';

export interface SourceFile {
  /** Path from the root of the tree, with `/`, as git stores it. May hold any character but NUL. */
  readonly path: string;
  readonly blob: BlobId;
  readonly kind: FileKind;
  /** Bytes of content; for a symlink, of its target's name; 0 for a submodule. */
  readonly size: number;
}

export interface Snapshot {
  /** What people call it: a short commit id, a branch, or `working folder`. */
  readonly label: string;
  /** Full commit id; absent for a working folder. */
  readonly commit?: string;
  /** Every file, ordered by path (code units). */
  readonly files: readonly SourceFile[];
  /** What could not be read while listing (unreadable folders, …). */
  readonly problems: readonly SourceProblem[];
  file(path: string): SourceFile | undefined;
  /**
   * The file's bytes. The content is the one named by `file.blob`; a working file that changed since the
   * snapshot was taken, or an object that a partial clone lacks, is a {@link SourceError}.
   */
  read(file: SourceFile): Promise<Buffer>;
}

export interface SourceProblem {
  readonly path: string;
  readonly reason: string;
}

export type ChangeStatus = 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed';

/** One file that differs between base and head. `old` is absent when added, `new` when deleted. */
export interface Change {
  readonly status: ChangeStatus;
  readonly old?: SourceFile;
  readonly new?: SourceFile;
  /** 0 to 100, for renames and copies. */
  readonly similarity?: number;
  /** No hunks are given for binary content. */
  readonly binary: boolean;
  readonly hunks: readonly Hunk[];
}

/** A run of removed and added lines without context; line numbers are 1-based, as in `git diff -U0`. */
export interface Hunk {
  /** First removed line; with `oldLines` 0, the line after which the new ones were put. */
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
}

export interface Comparison {
  /** The merge base of what was asked for and head, labelled by the name of what was asked for. */
  readonly base: Snapshot;
  /** What was asked for as it is now, which may have moved on since head left it: it says by what is judged. */
  readonly tip: Snapshot;
  readonly head: Snapshot;
  /** Ordered by the new path, or the old one where there is none. */
  readonly changes: readonly Change[];
}

/** How often each path was changed lately, and the window looked at: for hot spots. */
export interface Churn {
  readonly since: string;
  readonly commits: number;
  readonly changesByPath: ReadonlyMap<string, number>;
}

/** Something about the repository that the user can mend. `advice` says how. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: SourceErrorCode;
  readonly advice: string;
  constructor(code: SourceErrorCode, message: string, options: { advice: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = code;
    this.advice = options.advice;
  }
}

export type SourceErrorCode =
  | 'no-such-folder'
  | 'no-git'
  | 'no-temporary-folder'
  | 'not-a-repository'
  | 'empty-repository'
  | 'unknown-revision'
  | 'no-merge-base'
  | 'shallow'
  | 'missing-object'
  | 'changed-while-read'
  | 'too-large'
  | 'git-failed';
