import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pressButton } from '../../../app/buttons/press-button.ts';
import type { Finding } from '../../../engine/findings/finding.ts';
import { git } from '../../support/github/git/run-git.ts';
import { aFinding, aRange } from '../../support/a-finding.ts';
import { anEventService, type EventService } from '../../support/an-event-service.ts';
import type { PullRequestHandle } from '../../support/github/site/pull-request-handle.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';

const CODE = '\uFEFFconst é = 1;\ndebugger;\nif (é == 1) run();\n';
/** Offsets are of the text without its byte order mark. */
const DEBUGGER: Finding = aFinding({
  path: 'src/a.ts',
  range: aRange(2, 1, 2, 10),
  fix: { description: 'Remove it', safe: true, edits: [{ startOffset: 13, endOffset: 23, text: '' }] },
});
const EQUALITY: Finding = aFinding({
  path: 'src/a.ts',
  ruleId: 'eslint/eqeqeq',
  range: aRange(3, 7, 3, 9),
  fix: { description: 'Compare strictly', safe: true, edits: [{ startOffset: 29, endOffset: 31, text: '===' }] },
});
const BUTTONS = ['fix', 're-review', 'ask'].map((identifier) => ({ label: 'x', description: 'x', identifier }));

let service: EventService;
let shop: RepositoryHandle;
let pull: PullRequestHandle;
let installationId: number;
let reviewId: string;
let checkRunId: number;
let branches = 0;

beforeAll(async () => {
  service = await anEventService();
  shop = await service.github.createRepository('acme/shop', { files: { 'README.md': 'Shop\n' } });
  shop.allow('mira', 'write');
  shop.allow('reader', 'read');
  installationId = service.github.install('acme').id;
});
afterAll(() => service.close());

beforeEach(async () => {
  service.github.stopFailing();
  await service.database.query('truncate accounts, deliveries, reviews cascade');
  const head = `feature-${++branches}`;
  await shop.push({ branch: head, from: 'main', files: { 'src/a.ts': CODE, 'src/b.ts': `${branches}\n` } });
  pull = await shop.openPullRequest({ head, by: 'mira' });
  await service.catchUp();
  await service.database.query('delete from reviews');
  await service.database.query('delete from graphile_worker._private_jobs');
  await review([DEBUGGER, EQUALITY]);
});

/** A finished review, and its check with all buttons. */
async function review(findings: readonly Finding[]): Promise<void> {
  const base = { label: 'main', commit: 'b'.repeat(40) };
  reviewId = await service.finishedReview({
    installationId,
    repositoryId: shop.id,
    pullNumber: pull.number,
    headSha: pull.headSha,
    result: {
      findings,
      subject: { ...SUBJECT, base },
    },
  });
  const client = await service.clientOf(installationId);
  const { data } = await client.rest.checks.create({
    owner: 'acme',
    repo: 'shop',
    name: 'Plumbline',
    head_sha: pull.headSha,
    external_id: reviewId,
    status: 'completed',
    conclusion: 'failure',
    actions: BUTTONS,
    output: { title: 'No new problems.', summary: 'All is well.', text: 'More about it.' },
  });
  checkRunId = data.id;
  await service.catchUp();
}

const SUBJECT = {
  name: 'acme/shop',
  kind: 'change',
  wholeTree: false,
  head: { label: 'feature' },
  at: '2026-11-21T10:00:00Z',
  tool: { name: 'plumbline', version: '0.1.0' },
} as const;

async function press(button: string, by = 'mira'): Promise<void> {
  await shop.pressButton(checkRunId, button, { by });
  await service.catchUp();
  await service.work();
}

const answers = () =>
  [...shop.state.comments.values()]
    .filter(({ number, author }) => number === pull.number && author.type === 'Bot')
    .map(({ body }) => body.replace(/\n\n<!-- plumbline:answer button-[\w-]+ -->$/, ''));

const show = (path: string) => git(shop.state.gitDir, ['show', `${pull.headSha}:${path}`]);

const log = () => git(shop.state.gitDir, ['log', '-1', '--format=%P%n%an%n%B', pull.headSha]);

const reviews = () =>
  service.rows('select kind, head_sha as head, whole_tree as whole, state, trigger from reviews order by seq');

