import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { suppressionsFor } from '../../../app/commands/pull-suppression-store.ts';
import { runCommand } from '../../../app/commands/run-command.ts';
import { aFinding, aRange } from '../../support/a-finding.ts';
import { anEventService, type EventService } from '../../support/an-event-service.ts';
import type { PullRequestHandle } from '../../support/github/site/pull-request-handle.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';

const DEBUGGER = aFinding({ fingerprint: `1234567a${'0'.repeat(24)}`, path: 'src/a.ts', range: aRange(3) });
const EQUALITY = aFinding({ fingerprint: `1234567b${'0'.repeat(24)}`, ruleId: 'eslint/eqeqeq', path: 'src/b.ts' });

let service: EventService;
let shop: RepositoryHandle;
let pull: PullRequestHandle;
let installationId: number;
let branches = 0;

beforeAll(async () => {
  service = await anEventService();
  shop = await service.github.createRepository('acme/shop', { files: { 'a.ts': 'export const a = 1;\n' } });
  shop.allow('mira', 'write');
  shop.allow('reader', 'read');
  shop.allow('triager', 'triage');
  installationId = service.github.install('acme').id;
});
afterAll(() => service.close());

beforeEach(async () => {
  await service.database.query('truncate accounts, deliveries, reviews cascade');
  await service.database.query('delete from graphile_worker._private_jobs');
  const head = `feature-${++branches}`;
  await shop.push({ branch: head, from: 'main', files: { 'a.ts': `export const a = ${branches + 1};\n` } });
  pull = await shop.openPullRequest({ head, by: 'mira' });
  await service.catchUp();
});

/** Writes a comment, and does all that follows from it but reviews. */
async function command(body: string, by = 'mira'): Promise<number> {
  const id = await pull.comment(body, { by });
  await service.catchUp();
  await service.work();
  return id;
}

/** What the App has answered, without the marks. */
const answers = () =>
  [...shop.state.comments.values()]
    .filter(({ number, author }) => number === pull.number && author.type === 'Bot')
    .map(({ body }) => body.replace(/\n\n<!-- plumbline:answer comment-\d+ -->$/, ''));

const reactions = (commentId: number) =>
  shop.state.comments.get(commentId)?.reactions.map(({ content, author }) => `${content} ${author.login}`);

const reviews = () =>
  service.rows('select head_sha as head, whole_tree as whole, state, trigger from reviews order by seq');

const reported = () =>
  service.finishedReview({
    installationId,
    repositoryId: shop.id,
    pullNumber: pull.number,
    headSha: pull.headSha,
    result: { findings: [DEBUGGER, EQUALITY] },
  });

const short = () => pull.headSha.slice(0, 8);

test('review asks for one more review of the change', async () => {
  await service.database.query("update reviews set state = 'completed'");
  const id = await command('/plumbline review');
  expect(await reviews()).toEqual([
    { head: pull.headSha, whole: false, state: 'completed', trigger: 'pull_request.opened' },
    { head: pull.headSha, whole: false, state: 'queued', trigger: 'command.review' },
  ]);
  expect(answers()).toEqual([
    `⏳ **A review of \`${short()}\` is on its way.** It looks at the change. The check \`Plumbline\` shows what it finds.`,
  ]);
  expect(reactions(id)).toEqual(['eyes plumbline[bot]']);
  expect(service.github.violations).toEqual([]);
});

test('full asks for a review of every file', async () => {
  await command('/plumbline full');
  expect(await reviews()).toMatchObject([
    { state: 'superseded' },
    { whole: true, state: 'queued', trigger: 'command.full' },
  ]);
  expect(answers()[0]).toContain('It looks at every file, not only at the change.');
});

