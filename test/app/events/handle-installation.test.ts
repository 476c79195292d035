import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aPayload } from '../../support/a-payload.ts';
import { anEventService, type EventService } from '../../support/an-event-service.ts';

let service: EventService;

beforeAll(async () => {
  service = await anEventService();
});
afterAll(() => service.close());
beforeEach(() =>
  service.database.query('truncate accounts, deliveries, marketplace_purchases, reconciliations cascade'),
);

const LISTED = [
  { id: 501, full_name: 'acme/parcels', private: true },
  { id: 502, full_name: 'acme/tariffs', private: false },
];

let count = 0;
const delivery = (event: string, payload: unknown) => ({ id: `delivery ${++count}`, event, payload });
const installation = (action: string, given: object = {}) =>
  delivery('installation', { action, installation: aPayload.installation(), repositories: LISTED, ...given });
const repositories = (action: 'added' | 'removed', ...list: object[]) =>
  delivery('installation_repositories', {
    action,
    installation: aPayload.installation(),
    repositories_added: action === 'added' ? list : [],
    repositories_removed: action === 'removed' ? list : [],
  });
const renamed = (login: string) =>
  delivery('installation_target', {
    action: 'renamed',
    account: { id: 9, login, type: 'Organization' },
    installation: { id: 77 },
  });
const repository = (action: string, given: Readonly<Record<string, unknown>> = {}, more: object = {}) =>
  delivery('repository', { ...aPayload.pullRequest(action), repository: aPayload.repository(given), ...more });

/** Received in this order, and handled in the other where `order` says so. */
async function hear(received: readonly ReturnType<typeof delivery>[], order = received.map((_, at) => at)) {
  const ids = await service.record(...received);
  for (const at of order) await service.handle(ids[at] ?? '');
}

const accounts = () => service.rows('select id, login, kind from accounts order by id');
const installations = () =>
  service.rows(
    `select id, account_id as account, suspended_at is not null as suspended, deleted_at is not null as deleted
     from installations order by id`,
  );
const known = () =>
  service.rows(
    `select id, installation_id as installation, owner, name, private, default_branch as branch, removed_at is not null as removed
     from repositories order by id`,
  );

const PARCELS = {
  id: 501,
  installation: 77,
  owner: 'acme',
  name: 'parcels',
  private: true,
  branch: null,
  removed: false,
};
const TARIFFS = { ...PARCELS, id: 502, name: 'tariffs', private: false };

async function aReview(repositoryId: number): Promise<void> {
  await service.database.query(
    `insert into reviews (id, installation_id, repository_id, kind, head_sha, state, trigger, correlation_id, created_at)
     values (gen_random_uuid(), 77, $1, 'repository', $2, 'running', 'push', 'x', now())`,
    [repositoryId, 'a'.repeat(40)],
  );
}
const reviews = () =>
  service.rows('select repository_id as repository, state, problem from reviews order by repository_id');

test('an installation is recorded with its account, its permissions and its repositories; twice is once', async () => {
  await hear([installation('created'), installation('created')]);
  expect(await accounts()).toEqual([{ id: 9, login: 'acme', kind: 'organization' }]);
  expect(await installations()).toEqual([{ id: 77, account: 9, suspended: false, deleted: false }]);
  expect(await service.rows('select permissions from installations')).toEqual([
    { permissions: { checks: 'write', contents: 'write', pull_requests: 'write', metadata: 'read' } },
  ]);
  expect(await known()).toEqual([PARCELS, TARIFFS]);
});

test('an installation that is deleted ends its reviews, and stays deleted whatever is handled after it', async () => {
  const created = installation('created');
  await hear([created]);
  await aReview(501);
  await hear([installation('unsuspend'), repositories('added', ...LISTED), installation('deleted')], [2, 0, 1]);
  expect(await installations()).toEqual([{ id: 77, account: 9, suspended: false, deleted: true }]);
  expect(await known()).toEqual([
    { ...PARCELS, removed: true },
    { ...TARIFFS, removed: true },
  ]);
  expect(await reviews()).toEqual([{ repository: 501, state: 'cancelled', problem: 'The App was uninstalled.' }]);
});

test('an event that comes after the App was removed does not bring its repository back', async () => {
  await hear([installation('created'), installation('deleted'), repositories('added', ...LISTED)]);
  expect(await known()).toEqual([
    { ...PARCELS, removed: true },
    { ...TARIFFS, removed: true },
  ]);
});

test('an installation that took the place of another keeps its repositories when the end of the other comes late', async () => {
  const anew = { installation: aPayload.installation({ id: 78 }) };
  await hear([installation('created'), installation('created', anew), installation('deleted')]);
  expect(await known()).toEqual([
    { ...PARCELS, installation: 78 },
    { ...TARIFFS, installation: 78 },
  ]);
});

