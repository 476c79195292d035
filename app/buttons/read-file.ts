import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';

export interface FileAtCommit {
  readonly bytes: Buffer;
  readonly mode: '100644' | '100755';
}

interface Entry {
  readonly path: string;
  readonly type: string;
  readonly mode: string;
  readonly sha: string;
}

/** Reads ordinary files of one commit, by git's objects: `contents` would follow links, and tells no mode. */
export function createFileReader(
  client: GitHubClient,
  at: { readonly repository: RepositoryName; readonly commit: string },
): (path: string) => Promise<FileAtCommit | undefined> {
  const { repository, commit } = at;
  const folders = new Map<string, Promise<readonly Entry[]>>();

  const readFolder = (tree: string): Promise<readonly Entry[]> => {
    const known = folders.get(tree);
    const entries = known ?? client.rest.git.getTree({ ...repository, tree_sha: tree }).then(({ data }) => data.tree);
    if (!known) folders.set(tree, entries);
    return entries;
  };

  async function entryOf(path: string): Promise<Entry | undefined> {
    let at: Entry | undefined = { path: '', type: 'tree', mode: '040000', sha: commit };
    for (const name of path.split('/')) {
      if (at?.type !== 'tree') return undefined;
      const entries: readonly Entry[] = await readFolder(at.sha);
      at = entries.find((each) => each.path === name);
    }
    return at;
  }

  return async (path) => {
    const entry = await entryOf(path);
    if (!entry) return undefined;
    const { mode, sha } = entry;
    if (mode !== '100644' && mode !== '100755') return undefined;
    const { data } = await client.rest.git.getBlob({ ...repository, file_sha: sha });
    return { bytes: Buffer.from(data.content, 'base64'), mode };
  };
}
