import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readMark } from '../../../github/publish/hidden-mark.ts';
import { aCustomer, checkAt, hold, shownAt } from '../../support/a-customer.ts';
import type { IssueComment } from '../../support/github/state/entities.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import type { PullRequestHandle } from '../../support/github/site/pull-request-handle.ts';
import type { RecordedCall } from '../../support/github/http/failures.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
/** Its finding has a safe fix. */
const UNSAFE = {
  'c.js': 'import http from "node:http";\nhttp.createServer((q, res) => {\n  res.end(Buffer.allocUnsafe(8));\n});\n',
};
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];
const PASSED = ['Plumbline', 'success', 'No new problems.'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '4', BOOKING_URL: 'https://talk.example/plumbline' } });
});
afterAll(async () => {
  await test.close();
});

async function anOpenPullRequest(account: string, files: Readonly<Record<string, string>>, configuration = '') {
  const customer = await aCustomer(test, account, {
    files: { 'a.js': 'export const a = 1;\n', ...(configuration && { '.plumbline.yml': configuration }) },
  });
  await customer.shop.push({ branch: 'feature', from: 'main', files });
  const pull = await customer.shop.openPullRequest({ head: 'feature' });
  await customer.settled();
  return { ...customer, pull };
}

/** Of the App's comments, what is visible first. */
function firstLines({ state }: RepositoryHandle): string[] {
  return own(state.comments.values()).map(({ body }) => body.trim().split('\n')[0] ?? '');
}

function own(comments: Iterable<IssueComment>): IssueComment[] {
  return [...comments].filter(({ author }) => author.login === 'plumbline[bot]');
}

describe.concurrent('the comment that tells the result', () => {
  const FAILURE = '### ❌ 1 new high-severity problem blocks this change.';
  const PASS = '### ✅ No new problems.';

  it('is there on failure, and edited from then on', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('on-failure', RIGHT);
    expect(firstLines(shop)).toEqual([]);
    await pull.push({ files: WRONG });
    await settled();
    expect(firstLines(shop)).toEqual([FAILURE]);
    const [first] = own(shop.state.comments.values());
    await pull.push({ files: RIGHT });
    await settled();
    expect(firstLines(shop)).toEqual([PASS]);
    expect(own(shop.state.comments.values()).map(({ id }) => id)).toEqual([first?.id]);
  });

  it('is always there, once', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('always', RIGHT, 'pullRequests: { comment: always }\n');
    expect(firstLines(shop)).toEqual([PASS]);
    await pull.push({ files: WRONG });
    await settled();
    expect(firstLines(shop)).toEqual([FAILURE]);
  });

  it('is never there where it is switched off', async () => {
    const { shop, pull } = await anOpenPullRequest('off', WRONG, 'pullRequests: { comment: off }\n');
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(firstLines(shop)).toEqual([]);
  });
});

describe.concurrent('a suggestion', () => {
  it('is posted once, and its conversation ends when it is taken up', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('suggestions', UNSAFE);
    const suggestions = () =>
      [...shop.state.reviewComments.values()].map(({ path, body }) => [
        path,
        /```suggestion\n([^]*?)```/.exec(body)?.[1],
      ]);
    expect(suggestions()).toEqual([['c.js', '  res.end(Buffer.alloc(8));\n']]);
    await pull.push({ files: { 'd.js': 'export const d = 1;\n' } });
    await settled();
    expect(suggestions()).toEqual([['c.js', '  res.end(Buffer.alloc(8));\n']]);
    const [thread] = shop.state.threads.values();
    expect(thread?.resolvedBy).toBe(undefined);
    await pull.push({ files: { 'c.js': UNSAFE['c.js'].replace('allocUnsafe', 'alloc') } });
    await settled();
    expect(suggestions().length).toBe(1);
    expect(thread?.resolvedBy?.login).toBe('plumbline[bot]');
  });
});

