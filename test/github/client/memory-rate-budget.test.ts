import { expect, test } from 'vitest';
import { memoryRateBudget } from '../../../github/client/memory-rate-budget.ts';

test('the first requests that write follow at once, the others after a pause; those that read do not count', async () => {
  const budget = memoryRateBudget(undefined, { atOnce: 2 });
  const now = new Date('2026-03-01T12:00:00Z');
  const later = new Date('2026-03-01T12:00:01Z');
  const ask = async (id: string, kind: 'read' | 'write') => {
    const request = { id, kind, resource: 'core', repository: 'octo/hello', purpose: 'begin', now } as const;
    const answer = await budget.acquire(request);
    await budget.record({ id, kind, resource: 'core', repository: 'octo/hello', now, response: undefined });
    return answer;
  };
  expect(await ask('1', 'read')).toEqual({ granted: true });
  expect(await ask('2', 'write')).toEqual({ granted: true });
  expect(await ask('3', 'write')).toEqual({ granted: true });
  expect(await ask('4', 'write')).toEqual({ granted: false, at: later, reason: 'pace' });
  expect(await ask('5', 'read')).toEqual({ granted: true });
});
