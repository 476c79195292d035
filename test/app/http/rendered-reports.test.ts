import { expect, it } from 'vitest';
import { createRenderedReports, type RenderedReport } from '../../../app/http/reports/rendered-reports.ts';

const of = (bytes: number): RenderedReport => ({ content: Buffer.alloc(bytes), fileName: 'a' });

it('forgets what was not asked for longest, and keeps nothing that is larger than all of it', async () => {
  const rendered = createRenderedReports(10);
  const made: string[] = [];
  const ask = (key: string, bytes: number) =>
    rendered.get(key, () => {
      made.push(key);
      return Promise.resolve(of(bytes));
    });
  for (const key of ['a', 'b', 'a']) await ask(key, 5);
  await ask('c', 5);
  await ask('a', 5);
  await ask('large', 11);
  await ask('a', 5);
  expect(made).toEqual(['a', 'b', 'c', 'large']);
  await ask('b', 5);
  await ask('large', 11);
  expect(made).toEqual(['a', 'b', 'c', 'large', 'b', 'large']);
});

it('tells all who wait of a failure, and tries again for the next', async () => {
  const rendered = createRenderedReports(10);
  const fail = () => Promise.reject(new Error('not now'));
  const both = await Promise.allSettled([rendered.get('a', fail), rendered.get('a', () => Promise.resolve(of(1)))]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await rendered.get('a', () => Promise.resolve(of(1)))).toEqual(of(1));
});
