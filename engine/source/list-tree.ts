import { byPath, fileNameOf, splitAtNul } from './file-name.ts';
import { runGit, type GitPlace } from './git-process.ts';
import type { FileKind, SourceFile, SourceProblem } from './source.ts';

export interface TreeListing {
  /** Ordered by path. */
  readonly files: SourceFile[];
  readonly problems: SourceProblem[];
}

/** Every file below a commit's tree, with its size. A blob that a partial clone lacks becomes a problem. */
export async function listTree(place: GitPlace, tree: { commit: string; within?: string }): Promise<TreeListing> {
  const args = ['ls-tree', '-r', '-l', '-z', '--full-tree', tree.commit];
  const output = await runGit(place, tree.within ? [...args, '--', tree.within] : args);
  const files: SourceFile[] = [];
  const problems: SourceProblem[] = [];
  for (const entry of splitAtNul(output)) {
    const tab = entry.indexOf(0x09);
    const [mode, , blob, size] = entry.toString('latin1', 0, tab).split(/ +/);
    const path = fileNameOf(entry.subarray(tab + 1));
    if (size === 'BAD') problems.push({ path, reason: 'its content is missing from this partial clone' });
    else files.push({ path, blob: blob!, kind: kindOfMode(mode!), size: size === '-' ? 0 : Number(size) });
  }
  return { files: files.sort(byPath), problems: problems.sort(byPath) };
}

/** Git stores six octal digits; the type is in the first two or three. */
export function kindOfMode(mode: string): FileKind {
  if (mode === '120000') return 'symlink';
  if (mode === '160000') return 'submodule';
  return mode === '100755' ? 'executable' : 'file';
}
