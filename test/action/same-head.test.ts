import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checksAt, pullRequestEvent, runAction, type ActionRun } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { Failure, RecordedCall } from '../support/github/http/failures.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { untilTrue } from '../support/until.ts';

vi.setConfig({ maxConcurrency: 3 });

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

// Python, for ESLint would take longer to load than all else.
const WRONG = { 'b.py': 'def b():\n    breakpoint()\n' };
const STRICT = 'version: 1\n';
const LAX = 'version: 1\nrules:\n  practice/python-debugger-left: off\n';
const PROJECTS = 'projects:\n  - { name: all, paths: ["**"] }\n';
const PROBLEM = '1 new high-severity problem blocks this change.';
const DRAFT = 'Not reviewed: It is a draft: it is reviewed once it is ready.';
const FAILED = ['Plumbline', 'failure', PROBLEM];
const PASSED = ['Plumbline', 'success', 'No new problems.'];

let owners = 0;

/** A branch `feature` with a problem, which counts in `main`, and not in `lax`. */
async function aShop(projects = ''): Promise<RepositoryHandle> {
  const files = { 'a.py': 'a = 1\n', '.plumbline.yml': STRICT + projects };
  const shop = await github.createRepository(`same${++owners}/shop`, { files });
  await shop.push({ branch: 'lax', from: 'main', files: { '.plumbline.yml': LAX + projects } });
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  return shop;
}

async function review(shop: RepositoryHandle, number: number, name = 'pull_request'): Promise<ActionRun> {
  const event = await pullRequestEvent(github, shop, number, name);
  return runAction(github, shop, { event, checkout: 'none' });
}

/** All check runs, the oldest first. */
const shownAt = (shop: RepositoryHandle, headSha: string) =>
  checksAt(shop, headSha).map(({ name, conclusion, title }) => [name, conclusion, title]);

const isCallOf = (shop: RepositoryHandle, operationId: string) => (call: RecordedCall) =>
  call.operationId === operationId && call.path.includes(shop.fullName);

/** Has the next such call in a repository answered only once the test lets it. */
function hold(shop: RepositoryHandle, operationId: string) {
  let isHeld = false;
  let letGo: () => void = () => undefined;
  const until = new Promise<void>((done) => (letGo = done));
  const isMeant = isCallOf(shop, operationId);
  github.failNext((call) => isMeant(call) && (isHeld = true), { kind: 'held', until });
  return { held: () => untilTrue(() => isHeld), letGo };
}

