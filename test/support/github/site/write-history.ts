import { git } from '../git/run-git.ts';
import type { RepositoryHandle } from './repository-handle.ts';

export interface HistoricCommit {
  /** By which others name it as their parent. */
  readonly name: string;
  /** Absent: the one that is written before it; none for the first. */
  readonly parents?: readonly string[];
  readonly branch: string;
  /** Whole days before now. */
  readonly daysAgo: number;
  readonly files: Readonly<Record<string, string>>;
}

const SECONDS_OF_A_DAY = 24 * 60 * 60;

/** Writes a history with the times that it says, as a push of it would leave it; nobody is told. Gives the ids by their names. */
export async function writeHistory(
  { state }: Pick<RepositoryHandle, 'state'>,
  commits: readonly HistoricCommit[],
): Promise<ReadonlyMap<string, string>> {
  const now = Math.floor(Date.now() / 1000);
  const marks = new Map(commits.map(({ name }, index) => [name, index + 1]));
  const markOf = (name: string): string => `:${marks.get(name) ?? 0}`;
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(({ name, parents, branch, daysAgo, files }, index) => {
    const before = commits[index - 1]?.name;
    const [first, ...others] = parents ?? (before === undefined ? [] : [before]);
    return [
      `reset refs/heads/${branch}\ncommit refs/heads/${branch}\nmark ${markOf(name)}\n`,
      `committer ada <ada@example.com> ${now - daysAgo * SECONDS_OF_A_DAY} +0000\n${data(name)}`,
      first === undefined ? '' : `from ${markOf(first)}\n`,
      ...others.map((parent) => `merge ${markOf(parent)}\n`),
      ...Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`),
    ].join('');
  });
  const asked = commits.map(({ name }) => `get-mark ${markOf(name)}\n`);
  const ids = await git(state.gitDir, ['fast-import', '--quiet', '--force'], {
    input: stream.join('') + asked.join(''),
  });
  return new Map(
    ids
      .trim()
      .split('\n')
      .map((id, index) => [commits[index]?.name ?? '', id]),
  );
}
