import { expect, test } from 'vitest';
import { duplicationAnalyzer } from '../../../../engine/analyzers/duplication/analyzer.ts';
import { findPartners } from '../../../../engine/analyzers/duplication/find-partners.ts';
import type { Snapshot } from '../../../../engine/source/source.ts';
import { aProjectInput, aSnapshot } from '../../../support/a-snapshot.ts';

const EXACT = { minTokens: 50, ignoreNames: false };
const CALLS = Array.from({ length: 10 }, (_, i) => `  call${i}(first, "//", ${i}); // why\n`).join('');

async function partnersOf(changed: string, files: Record<string, string>, options = EXACT) {
  const input = await aProjectInput(aSnapshot(files), { lookedAt: [changed] });
  return (await findPartners([input], options))[0]!.files.map((file) => file.path);
}

test('a file that shares a run of code is a partner, however it is laid out and commented', async () => {
  const files = {
    'a.ts': `function a() {\n${CALLS}}\n`,
    'one-line.ts': CALLS.replaceAll(' // why\n', ' '),
    'commented.js': CALLS.replaceAll(' // why\n', ' /* because\n of "that" */\n// and so on\n'),
    'other.ts': CALLS.replaceAll('call', 'ring'),
    'short.ts': CALLS.slice(0, 100),
  };
  expect(await partnersOf('a.ts', files)).toEqual(['commented.js', 'one-line.ts']);
});

test('hashes begin comments in Python, and in other languages they do not', async () => {
  const calls = CALLS.replaceAll('//', '#');
  expect(await partnersOf('a.py', { 'a.py': calls, 'b.py': calls.replaceAll('# why', '# because it is so') })).toEqual([
    'b.py',
  ]);
  expect(await partnersOf('a.ts', { 'a.ts': calls, 'b.ts': calls.replaceAll('# why', '# because it is so') })).toEqual(
    [],
  );
});

test('renamed copies are partners when names are ignored', async () => {
  const files = { 'a.ts': CALLS, 'b.ts': CALLS.replaceAll('call', 'ring') };
  expect(await partnersOf('a.ts', files, { minTokens: 50, ignoreNames: true })).toEqual(['b.ts']);
});

test('licences, other languages and what is left out are no partners', async () => {
  const licence = `/*\n${' * Permission is granted to anybody, to do anything.\n'.repeat(20)} */\n`;
  const input = await aProjectInput(aSnapshot({ 'a.ts': licence, 'b.ts': licence, 'b.go': CALLS, 'c.min.js': CALLS }), {
    lookedAt: ['a.ts'],
    classified: new Map([
      ['a.ts', { language: 'typescript', type: 'code', test: false }],
      ['b.ts', { language: 'typescript', type: 'code', test: false }],
      ['b.go', { language: 'go', type: 'code', test: false }],
      ['c.min.js', { language: 'javascript', type: 'code', test: false, leftOut: 'minified' }],
    ]),
  });
  expect((await findPartners([input], EXACT))[0]!.files).toEqual([]);
});

test('nearest folders are read first, and what lies beyond the limit is listed', async () => {
  const paths = ['lib/x/far.ts', 'src/a/changed.ts', 'src/a/near.ts', 'src/b/sibling.ts', 'top.ts'];
  const snapshot = withSizes(aSnapshot(Object.fromEntries(paths.map((path) => [path, CALLS]))), 20 * 1024 * 1024);
  const input = await aProjectInput(snapshot, { lookedAt: ['src/a/changed.ts'] });
  const partners = (await findPartners([input], EXACT))[0]!;
  expect(partners.files.map((file) => file.path)).toEqual(['src/a/near.ts', 'src/b/sibling.ts', 'top.ts']);
  expect(partners.beyond).toEqual(['lib/x/far.ts']);
  expect((await duplicationAnalyzer.analyze(input)).notLookedAt).toEqual([
    {
      subject: 'clones of the change in 1 unchanged file',
      analyzer: 'duplication',
      reason: 'limit',
      detail:
        'partners are sought in the nearest 64 MiB of unchanged code: beyond it lies lib/x/far.ts; review the whole tree to compare it',
    },
  ]);
});

test('a file that cannot be read is said to be', async () => {
  const snapshot = aSnapshot({ 'a.ts': CALLS, 'b.ts': CALLS });
  const broken: Snapshot = {
    ...snapshot,
    read: (file) => (file.path === 'b.ts' ? Promise.reject(new Error('gone')) : snapshot.read(file)),
  };
  const input = await aProjectInput(broken, { lookedAt: ['a.ts'] });
  expect((await duplicationAnalyzer.analyze(input)).notLookedAt).toEqual([
    {
      subject: 'b.ts',
      path: 'b.ts',
      analyzer: 'duplication',
      reason: 'unreadable',
      detail: 'could not be read to look for clones of the change',
    },
  ]);
});

test('each side has partners of its own, and what both have is read once', async () => {
  const rings = CALLS.replaceAll('call', 'ring');
  const unchanged = { 'calls.ts': CALLS, 'rings.ts': rings };
  const read: string[] = [];
  const sides = await Promise.all(
    [CALLS, rings].map((changed) => {
      const snapshot = aSnapshot({ 'a.ts': changed, ...unchanged });
      const noted: Snapshot = { ...snapshot, read: (file) => (read.push(file.path), snapshot.read(file)) };
      return aProjectInput(noted, { lookedAt: ['a.ts'] });
    }),
  );
  read.length = 0;
  const partners = await findPartners(sides, EXACT);
  expect(partners.map(({ files }) => files.map(({ path }) => path))).toEqual([['calls.ts'], ['rings.ts']]);
  expect(read.sort()).toEqual(['a.ts', 'a.ts', 'calls.ts', 'rings.ts']);
});

function withSizes(snapshot: Snapshot, size: number): Snapshot {
  return { ...snapshot, files: snapshot.files.map((file) => ({ ...file, size })) };
}
