import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasWholeHistory, readBoundary } from '../../../github/fetch/whole-history.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import { writeHistory, type HistoricCommit } from '../../support/github/site/write-history.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const at = (name: string, daysAgo: number, parents: readonly string[]): HistoricCommit => ({
  name,
  daysAgo,
  parents,
  branch: name,
  files: { [`${name}.js`]: `let ${name};\n` },
});

let owners = 0;

/** Whether enough is there of a history whose commits `cut` have lost their parents. */
async function isEnough(history: readonly HistoricCommit[], cut: readonly string[], withBase = true): Promise<boolean> {
  const { state } = await github.createRepository(`whole${++owners}/shop`);
  const ids = await writeHistory({ state }, history);
  const id = (name: string): string => ids.get(name) ?? '';
  writeFileSync(join(state.gitDir, 'shallow'), cut.map((name) => `${id(name)}\n`).join(''));
  const boundary = await readBoundary(state.gitDir);
  expect(boundary).toEqual(cut.map(id));
  const place = { folder: state.gitDir, gitDir: state.gitDir };
  const read = { head: id('head'), ...(withBase && { base: id('base') }), days: 90 };
  return hasWholeHistory(place, { ...read, boundary: boundary ?? [] });
}

/** One line; the head was made three days ago. */
const LINE = [
  at('old', 500, []),
  at('far', 400, ['old']),
  at('near', 80, ['far']),
  at('base', 10, ['near']),
  at('head', 3, ['base']),
];

test.each<[string, readonly string[], boolean]>([
  ['nothing', [], true],
  ['what is older than the window', ['far'], true],
  ['the earliest in the window', ['near'], false],
  ['the head', ['head'], false],
])('in one line, cut at %s', async (_, cut, enough) => {
  expect(await isEnough(LINE, cut)).toBe(enough);
  expect(await isEnough(LINE, cut, false)).toBe(enough);
});

/** `base` left `root` long ago; `head` came from there, and took in `side`, which came from `base`. */
const TAKEN_IN = [
  at('root', 500, []),
  at('base', 400, ['root']),
  at('side', 300, ['base']),
  at('work', 20, ['root']),
  at('head', 3, ['work', 'side']),
];

test('what both have in common is not told from what is left of it', async () => {
  // Now it is `root`; in truth it is `base`.
  expect(await isEnough(TAKEN_IN, ['side'])).toBe(false);
  expect(await isEnough(TAKEN_IN, ['root'])).toBe(true);
});

test('two that share nothing any more are not taken for strangers', async () => {
  const history = [at('root', 500, []), at('base', 300, ['root']), at('work', 200, ['root']), at('head', 3, ['work'])];
  expect(await isEnough(history, ['base', 'work'])).toBe(false);
  expect(await isEnough(history, ['work'])).toBe(false);
  expect(await isEnough(history, [])).toBe(true);
});

test('of two in common, one may come from the other', async () => {
  const history = [
    at('root', 500, []),
    at('one', 400, ['root']),
    at('two', 300, ['one']),
    at('base', 20, ['one', 'two']),
    at('head', 3, ['two', 'one']),
  ];
  expect(await isEnough(history, ['two'])).toBe(false);
  expect(await isEnough(history, ['one'])).toBe(true);
});

test('a list of cut commits that holds something else is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  expect(await readBoundary(folder)).toEqual([]);
  writeFileSync(join(folder, 'shallow'), 'root:x:0:0\n');
  expect(await readBoundary(folder)).toBe(undefined);
  rmSync(folder, { recursive: true });
});
