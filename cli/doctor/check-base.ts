import { runGit } from '../../engine/source/git-process.ts';
import type { Check } from './check.ts';

/** Names that the branch to compare with usually has. */
const USUAL_NAMES = ['main', 'master', 'trunk', 'develop'] as const;

/** The branch that a change here is most likely compared with. */
export async function checkBase(folder: string): Promise<Check> {
  const name = 'Base';
  const ask = async (...args: string[]) =>
    (await runGit({ folder }, args).catch(() => Buffer.alloc(0))).toString('utf8').split('\n').filter(Boolean);
  const [[preferred], [current], branches] = await Promise.all([
    ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'),
    ask('symbolic-ref', '--quiet', '--short', 'HEAD'),
    ask('for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes'),
  ]);
  const candidates = [preferred, ...USUAL_NAMES.flatMap((one) => [`origin/${one}`, one])];
  const base = candidates.find((one) => one !== undefined && one !== current && branches.includes(one));
  if (base !== undefined) return { name, status: 'ok', detail: base, advice: `plumbline review --base ${base}` };
  const advice =
    'To review a change, name what to compare it with: `plumbline review --base REF` (a branch, tag or commit).';
  return { name, status: 'none', detail: 'no usual base branch', advice };
}
