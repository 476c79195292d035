import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadDelivery } from '../../../app/events/delivery-store.ts';
import { missedSince } from '../../../app/upkeep/outage.ts';
import { redeliver } from '../../../app/upkeep/redeliver.ts';
import { RateLimited } from '../../../github/client/rate-limited.ts';
import { untilTrue } from '../../support/until.ts';
import { DAY, HOUR, MINUTE, upkeepWorld, type UpkeepWorld } from './upkeep-world.ts';

let world: UpkeepWorld;
beforeAll(async () => (world = await upkeepWorld()));
beforeEach(() => world.reset());
afterEach(() => expect(world.github.violations).toEqual([]));
afterAll(() => world.close());

const GONE = { kind: 'status', status: 422, body: { message: 'Validation Failed' } } as const;

const asks = () => world.github.calls.count('apps/redeliver-webhook-delivery');
const run = () => redeliver(world.context, world.clock());

/** So many events, to whatever reception there is. */
async function events(count: number): Promise<void> {
  for (let one = 0; one < count; one++) {
    world.github.webhooks.send({
      event: 'ping',
      payload: { zen: 'x', hook_id: 1 },
      appId: world.github.app.id,
      installationId: null,
      repositoryId: null,
    });
  }
  await world.github.settled();
}

/** Every five minutes, as the service does it, with time for what is asked for to come. */
async function runFor(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 5 * MINUTE) {
    world.forward(5 * MINUTE);
    await run();
    await world.github.settled();
  }
}

it('asks for what failed, until it has come', async () => {
  await events(2);
  world.reception = 'refused';
  await events(3);
  await runFor(5 * MINUTE);
  expect(asks()).toBe(3);
  world.reception = 'received';
  await runFor(15 * MINUTE);
  expect(await world.count('deliveries')).toBe(5);
  const asked = asks();
  await runFor(15 * MINUTE);
  expect(asks()).toBe(asked);
  expect(await world.count('failed_deliveries')).toBe(0);
});

it('asks for nothing that was received, though GitHub did not hear of it', async () => {
  world.reception = 'received-silently';
  await events(3);
  await runFor(10 * MINUTE);
  expect(asks()).toBe(0);
});

it('what came late is ordered by when it should have come until it is handled, and is neither asked for nor lost', async () => {
  world.reception = 'refused';
  await events(1);
  const [delivery] = world.github.webhooks.deliveries;
  const id = delivery?.guid ?? '';
  await runFor(5 * MINUTE);
  const [failed] = await world.database.query<{ at: Date }>('select delivered_at as at from failed_deliveries');
  world.reception = 'received';
  await runFor(15 * MINUTE);
  await world.database.query(`update deliveries set state = 'received', received_at = now() + interval '1 hour'`);
  await world.database.query('insert into failed_deliveries select $1, 1, $2, 1, now()', [id, failed?.at]);
  const asked = asks();
  await runFor(15 * MINUTE);
  expect(asks()).toBe(asked);
  expect((await loadDelivery(world.database, id))?.receivedAt).toEqual(failed?.at);
  await world.database.query('update failed_deliveries set asked = 5, ask_after = now()');
  expect(await run()).toMatchObject({ asked: 0, lost: 0 });
  await world.database.query(`update deliveries set state = 'handled'`);
  await run();
  expect(await world.count('failed_deliveries')).toBe(0);
});

it('what failed more than once, as when people asked for it again, should have come the first time', async () => {
  world.reception = 'refused';
  await events(1);
  const [first] = world.github.webhooks.deliveries;
  if (!first) throw new Error('nothing was sent');
  const second = Math.floor(first.at.getTime() / 1000) * 1000;
  await untilTrue(() => Date.now() >= second + 1000);
  world.github.webhooks.redeliver(first);
  await world.github.settled();
  await run();
  expect(await world.database.query('select delivered_at as at from failed_deliveries')).toEqual([
    { at: new Date(second) },
  ]);
});

it('leaves alone what may be under way', async () => {
  world.reception = 'refused';
  await events(1);
  expect(await run()).toEqual({ listed: 1, failed: 1, asked: 0, lost: 0 });
  world.forward(MINUTE);
  expect(await run()).toMatchObject({ asked: 1 });
});

it('asks five times, then has the pull requests looked through', async () => {
  world.reception = 'refused';
  await events(1);
  const [delivery] = world.github.webhooks.deliveries;
  const lost: number[] = [];
  for (let passed = 0; passed < 3 * DAY; passed += 6 * HOUR) {
    world.forward(6 * HOUR);
    lost.push((await run()).lost);
    await world.github.settled();
  }
  expect(asks()).toBe(5);
  expect(lost).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  const second = (date: Date | undefined) => Math.floor((date?.getTime() ?? 0) / 1000);
  expect(second(await missedSince(world.database))).toBe(second(delivery?.at));
  expect(await world.count('failed_deliveries')).toBe(0);
});

