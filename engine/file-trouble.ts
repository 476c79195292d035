/** Why a file cannot be read or written, in words that end a sentence; the system's own where it has unusual reasons. */
export function fileTrouble(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return TROUBLES[codeOf(error)] ?? error.message;
}

/** Whether there is nothing at the path. */
export function isNoSuchFile(error: unknown): boolean {
  return error instanceof Error && ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'this user has no right to',
  EPERM: 'this user has no right to',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};