describe('fix', () => {
  test('commits the safe fixes to the branch, and nothing else', async () => {
    const before = pull.headSha;
    await press('fix');
    const [parent, author, ...message] = (await log()).split('\n');
    expect([parent, author]).toEqual([before, 'plumbline[bot]']);
    expect(message).toEqual([
      'Fix 2 findings of Plumbline',
      '',
      '- eslint/eqeqeq',
      '- eslint/no-debugger',
      '',
      'Requested-by: mira',
      expect.stringMatching(/^Plumbline-Fix: [0-9a-f-]{36}$/),
    ]);
    expect(await git(shop.state.gitDir, ['diff', '--stat=80', '--name-only', before, pull.headSha])).toBe('src/a.ts');
    expect(`${await show('src/a.ts')}\n`).toBe('\uFEFFconst é = 1;\nif (é === 1) run();\n');
    expect(answers()).toEqual([
      [
        `✅ **Committed 2 fixes** as ${pull.headSha}, requested by \`mira\`.`,
        '',
        '- `src/a.ts`: eslint/eqeqeq, eslint/no-debugger',
      ].join('\n'),
    ]);
    expect(service.github.violations).toEqual([]);
  });

  test('that runs again, after it was cut off anywhere, makes one commit and one answer', async () => {
    const before = pull.headSha;
    await shop.pressButton(checkRunId, 'fix', { by: 'mira' });
    await service.catchUp();
    const deliveryId = service.github.webhooks.deliveries.findLast(({ event }) => event === 'check_run')?.guid ?? '';
    for (const operation of [
      'repos/get-collaborator-permission-level',
      'pulls/get',
      'git/get-tree',
      'git/get-blob',
      'git/create-tree',
      'git/create-commit',
      'git/update-ref',
      'issues/create-comment',
    ]) {
      service.github.failNext(operation, { kind: 'status', status: 502 });
      await expect(pressButton(service.context, { deliveryId })).rejects.toThrow();
    }
    service.github.stopFailing();
    await pressButton(service.context, { deliveryId });
    await pressButton(service.context, { deliveryId });
    expect(await git(shop.state.gitDir, ['rev-list', '--count', `${before}..${pull.headSha}`])).toBe('1');
    expect(answers()).toEqual([expect.stringContaining(`**Committed 2 fixes** as ${pull.headSha}`)]);
  });

  test('whose commit was made, though GitHub could not say so, makes no other', async () => {
    const before = pull.headSha;
    service.github.failNext('git/update-ref', { kind: 'cut-after-effect' });
    await shop.pressButton(checkRunId, 'fix', { by: 'mira' });
    await service.catchUp();
    await expect(service.work()).rejects.toThrow();
    await service.work();
    expect(await git(shop.state.gitDir, ['rev-list', '--count', `${before}..${pull.headSha}`])).toBe('1');
    expect(answers()).toHaveLength(1);
  });

  const notFixed = (reason: string) => [`⚠️ **Nothing was committed.** ${reason}`];

  test('of what was pushed over commits nothing', async () => {
    await pull.push({ files: { 'src/b.ts': 'newer\n' }, by: 'mira' });
    const head = pull.headSha;
    await press('fix');
    expect(pull.headSha).toBe(head);
    expect(answers()).toEqual(
      notFixed(
        'The branch has moved since it was reviewed. Once the new head was reviewed, its check offers the fixes again.',
      ),
    );
  });

  test("does not take somebody's commit for its own, whatever its message ends with", async () => {
    await shop.pressButton(checkRunId, 'fix', { by: 'mira' });
    await service.catchUp();
    const deliveryId = service.github.webhooks.deliveries.findLast(({ event }) => event === 'check_run')?.guid ?? '';
    await pull.push({ files: { 'src/b.ts': 'mine\n' }, by: 'mira', message: `Mine\n\nPlumbline-Fix: ${reviewId}` });
    await pressButton(service.context, { deliveryId });
    expect(answers()[0]).toContain('**Nothing was committed.** The branch has moved since it was reviewed.');
  });

  test('while somebody pushes leaves the push as it is', async () => {
    service.github.failNext('git/update-ref', {
      kind: 'status',
      status: 422,
      body: { message: 'Update is not a fast forward', documentation_url: 'https://docs.github.com', status: '422' },
    });
    const head = pull.headSha;
    await press('fix');
    expect(pull.headSha).toBe(head);
    expect(answers()).toEqual(
      notFixed('GitHub did not take the commit: the branch has moved meanwhile, or is protected.'),
    );
  });

  test('without the permission to write content says so', async () => {
    service.github.failAlways('git/create-tree', { kind: 'status', status: 403 });
    await press('fix');
    expect(answers()).toEqual(
      notFixed(
        'GitHub does not permit it: the App has no write access to the content of this repository, or the branch is protected.',
      ),
    );
  });

  test('of text that is not what was reviewed commits nothing', async () => {
    await review([{ ...DEBUGGER, path: 'src/gone.ts' }]);
    await press('fix');
    expect(answers()[0]).toContain('**Nothing was committed.** The branch has moved since it was reviewed.');
  });

  test('where nothing is safe to mend says so', async () => {
    await review([aFinding()]);
    await press('fix');
    expect(answers()).toEqual(notFixed('The report has no fix that is safe to make without a look.'));
  });

  test('of a closed pull request, or of a report that is gone, says so', async () => {
    await service.database.query('delete from review_reports');
    await press('fix');
    await pull.close();
    await press('fix');
    // One answer for each button of a check, which says the last.
    expect(answers()).toEqual(notFixed('The pull request is closed.'));
  });

  test('by somebody who may not write commits nothing', async () => {
    const head = pull.headSha;
    await press('fix', 'reader');
    expect(pull.headSha).toBe(head);
    expect(answers()).toEqual(notFixed('Only somebody who may write to the repository can ask for a commit.'));
  });

  test("of a fork's branch commits nothing", async () => {
    const fork = await shop.fork('ada');
    await fork.push({ branch: 'theirs', files: { 'src/a.ts': CODE } });
    pull = await shop.openPullRequest({ head: 'ada:theirs', by: 'ada' });
    await service.catchUp();
    await review([DEBUGGER]);
    await press('fix');
    expect(answers()).toEqual(notFixed('The branch is in another repository: take the suggestions over one by one.'));
  });
});

