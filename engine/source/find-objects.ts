import { runGit, type GitPlace } from './git-process.ts';

/**
 * Full ids of what names such as `refs/heads/main^{commit}` stand for, in their order; undefined where that is not there.
 * Names hold no line end. One process answers for all of them.
 */
export async function findObjects(place: GitPlace, names: readonly string[]): Promise<(string | undefined)[]> {
  const input = names.map((name) => `${name}\n`).join('');
  const answer = await runGit(place, ['cat-file', '--batch-check=%(objectname)'], input);
  const lines = answer.toString('latin1').split('\n');
  return names.map((_, index) => OBJECT_ID.exec(lines[index] ?? '')?.[0]);
}

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
