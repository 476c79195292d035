import { readObject } from './object-reader.ts';
import { git, tryGit } from './run-git.ts';

export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly size: number | undefined;
  readonly path: string;
}

export async function writeBlob(gitDir: string, content: Buffer): Promise<string> {
  return git(gitDir, ['hash-object', '-w', '--stdin', '-t', 'blob'], { input: content });
}

export async function readBlob(gitDir: string, sha: string): Promise<Buffer | undefined> {
  const object = await readObject(gitDir, sha);
  return object?.type === 'blob' ? object.content : undefined;
}

/** `blob`, `tree`, `commit`, `tag`; `undefined` for what is not there. */
export async function typeOf(gitDir: string, sha: string): Promise<string | undefined> {
  return (await readObject(gitDir, sha))?.type;
}

/** The entries of a tree, or with `recursive` of all below it. `undefined` where there is none. */
export async function readTree(
  gitDir: string,
  tree: string,
  { recursive }: { recursive: boolean },
): Promise<TreeEntry[] | undefined> {
  const outcome = await tryGit(gitDir, ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree]);
  if (outcome.code !== 0) return undefined;
  return outcome.stdout
    .toString()
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/);
      return {
        mode,
        type: type as TreeEntry['type'],
        sha,
        size: size === '-' ? undefined : Number(size),
        path: line.slice(tab + 1),
      };
    });
}

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** `null` removes what is there. */
  readonly sha: string | null;
}

/** Writes a tree: another one with changes, or the changes alone. Through an index of its own, removed afterwards. */
export async function writeTree(
  gitDir: string,
  { base, changes, indexFile }: { base: string | undefined; changes: readonly TreeChange[]; indexFile: string },
): Promise<string> {
  const environment = { GIT_INDEX_FILE: indexFile };
  await git(gitDir, base ? ['read-tree', base] : ['read-tree', '--empty'], { environment });
  const trees = changes.filter((change) => change.mode === '040000');
  for (const { path, sha } of trees) {
    await git(gitDir, ['rm', '-r', '-q', '--cached', '--ignore-unmatch', '--', path], { environment });
    if (sha !== null) await git(gitDir, ['read-tree', `--prefix=${path}/`, sha], { environment });
  }
  const lines = changes
    .filter((change) => change.mode !== '040000')
    .map(({ path, mode, sha }) => (sha === null ? `0 ${'0'.repeat(40)}\t${path}\0` : `${mode} ${sha}\t${path}\0`));
  await git(gitDir, ['update-index', '-z', '--add', '--index-info'], { environment, input: lines.join('') });
  return git(gitDir, ['write-tree'], { environment });
}
