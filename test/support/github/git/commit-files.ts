import type { FileChange } from '../../git/a-repository.ts';
import { deleteRef } from './refs.ts';
import { git } from './run-git.ts';

export interface NewCommit {
  /** The branch that is pointed to it, wherever it pointed before; `undefined` for none. */
  readonly branch: string | undefined;
  /** The commit before, or `undefined` for the first of a history. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly at: Date;
  readonly files: Readonly<Record<string, FileChange>>;
}

let sequence = 0;

/** Writes a commit without a work tree, and gives its id. */
export async function commitFiles(gitDir: string, commit: NewCommit): Promise<string> {
  sequence += 1;
  const draft = `refs/double/draft-${sequence}`;
  const reference = commit.branch === undefined ? draft : `refs/heads/${commit.branch}`;
  const seconds = Math.floor(commit.at.getTime() / 1000);
  const chunks: Buffer[] = [];
  const write = (text: string) => chunks.push(Buffer.from(text));
  const data = (content: string | Buffer) => {
    const bytes = Buffer.from(content);
    write(`data ${bytes.length}\n`);
    chunks.push(bytes);
    write('\n');
  };
  write(`commit ${reference}\nmark :1\n`);
  write(`committer ${commit.author.name} <${commit.author.email}> ${seconds} +0000\n`);
  data(commit.message);
  if (commit.parent) write(`from ${commit.parent}\n`);
  for (const [path, change] of Object.entries(commit.files)) {
    if (change === null) {
      write(`D ${quote(path)}\n`);
      continue;
    }
    const { mode, content } = fileOf(change);
    write(`M ${mode} inline ${quote(path)}\n`);
    data(content);
  }
  write('get-mark :1\n');
  const id = await git(gitDir, ['fast-import', '--quiet', '--force'], { input: Buffer.concat(chunks) });
  if (commit.branch === undefined) await deleteRef(gitDir, draft);
  return id;
}

function fileOf(change: NonNullable<FileChange>): { mode: string; content: string | Buffer } {
  if (typeof change === 'string' || Buffer.isBuffer(change)) return { mode: '100644', content: change };
  if ('symlink' in change) return { mode: '120000', content: change.symlink };
  return { mode: '100755', content: change.executable };
}

function quote(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
