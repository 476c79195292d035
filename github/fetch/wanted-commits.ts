import { createHash } from 'node:crypto';
import { findObjects } from '../../engine/source/find-objects.ts';
import type { GitPlace } from '../../engine/source/git-process.ts';
import { problem, type FetchProblem } from './fetch-outcome.ts';

/** A branch of the base repository, or a commit of it. */
export type WantedBase = { readonly branch: string } | { readonly commit: string };
/** `pull`: the number of the pull request that the commit is the head of; it may come from a fork. */
export type WantedHead = { readonly branch: string } | { readonly commit: string; readonly pull?: number };

/** Absent base: head is to be reviewed by itself. */
export interface Wanted {
  readonly head: WantedHead;
  readonly base?: WantedBase;
}

/** What is fetched, as `+remote:local`, and the local name for it. */
export interface Ref {
  readonly spec: string;
  readonly name: string;
}

export interface Refs {
  readonly head: Ref;
  readonly base: Ref | undefined;
  readonly pull: Ref | undefined;
}

/** Where what is wanted is at the remote, and under which name it is kept. */
export function refsOf({ head, base }: Wanted): Refs {
  const pull = 'commit' in head ? head.pull : undefined;
  const headName = pull === undefined ? 'refs/plumbline/head' : `refs/plumbline/pull/${pull}`;
  return {
    head: 'branch' in head ? branchRef(head.branch) : { spec: `+${head.commit}:${headName}`, name: headName },
    base: base && ('branch' in base ? branchRef(base.branch) : commitRef(base.commit)),
    pull: pull === undefined ? undefined : { spec: `+refs/pull/${pull}/head:${headName}`, name: headName },
  };
}

/** Full ids of what was fetched; absent where that is not there. */
export async function findTips(
  place: GitPlace,
  { head: wanted }: Wanted,
  { head, base }: Refs,
): Promise<{ readonly head: string | undefined; readonly base: string | undefined }> {
  const names = ['commit' in wanted ? wanted.commit : head.name, ...(base ? [base.name] : [])];
  const [headId, baseId] = await findObjects(
    place,
    names.map((name) => `${name}^{commit}`),
  );
  return { head: headId, base: baseId };
}

/** Kept under a name that no other branch's can get into the way of, as `a` and `a/b` would. */
function branchRef(branch: string): Ref {
  const name = `refs/plumbline/branch/${createHash('sha256').update(branch).digest('hex').slice(0, 32)}`;
  return { spec: `+refs/heads/${branch}:${name}`, name };
}

function commitRef(commit: string): Ref {
  const name = 'refs/plumbline/base';
  return { spec: `+${commit}:${name}`, name };
}

/** GitHub's own rules for names; what does not keep them could mean something else in an address or to git. */
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
/** Of what git-check-ref-format(1) forbids in a name, all that means something in a refspec. */
const NO_BRANCH = /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|^[-+/]|\/$|\.lock$|^$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** What cannot be fetched, whatever a server says: nobody is asked. */
export function problemOfNames(
  { owner, name }: { readonly owner: string; readonly name: string },
  { head, base }: Wanted,
): FetchProblem | undefined {
  if (!NAME.test(owner) || !NAME.test(name) || /^\.+$/.test(name) || /^\.+$/.test(owner)) {
    return problem('not-found', 'There cannot be a repository of that name.', { retry: false });
  }
  if (!isWanted(head)) return problem('gone-head', 'There cannot be a head of that name.', { retry: false });
  if (base && !isWanted(base)) return problem('gone-base', 'There cannot be a base of that name.', { retry: false });
  return undefined;
}

function isWanted(wanted: WantedBase | WantedHead): boolean {
  return 'branch' in wanted ? !NO_BRANCH.test(wanted.branch) : COMMIT.test(wanted.commit);
}