test('a command that runs again, after it was cut off anywhere, has done everything once', async () => {
  const id = await pull.comment('/plumbline review', { by: 'mira' });
  await service.catchUp();
  const [delivery] = service.github.webhooks.deliveries.filter(({ event }) => event === 'issue_comment').slice(-1);
  const deliveryId = delivery?.guid ?? '';
  for (const operation of [
    'pulls/get',
    'issues/list-comments',
    'issues/create-comment',
    'reactions/create-for-issue-comment',
  ]) {
    service.github.failNext(operation, { kind: 'status', status: 502 });
    await expect(runCommand(service.context, { deliveryId })).rejects.toThrow();
  }
  service.github.failNext('issues/update-comment', { kind: 'cut' });
  await runCommand(service.context, { deliveryId });
  await runCommand(service.context, { deliveryId });
  expect(answers()).toHaveLength(1);
  expect(reactions(id)).toEqual(['eyes plumbline[bot]']);
  expect(await reviews()).toMatchObject([{ state: 'superseded' }, { state: 'queued', trigger: 'command.review' }]);
});

describe('where GitHub answers late what the pull request was', () => {
  const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';

  test('the head that was pushed meanwhile is reviewed', async () => {
    const older = pull.headSha;
    await pull.comment('/plumbline review', { by: 'mira' });
    await service.catchUp();
    service.meanwhile(PULL, async () => {
      await pull.push({ files: { 'a.ts': 'export const a = -3;\n' } });
      await service.catchUp();
    });
    await service.work();
    expect(await reviews()).toEqual([
      { head: older, whole: false, state: 'superseded', trigger: 'pull_request.opened' },
      { head: pull.headSha, whole: false, state: 'superseded', trigger: 'pull_request.synchronize' },
      { head: pull.headSha, whole: false, state: 'queued', trigger: 'command.review' },
    ]);
    expect(answers()[0]).toContain(`**A review of \`${short()}\` is on its way.**`);
  });

  test.each(['/plumbline review', '/plumbline resume'])(
    'nothing is reviewed that was closed meanwhile: %s',
    async (line) => {
      await pull.comment(line, { by: 'mira' });
      await service.catchUp();
      service.meanwhile(PULL, async () => {
        await pull.close({ by: 'mira' });
        await service.catchUp();
      });
      await service.work();
      expect(await reviews()).toMatchObject([{ state: 'cancelled', trigger: 'pull_request.opened' }]);
    },
  );
});

test('review of what is closed says so', async () => {
  await pull.close({ by: 'mira' });
  const id = await command('/plumbline review');
  expect(await reviews()).toMatchObject([{ state: 'cancelled' }]);
  expect(answers()).toEqual(['The pull request is closed.']);
  expect(reactions(id)).toEqual(['confused plumbline[bot]']);
});

test('an answer that was given, though GitHub could not say so, is not given again', async () => {
  await pull.comment('/plumbline help', { by: 'mira' });
  service.github.failNext('issues/create-comment', { kind: 'cut-after-effect' });
  await service.catchUp();
  await service.work();
  expect(answers()).toHaveLength(1);
});

