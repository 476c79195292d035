import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordDeliveries, type Delivery } from '../../../app/events/record-delivery.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

let count = 0;
function aDelivery(given: Partial<Delivery> = {}): Delivery {
  count += 1;
  return {
    id: `delivery-${count}`,
    event: 'push',
    action: null,
    installationId: 7,
    repositoryId: 5_000_000_000,
    body: { type: 'push' },
    state: 'received',
    receivedAt: new Date('2026-11-21T09:00:00Z'),
    ...given,
  };
}

function rowsOf(ids: readonly string[]): Promise<object[]> {
  return test.database.query('select * from deliveries where id = any($1) order by id', [ids]);
}

async function jobsOf(ids: readonly string[]): Promise<string[]> {
  const rows = await test.database.query<{ id: string }>(
    `select payload ->> 'deliveryId' as id
     from graphile_worker._private_jobs as jobs join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
     where tasks.identifier = 'handle-event' and payload ->> 'deliveryId' = any($1) order by 1`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

describe('a delivery', () => {
  it('is recorded, and its job enqueued', async () => {
    const delivery = aDelivery({ action: 'opened' });
    expect(await recordDeliveries(test.database, [delivery])).toEqual(new Set([delivery.id]));
    expect(await rowsOf([delivery.id])).toEqual([
      {
        id: delivery.id,
        event: 'push',
        action: 'opened',
        installation_id: 7,
        repository_id: 5_000_000_000,
        body: { type: 'push' },
        state: 'received',
        received_at: new Date('2026-11-21T09:00:00Z'),
        handled_at: null,
      },
    ]);
    expect(await jobsOf([delivery.id])).toEqual([delivery.id]);
  });

  it('that was recorded before leaves everything as it was', async () => {
    const delivery = aDelivery();
    await recordDeliveries(test.database, [delivery]);
    const again = { ...delivery, body: { type: 'another' }, receivedAt: new Date('2026-11-21T10:00:00Z') };
    expect(await recordDeliveries(test.database, [again])).toEqual(new Set());
    expect(await rowsOf([delivery.id])).toMatchObject([{ body: { type: 'push' }, received_at: delivery.receivedAt }]);
    expect(await jobsOf([delivery.id])).toEqual([delivery.id]);
  });

  it('is handled after the first of every other installation, whoever has thousands', async () => {
    const placesOf = async (installationId: number) => {
      const rows = await test.database.query<{ priority: number }>(
        `select jobs.priority from graphile_worker._private_jobs as jobs join deliveries on jobs.key = 'event:' || deliveries.id
         where installation_id = $1 order by jobs.priority`,
        [installationId],
      );
      return rows.map(({ priority }) => priority);
    };
    const many = Array.from({ length: 130 }, () => aDelivery({ installationId: 70 }));
    await recordDeliveries(test.database, many.slice(0, 2));
    await recordDeliveries(test.database, many.slice(2));
    await recordDeliveries(test.database, [aDelivery({ installationId: 71 }), aDelivery({ installationId: 72 })]);
    expect(await placesOf(70)).toEqual(many.map((_, before) => Math.min(before, 100)));
    expect([...(await placesOf(71)), ...(await placesOf(72))]).toEqual([0, 0]);

    await test.database.query(`update deliveries set state = 'handled' where installation_id = 70`);
    const later = aDelivery({ installationId: 70 });
    await recordDeliveries(test.database, [
      later,
      aDelivery({ installationId: null }),
      aDelivery({ installationId: null }),
    ]);
    const [job] = await test.database.query<{ priority: number }>(
      `select priority from graphile_worker._private_jobs where key = $1`,
      [`event:${later.id}`],
    );
    expect(job?.priority).toBe(0);
  });

  it('of which nothing is needed has no job', async () => {
    const ignored = aDelivery({ state: 'ignored', body: undefined, installationId: null, repositoryId: null });
    const unreadable = aDelivery({ state: 'unreadable', body: undefined });
    expect(await recordDeliveries(test.database, [ignored, unreadable])).toEqual(new Set([ignored.id, unreadable.id]));
    expect(await rowsOf([ignored.id])).toMatchObject([{ state: 'ignored', body: null, installation_id: null }]);
    expect(await rowsOf([unreadable.id])).toMatchObject([{ state: 'unreadable', body: null }]);
    expect(await jobsOf([ignored.id, unreadable.id])).toEqual([]);
  });

  it('that could not be read is handled when it comes again and can', async () => {
    const unreadable = aDelivery({ state: 'unreadable', body: undefined });
    await recordDeliveries(test.database, [unreadable]);
    const readable = { ...unreadable, state: 'received', body: { type: 'push' } } as const;
    expect(await recordDeliveries(test.database, [readable])).toEqual(new Set([readable.id]));
    expect(await recordDeliveries(test.database, [readable])).toEqual(new Set());
    expect(await rowsOf([readable.id])).toMatchObject([{ state: 'received', body: { type: 'push' } }]);
    expect(await jobsOf([readable.id])).toEqual([readable.id]);
  });

  it('keeps what PostgreSQL cannot: NUL and halves of characters are replaced', async () => {
    const delivery = aDelivery({ body: { line: 'a\0b \ud83d c 😀 \\u0000 \n', 'key\0': '\udc00' } });
    await recordDeliveries(test.database, [delivery]);
    expect(await rowsOf([delivery.id])).toMatchObject([
      { body: { line: 'a\ufffdb \ufffd c 😀 \\u0000 \n', 'key\ufffd': '\ufffd' } },
    ]);
  });
});

describe('many at once', () => {
  it('are recorded and enqueued together, known ones among them left alone', async () => {
    const known = aDelivery();
    await recordDeliveries(test.database, [known]);
    const fresh = Array.from({ length: 50 }, () => aDelivery());
    const ids = fresh.map(({ id }) => id);
    expect(await recordDeliveries(test.database, [known, ...fresh])).toEqual(new Set(ids));
    expect(await rowsOf(ids)).toHaveLength(50);
    expect(await jobsOf(ids)).toEqual([...ids].sort());
    expect(await jobsOf([known.id])).toEqual([known.id]);
  });

  it('are all refused for one that the database refuses', async () => {
    const good = aDelivery();
    const bad = aDelivery({ installationId: 2 ** 70 });
    await expect(recordDeliveries(test.database, [good, bad])).rejects.toThrow(/out of range|invalid input/);
    expect(await rowsOf([good.id])).toEqual([]);
    expect(await jobsOf([good.id])).toEqual([]);
  });

  it('of the same id, from several processes, are recorded once', async () => {
    const delivery = aDelivery();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => recordDeliveries(test.database, [delivery])));
    expect(outcomes.filter((fresh) => fresh.has(delivery.id))).toHaveLength(1);
    expect(await jobsOf([delivery.id])).toEqual([delivery.id]);
  });
});
