import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryRecorder, TooManyWaiting, type RecordAll } from '../../../app/events/delivery-recorder.ts';
import { recordDeliveries, type Delivery } from '../../../app/events/record-delivery.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

function aDelivery(id: string, given: Partial<Delivery> = {}): Delivery {
  return {
    id,
    event: 'push',
    action: null,
    installationId: 7,
    repositoryId: 8,
    body: { type: 'push' },
    state: 'received',
    receivedAt: new Date('2026-11-21T09:00:00Z'),
    ...given,
  };
}

async function recorded(prefix: string): Promise<string[]> {
  const rows = await test.database.query<{ id: string }>(
    `select id from deliveries where starts_with(id, $1) order by id`,
    [prefix],
  );
  return rows.map(({ id }) => id);
}

const recordAll: RecordAll = (deliveries) => recordDeliveries(test.database, deliveries);

describe('the recorder', () => {
  it('tells what was new and what was known', async () => {
    const recorder = createDeliveryRecorder(recordAll);
    expect(await recorder.record(aDelivery('told-1'))).toBe('new');
    expect(await recorder.record(aDelivery('told-1'))).toBe('known');
  });

  it('records what arrives together in few statements, each delivery once', async () => {
    const sizes: number[] = [];
    const counted: RecordAll = (deliveries) => {
      sizes.push(deliveries.length);
      return recordAll(deliveries);
    };
    const recorder = createDeliveryRecorder(counted, { batch: 40, lanes: 2, waiting: 1000 });
    const ids = Array.from({ length: 100 }, (_, index) => `together-${String(index).padStart(3, '0')}`);
    const outcomes = await Promise.all(ids.map((id) => recorder.record(aDelivery(id))));
    expect(outcomes).toEqual(ids.map(() => 'new'));
    expect(await recorded('together-')).toEqual(ids);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100);
    expect(Math.max(...sizes)).toBe(40);
    expect(sizes.length).toBeLessThanOrEqual(4);
  });

  it('answers each of the same id, of which one is new', async () => {
    const recorder = createDeliveryRecorder(recordAll);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => recorder.record(aDelivery('same-1'))));
    expect(outcomes.sort()).toEqual([...Array.from({ length: 9 }, () => 'known'), 'new']);
  });

  it('loses nothing for one that the database refuses', async () => {
    const recorder = createDeliveryRecorder(recordAll, { batch: 10, lanes: 1, waiting: 100 });
    const outcomes = await Promise.allSettled([
      recorder.record(aDelivery('beside-1')),
      recorder.record(aDelivery('beside-2', { installationId: 2 ** 70 })),
      recorder.record(aDelivery('beside-3')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await recorded('beside-')).toEqual(['beside-1', 'beside-3']);
  });

  it('goes on after the database was away', async () => {
    let away = true;
    const recorder = createDeliveryRecorder((deliveries) =>
      away ? Promise.reject(new Error('Connection terminated')) : recordAll(deliveries),
    );
    const first = await Promise.allSettled([
      recorder.record(aDelivery('away-1')),
      recorder.record(aDelivery('away-2')),
    ]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    away = false;
    expect(await recorder.record(aDelivery('away-1'))).toBe('new');
  });

  it('refuses more than may wait', async () => {
    const recorder = createDeliveryRecorder(recordAll, { batch: 10, lanes: 1, waiting: 2 });
    const all = ['full-1', 'full-2', 'full-3'].map((id) => recorder.record(aDelivery(id)));
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(all[2]).rejects.toBeInstanceOf(TooManyWaiting);
  });
});
