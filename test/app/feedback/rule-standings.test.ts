import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptanceOf, recordFeedback, type FeedbackKind } from '../../../app/feedback/feedback-store.ts';
import { reconsiderRules } from '../../../app/feedback/reconsider-rules.ts';
import { ruleStandings, setStanding, standingHistory } from '../../../app/feedback/rule-standing-store.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const RULE = 'eslint/no-debugger';
const ACME = 9;

let tables: TestDatabase;
beforeAll(async () => {
  tables = await testDatabase();
});
afterAll(() => tables.close());
beforeEach(async () => {
  await tables.database.query('truncate accounts cascade');
  await tables.database.query(
    `insert into accounts values (9, 'acme', 'organization', now()), (10, 'globex', 'organization', now())`,
  );
  await tables.database.query(`insert into installations (id, account_id, updated_at) values (77, 9, now())`);
  await tables.database.query(
    `insert into repositories (id, installation_id, owner, name, updated_at) values (501, 77, 'acme', 'parcels', now())`,
  );
  await tables.database.query(
    `insert into pull_requests (repository_id, number, head_sha, base_ref, state, draft, author, author_is_bot, updated_at)
     select 501, number, 'a', 'main', 'open', false, 'mira', false, now() from generate_series(1, 60) as number`,
  );
});

const at = (second: number) => new Date(Date.parse('2026-11-21T10:00:00Z') + second * 1_000);

/** Something said of a finding in a pull request. */
function say(pullNumber: number, kind: FeedbackKind, given: { finding?: string; person?: string; now?: Date } = {}) {
  const { finding = 'a', person = kind === 'fixed' ? '' : 'mira', now = at(pullNumber) } = given;
  const feedback = { repositoryId: 501, pullNumber, fingerprint: finding, person, kind, accountId: ACME, ruleId: RULE };
  return recordFeedback(tables.database, feedback, now);
}

const acceptance = (since?: Date) => acceptanceOf(tables.database, { accountId: ACME, ruleId: RULE, since });
const reconsider = (now: Date) =>
  tables.database.transaction((tx) => reconsiderRules(tx, { accountId: ACME, ruleIds: [RULE], now }));
const standings = () => ruleStandings(tables.database, { accountId: ACME });
const history = async () =>
  (await standingHistory(tables.database, { accountId: ACME, ruleId: RULE })).map(({ standing, decidedBy }) => [
    standing,
    decidedBy,
  ]);

test('a pull request counts once, by what is said of most of its findings', async () => {
  // Mended, and praised: taken up.
  await say(1, 'fixed');
  await say(1, 'fixed', { finding: 'b' });
  await say(1, 'dispute', { finding: 'c' });
  // Mended all the same, though called wrong: not taken up.
  await say(2, 'fixed');
  await say(2, 'dispute');
  // One for, one against, not mended: nothing is said.
  await say(3, 'thumbs-up', { person: 'ada' });
  await say(3, 'thumbs-down', { person: 'ben' });
  // One person against it in two ways is one person.
  await say(4, 'dispute');
  await say(4, 'ignore');
  await say(4, 'thumbs-up', { person: 'ada' });
  await say(4, 'thumbs-up', { person: 'ben' });
  expect(await acceptance()).toEqual({ accepted: 2, rejected: 1 });
});

test('what is said twice is said once', async () => {
  await say(1, 'dispute');
  await say(1, 'dispute');
  expect(await acceptance()).toEqual({ accepted: 0, rejected: 1 });
});

test('a rule that people reject comments instead of blocking, and they are told why', async () => {
  for (let pull = 1; pull <= 9; pull++) await say(pull, 'dispute');
  await reconsider(at(100));
  expect(await standings()).toEqual([]);
  await say(10, 'thumbs-down');
  await reconsider(at(101));
  expect(await standings()).toEqual([
    {
      ruleId: RULE,
      standing: 'comment',
      reason:
        'People acted on it in 0 of the 10 pull requests where they reacted to it (0\u00a0%). A rule that blocks needs at least 90\u00a0%.',
    },
  ]);
  expect(await ruleStandings(tables.database, { accountId: 10 })).toEqual([]);
});

test('the next step down wants evidence of its own', async () => {
  for (let pull = 1; pull <= 20; pull++) await say(pull, 'dispute');
  await reconsider(at(100));
  await reconsider(at(101));
  expect(await history()).toEqual([['comment', 'feedback']]);
  for (let pull = 21; pull <= 30; pull++) await say(pull, 'dispute', { now: at(200 + pull) });
  await reconsider(at(300));
  expect(await history()).toEqual([
    ['watch', 'feedback'],
    ['comment', 'feedback'],
  ]);
  expect(await standings()).toMatchObject([{ ruleId: RULE, standing: 'watch' }]);
});

test('two that reconsider at once take one step', async () => {
  for (let pull = 1; pull <= 20; pull++) await say(pull, 'dispute');
  await Promise.all([reconsider(at(100)), reconsider(at(100)), reconsider(at(100))]);
  expect(await history()).toEqual([['comment', 'feedback']]);
});

test('somebody puts a rule back, and it stays until there is new evidence', async () => {
  for (let pull = 1; pull <= 20; pull++) await say(pull, 'dispute');
  await reconsider(at(100));
  const back = {
    accountId: ACME,
    ruleId: RULE,
    standing: 'block',
    decidedBy: 'ada',
    reason: 'It was too noisy once.',
  } as const;
  await setStanding(tables.database, { ...back, now: at(200) });
  await reconsider(at(201));
  expect(await standings()).toEqual([]);
  expect(await history()).toEqual([
    ['block', 'ada'],
    ['comment', 'feedback'],
  ]);
});