describe('re-review', () => {
  test('looks at every file of the present head, once', async () => {
    await press('re-review');
    const deliveryId = service.github.webhooks.deliveries.findLast(({ event }) => event === 'check_run')?.guid ?? '';
    await pressButton(service.context, { deliveryId });
    expect((await reviews()).slice(1)).toEqual([
      { kind: 'pull-request', head: pull.headSha, whole: true, state: 'queued', trigger: 'check_run.re-review' },
    ]);
    expect(answers()).toEqual([]);
  });

  test('looks at the head that is pushed while GitHub answers what it was', async () => {
    await shop.pressButton(checkRunId, 're-review', { by: 'mira' });
    await service.catchUp();
    service.meanwhile('/repos/{owner}/{repo}/pulls/{pull_number}', async () => {
      await pull.push({ files: { 'src/b.ts': 'pushed\n' } });
      await service.catchUp();
    });
    await service.work();
    expect((await reviews()).slice(1)).toEqual([
      {
        kind: 'pull-request',
        head: pull.headSha,
        whole: false,
        state: 'superseded',
        trigger: 'pull_request.synchronize',
      },
      { kind: 'pull-request', head: pull.headSha, whole: true, state: 'queued', trigger: 'check_run.re-review' },
    ]);
  });

  test('by somebody who may not write is nothing', async () => {
    await press('re-review', 'reader');
    expect(await reviews()).toHaveLength(1);
    expect(answers()).toEqual([]);
  });

  test('of the default branch looks at its present tip', async () => {
    await service.database.query("update reviews set kind = 'repository', pull_number = null, base_ref = null");
    await press('re-review');
    expect((await reviews()).slice(1)).toEqual([
      {
        kind: 'repository',
        head: await shop.tip(),
        whole: true,
        state: 'queued',
        trigger: 'check_run.re-review',
      },
    ]);
  });

  test('of the default branch looks at the tip that is pushed while GitHub answers what it was', async () => {
    await service.database.query("update reviews set kind = 'repository', pull_number = null, base_ref = null");
    await shop.pressButton(checkRunId, 're-review', { by: 'mira' });
    await service.catchUp();
    service.meanwhile('/repos/{owner}/{repo}/git/ref/{ref}', async () => {
      await shop.push({ files: { 'README.md': `Shop ${branches}\n` } });
      await service.catchUp();
    });
    await service.work();
    const head = await shop.tip();
    expect((await reviews()).slice(1)).toEqual([
      { kind: 'repository', head, whole: true, state: 'superseded', trigger: 'push' },
      { kind: 'repository', head, whole: true, state: 'queued', trigger: 'check_run.re-review' },
    ]);
  });
});

test('ask keeps a touch for whoever follows leads up, and answers with the place to book', async () => {
  await press('ask');
  await press('ask');
  const jobs = await service.jobs();
  expect(jobs).toEqual([
    {
      task: 'lead-touch',
      payload: {
        kind: 'check-run-button',
        account: shop.state.owner.id,
        login: 'mira',
        repository: shop.id,
        pull: pull.number,
        at: expect.stringMatching(/^2026-11-21T/) as string,
      },
      queue: null,
    },
  ]);
  expect(answers()).toEqual([
    '💬 **An expert will look at this with you:** [pick a time](<https://book.example/acme>). `mira` asked for it; whoever takes the call will know about this review.',
  ]);
});