it('what GitHub forgets before it has come is lost, too', async () => {
  world.reception = 'refused';
  await events(1);
  world.forward(5 * MINUTE);
  expect(await run()).toMatchObject({ asked: 1, lost: 0 });
  world.forward(3 * DAY);
  expect(await run()).toMatchObject({ asked: 0, lost: 1 });
});

it('has GitHub list what failed, so that it takes no longer where much succeeds', async () => {
  world.reception = 'refused';
  await events(1);
  world.reception = 'received';
  await events(150);
  world.forward(5 * MINUTE);
  expect(await run()).toEqual({ listed: 1, failed: 1, asked: 1, lost: 0 });
});

it('leaves alone what succeeded where the server does not know that filter', async () => {
  const { hook } = world.context.github.appClient;
  const withoutFilter = (options: object) => void Reflect.deleteProperty(options, 'status');
  hook.before('request', withoutFilter);
  await events(2);
  // Kept for less long than GitHub lists them.
  await world.database.query('delete from deliveries');
  world.forward(5 * MINUTE);
  expect(await run()).toEqual({ listed: 2, failed: 0, asked: 0, lost: 0 });
  hook.remove('request', withoutFilter);
});

it('goes through more pages than one, once', async () => {
  world.reception = 'refused';
  await events(250);
  world.forward(HOUR);
  expect(await run()).toMatchObject({ listed: 250 });
  await events(1);
  // All of them were delivered long before that run; a page is read whole.
  expect(await run()).toMatchObject({ listed: 100 });
});

it('goes on after the last page when GitHub refuses in between', async () => {
  world.reception = 'refused';
  await events(110);
  world.reception = 'received';
  await events(100);
  world.forward(5 * MINUTE);
  let pages = 0;
  world.github.failNext(({ operationId }) => operationId === 'apps/list-webhook-deliveries' && ++pages === 2, {
    kind: 'secondary-limit',
    retryAfterSeconds: 120,
  });
  await expect(run()).rejects.toBeInstanceOf(RateLimited);
  expect(asks()).toBe(0);
  await events(5);
  world.forward(2 * MINUTE);
  // The page after the first, as it was.
  expect(await run()).toEqual({ listed: 10, failed: 10, asked: 110, lost: 0 });
  await world.github.settled();
  expect(await world.count('deliveries')).toBe(215);
  // The five that came meanwhile are seen by the next walk.
  world.forward(5 * MINUTE);
  expect(await run()).toMatchObject({ failed: 0, asked: 0 });
});

it('begins anew where GitHub does not know the page any more', async () => {
  world.reception = 'refused';
  await events(110);
  world.forward(5 * MINUTE);
  let pages = 0;
  const second = ({ operationId }: { operationId: string }) =>
    operationId === 'apps/list-webhook-deliveries' && ++pages === 2;
  world.github.failNext(second, GONE);
  expect(await run()).toMatchObject({ listed: 100 });
  expect(asks()).toBe(100);
  expect(await run()).toMatchObject({ asked: 10 });
});

it('a run that is killed while asking asks for nothing twice', async () => {
  world.reception = 'refused';
  await events(5);
  world.forward(5 * MINUTE);
  world.reception = 'received';
  world.github.failNext('apps/redeliver-webhook-delivery', { kind: 'cut-after-effect' });
  await expect(run()).rejects.toThrow();
  await world.github.settled();
  await run();
  await world.github.settled();
  expect(await world.count('deliveries')).toBe(5);
  expect(asks()).toBe(5);
});

it('what a limit refuses was not asked for', async () => {
  world.reception = 'refused';
  await events(1);
  for (let time = 0; time < 8; time++) {
    world.forward(5 * MINUTE);
    world.github.failNext('apps/redeliver-webhook-delivery', { kind: 'secondary-limit', retryAfterSeconds: 60 });
    await expect(run()).rejects.toBeInstanceOf(RateLimited);
  }
  world.github.stopFailing();
  world.reception = 'received';
  world.forward(5 * MINUTE);
  expect(await run()).toMatchObject({ asked: 1, lost: 0 });
});

it('what GitHub does not have any more does not hold up the others', async () => {
  world.reception = 'refused';
  await events(3);
  world.forward(5 * MINUTE);
  world.github.failNext('apps/redeliver-webhook-delivery', GONE);
  expect(await run()).toMatchObject({ asked: 2 });
});

it('notices that nobody was at work', async () => {
  await run();
  const last = world.clock();
  world.forward(10 * MINUTE);
  await run();
  expect(await missedSince(world.database)).toBeUndefined();
  world.forward(16 * MINUTE);
  await run();
  const since = await missedSince(world.database);
  expect(since?.getTime()).toBeGreaterThanOrEqual(last.getTime() + 10 * MINUTE);
  // A later outage does not hide the earlier one.
  world.forward(5 * HOUR);
  await run();
  expect(await missedSince(world.database)).toEqual(since);
});
