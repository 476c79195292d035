import { expect, it } from 'vitest';
import { FULL_STORM } from './storm-options.ts';
import { runStorm } from './storm.ts';

/** Seconds: what is done takes fifteen, and what is left has to come to rest. */
const LONGEST = 150;

it('loses nothing and does nothing twice, whatever is killed', { timeout: LONGEST * 1000 }, async () => {
  const { problems, kills, databaseRestarts } = await runStorm({
    ...FULL_STORM,
    deliveries: 100,
    installations: 5,
    workers: 2,
    killEvery: 4,
    seconds: 12,
    restWithin: 90,
    hurry: true,
    seed: 1,
  });
  expect(problems).toEqual([]);
  expect(kills.workers).toBeGreaterThan(1);
  expect(kills.apps).toBe(1);
  expect(databaseRestarts).toBe(1);
});