test('a suspended installation has no reviews until it is no longer suspended', async () => {
  await hear([installation('created')]);
  await aReview(501);
  const suspended = { installation: aPayload.installation({ suspended_at: '2026-11-21T09:30:00Z' }) };
  await hear([installation('suspend', suspended)]);
  expect(await reviews()).toEqual([{ repository: 501, state: 'cancelled', problem: 'The App was suspended.' }]);
  expect(await installations()).toEqual([{ id: 77, account: 9, suspended: true, deleted: false }]);
  await hear([installation('unsuspend')]);
  expect(await installations()).toEqual([{ id: 77, account: 9, suspended: false, deleted: false }]);
  // What happened meanwhile was not told of.
  expect(await service.rows('select installation_id as id, since from reconciliations')).toEqual([
    { id: 77, since: new Date('2026-11-21T09:20:00Z') },
  ]);
  expect(await service.jobs()).toContainEqual({
    task: 'reconcile-installation',
    payload: { installationId: 77 },
    queue: 'reconcile-installation:77',
  });
});

test('suspended and released, handled in the wrong order, is released', async () => {
  const suspended = { installation: aPayload.installation({ suspended_at: '2026-11-21T09:30:00Z' }) };
  await hear([installation('suspend', suspended), installation('unsuspend')], [1, 0]);
  expect(await installations()).toEqual([{ id: 77, account: 9, suspended: false, deleted: false }]);
});

/** Since when pull requests are looked through. */
const lookedThrough = () => service.rows('select installation_id as installation, since from reconciliations');

test('after a suspension, what happened meanwhile is looked through, whichever of its two events comes last', async () => {
  const suspended = { installation: aPayload.installation({ suspended_at: '2026-11-21T09:30:00Z' }) };
  // Ten minutes before: GitHub's clock may differ, and its events come late.
  const since = new Date('2026-11-21T09:20:00Z');
  await hear([installation('created'), installation('suspend', suspended), installation('unsuspend')]);
  expect(await lookedThrough()).toEqual([{ installation: 77, since }]);
  await service.database.query('truncate reconciliations');
  await hear([installation('unsuspend')]);
  await hear([installation('suspend', suspended)]);
  expect(await lookedThrough()).toEqual([{ installation: 77, since }]);
});

test('repositories that are given back are looked through since they were taken away', async () => {
  await hear([installation('created')]);
  expect(await lookedThrough()).toEqual([]);
  await hear([repositories('removed', ...LISTED)]);
  const [{ since } = {}] = await service.database.query<{ since?: Date }>(
    `select removed_at - interval '10 minutes' as since from repositories`,
  );
  await service.database.query('truncate reconciliations');
  await hear([repositories('added', ...LISTED)]);
  expect(await lookedThrough()).toEqual([{ installation: 77, since }]);
});

test('a repository that is told of after it was taken away may be back, and is looked through since then', async () => {
  await hear([installation('created'), repositories('removed', ...LISTED)]);
  const [{ since } = {}] = await service.database.query<{ since?: Date }>(
    `select removed_at - interval '10 minutes' as since from repositories`,
  );
  await service.database.query('truncate reconciliations');
  await hear([repository('renamed')]);
  expect(await lookedThrough()).toEqual([{ installation: 77, since }]);
});

test('repositories of an account that installs the App anew are looked through since it was taken away', async () => {
  const gone = installation('deleted');
  await hear([installation('created'), gone]);
  const [{ since } = {}] = await service.database.query<{ since?: Date }>(
    `select received_at - interval '10 minutes' as since from deliveries where id = $1`,
    [gone.id],
  );
  expect(await lookedThrough()).toEqual([]);
  await hear([installation('created', { installation: aPayload.installation({ id: 78 }) })]);
  expect(await lookedThrough()).toEqual([{ installation: 78, since }]);
});

describe('repositories', () => {
  beforeEach(() => hear([installation('created', { repositories: [] })]));

  test('are added, and removed with what is under way in them', async () => {
    await hear([repositories('added', ...LISTED)]);
    await aReview(501);
    await aReview(502);
    await hear([repositories('removed', { id: 501, full_name: 'acme/parcels', private: true })]);
    expect(await known()).toEqual([{ ...PARCELS, removed: true }, TARIFFS]);
    expect(await reviews()).toEqual([
      { repository: 501, state: 'cancelled', problem: 'The App was removed from the repository.' },
      { repository: 502, state: 'running', problem: null },
    ]);
  });

  test('that are removed and added again, handled in the wrong order, are there', async () => {
    await hear([repositories('added', ...LISTED)]);
    await hear([repositories('removed', ...LISTED), repositories('added', ...LISTED)], [1, 0]);
    expect(await known()).toEqual([PARCELS, TARIFFS]);
  });

  test('whose removal GitHub could hand over only after they were added again, are there', async () => {
    await hear([repositories('added', ...LISTED)]);
    const [before] = await service.rows('select max(received_at) as at from deliveries');
    await hear([repositories('added', ...LISTED)]);
    const late = repositories('removed', ...LISTED);
    await service.database.query(
      `insert into failed_deliveries (guid, attempt_id, delivered_at, ask_after) values ($1, 1, $2::timestamptz + interval '1 ms', now())`,
      [late.id, before && 'at' in before ? before.at : null],
    );
    await hear([late]);
    expect(await known()).toEqual([PARCELS, TARIFFS]);
  });

  test('that are added and removed, handled in the wrong order, are gone', async () => {
    await hear([repositories('added', ...LISTED)]);
    await hear([repositories('added', ...LISTED), repositories('removed', ...LISTED)], [1, 0]);
    expect((await known()).map((row) => 'removed' in row && row.removed)).toEqual([true, true]);
  });

  test('of a renamed account have its new name', async () => {
    await hear([repositories('added', ...LISTED), renamed('globex')]);
    expect(await accounts()).toEqual([{ id: 9, login: 'globex', kind: 'organization' }]);
    expect(await known()).toEqual([
      { ...PARCELS, owner: 'globex' },
      { ...TARIFFS, owner: 'globex' },
    ]);
  });

  test('renamed twice, handled in the wrong order, have the last name', async () => {
    await hear([repositories('added', ...LISTED), renamed('globex'), renamed('initech')], [0, 2, 1]);
    expect(await accounts()).toEqual([{ id: 9, login: 'initech', kind: 'organization' }]);
    expect((await known()).map((row) => 'owner' in row && row.owner)).toEqual(['initech', 'initech']);
  });
});

