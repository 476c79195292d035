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
    const commit = (await findCommit(client, wanted)) ?? (await commitOnce(client, wanted));
    return commit ? { kind: 'fixed', ...commit, ...amounts(plan) } : refused(NOT_AS_REVIEWED);
  } catch (error) {
    return refusedByGitHub(error);
  }
}

const NOT_AS_REVIEWED =
  'The branch has moved since it was reviewed. Once the new head was reviewed, its check offers the fixes again.';

/** Undefined where the branch or one of the files is not as it was reviewed. */
async function commitOnce(client: GitHubClient, wanted: WantedCommit): Promise<MadeCommit | undefined> {
  if (wanted.pull.headSha !== wanted.reviewed) return undefined;
  const files = await filesToCommit(client, wanted);
  return files && { commit: await makeCommit(client, wanted, files), person: wanted.person };
}

interface MadeCommit {
  readonly commit: string;
  /** Who asked for it first. */
  readonly person: string;
}

interface FixedFile {
  readonly path: string;
  readonly mode: FileAtCommit['mode'];
  readonly content: string;
}

/** Undefined where one of the files is not as it was reviewed. */
async function filesToCommit(
  client: GitHubClient,
  { repository, pull, plan }: WantedCommit,
): Promise<FixedFile[] | undefined> {
  const readFile = createFileReader(client, { repository, commit: pull.headSha });
  const files: FixedFile[] = [];
  for (const planned of plan.files) {
    const file = await readFile(planned.path);
    const content = file && mended(file.bytes, planned);
    if (!file || !content) return undefined;
    files.push({ path: planned.path, mode: file.mode, content });
  }
  return files;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Undefined where the bytes are not UTF-8: written back they would be others. */
function mended(bytes: Buffer, planned: FileFixes): string | undefined {
  // Analyzers see the text without its mark, and offsets count from there.
  const text = decodeText(bytes);
  const mark = bytes.length > Buffer.byteLength(text) ? BYTE_ORDER_MARK : '';
  if (!Buffer.from(mark + text).equals(bytes)) return undefined;
  const fixed = applyFixes(text, planned);
  return fixed === undefined ? undefined : mark + fixed;
}

async function makeCommit(client: GitHubClient, wanted: WantedCommit, files: readonly FixedFile[]): Promise<string> {
  const { repository, pull } = wanted;
  const { git } = client.rest;
  const base = await git.getCommit({ ...repository, commit_sha: pull.headSha });
  const { data: made } = await git.createTree({
    ...repository,
    base_tree: base.data.tree.sha,
    tree: files.map(inTree),
  });
  const { data: commit } = await git.createCommit({
    ...repository,
    message: messageOf(wanted),
    tree: made.sha,
    parents: [pull.headSha],
  });
  await git.updateRef({ ...repository, ref: `heads/${pull.headRef}`, sha: commit.sha, force: false });
  return commit.sha;
}

function inTree({ path, mode, content }: FixedFile) {
  return { path, mode, type: 'blob' as const, content };
}

const TRAILER = 'Plumbline-Fix';
const REQUESTED_BY = /\nRequested-by: (.+)\n/;

function messageOf({ plan, person, key }: WantedCommit): string {
  const { fixes, files } = amounts(plan);
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

function amounts({ files, left }: FixPlan) {
  return {
    fixes: files.reduce((sum, { fixes }) => sum + fixes.length, 0),
    left,
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
