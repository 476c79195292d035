import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { requestReview, type WantedReview } from '../../../app/reviews/request-review.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  const { database } = test;
  await database.query(`insert into accounts (id, login, kind, updated_at) values (1, 'acme', 'organization', now())`);
  await database.query(`insert into installations (id, account_id, updated_at) values (2, 1, now())`);
  await database.query(
    `insert into repositories (id, installation_id, owner, name, updated_at) values (3, 2, 'acme', 'shop', now())`,
  );
});
afterAll(() => test.close());
beforeEach(() => test.database.query('truncate reviews cascade'));

let minutes = 0;

function request(wanted: Partial<WantedReview> = {}): Promise<string> {
  return requestReview(test.database, {
    installationId: 2,
    repositoryId: 3,
    kind: 'pull-request',
    pullNumber: 4,
    headSha: 'a'.repeat(40),
    baseRef: 'main',
    wholeTree: false,
    trigger: 'test',
    correlationId: 'test',
    now: new Date(Date.UTC(2026, 10, 21, 10, (minutes += 1))),
    ...wanted,
  });
}

function end(id: string, state: 'completed' | 'cancelled' | 'failed') {
  return test.database.query('update reviews set state = $2, finished_at = now() where id = $1', [id, state]);
}

it('what was reviewed is not reviewed again', async () => {
  const first = await request();
  expect(await request()).toBe(first);
  await end(first, 'completed');
  expect(await request()).toBe(first);
});

it.each(['cancelled', 'failed'] as const)(
  'a later review that was %s hides the earlier one: there is another',
  async (state) => {
    const first = await request();
    await end(first, 'completed');
    const again = await request({ again: true });
    await end(again, state);
    const third = await request();
    expect([first, again]).not.toContain(third);
    expect(await request()).toBe(third);
  },
);

it('a head that is back after another has a review again, where its last one was superseded', async () => {
  const first = await request();
  await end(first, 'completed');
  const again = await request({ again: true });
  await request({ headSha: 'b'.repeat(40) });
  expect([first, again]).not.toContain(await request());
});

it('a base that is back after another has a review again: the check of the other one is shown', async () => {
  const first = await request();
  await end(first, 'completed');
  const second = await request({ baseRef: 'next' });
  await end(second, 'completed');
  expect([first, second]).not.toContain(await request());
});