describe('a repository', () => {
  beforeEach(() => hear([installation('created')]));
  const parcels = { ...PARCELS, branch: 'main' };

  test.each([
    ['renamed', { name: 'packages', full_name: 'acme/packages' }, { ...parcels, name: 'packages' }],
    ['privatized', { private: true }, parcels],
    ['publicized', { private: false }, { ...parcels, private: false }],
    ['unarchived', {}, parcels],
  ])('that is %s is the same repository', async (action, given, expected) => {
    await aReview(501);
    await hear([repository(action, given)]);
    expect(await known()).toEqual([expected, TARIFFS]);
    expect(await reviews()).toEqual([{ repository: 501, state: 'running', problem: null }]);
  });

  test('that has another default branch is kept with it', async () => {
    await hear([repository('edited', { default_branch: 'trunk' }, { changes: { default_branch: { from: 'main' } } })]);
    expect(await known()).toEqual([{ ...parcels, branch: 'trunk' }, TARIFFS]);
  });

  test('that was handed over belongs to its new account and installation', async () => {
    const owner = { login: 'globex', id: 10, type: 'Organization' };
    await hear([repository('transferred', { owner }, { installation: { id: 79 } })]);
    expect(await known()).toEqual([{ ...parcels, owner: 'globex', installation: 79 }, TARIFFS]);
    expect(await installations()).toEqual([
      { id: 77, account: 9, suspended: false, deleted: false },
      { id: 79, account: 10, suspended: false, deleted: false },
    ]);
    // The old installation tells that it lost the repository, before or after.
    await hear([repositories('removed', ...LISTED.slice(0, 1))]);
    expect(await known()).toEqual([{ ...parcels, owner: 'globex', installation: 79 }, TARIFFS]);
  });

  test.each([
    ['deleted', 'The repository was deleted.', true],
    ['archived', 'The repository was archived.', false],
  ])('that is %s has no reviews any more', async (action, problem, removed) => {
    await aReview(501);
    await hear([repository(action)]);
    expect(await known()).toEqual([{ ...parcels, removed }, TARIFFS]);
    expect(await reviews()).toEqual([{ repository: 501, state: 'cancelled', problem }]);
  });
});

test('a purchase in the Marketplace is kept once, without an address of a person', async () => {
  const purchase = delivery('marketplace_purchase', {
    action: 'purchased',
    effective_date: '2026-11-01T00:00:00+00:00',
    sender: { login: 'mira', email: 'mira@acme.example' },
    marketplace_purchase: {
      account: { type: 'Organization', id: 9, login: 'acme', organization_billing_email: 'billing@acme.example' },
      billing_cycle: 'monthly',
      unit_count: 3,
      on_free_trial: false,
      plan: { id: 435, name: 'Team', bullets: [] },
    },
  });
  await hear([purchase]);
  await service.handle(purchase.id);
  expect(
    await service.rows(
      `select account_id, login, action, plan_id, plan_name, billing_cycle, unit_count, on_free_trial, effective_at
       from marketplace_purchases`,
    ),
  ).toEqual([
    {
      account_id: 9,
      login: 'acme',
      action: 'purchased',
      plan_id: 435,
      plan_name: 'Team',
      billing_cycle: 'monthly',
      unit_count: 3,
      on_free_trial: false,
      effective_at: new Date('2026-11-01T00:00:00Z'),
    },
  ]);
  expect(JSON.stringify(await service.rows('select body from deliveries'))).not.toContain('example');
});

test('what was recorded by another version, and cannot be read, is put aside', async () => {
  await service.database.query(
    `insert into deliveries (id, event, body, state, received_at) values ('old', 'push', '{"type":"push","v":0}', 'received', now())`,
  );
  await service.handle('old');
  expect(await service.rows('select state from deliveries')).toEqual([{ state: 'unreadable' }]);
});

test('a delivery that is not there any more is nothing', async () => {
  await expect(service.handle('cleaned up')).resolves.toBeUndefined();
});