describe.concurrent('a button', () => {
  it('Fix this: commits the safe fixes, and the new head is reviewed', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('fix', UNSAFE);
    const before = pull.headSha;
    await shop.pressButton(checkAt(shop, before).id, 'fix', { by: 'mira' });
    await settled();
    expect(pull.headSha).not.toBe(before);
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    expect(firstLines(shop)).toEqual([`✅ **Committed 1 fix** as ${pull.headSha}, requested by \`mira\`.`]);
  });

  it('Fix this: commits once, however often it is pressed, and only for those who may write', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('fix-twice', UNSAFE);
    const before = pull.headSha;
    const { id } = checkAt(shop, before);
    await shop.pressButton(id, 'fix', { by: 'stranger' });
    await settled();
    expect(pull.headSha).toBe(before);
    expect(firstLines(shop)).toEqual([
      '⚠️ **Nothing was committed.** Only somebody who may write to the repository can ask for a commit.',
    ]);
    await Promise.all([shop.pressButton(id, 'fix', { by: 'mira' }), shop.pressButton(id, 'fix', { by: 'mira' })]);
    await settled();
    const commits = await test.database.query('select distinct head_sha from reviews where repository_id = $1', [
      shop.id,
    ]);
    expect(commits.length).toBe(2);
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
  });

  it('Re-review everything: looks at what the change left alone, too', async () => {
    const files = { 'a.js': 'export function a() {\n  debugger;\n}\n' };
    const { shop, settled } = await aCustomer(test, 're-review', { files });
    await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    await shop.pressButton(checkAt(shop, pull.headSha).id, 're-review', { by: 'mira' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    const reviews = await test.database.query(
      'select trigger, whole_tree from reviews where repository_id = $1 and pull_number = $2 order by seq',
      [shop.id, pull.number],
    );
    expect(reviews).toEqual([
      { trigger: 'pull_request.opened', whole_tree: false },
      { trigger: 'check_run.re-review', whole_tree: true },
    ]);
  });

  it('Ask the consultant: answers with where a talk is booked, and keeps the wish', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('ask', RIGHT);
    await shop.pressButton(checkAt(shop, pull.headSha).id, 'ask', { by: 'mira' });
    await settled();
    expect(firstLines(shop)).toEqual([
      '💬 **An expert will look at this with you:** [pick a time](<https://talk.example/plumbline>). `mira` asked for it; whoever takes the call will know about this review.',
    ]);
    const touches = await test.database.query<{ payload: unknown }>(
      `select payload from graphile_worker._private_jobs as jobs
       join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id where tasks.identifier = 'lead-touch'`,
    );
    expect(touches).toMatchObject([
      { payload: { kind: 'check-run-button', login: 'mira', repository: shop.id, pull: pull.number } },
    ]);
  });
});

/** What the App asks for by default: contents can be read, and not written. */
const READING = {
  checks: 'write',
  contents: 'read',
  issues: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
} as const;

it('buttons are offered only where they work', async () => {
  const { shop, installation, settled } = await aCustomer(test, 'reading', { permissions: READING });
  await shop.push({ branch: 'feature', from: 'main', files: UNSAFE });
  const pull = await shop.openPullRequest({ head: 'feature' });
  await shop.push({ files: { 'd.js': 'export const d = 1;\n' } });
  const group = await shop.requestMergeGroup({ pullRequest: pull.number });
  await settled();
  const offered = (headSha: string) => checkAt(shop, headSha).actions.map(({ identifier }) => identifier);
  expect(offered(pull.headSha)).toEqual(['re-review', 'ask']);
  expect(offered(await shop.tip())).toEqual(['re-review', 'ask']);
  expect(offered(group)).toEqual(['ask']);
  const words = () => [...shop.state.reviews.values()].map(({ body }) => body.includes('Fix this'));
  expect(words()).toEqual([false]);

  await test.github.installations.changePermissions(installation, { ...READING, contents: 'write' });
  await pull.push({ files: { 'e.js': UNSAFE['c.js'] } });
  await settled();
  expect(offered(pull.headSha)).toEqual(['fix', 're-review', 'ask']);
  expect(words()).toEqual([false, true]);
});

