import { SourceError, type Snapshot, type SourceFile, type SourceProblem } from './source.ts';

/** A file larger than this is never read into memory: nothing reviews it, and it would be held several times over. */
export const MAX_READ_BYTES = 256 * 1024 * 1024;

/** A tree of more files than this is not reviewed as a whole: the largest public monorepos have some 500,000. */
export const MAX_FILES = 1_000_000;

export interface SnapshotParts {
  readonly label: string;
  readonly commit?: string;
  /** Ordered by path. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly SourceProblem[];
  read(file: SourceFile): Promise<Buffer>;
}

/** Throws {@link SourceError} for a tree of too many files. */
export function createSnapshot(parts: SnapshotParts): Snapshot {
  if (parts.files.length > MAX_FILES) {
    throw new SourceError('too-large', `${parts.label} holds more than ${MAX_FILES} files`, {
      advice: 'Review a part of it: name one of its folders.',
    });
  }
  let byPath: Map<string, SourceFile> | undefined;
  return {
    label: parts.label,
    ...(parts.commit !== undefined && { commit: parts.commit }),
    files: parts.files,
    problems: parts.problems,
    file(path) {
      byPath ??= new Map(parts.files.map((file) => [file.path, file]));
      return byPath.get(path);
    },
    async read(file) {
      if (file.kind === 'submodule') return Buffer.alloc(0);
      if (file.size > MAX_READ_BYTES) {
        throw new SourceError('too-large', `${file.path} has ${file.size} bytes`, {
          advice: `Files above ${MAX_READ_BYTES} bytes are not read; leave it out of the review.`,
        });
      }
      return parts.read(file);
    },
  };
}
