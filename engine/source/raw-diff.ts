import { fileNameOf, splitAtNul } from './file-name.ts';
import { kindOfMode } from './list-tree.ts';
import type { BlobId, ChangeStatus, FileKind } from './source.ts';

/** One line of `git diff --raw`. */
export interface RawChange {
  readonly status: ChangeStatus;
  readonly similarity?: number;
  readonly old?: RawSide;
  readonly new?: RawSide;
}

export interface RawSide {
  readonly path: string;
  readonly blob: BlobId;
  readonly kind: FileKind;
}

export interface RawDiff {
  readonly changes: readonly RawChange[];
  readonly patch: Buffer;
}

/** Splits what `git diff-tree --raw -p -z` prints: the list of changes, and the patch after an empty entry. */
export function parseRawDiff(output: Buffer): RawDiff {
  const end = output.indexOf('\0\0');
  const list = end === -1 ? output : output.subarray(0, end + 1);
  const parts = splitAtNul(list);
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < parts.length;) {
    const [oldMode, newMode, oldBlob, newBlob, status] = parts[at]!.toString('latin1').slice(1).split(' ');
    const moved = /^[RC]/.test(status!);
    const oldPath = fileNameOf(parts[at + 1]!);
    const newPath = moved ? fileNameOf(parts[at + 2]!) : oldPath;
    at += moved ? 3 : 2;
    changes.push({
      status: STATUS[status![0]!] ?? 'modified',
      ...(moved && { similarity: Number(status!.slice(1)) }),
      ...(oldMode !== ABSENT && { old: { path: oldPath, blob: oldBlob!, kind: kindOfMode(oldMode!) } }),
      ...(newMode !== ABSENT && { new: { path: newPath, blob: newBlob!, kind: kindOfMode(newMode!) } }),
    });
  }
  return { changes, patch: end === -1 ? Buffer.alloc(0) : output.subarray(end + 2) };
}

const ABSENT = '000000';

const STATUS: Readonly<Record<string, ChangeStatus>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};