describe('ignore', () => {
  test('leaves a finding out of the pull request, and reviews it again', async () => {
    await reported();
    const id = await command('/plumbline ignore 1234567a It stops *here* on purpose, @mira.');
    expect(await suppressionsFor(service.database, { repositoryId: shop.id, pullNumber: pull.number })).toEqual([
      { fingerprint: DEBUGGER.fingerprint, reason: 'It stops *here* on purpose, @mira.', by: 'mira' },
    ]);
    expect((await reviews()).at(-1)).toMatchObject({ state: 'queued', trigger: 'command.ignore' });
    expect(answers()).toEqual([
      [
        '✅ **Accepted in this pull request** by `mira`: `eslint/no-debugger` in `src/a.ts:3`.',
        '',
        // What somebody wrote neither formats nor calls anybody.
        '> It stops \\*here\\* on purpose, @\u2060mira.',
        '',
        'A review without it is on its way. Elsewhere the rule applies as before: a lasting exception belongs in `.plumbline.yml` or in a comment in the code.',
      ].join('\n'),
    ]);
    expect(reactions(id)).toEqual(['+1 plumbline[bot]']);
    expect(await service.rows('select person, kind, rule_id, reason from finding_feedback')).toEqual([
      { person: 'mira', kind: 'ignore', rule_id: 'eslint/no-debugger', reason: 'It stops *here* on purpose, @mira.' },
    ]);
  });

  test('said twice keeps the last reason, and of another pull request says nothing', async () => {
    await reported();
    await command('/plumbline ignore 1234567a first');
    await command('/plumbline ignore 1234567a second');
    expect(await suppressionsFor(service.database, { repositoryId: shop.id, pullNumber: pull.number })).toMatchObject([
      { reason: 'second' },
    ]);
    expect(await suppressionsFor(service.database, { repositoryId: shop.id, pullNumber: 1 })).toEqual([]);
  });

  test.each([
    [
      '/plumbline ignore 1234567 both of them',
      [
        'The fingerprints of several findings begin with 1234567.',
        '',
        `- \`${DEBUGGER.fingerprint}\` \`eslint/no-debugger\` in \`src/a.ts:3\``,
        `- \`${EQUALITY.fingerprint}\` \`eslint/eqeqeq\` in \`src/b.ts:10\``,
        '',
        'Write it like this: `/plumbline ignore FINGERPRINT reason…`',
      ].join('\n'),
    ],
    [
      '/plumbline ignore fffffff no such thing',
      'The latest report has no finding whose fingerprint begins with fffffff.\n\nWrite it like this: `/plumbline ignore FINGERPRINT reason…`',
    ],
    [
      '/plumbline ignore 1234567a',
      'Why? Without a reason it does not count.\n\nWrite it like this: `/plumbline ignore FINGERPRINT reason…`',
    ],
  ])('%s changes nothing, and says why', async (line, answer) => {
    await reported();
    const id = await command(line);
    expect(answers()).toEqual([answer]);
    expect(reactions(id)).toEqual(['confused plumbline[bot]']);
    expect(await service.rows('select fingerprint from pull_suppressions')).toEqual([]);
  });

  test('before there is a report says so', async () => {
    await command('/plumbline ignore 1234567a too early');
    expect(answers()).toEqual(['There is no report of this pull request yet.']);
  });
});

test('dispute is kept for the rule, whose findings go on counting', async () => {
  await reported();
  await command('/plumbline dispute 1234567b Both sides are numbers.');
  expect(await service.rows('select person, kind, rule_id, account_id > 0 as account from finding_feedback')).toEqual([
    { person: 'mira', kind: 'dispute', rule_id: 'eslint/eqeqeq', account: true },
  ]);
  expect(await service.rows('select fingerprint from pull_suppressions')).toEqual([]);
  expect(answers()).toEqual([
    [
      '✅ **Recorded: `mira` says that this is wrong.** `eslint/eqeqeq` in `src/b.ts:10`.',
      '',
      '> Both sides are numbers.',
      '',
      `It still counts here: \`/plumbline ignore ${EQUALITY.fingerprint} reason\` leaves it out of this pull request.`,
      '',
      '<sub>People acted on it in 0 of the 1 pull request where they reacted to it (0 %).</sub>',
    ].join('\n'),
  ]);
});

test('explain says what a rule is about, and what it may do here', async () => {
  await command('/plumbline explain no-debuger');
  await command('/plumbline explain no-debugger');
  expect(answers()).toEqual([
    'There is no rule “no-debuger”. Did you mean `/plumbline explain eslint/no-debugger`?',
    [
      '#### Debugger statement left in',
      '',
      '`eslint/no-debugger` · High reliability · 2 min to fix',
      '',
      'Execution stops here whenever developer tools are open. Remove the statement.',
      '',
      '[More about it](<https://eslint.org/docs/latest/rules/no-debugger>)',
    ].join('\n'),
  ]);
});

test('pause stops what follows by itself, and resume goes on with it', async () => {
  const pausedBy = () => service.rows('select paused_by as by from pull_requests');
  await command('/plumbline pause');
  expect(await pausedBy()).toEqual([{ by: 'mira' }]);
  await service.database.query(
    `update reviews set state = 'completed', outcome = '{"kind":"skipped","reason":"mira paused it here."}'`,
  );
  await command('/plumbline resume');
  expect(await pausedBy()).toEqual([{ by: null }]);
  expect(await reviews()).toMatchObject([{ state: 'completed' }, { state: 'queued', trigger: 'comment.resume' }]);
  expect(answers()[0]).toMatch(/^⏸️ \*\*Paused\.\*\*/);
  expect(answers()[1]).toBe(
    `▶️ **Resumed.** What is pushed to this pull request is reviewed again, beginning with \`${short()}\`.`,
  );
});

