import { readDiff } from '../git/diff.ts';
import { findLine, readHunks } from '../git/hunks.ts';
import { tryGit } from '../git/run-git.ts';
import type { PullRequest } from './entities.ts';

/** After a push: comments move with their lines, and are outdated where those were changed, or left the diff. */
export async function carryComments(pull: PullRequest): Promise<void> {
  const comments = [...pull.repository.reviewComments.values()].filter(
    (one) => one.number === pull.number && one.anchor,
  );
  if (comments.length === 0) return;
  const { gitDir } = pull.repository;
  const files = await readDiff(gitDir, { base: pull.baseSha, head: pull.headSha });
  for (const comment of comments) {
    const hunks = readHunks(files.find(({ path }) => path === comment.path)?.patch ?? '');
    const { anchor } = comment;
    if (!anchor) continue;
    const moved =
      comment.side === 'LEFT'
        ? (line: number) => line
        : await lineMover(gitDir, { from: anchor.commitId, to: pull.headSha, path: comment.path });
    const line = anchor.line === undefined ? undefined : moved(anchor.line);
    const startLine = anchor.startLine === undefined ? undefined : moved(anchor.startLine);
    const place = line === undefined ? undefined : findLine(hunks, comment.side, line);
    const lost = anchor.startLine !== undefined && startLine === undefined;
    comment.anchor =
      place && !lost ? { commitId: pull.headSha, line, startLine, position: place.line.position } : undefined;
  }
}

/** Where a line of one commit is in a later one; `undefined` where it was changed or removed. */
async function lineMover(
  gitDir: string,
  { from, to, path }: { from: string; to: string; path: string },
): Promise<(line: number) => number | undefined> {
  const outcome = await tryGit(gitDir, ['diff', '-U0', '--no-color', from, to, '--', path]);
  const hunks = [...outcome.stdout.toString().matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gm)].map((found) => {
    const removed = Number(found[2] ?? 1);
    return { start: Number(found[1]) + (removed === 0 ? 1 : 0), removed, added: Number(found[3] ?? 1) };
  });
  return (line) => {
    let shift = 0;
    for (const { start, removed, added } of hunks) {
      if (line >= start && line < start + removed) return undefined;
      if (line >= start + removed) shift += added - removed;
    }
    return line + shift;
  };
}
