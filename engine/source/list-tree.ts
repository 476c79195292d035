import { byPath, fileNameOf, splitAtNul } from './file-name.ts';
import { runGit, type GitPlace } from './git-process.ts';
import { SourceError, type FileKind, type SourceFile, type SourceProblem } from './source.ts';

export interface TreeListing {
  /** Ordered by path. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly SourceProblem[];
}

/** Every file below a commit's tree, with its size. A blob that a partial clone lacks becomes a problem. */
export async function listTree(place: GitPlace, tree: { commit: string; within?: string }): Promise<TreeListing> {
  const limit = tree.within ? ['--', tree.within] : [];
  const command = ['ls-tree', '-r', '-z', '--full-tree'];
  try {
    return toListing(await runGit(place, [...command, '-l', tree.commit, ...limit]));
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'missing-object') throw error;
    // The size of an object that is not there cannot be asked for: git would end.
    const output = await runGit(place, [...command, tree.commit, ...limit]);
    return toListing(output, await availableSizes(place, tree.commit));
  }
}

function toListing(output: Buffer, sizes?: ReadonlyMap<string, number>): TreeListing {
  const files: SourceFile[] = [];
  const problems: SourceProblem[] = [];
  for (const entry of splitAtNul(output)) {
    const tab = entry.indexOf(0x09);
    const [mode, , blob = '', listed] = entry.toString('latin1', 0, tab).split(/ +/);
    const path = fileNameOf(entry.subarray(tab + 1));
    const kind = kindOfMode(mode!);
    const size = kind === 'submodule' ? 0 : (sizes?.get(blob) ?? Number(listed));
    if (Number.isNaN(size)) problems.push({ path, reason: 'its content is missing from this partial clone' });
    else files.push({ path, blob, kind, size });
  }
  return { files: files.sort(byPath), problems: problems.sort(byPath) };
}

/** Sizes of those objects of a partial clone that are here. */
async function availableSizes(place: GitPlace, commit: string): Promise<ReadonlyMap<string, number>> {
  const list = ['rev-list', '--objects', '--no-object-names', '--missing=print', '--max-count=1', commit];
  const objects = (await runGit(place, list)).toString('latin1').split('\n');
  return objectSizes(
    place,
    objects.filter((line) => line !== '' && !line.startsWith('?')),
  );
}

/** The sizes of objects, by id. */
export async function objectSizes(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const output = await runGit(place, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], `${ids.join('\n')}\n`);
  const lines = output.toString('latin1').split('\n');
  const sizes = lines.map((line) => /^([0-9a-f]+) ([0-9]+)$/.exec(line));
  return new Map(sizes.flatMap((match) => (match ? [[match[1]!, Number(match[2])] as const] : [])));
}

/** Git stores six octal digits; the type is in the first two or three. */
export function kindOfMode(mode: string): FileKind {
  if (mode === '120000') return 'symlink';
  if (mode === '160000') return 'submodule';
  return mode === '100755' ? 'executable' : 'file';
}