describe('what a command sees of the pull request, while an event of it is handled', () => {
  /** The command comes while GitHub answers what the event is about. */
  async function during(event: string, body: string): Promise<void> {
    const sent = service.sent().filter((one) => one.event === event);
    const [id = ''] = await service.record(...sent);
    await pull.comment(body, { by: 'mira' });
    service.meanwhile('/repos/{owner}/{repo}/pulls/{pull_number}', async () => {
      await service.catchUp();
      await service.work();
    });
    await service.handle(id);
  }

  test.each(['pause', 'dispute 1234567a wrong'])('a pushed head is reviewed: %s', async (line) => {
    await reported();
    await pull.push({ files: { 'a.ts': 'export const a = -1;\n' } });
    await during('pull_request', `/plumbline ${line}`);
    expect(await reviews()).toMatchObject([
      { state: 'superseded' },
      { state: 'completed' },
      { head: pull.headSha, whole: false, state: 'queued', trigger: `comment.${line.split(' ')[0]}` },
    ]);
  });

  test('the reviews of a closed one end', async () => {
    await pull.close();
    await during('pull_request', '/plumbline pause');
    expect(await reviews()).toMatchObject([{ state: 'cancelled' }]);
    expect(await service.rows('select state, paused_by as by from pull_requests')).toEqual([
      { state: 'closed', by: 'mira' },
    ]);
  });

  test('what may be looked at now is looked at', async () => {
    await service.database.query(
      `update reviews set state = 'completed', outcome = '{"kind":"skipped","reason":"It is a draft."}'`,
    );
    await pull.label('please');
    await during('pull_request', '/plumbline pause');
    expect(await reviews()).toMatchObject([
      { state: 'completed' },
      { head: pull.headSha, state: 'queued', trigger: 'pull_request.labeled' },
    ]);
  });
});

test('help shows every command', async () => {
  await command('/plumbline');
  expect(answers()[0]?.match(/^\| `\/plumbline \w+/gm)).toEqual([
    '| `/plumbline review',
    '| `/plumbline full',
    '| `/plumbline explain',
    '| `/plumbline ignore',
    '| `/plumbline dispute',
    '| `/plumbline pause',
    '| `/plumbline resume',
    '| `/plumbline help',
  ]);
});

test('a misspelt command is answered with the one that was probably meant', async () => {
  await command('/plumbline reveiw');
  expect(answers()).toEqual([
    'There is no command “reveiw”: `/plumbline help` lists them all. Did you mean `/plumbline review`?',
  ]);
});

describe('somebody who may not write', () => {
  test.each(['reader', 'triager', 'stranger'])('as a %s is not answered, and nothing happens', async (login) => {
    const before = await reviews();
    const id = await command('/plumbline full', login);
    expect(answers()).toEqual([]);
    expect(reactions(id)).toEqual(['confused plumbline[bot]']);
    expect(await reviews()).toEqual(before);
  });
});

test("an answer is looked for by our name: somebody else's comment with its mark is left alone", async () => {
  const id = await pull.comment('/plumbline help', { by: 'mira' });
  const forged = await pull.comment(`Forged\n\n<!-- plumbline:answer comment-${id} -->`, { by: 'mira' });
  await service.catchUp();
  await service.work();
  expect(shop.state.comments.get(forged)?.body).toMatch(/^Forged/);
  expect(answers()).toHaveLength(1);
});

test('in a pull request that was opened before the App came, a command is the first that is heard', async () => {
  await service.database.query('truncate accounts, deliveries, reviews cascade');
  await command('/plumbline review');
  expect(await reviews()).toMatchObject([{ head: pull.headSha, trigger: 'command.review' }]);
});