test.each(['repository', 'merge-group'])('ask on the check of a %s is answered there, once', async (kind) => {
  await service.database.query('update reviews set kind = $1, pull_number = null', [kind]);
  await press('ask');
  await press('ask');
  expect(await service.jobs()).toMatchObject([
    { task: 'lead-touch', payload: { login: 'mira', repository: shop.id, pull: null } },
  ]);
  expect(answers()).toEqual([]);
  expect(shop.state.checkRuns.get(checkRunId)).toMatchObject({
    status: 'completed',
    conclusion: 'failure',
    actions: BUTTONS,
    output: {
      title: 'No new problems.',
      summary: [
        '💬 **An expert will look at this with you:** [pick a time](<https://book.example/acme>). `mira` asked for it; whoever takes the call will know about this review.',
        `<!-- plumbline:answer button-ask-${checkRunId} -->`,
        'All is well.',
      ].join('\n\n'),
      text: 'More about it.',
    },
  });
  expect(service.github.violations).toEqual([]);
});

describe('fix, pressed again', () => {
  const committed = (head: string) =>
    `✅ **Committed 2 fixes** as ${head}, requested by \`mira\`.\n\n- \`src/a.ts\`: eslint/eqeqeq, eslint/no-debugger`;

  test('at once, or by somebody else, has made one commit, and says so once', async () => {
    const before = pull.headSha;
    shop.allow('joe', 'write');
    await shop.pressButton(checkRunId, 'fix', { by: 'mira' });
    await shop.pressButton(checkRunId, 'fix', { by: 'mira' });
    await service.catchUp();
    await service.work();
    await press('fix', 'joe');
    expect(await git(shop.state.gitDir, ['rev-list', '--count', `${before}..${pull.headSha}`])).toBe('1');
    expect(answers()).toEqual([committed(pull.headSha)]);
  });

  test('when more was pushed is answered beside what was said of the commit', async () => {
    await press('fix');
    const made = pull.headSha;
    await pull.push({ files: { 'src/b.ts': 'more\n' }, by: 'mira' });
    await press('fix');
    expect(answers()).toEqual([
      committed(made),
      '⚠️ **Nothing was committed.** The branch has moved since it was reviewed. Once the new head was reviewed, its check offers the fixes again.',
    ]);
  });

  test('does not take a commit that is not made of what was reviewed for its own', async () => {
    await press('fix');
    const message = await git(shop.state.gitDir, ['log', '-1', '--format=%B', pull.headSha]);
    await pull.push({ files: { 'src/b.ts': 'mine\n' }, by: 'plumbline[bot]', message });
    await press('fix');
    expect(answers()[1]).toContain('**Nothing was committed.** The branch has moved since it was reviewed.');
  });
});

describe('fix, of files that are not UTF-8', () => {
  /** Latin 1. Its text has U+FFFD for the é, at the same offset. */
  const LATIN = Buffer.from('// caf\xe9\ndebugger;\nrun();\n', 'latin1');
  const IN_LATIN: Finding = aFinding({
    path: 'src/latin.ts',
    range: aRange(2, 1, 2, 10),
    fix: { description: 'Remove it', safe: true, edits: [{ startOffset: 8, endOffset: 18, text: '' }] },
  });

  test('leaves them as they are, mends the others, and says so, again, too', async () => {
    await pull.push({ files: { 'src/latin.ts': LATIN }, by: 'mira' });
    const before = pull.headSha;
    await review([DEBUGGER, EQUALITY, IN_LATIN]);
    await press('fix');
    await press('fix');
    expect(await git(shop.state.gitDir, ['diff', '--name-only', before, pull.headSha])).toBe('src/a.ts');
    expect(await log()).toContain('Fix 2 findings of Plumbline');
    expect(answers()).toEqual([
      [
        `✅ **Committed 2 fixes** as ${pull.headSha}, requested by \`mira\`; 1 fix not made, as its file is not UTF-8.`,
        '',
        '- `src/a.ts`: eslint/eqeqeq, eslint/no-debugger',
      ].join('\n'),
    ]);
  });

  test('alone commits nothing, and says why', async () => {
    await pull.push({ files: { 'src/latin.ts': LATIN }, by: 'mira' });
    const before = pull.headSha;
    await review([IN_LATIN]);
    await press('fix');
    expect(pull.headSha).toBe(before);
    expect(answers()).toEqual([
      '⚠️ **Nothing was committed.** The fixes are in files that are not UTF-8: what else is in them would not stay as it is.',
    ]);
  });
});

test('fix commits a file that it leaves empty', async () => {
  await pull.push({ files: { 'src/lone.ts': 'debugger;\n' }, by: 'mira' });
  const lone = { description: 'Remove it', safe: true, edits: [{ startOffset: 0, endOffset: 10, text: '' }] };
  await review([aFinding({ path: 'src/lone.ts', range: aRange(1, 1, 1, 10), fix: lone })]);
  await press('fix');
  expect(await show('src/lone.ts')).toBe('');
  expect(answers()).toEqual([
    `✅ **Committed 1 fix** as ${pull.headSha}, requested by \`mira\`.\n\n- \`src/lone.ts\`: eslint/no-debugger`,
  ]);
});
