import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aPayload } from '../../support/a-payload.ts';
import { anEventService, type EventService } from '../../support/an-event-service.ts';

const HEAD = 'a'.repeat(40);
const TIP = 'd'.repeat(40);

let service: EventService;

beforeAll(async () => {
  service = await anEventService();
  const { world } = service.github;
  world.installations.set(77, service.github.install('acme'));
});
afterAll(() => service.close());
beforeEach(async () => {
  service.github.stopFailing();
  await service.database.query('truncate accounts, deliveries, reviews cascade');
  await service.database.query('delete from graphile_worker._private_jobs');
});

let count = 0;
const delivery = (event: string, payload: unknown) => ({ id: `delivery ${++count}`, event, payload });

/** Each is handled before the next one is received. */
async function hear(...received: ReturnType<typeof delivery>[]): Promise<string[]> {
  const all: string[] = [];
  for (const one of received) {
    const [id = ''] = await service.record(one);
    await service.handle(id);
    all.push(id);
  }
  return all;
}

const reviews = () =>
  service.rows(
    `select kind, pull_number as pull, head_sha as head, base_ref as base, whole_tree as whole, state, trigger
     from reviews order by seq`,
  );

const ofTip = {
  kind: 'repository',
  pull: null,
  head: TIP,
  base: null,
  whole: true,
  state: 'queued',
  trigger: 'push',
};

describe('a push to the default branch', () => {
  test('has the whole tree of its present tip looked at, once', async () => {
    answerTip(TIP);
    await hear(delivery('push', aPayload.push()), delivery('push', aPayload.push({ after: TIP })));
    expect(await reviews()).toEqual([ofTip]);
    expect(await service.jobs()).toEqual([
      { task: 'review', payload: { reviewId: expect.any(String) as string }, queue: 'repository:501' },
    ]);
  });

  test('is of the tip that was pushed while GitHub answered what it was', async () => {
    answerTip(HEAD);
    service.meanwhile('/repos/{owner}/{repo}/git/ref/{ref}', async () => {
      service.github.stopFailing();
      answerTip(TIP);
      await hear(delivery('push', aPayload.push({ after: TIP })));
    });
    await hear(delivery('push', aPayload.push()));
    expect(await reviews()).toEqual([ofTip]);
  });

  test('to what is not the default branch any more is nothing', async () => {
    answerTip(TIP);
    const ids = await service.record(
      delivery('push', aPayload.push()),
      delivery('repository', {
        ...aPayload.push(),
        action: 'edited',
        changes: { default_branch: { from: 'main' } },
        repository: aPayload.repository({ default_branch: 'trunk' }),
      }),
    );
    for (const id of ids.toReversed()) await service.handle(id);
    expect(await service.rows('select default_branch as branch from repositories')).toEqual([{ branch: 'trunk' }]);
    expect(await reviews()).toEqual([]);
  });

  test('to a branch that is gone meanwhile is nothing', async () => {
    service.github.failAlways('git/get-ref', { kind: 'status', status: 404 });
    await hear(delivery('push', aPayload.push()));
    expect(await reviews()).toEqual([]);
  });

  test('is tried again while GitHub is out of order', async () => {
    service.github.failAlways('git/get-ref', { kind: 'status', status: 500 });
    await expect(hear(delivery('push', aPayload.push()))).rejects.toThrow();
    service.github.stopFailing();
    answerTip(TIP);
    await service.handle(`delivery ${count}`);
    expect(await reviews()).toEqual([ofTip]);
  });
});

describe('a merge group', () => {
  const ofGroup = {
    kind: 'merge-group',
    pull: null,
    head: HEAD,
    base: 'b'.repeat(40),
    whole: false,
    state: 'queued',
    trigger: 'merge_group.checks_requested',
  };
  const group = (action: string) => delivery('merge_group', aPayload.mergeGroup(action));

  test('is looked at against the commit it is built on, once', async () => {
    await hear(group('checks_requested'), group('checks_requested'));
    expect(await reviews()).toEqual([ofGroup]);
  });

  test('that is gone is not looked at any more', async () => {
    await hear(group('checks_requested'), group('destroyed'));
    expect(await reviews()).toEqual([{ ...ofGroup, state: 'cancelled' }]);
  });

  test('that is merged leaves the review of the branch it was merged into alone', async () => {
    answerTip(HEAD);
    const push = delivery('push', aPayload.push({ after: HEAD }));
    await hear(group('checks_requested'), push, group('destroyed'));
    expect(await reviews()).toEqual([
      { ...ofGroup, state: 'cancelled' },
      { ...ofTip, head: HEAD },
    ]);
  });

  test('that was gone before we came to it is not looked at', async () => {
    const ids = await service.record(group('checks_requested'), group('destroyed'));
    for (const id of ids.reverse()) await service.handle(id);
    expect(await reviews()).toEqual([]);
  });

  test('leaves the other groups of the repository alone', async () => {
    const other = delivery('merge_group', aPayload.mergeGroup('checks_requested', { head_sha: TIP }));
    await hear(group('checks_requested'), other, group('destroyed'));
    expect(await reviews()).toEqual([
      { ...ofGroup, state: 'cancelled' },
      { ...ofGroup, head: TIP },
    ]);
  });
});