describe.concurrent('a commit that is the head of several pull requests', () => {
  test('shows the gravest verdict, whichever came last, and whose it is', async () => {
    const shop = await aShop();
    const grave = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    const draft = await shop.openPullRequest({ head: 'feature', base: 'lax', draft: true });
    await review(shop, grave.number);
    const { code, outputs, log } = await review(shop, light.number);
    await review(shop, draft.number);
    const led = ['Plumbline', 'failure', `#${grave.number} into main: ${PROBLEM}`];
    expect(shownAt(shop, grave.headSha)).toEqual([FAILED, led, led]);
    // What the run itself says is about its own pull request.
    expect([code, outputs.conclusion]).toEqual([0, 'success']);
    expect(log).toContain(
      `#${grave.number} into main decides the check Plumbline, as it has the same commit: ${PROBLEM}\n`,
    );
  });

  test("shows it for a stranger's, too", async () => {
    const shop = await aShop();
    const fork = await shop.fork('stranger');
    await fork.push({ branch: 'feature', from: 'main', files: WRONG });
    const grave = await shop.openPullRequest({ head: 'stranger:feature' });
    const light = await shop.openPullRequest({ head: 'stranger:feature', base: 'lax' });
    await review(shop, grave.number, 'pull_request_target');
    await review(shop, light.number, 'pull_request_target');
    const led = ['Plumbline', 'failure', `#${grave.number} into main: ${PROBLEM}`];
    expect(shownAt(shop, grave.headSha)).toEqual([FAILED, led]);
  });

  test('does not pass where one came to no verdict', async () => {
    const shop = await aShop();
    const draft = await shop.openPullRequest({ head: 'feature', draft: true });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    await review(shop, draft.number);
    await review(shop, light.number);
    expect(shownAt(shop, light.headSha)).toEqual([
      ['Plumbline', 'neutral', DRAFT],
      ['Plumbline', 'neutral', `#${draft.number} into main: ${DRAFT}`],
    ]);
  });

  test("goes by the latest review of each, and by what that came to where its check shows another's verdict", async () => {
    const shop = await aShop();
    const grave = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    const draft = await shop.openPullRequest({ head: 'feature', base: 'lax', draft: true });
    for (const { number } of [grave, light, draft]) await review(shop, number);
    expect(checksAt(shop, grave.headSha).map(({ conclusion }) => conclusion)).toEqual([
      'failure',
      'failure',
      'failure',
    ]);
    await shop.push({ files: { '.plumbline.yml': LAX } });
    await review(shop, grave.number);
    const led = ['Plumbline', 'neutral', `#${draft.number} into lax: It came to no verdict.`];
    expect(shownAt(shop, grave.headSha).at(-1)).toEqual(led);
    await draft.close();
    await review(shop, light.number);
    expect(shownAt(shop, light.headSha).at(-1)).toEqual(PASSED);
  });

  test('does not go by one that is closed, or has moved on', async () => {
    const shop = await aShop();
    await shop.moveBranch('copy', await shop.tip('feature'));
    const closed = await shop.openPullRequest({ head: 'feature' });
    const moved = await shop.openPullRequest({ head: 'copy' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    await review(shop, closed.number);
    await review(shop, moved.number);
    await closed.close();
    await moved.push({ files: { 'c.py': 'c = 1\n' } });
    await review(shop, light.number);
    expect(shownAt(shop, light.headSha)).toEqual([FAILED, FAILED, PASSED]);
  });

  test("does not go by another App's check", async () => {
    const shop = await aShop();
    const other = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    const installation = github.install(shop.fullName.split('/')[0]!);
    const headers = { authorization: `Bearer ${github.tokenFor(installation)}`, 'content-type': 'application/json' };
    const check = { name: 'Plumbline', head_sha: light.headSha, external_id: `1/1/review/__run#${other.number}` };
    const body = JSON.stringify({ ...check, status: 'completed', conclusion: 'failure' });
    const made = await fetch(`${github.url}/repos/${shop.fullName}/check-runs`, { method: 'POST', headers, body });
    expect(made.status).toBe(201);
    await review(shop, light.number);
    expect(shownAt(shop, light.headSha)).toEqual([['Plumbline', 'failure', null], PASSED]);
  });

  test('shows the gravest verdict on each project', async () => {
    const shop = await aShop(PROJECTS);
    const grave = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    const draft = await shop.openPullRequest({ head: 'feature', base: 'lax', draft: true });
    await review(shop, grave.number);
    const own = shownAt(shop, grave.headSha);
    expect(own.map(([name, conclusion]) => [name, conclusion])).toEqual([
      ['Plumbline', 'failure'],
      ['Plumbline / all', 'failure'],
    ]);
    const led = own.map(([name, conclusion, title]) => [name, conclusion, `#${grave.number} into main: ${title}`]);
    await review(shop, light.number);
    await review(shop, draft.number);
    expect(shownAt(shop, grave.headSha)).toEqual([...own, ...led, ...led]);
  });
});

describe.concurrent('several are reviewed at the same time', () => {
  test('the graver one ends last', async () => {
    const shop = await aShop();
    const grave = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    const fetching = hold(shop, 'git/upload-pack');
    const first = review(shop, grave.number);
    await fetching.held();
    await review(shop, light.number);
    expect(shownAt(shop, grave.headSha).map(([, conclusion]) => conclusion)).toEqual([null, 'success']);
    // That of the other is not written at once.
    const [, later] = shop.state.checkRuns.keys();
    const isLater = ({ operationId, path }: RecordedCall) =>
      operationId === 'checks/update' && path.endsWith(`/${later}`);
    github.failNext(isLater, { kind: 'cut' });
    fetching.letGo();
    await first;
    expect(shownAt(shop, grave.headSha)).toEqual([
      FAILED,
      ['Plumbline', 'failure', `#${grave.number} into main: ${PROBLEM}`],
    ]);
    // Done once more, it does not take that for the other's.
    await shop.push({ files: { '.plumbline.yml': LAX } });
    await review(shop, grave.number);
    expect(shownAt(shop, grave.headSha).at(-1)).toEqual(PASSED);
  });

  test('the graver one ends while another is about to', async () => {
    const shop = await aShop();
    const grave = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    const fetching = hold(shop, 'git/upload-pack');
    const first = review(shop, grave.number);
    await fetching.held();
    const ending = hold(shop, 'checks/get');
    const second = review(shop, light.number);
    await ending.held();
    fetching.letGo();
    await first;
    ending.letGo();
    await second;
    expect(shownAt(shop, grave.headSha)).toEqual([
      FAILED,
      ['Plumbline', 'failure', `#${grave.number} into main: ${PROBLEM}`],
    ]);
  });

  test("a check that shows another's verdict is given a graver one", async () => {
    const shop = await aShop();
    const grave = await shop.openPullRequest({ head: 'feature' });
    const draft = await shop.openPullRequest({ head: 'feature', base: 'lax', draft: true });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    await review(shop, draft.number);
    const fetching = hold(shop, 'git/upload-pack');
    const first = review(shop, grave.number);
    await fetching.held();
    await review(shop, light.number);
    fetching.letGo();
    await first;
    const shown = [...shop.state.checkRuns.values()].at(-1);
    expect([shown?.conclusion, shown?.output.title]).toEqual(['failure', `#${grave.number} into main: ${PROBLEM}`]);
    // GitHub's own names of pull requests are kept from becoming links by a sign that has no width.
    const [lead, about, own] = shown?.output.summary?.replaceAll('\u2060', '').split('\n\n') ?? [];
    expect([lead, about]).toEqual([
      `↪️ **[#${grave.number}](<${grave.url}>) into \`main\` decides this check,** as it has the same commit: ${PROBLEM}`,
      `What follows is about #${light.number} into \`lax\` alone.`,
    ]);
    expect(own).toMatch(/^✅ \*\*Passed\.\*\* /);
  });
});

test.each(['checks/list-for-ref', 'pulls/get'])(
  'a job does not fail where GitHub refuses %s: its own verdict is shown',
  async (operationId) => {
    const REFUSED: Failure = {
      kind: 'status',
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    };
    const shop = await aShop();
    const grave = await shop.openPullRequest({ head: 'feature' });
    const light = await shop.openPullRequest({ head: 'feature', base: 'lax' });
    await review(shop, grave.number);
    // The check was looked for before it was created: that is another question.
    const isBegun = () => checksAt(shop, grave.headSha).some(({ status }) => status === 'in_progress');
    const isMeant = isCallOf(shop, operationId);
    github.failNext((call) => isMeant(call) && isBegun(), REFUSED);
    const { code, log } = await review(shop, light.number);
    expect(code).toBe(0);
    expect(shownAt(shop, light.headSha)).toEqual([FAILED, PASSED]);
    expect(log).toMatch(
      /^::notice::Other pull requests with this head are not taken into account: Resource not accessible by integration.*Give the job the permission `pull-requests: write`\.$/m,
    );
  },
);

test('where a pull request shares its head with none, only the checks of its own are looked for', async () => {
  const shop = await aShop(PROJECTS);
  const { number } = await shop.openPullRequest({ head: 'feature' });
  await review(shop, number);
  github.calls.clear();
  await review(shop, number);
  const { 'checks/list-for-ref': lists, 'pulls/get': pulls } = github.calls.counts();
  // Before the check is created, before it ends, and before that of the project is; the conversation asks for its pull request.
  expect([lists, pulls]).toEqual([3, 1]);
});

test('all of it was as GitHub describes it', () => {
  expect(github.violations).toEqual([]);
});
