/** What Git LFS commits in place of a large file. */
export interface LfsPointer {
  /** SHA-256 of the file, in hex. */
  readonly oid: string;
  readonly size: number;
}

/** A pointer file is smaller than this, by the specification (git-lfs, docs/spec.md). */
export const MAX_LFS_POINTER_BYTES = 1024;

/** `undefined` where the content is no pointer. */
export function parseLfsPointer(content: Buffer | undefined): LfsPointer | undefined {
  if (!content || content.length >= MAX_LFS_POINTER_BYTES) return undefined;
  const text = content.toString('latin1');
  if (!/^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v[0-9]+\n/.test(text)) return undefined;
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size ([0-9]+)$/m.exec(text)?.[1];
  return oid && size ? { oid, size: Number(size) } : undefined;
}