test('a command is a job of its own, and one after the other in a pull request', async () => {
  const [id = ''] = await hear(delivery('issue_comment', aPayload.comment('/plumbline full')));
  await service.handle(id);
  expect(await service.jobs()).toEqual([
    { task: 'run-command', payload: { deliveryId: id }, queue: 'commands:501:12' },
  ]);
});

test('commands whose events are handled in another order run as they were written', async () => {
  const ids = await service.record(
    ...['/plumbline pause', '/plumbline resume'].map((line) => delivery('issue_comment', aPayload.comment(line))),
  );
  for (const id of ids.toReversed()) await service.handle(id);
  const inOrder = await service.rows(
    `select payload ->> 'deliveryId' as id from graphile_worker._private_jobs
     where key like 'run-command:%' order by priority, run_at, id`,
  );
  expect(inOrder).toEqual(ids.map((id) => ({ id })));
});

describe('a check', () => {
  const app = { app: { id: 4242 } };
  /** Reasons for which a check is not made again. */
  const answers = async () => {
    const rows = (await service.rows(
      `select payload ->> 'reason' as reason from graphile_worker._private_jobs where key like 'answer-rerun:%'`,
    )) as { readonly reason: string }[];
    return rows.map(({ reason }) => reason);
  };

  test('of another App is none of our business', async () => {
    const others = { checkRun: { app: { id: 5 } } };
    await hear(
      delivery('check_run', aPayload.checkRun('rerequested', others)),
      delivery('check_run', aPayload.checkRun('requested_action', { ...others, button: 'fix' })),
      delivery('check_suite', aPayload.checkSuite('rerequested')),
    );
    expect(await reviews()).toEqual([]);
    expect(await service.jobs()).toEqual([]);
    expect(await service.rows('select id from repositories')).toEqual([]);
  });

  test('whose button was pressed is a job of its own', async () => {
    const [id = ''] = await hear(
      delivery('check_run', aPayload.checkRun('requested_action', { checkRun: app, button: 'fix' })),
    );
    await service.handle(id);
    expect(await service.jobs()).toEqual([{ task: 'press-button', payload: { deliveryId: id }, queue: 'buttons:501' }]);
  });

  test('of a merge group is made again of the same commits', async () => {
    await hear(delivery('merge_group', aPayload.mergeGroup('checks_requested')));
    await service.database.query("update reviews set state = 'completed'");
    await hear(delivery('check_suite', aPayload.checkSuite('rerequested', app)));
    expect(await reviews()).toMatchObject([
      { kind: 'merge-group', state: 'completed' },
      { kind: 'merge-group', head: HEAD, base: 'b'.repeat(40), state: 'queued', trigger: 'check_suite.rerequested' },
    ]);
    expect(await answers()).toEqual([]);
  });

  test('of the default branch is made again of its present tip', async () => {
    answerTip(HEAD);
    await hear(delivery('push', aPayload.push()));
    await service.database.query("update reviews set state = 'failed'");
    service.github.stopFailing();
    answerTip(TIP);
    await hear(delivery('check_run', aPayload.checkRun('rerequested', { checkRun: { ...app, pull_requests: [] } })));
    expect(await reviews()).toMatchObject([
      { kind: 'repository', head: HEAD, state: 'failed' },
      { kind: 'repository', head: TIP, whole: true, state: 'queued', trigger: 'check_run.rerequested' },
    ]);
    expect(await answers()).toEqual([`A newer commit is reviewed instead: ${TIP.slice(0, 7)}.`]);
  });

  test('of the default branch is made again of the tip that is pushed meanwhile', async () => {
    answerTip(HEAD);
    await hear(delivery('push', aPayload.push()));
    await service.database.query("update reviews set state = 'completed'");
    service.meanwhile('/repos/{owner}/{repo}/git/ref/{ref}', async () => {
      service.github.stopFailing();
      answerTip(TIP);
      await hear(delivery('push', aPayload.push({ after: TIP })));
    });
    await hear(delivery('check_run', aPayload.checkRun('rerequested', { checkRun: { ...app, pull_requests: [] } })));
    expect(await reviews()).toMatchObject([
      { head: HEAD, state: 'completed' },
      { head: TIP, state: 'superseded', trigger: 'push' },
      { head: TIP, state: 'queued', trigger: 'check_run.rerequested' },
    ]);
  });

  test('of a head that nothing is known of is answered, and nothing else', async () => {
    await hear(delivery('check_suite', aPayload.checkSuite('rerequested', { ...app, pull_requests: [] })));
    expect(await reviews()).toEqual([]);
    expect(await answers()).toEqual(['No open pull request is known to have this commit as its head.']);
  });
});

/** GitHub's answer to where the default branch is. */
function answerTip(sha: string): void {
  const url = 'https://api.github.com/x';
  service.github.failAlways('git/get-ref', {
    kind: 'status',
    status: 200,
    body: { ref: 'refs/heads/main', node_id: 'x', url, object: { type: 'commit', sha, url } },
  });
}
