import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anEventService, type EventService, type Received } from '../../support/an-event-service.ts';
import type { PullRequestHandle } from '../../support/github/site/pull-request-handle.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import type { Installation } from '../../support/github/state/entities.ts';

let service: EventService;
let shop: RepositoryHandle;
let pull: PullRequestHandle;
let installation: Installation;
let branches = 0;

beforeAll(async () => {
  service = await anEventService();
  shop = await service.github.createRepository('acme/shop', { files: { 'a.ts': 'export const a = 1;\n' } });
  installation = service.github.install('acme');
});
afterAll(() => service.close());

beforeEach(async () => {
  await service.database.query('truncate accounts, deliveries, reviews cascade');
  await service.database.query('delete from graphile_worker._private_jobs');
  const head = `feature-${++branches}`;
  await shop.push({ branch: head, from: 'main', files: { 'a.ts': `export const a = ${branches + 1};\n` } });
  service.sent();
  pull = await shop.openPullRequest({ head, by: 'mira' });
});

const reviews = () =>
  service.rows(
    `select kind, pull_number as pull, head_sha as head, base_ref as base, whole_tree as whole, state, trigger
     from reviews where repository_id = $1 order by seq`,
    [shop.id],
  );

const aReview = (given: object = {}) => ({
  kind: 'pull-request',
  pull: pull.number,
  head: pull.headSha,
  base: 'main',
  whole: false,
  state: 'queued',
  trigger: 'pull_request.opened',
  ...given,
});

test('an opened pull request is recorded with the place it is in, and its head has a review', async () => {
  const opened = service.sent().filter(({ event }) => event === 'pull_request');
  const [id = ''] = await service.record(...opened);
  await service.handle(id);

  expect(await reviews()).toEqual([aReview()]);
  const [job] = await service.jobs();
  expect(job).toEqual({
    task: 'review',
    payload: { reviewId: expect.any(String) as string },
    queue: `pull:${shop.id}:${pull.number}`,
  });
  expect(await service.rows('select login, kind from accounts where id = $1', [installation.account.id])).toEqual([
    { login: installation.account.login, kind: 'organization' },
  ]);
  expect(
    await service.rows(
      `select owner, name, default_branch as branch, private, installation_id as installation, removed_at as removed
       from repositories where id = $1`,
      [shop.id],
    ),
  ).toEqual([
    {
      owner: installation.account.login,
      name: 'shop',
      branch: 'main',
      private: shop.state.private,
      installation: installation.id,
      removed: null,
    },
  ]);
  expect(
    await service.rows(
      `select number, head_sha as head, base_ref as base, state, draft, author, author_is_bot as bot, labels
       from pull_requests where repository_id = $1`,
      [shop.id],
    ),
  ).toEqual([
    {
      number: pull.number,
      head: pull.headSha,
      base: 'main',
      state: 'open',
      draft: false,
      author: 'mira',
      bot: false,
      labels: [],
    },
  ]);
  expect(
    await service.rows('select state, handled_at is not null as dated from deliveries where id = $1', [id]),
  ).toEqual([{ state: 'handled', dated: true }]);
  expect(service.github.violations).toEqual([]);
});

test('a delivery that is handled twice, and twice at once, has one review', async () => {
  const [id = ''] = await service.record(...service.sent());
  await Promise.all([service.handle(id), service.handle(id)]);
  await service.handle(id);
  expect(await reviews()).toEqual([aReview()]);
  expect(await service.jobs()).toHaveLength(1);
});

test('a push takes the place of what was under way', async () => {
  await service.catchUp();
  const older = pull.headSha;
  await pull.push({ files: { 'a.ts': 'export const a = -3;\n' } });
  await service.catchUp();
  expect(await reviews()).toEqual([
    aReview({ head: older, state: 'superseded' }),
    aReview({ trigger: 'pull_request.synchronize' }),
  ]);
});

test.each([
  ['as they came', [0, 1, 2]],
  ['the latest first', [2, 1, 0]],
  ['the opening last', [1, 2, 0]],
])('two pushes within a second, handled %s, leave one review: that of the last head', async (_, order) => {
  await pull.push({ files: { 'a.ts': 'export const a = -3;\n' } });
  await pull.push({ files: { 'a.ts': 'export const a = -4;\n' } });
  const all = service.sent().filter(({ event }) => event === 'pull_request');
  const ids = await service.record(...all);
  expect(ids).toHaveLength(3);
  for (const at of order) await service.handle(ids[at] ?? '');
  expect(
    await service.rows("select head_sha as head from reviews where repository_id = $1 and state = 'queued'", [shop.id]),
  ).toEqual([{ head: pull.headSha }]);
  expect(await service.rows('select head_sha as head from pull_requests where repository_id = $1', [shop.id])).toEqual([
    { head: pull.headSha },
  ]);
});