describe.concurrent('a command', () => {
  async function answersTo(pull: PullRequestHandle, settled: () => Promise<void>, line: string, by = 'mira') {
    const { comments } = pull.state.repository;
    const before = new Set(own(comments.values()).map(({ id }) => id));
    const id = await pull.comment(line, { by });
    await settled();
    return {
      reactions: comments.get(id)?.reactions.map(({ content }) => content),
      answers: own(comments.values())
        .filter(({ id, body }) => !before.has(id) && readMark(body, 'answer') !== undefined)
        .map(({ body }) => body.trim().split('\n')[0]),
    };
  }

  it('review, full, explain, help, and nonsense', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('commands', RIGHT);
    const commit = `\`${pull.headSha.slice(0, 8)}\``;
    const ask = (line: string) => answersTo(pull, settled, line);
    expect(await ask('/plumbline review')).toEqual({
      reactions: ['eyes'],
      answers: [
        `⏳ **A review of ${commit} is on its way.** It looks at the change. The check \`Plumbline\` shows what it finds.`,
      ],
    });
    expect(await ask('/plumbline full')).toEqual({
      reactions: ['eyes'],
      answers: [
        `⏳ **A review of ${commit} is on its way.** It looks at every file, not only at the change. The check \`Plumbline\` shows what it finds.`,
      ],
    });
    expect(await ask('/plumbline explain eslint/no-debugger')).toEqual({
      reactions: ['+1'],
      answers: ['#### Debugger statement left in'],
    });
    expect(await ask('/plumbline help')).toEqual({ reactions: ['+1'], answers: ['| Comment | What it does |'] });
    expect(await ask('/plumbline reviwe')).toEqual({
      reactions: ['confused'],
      answers: ['There is no command “reviwe”: `/plumbline help` lists them all. Did you mean `/plumbline review`?'],
    });
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    const reviews = await test.database.query(
      'select trigger, whole_tree from reviews where repository_id = $1 and pull_number = $2 order by seq',
      [shop.id, pull.number],
    );
    expect(reviews).toEqual([
      { trigger: 'pull_request.opened', whole_tree: false },
      { trigger: 'command.review', whole_tree: false },
      { trigger: 'command.full', whole_tree: true },
    ]);
  });

  it('review, of which GitHub answers late: what was pushed meanwhile is what counts', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('late', RIGHT);
    const asked = (call: RecordedCall) => call.operationId === 'pulls/get' && call.path.includes(shop.fullName);
    using answer = hold(test.github, asked);
    await pull.comment('/plumbline review', { by: 'mira' });
    await answer.begun();
    const pushed = await pull.push({ files: WRONG });
    const requested = 'select from reviews where repository_id = $1 and head_sha = $2';
    await untilTrue(async () => (await test.database.query(requested, [shop.id, pushed])).length > 0);
    answer.letGo();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(firstLines(shop)).toHaveLength(2);
    expect(firstLines(shop)).toContain('### ❌ 1 new high-severity problem blocks this change.');
    expect(firstLines(shop).join('\n')).toContain(`**A review of \`${pull.headSha.slice(0, 8)}\` is on its way.**`);
    const reviews = await test.database.query<{ sha: string }>(
      `select head_sha as sha from reviews where repository_id = $1 and pull_number = $2 order by seq`,
      [shop.id, pull.number],
    );
    expect(reviews.at(-1)).toEqual({ sha: pull.headSha });
  });

  it('ignore: the finding is left out, and the check passes', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('ignore', WRONG);
    const fingerprint = fingerprintIn(checkAt(shop, pull.headSha).annotations[0]?.raw_details);
    const line = `/plumbline ignore ${fingerprint.slice(0, 7)} a debugging aid`;
    expect(await answersTo(pull, settled, line)).toEqual({
      reactions: ['+1'],
      answers: ['✅ **Accepted in this pull request** by `mira`: `eslint/no-debugger` in `b.js:2`.'],
    });
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    await pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
  });

  it('dispute: it is recorded, and counts still', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('dispute', WRONG);
    const fingerprint = fingerprintIn(checkAt(shop, pull.headSha).annotations[0]?.raw_details);
    expect(await answersTo(pull, settled, `/plumbline dispute ${fingerprint} we need it`)).toEqual({
      reactions: ['+1'],
      answers: ['✅ **Recorded: `mira` says that this is wrong.** `eslint/no-debugger` in `b.js:2`.'],
    });
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    const feedback = await test.database.query(
      'select person, kind, rule_id, reason from finding_feedback where repository_id = $1',
      [shop.id],
    );
    expect(feedback).toEqual([
      { person: 'mira', kind: 'dispute', rule_id: 'eslint/no-debugger', reason: 'we need it' },
    ]);
  });

  it('pause and resume', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('pause', RIGHT);
    expect(await answersTo(pull, settled, '/plumbline pause')).toEqual({
      reactions: ['+1'],
      answers: [
        '⏸️ **Paused.** What is pushed to this pull request is not reviewed until somebody comments `/plumbline resume`. Its check says so, and is not green.',
      ],
    });
    await pull.push({ files: WRONG });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', 'neutral', 'Not reviewed: mira paused it here.']]);
    expect(await answersTo(pull, settled, '/plumbline resume')).toEqual({
      reactions: ['+1'],
      answers: [
        `▶️ **Resumed.** What is pushed to this pull request is reviewed again, beginning with \`${pull.headSha.slice(0, 8)}\`.`,
      ],
    });
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('is one alone on its line, in the first line of a new comment', async () => {
    const { pull, settled } = await anOpenPullRequest('prose', RIGHT);
    const silence = { reactions: [], answers: [] };
    expect(await answersTo(pull, settled, 'I think /plumbline full would help')).toEqual(silence);
    expect(await answersTo(pull, settled, '> /plumbline full\n\nwhat is that?')).toEqual(silence);
    expect(await answersTo(pull, settled, '    /plumbline full')).toEqual(silence);
    expect(await answersTo(pull, settled, '/plumbliner full')).toEqual(silence);
    expect(await answersTo(pull, settled, '/Plumbline HELP\r\nthank you')).toEqual({
      reactions: ['+1'],
      answers: ['| Comment | What it does |'],
    });
    expect(await answersTo(pull, settled, '/plumbline ignore')).toEqual({
      reactions: ['confused'],
      answers: ['Which finding? Each shows its fingerprint: 32 digits, of which the first 7 are enough.'],
    });
    expect(await answersTo(pull, settled, '/plumbline ignore 0123456789abcdef because')).toEqual({
      reactions: ['confused'],
      answers: ['The latest report has no finding whose fingerprint begins with 0123456789abcdef.'],
    });
  });

  it('by somebody who may not write: a reaction, no words, and nothing is done', async () => {
    const { shop, pull, settled } = await anOpenPullRequest('strangers', WRONG);
    const fingerprint = fingerprintIn(checkAt(shop, pull.headSha).annotations[0]?.raw_details);
    for (const line of ['/plumbline full', `/plumbline ignore ${fingerprint} trust me`, '/plumbline pause']) {
      expect(await answersTo(pull, settled, line, 'stranger')).toEqual({ reactions: ['confused'], answers: [] });
    }
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect((await test.database.query('select from reviews where repository_id = $1', [shop.id])).length).toBe(1);
  });
});

function fingerprintIn(text = ''): string {
  const [fingerprint] = /\b[0-9a-f]{32}\b/.exec(text) ?? [];
  if (fingerprint === undefined) throw new Error(`no fingerprint in ${text}`);
  return fingerprint;
}

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
