import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkServiceKey } from '../../../app/secrets/check-service-key.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
});
afterAll(() => held.close());

test('the first key decides; another one is refused, and the first goes on', async () => {
  const [first, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  await checkServiceKey(held.database, first);
  await checkServiceKey(held.database, first);
  await expect(checkServiceKey(held.database, other)).rejects.toThrow('PLUMBLINE_KEY: expected the key');
  await checkServiceKey(held.database, first);
});