test('events that are handled at once leave one review: that of the last head', async () => {
  for (const value of [-3, -4, -5, -6]) await pull.push({ files: { 'a.ts': `export const a = ${value};\n` } });
  const ids = await service.record(...service.sent());
  await Promise.all(ids.map((id) => service.handle(id)));
  expect(
    await service.rows("select head_sha as head from reviews where repository_id = $1 and state = 'queued'", [shop.id]),
  ).toEqual([{ head: pull.headSha }]);
});

test('a head that was pushed back to is reviewed anew, as its review was superseded', async () => {
  await service.catchUp();
  const first = pull.headSha;
  await pull.push({ files: { 'a.ts': 'export const a = -3;\n' } });
  const second = pull.headSha;
  await service.catchUp();
  // A force push to the first commit: nobody's answer says so but the present state.
  pull.state.headSha = first;
  pull.state.updatedAt = new Date(pull.state.updatedAt.getTime() + 1_000);
  const [late] = service.github.webhooks.deliveries.filter(
    ({ event, payload }) =>
      event === 'pull_request' && payload['action'] === 'synchronize' && payload['after'] === second,
  );
  if (!late) throw new Error('no push was told of');
  const [id = ''] = await service.record({ id: 'told-again', event: late.event, payload: late.payload });
  await service.handle(id);
  expect(await reviews()).toEqual([
    aReview({ head: first, state: 'superseded' }),
    aReview({ head: second, state: 'superseded', trigger: 'pull_request.synchronize' }),
    aReview({ head: first, trigger: 'pull_request.synchronize' }),
  ]);
});

describe('closed', () => {
  test('ends what is under way, and asks what people said of the findings', async () => {
    await service.catchUp();
    close();
    await hear(told('closed'));
    expect(await reviews()).toEqual([aReview({ state: 'cancelled' })]);
    expect((await service.jobs()).at(-1)).toEqual({
      task: 'collect-feedback',
      payload: { repositoryId: shop.id, pullNumber: pull.number },
      queue: `feedback:${shop.id}`,
    });
  });

  test('is the end, though the opening is handled after it', async () => {
    const opening = await service.record(...service.sent());
    close();
    await hear(told('closed'));
    for (const id of opening) await service.handle(id);
    expect(await reviews()).toEqual([]);
  });

  test('and opened again it has a review again', async () => {
    await service.catchUp();
    close();
    await hear(told('closed'));
    pull.state.state = 'open';
    await hear(told('reopened'));
    expect(await reviews()).toEqual([aReview({ state: 'cancelled' }), aReview({ trigger: 'pull_request.reopened' })]);
  });
});

describe('a head that has been looked at', () => {
  beforeEach(async () => {
    await service.catchUp();
    await finish();
  });

  test('is not looked at again for a label, nor for leaving the drafts', async () => {
    await hear(told('labeled'), told('unlabeled'), told('ready_for_review'), told('converted_to_draft'));
    expect(await reviews()).toEqual([aReview({ state: 'completed' })]);
  });

  test('only in appearance, since it was passed over, is looked at once it leaves the drafts', async () => {
    await service.database.query(
      `update reviews set outcome = '{"kind":"skipped","reason":"It is a draft."}' where repository_id = $1`,
      [shop.id],
    );
    await hear(told('ready_for_review'));
    expect(await reviews()).toEqual([
      aReview({ state: 'completed' }),
      aReview({ trigger: 'pull_request.ready_for_review' }),
    ]);
  });

  test('is looked at again against another base', async () => {
    pull.state.baseBranch = 'next';
    await hear(told('edited', { changes: { base: { ref: { from: 'main' } } } }));
    expect(await reviews()).toEqual([
      aReview({ state: 'completed' }),
      aReview({ base: 'next', trigger: 'pull_request.edited' }),
    ]);
  });
});

test('the whole tree being looked at is not ended by a label', async () => {
  await service.catchUp();
  await service.database.query('update reviews set whole_tree = true where repository_id = $1', [shop.id]);
  await hear(told('labeled'));
  expect(await reviews()).toEqual([aReview({ whole: true })]);
});

test('where GitHub answers with an older state than the event tells of, the event counts', async () => {
  const payload = withPull(told('opened'), {
    updated_at: '2099-01-01T00:00:00Z',
    head: { sha: 'c'.repeat(40), ref: pull.state.headBranch },
  });
  await hear(payload);
  expect(await reviews()).toEqual([aReview({ head: 'c'.repeat(40) })]);
});

test('of a repository that is out of reach nothing is reviewed, and what is under way ends', async () => {
  await service.catchUp();
  service.github.failNext('pulls/get', { kind: 'status', status: 404 });
  await hear(told('synchronize'));
  expect(await reviews()).toEqual([aReview({ state: 'cancelled' })]);
});

