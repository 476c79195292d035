import { decodeText } from '../../engine/source/decode-text.ts';
import type { Answer } from '../../engine/report/github/answer-text.ts';
import { count } from '../../engine/report/view/format.ts';
import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { PullFacts } from '../events/app-event.ts';
import { applyFixes, type FileFixes, type FixPlan } from './plan-fixes.ts';
import { createFileReader, type FileAtCommit } from './read-file.ts';

export interface WantedCommit {
  readonly repository: RepositoryName;
  /** As it is now; its branch is in the repository. */
  readonly pull: PullFacts;
  /** The commit that the plan is for. */
  readonly reviewed: string;
  readonly plan: FixPlan;
  readonly person: string;
  /** The login that we commit as: `plumbline[bot]`. */
  readonly author: string;
  /** Names what the fixes are of: the same key makes one commit of what was reviewed, however often it is asked for. */
  readonly key: string;
}

/**
 * Commits fixes to the branch of a pull request, by git's objects and without force: whatever is pushed meanwhile stays, and
 * nothing is committed. Run again, after it was cut off or as it is asked for twice, it finds its commit. Throws what may pass
 * when tried again.
 */
export async function commitFixes(client: GitHubClient, wanted: WantedCommit): Promise<Answer> {
  const { plan } = wanted;
  if (plan.files.length === 0) return refused('The report has no fix that is safe to make without a look.');
  try {
    // 1. The branch is as it was reviewed, or the commit is there already.
    const known = await findCommit(client, wanted);
    if (!known && wanted.pull.headSha !== wanted.reviewed) return refused(NOT_AS_REVIEWED);

    // 2. What the files become.
    const mended = await mendFiles(client, wanted);
    if (!mended) return refused(NOT_AS_REVIEWED);
    if (mended.files.length === 0) return refused(NOT_UTF_8);

    // 3. Commit.
    const made = known ?? { commit: await makeCommit(client, wanted, mended), person: wanted.person };
    return { kind: 'fixed', ...made, ...amounts(mended) };
  } catch (error) {
    return refusedByGitHub(error);
  }
}

const NOT_AS_REVIEWED =
  'The branch has moved since it was reviewed. Once the new head was reviewed, its check offers the fixes again.';
const NOT_UTF_8 = 'The fixes are in files that are not UTF-8: what else is in them would not stay as it is.';

interface MadeCommit {
  readonly commit: string;
  /** Who asked for it first. */
  readonly person: string;
}

interface MendedFile extends FileFixes {
  readonly mode: FileAtCommit['mode'];
  readonly content: string;
}

interface Mended {
  readonly files: readonly MendedFile[];
  /** See {@link FixPlan.left}. */
  readonly left: number;
  /** Fixes in files that are not UTF-8. */
  readonly notUtf8: number;
}

/** Undefined where one of the files is not as it was reviewed. */
async function mendFiles(
  client: GitHubClient,
  { repository, reviewed, plan }: WantedCommit,
): Promise<Mended | undefined> {
  const readFile = createFileReader(client, { repository, commit: reviewed });
  const files: MendedFile[] = [];
  let notUtf8 = 0;
  for (const planned of plan.files) {
    const file = await readFile(planned.path);
    if (!file) return undefined;
    const text = textOf(file.bytes);
    if (text === undefined) {
      notUtf8 += planned.fixes.length;
      continue;
    }
    const fixed = applyFixes(text.text, planned);
    if (fixed === undefined) return undefined;
    files.push({ ...planned, mode: file.mode, content: text.mark + fixed });
  }
  return { files, left: plan.left, notUtf8 };
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Undefined where the bytes are not UTF-8: written back they would be others. */
function textOf(bytes: Buffer): { readonly mark: string; readonly text: string } | undefined {
  // Analyzers see the text without its mark, and offsets count from there.
  const text = decodeText(bytes);
  const mark = bytes.length > Buffer.byteLength(text) ? BYTE_ORDER_MARK : '';
  return Buffer.from(mark + text).equals(bytes) ? { mark, text } : undefined;
}

async function makeCommit(client: GitHubClient, wanted: WantedCommit, mended: Mended): Promise<string> {
  const { repository, pull } = wanted;
  const { git } = client.rest;
  const base = await git.getCommit({ ...repository, commit_sha: pull.headSha });
  const { data: made } = await git.createTree({
    ...repository,
    base_tree: base.data.tree.sha,
    tree: mended.files.map(inTree),
  });
  const { data: commit } = await git.createCommit({
    ...repository,
    message: messageOf(wanted, mended),
    tree: made.sha,
    parents: [pull.headSha],
  });
  await git.updateRef({ ...repository, ref: `heads/${pull.headRef}`, sha: commit.sha, force: false });
  return commit.sha;
}

function inTree({ path, mode, content }: MendedFile) {
  return { path, mode, type: 'blob' as const, content };
}

const TRAILER = 'Plumbline-Fix';
const REQUESTED_BY = /\nRequested-by: (.+)\n/;

function messageOf({ person, key }: WantedCommit, mended: Mended): string {
  const { fixes, files } = amounts(mended);
  const rules = [...new Set(files.flatMap((file) => file.rules))].sort();
  return [
    `Fix ${count(fixes, 'finding')} of Plumbline`,
    '',
    ...rules.map((rule) => `- ${rule}`),
    '',
    `Requested-by: ${person}`,
    `${TRAILER}: ${key}`,
  ].join('\n');
}

/** The head itself, where it is the commit that was made before: anybody can write the words that ours ends with. */
async function findCommit(
  client: GitHubClient,
  { repository, pull, reviewed, person, author, key }: WantedCommit,
): Promise<MadeCommit | undefined> {
  const { data } = await client.rest.git.getCommit({ ...repository, commit_sha: pull.headSha });
  const { message, parents } = data;
  const isOfReviewed = parents.length === 1 && parents[0]?.sha === reviewed;
  const isOurs = data.author.name === author && message.trimEnd().endsWith(`\n${TRAILER}: ${key}`);
  if (!isOfReviewed || !isOurs) return undefined;
  return { commit: data.sha, person: REQUESTED_BY.exec(message)?.[1] ?? person };
}

function amounts({ files, left, notUtf8 }: Mended) {
  return {
    fixes: files.reduce((sum, { fixes }) => sum + fixes.length, 0),
    left,
    notUtf8,
    files: files.map(({ path, fixes }) => ({ path, rules: [...new Set(fixes.map(({ ruleId }) => ruleId))].sort() })),
  };
}

function refused(reason: string): Answer {
  return { kind: 'not-fixed', reason };
}

function refusedByGitHub(error: unknown): Answer {
  switch (readRefusal(error)?.kind) {
    case 'not-permitted':
      return refused(
        'GitHub does not permit it: the App has no write access to the content of this repository, or the branch is protected.',
      );
    case 'invalid':
      return refused('GitHub did not take the commit: the branch has moved meanwhile, or is protected.');
    case 'gone':
      return refused('The branch or the repository is gone, or the App may not see it.');
    case undefined:
      throw error;
  }
}