test('of a repository that is back, and was reviewed meanwhile, the review goes on', async () => {
  await service.catchUp();
  service.github.failNext('pulls/get', { kind: 'status', status: 404 });
  // Somebody asked later, and was told first.
  await service.database.query(`update pull_requests set read_at = clock_timestamp() + interval '1 minute'`);
  await hear(told('synchronize'));
  expect(await reviews()).toEqual([aReview()]);
});

test('while GitHub is out of order, the delivery waits for another attempt', async () => {
  const [id = ''] = await service.record(...service.sent());
  service.github.failNext('pulls/get', { kind: 'status', status: 502 });
  await expect(service.handle(id)).rejects.toThrow();
  expect(await service.rows('select state from deliveries where id = $1', [id])).toEqual([{ state: 'received' }]);
  await service.handle(id);
  expect(await reviews()).toEqual([aReview()]);
});

describe('its check, asked for again,', () => {
  let run: number;
  const checkRun = async (headSha: string) => {
    const client = await service.clientOf(installation.id);
    const address = { owner: 'acme', repo: 'shop' };
    const { data } = await client.rest.checks.create({ ...address, name: 'Plumbline', head_sha: headSha });
    return data.id;
  };

  beforeEach(async () => {
    await service.catchUp();
    run = await checkRun(pull.headSha);
    await finish();
  });

  test('is one more review, however often the delivery is handled', async () => {
    await shop.rerequestRun(run, { by: 'mira' });
    const ids = await service.record(...service.sent());
    for (const id of [...ids, ...ids]) await service.handle(id);
    expect(await reviews()).toEqual([aReview({ state: 'completed' }), aReview({ trigger: 'check_run.rerequested' })]);
  });

  test('with all checks of its head is one more review', async () => {
    await shop.rerequestSuites(pull.headSha, { by: 'mira' });
    await service.catchUp();
    expect(await reviews()).toEqual([aReview({ state: 'completed' }), aReview({ trigger: 'check_suite.rerequested' })]);
  });

  test('of an older head is a review of the present one, which goes on', async () => {
    const older = pull.headSha;
    await pull.push({ files: { 'a.ts': 'export const a = -9;\n' } });
    await service.catchUp();
    await shop.rerequestRun(run, { by: 'mira' });
    await service.catchUp();
    expect(await reviews()).toEqual([
      aReview({ head: older, state: 'completed' }),
      aReview({ state: 'superseded', trigger: 'pull_request.synchronize' }),
      aReview({ trigger: 'check_run.rerequested' }),
    ]);
  });

  test('while GitHub answers what the head was, is a review of the one that is pushed meanwhile', async () => {
    await shop.rerequestRun(run, { by: 'mira' });
    const [id = ''] = await service.record(...service.sent());
    service.meanwhile('/repos/{owner}/{repo}/pulls/{pull_number}', async () => {
      await pull.push({ files: { 'a.ts': 'export const a = -9;\n' } });
      await service.catchUp();
    });
    await service.handle(id);
    expect((await reviews()).slice(1)).toEqual([
      aReview({ state: 'superseded', trigger: 'pull_request.synchronize' }),
      aReview({ trigger: 'check_run.rerequested' }),
    ]);
  });

  test('of a pull request that is closed is nothing', async () => {
    close();
    await hear(told('closed'));
    await shop.rerequestRun(run, { by: 'mira' });
    await service.catchUp();
    expect(await reviews()).toEqual([aReview({ state: 'completed' })]);
  });

  test('of the whole tree looks at the whole tree', async () => {
    await service.database.query('update reviews set whole_tree = true');
    await shop.rerequestRun(run, { by: 'mira' });
    await service.catchUp();
    expect((await reviews())[1]).toEqual(aReview({ whole: true, trigger: 'check_run.rerequested' }));
  });
});

async function hear(...received: readonly Received[]): Promise<void> {
  for (const id of await service.record(...received)) await service.handle(id);
}

function close(): void {
  pull.state.state = 'closed';
  pull.state.closedAt = new Date();
}

async function finish(): Promise<void> {
  await service.database.query("update reviews set state = 'completed' where repository_id = $1", [shop.id]);
}

/** The event that opened the pull request, as another one. */
function told(action: string, more: object = {}) {
  const [opened] = service.github.webhooks.deliveries.filter(
    ({ event, payload }) => event === 'pull_request' && payload['number'] === pull.number,
  );
  if (!opened) throw new Error('the opening was not told of');
  return { id: `${action} ${pull.number}`, event: 'pull_request', payload: { ...opened.payload, action, ...more } };
}

function withPull(received: ReturnType<typeof told>, pullRequest: object) {
  const before = received.payload as { pull_request?: object };
  return { ...received, payload: { ...received.payload, pull_request: { ...before.pull_request, ...pullRequest } } };
}
