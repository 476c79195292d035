import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { gitAttributes } from '../../../engine/source/git-attributes.ts';
import { pathPattern } from '../../../engine/source/path-pattern.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const { make } = testRepositories();

test.each([
  ['*.ts', ['a.ts', 'x/y/a.ts'], ['a.tsx', 'a.ts/b']],
  ['/*.ts', ['a.ts'], ['x/a.ts']],
  ['docs', ['docs', 'x/docs'], ['docs/a']],
  ['docs/*', ['docs/a'], ['docs/a/b', 'x/docs/a']],
  ['docs/**', ['docs/a', 'docs/a/b'], ['docs']],
  ['**/docs/*.md', ['docs/a.md', 'x/y/docs/a.md'], ['docs/x/a.md']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/x/bb']],
  ['a?c', ['abc', 'a.c'], ['ac', 'a/c']],
  ['[a-c]x[!0-9]', ['axx', 'bxy'], ['dxx', 'ax1']],
  ['[[:digit:]]*', ['1a', '9'], ['a1']],
  ['[]]x', [']x'], ['x']],
  ['[x', ['[x'], ['x']],
  ['a\\*', ['a*'], ['ab']],
  ['', [], ['', 'a']],
])('%j', (pattern, yes, no) => {
  const matches = pathPattern(pattern);
  expect(yes.filter((path) => !matches(path))).toEqual([]);
  expect(no.filter((path) => matches(path))).toEqual([]);
});

test('a hostile pattern costs little', () => {
  const matches = pathPattern(`${'*a'.repeat(1000)}b`);
  expect(matches('a'.repeat(4000))).toBe(false);
  expect(pathPattern(`${'**/a/'.repeat(500)}b`)('a/'.repeat(2000))).toBe(false);
});

test('the same answers as git check-attr', () => {
  const repository = make();
  const part = fc.constantFrom('a', 'b', '*', '?', '**', '/', '.', '[ab]', '[!a]', 'ab');
  const patterns = fc
    .sample(fc.array(part, { minLength: 1, maxLength: 6 }), { numRuns: 300, seed: 3 })
    .map((parts) => parts.join(''))
    // `a**` is `a*` by git's documentation, but in git 2.39 what it matches depends on where memory was allocated.
    .filter((pattern) => !/[^/*]\*\*|\*\*[^/*]/.test(pattern));
  const names = fc.constantFrom('a', 'b', 'ab', 'a.b', 'ba', 'abab');
  const paths = fc
    .sample(fc.array(names, { minLength: 1, maxLength: 3 }), { numRuns: 60, seed: 4 })
    .map((parts) => parts.join('/'));
  const text = patterns.map((pattern, index) => `${pattern} p${index}`).join('\n');
  repository.write({ '.gitattributes': `${text}\n` });
  const said = execFileSync('git', ['check-attr', '-z', '--all', '--stdin'], {
    cwd: repository.folder,
    input: paths.join('\0'),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  }).split('\0');
  const byGit = new Map(paths.map((path) => [path, new Set<string>()]));
  for (let at = 0; at + 2 < said.length; at += 3) byGit.get(said[at]!)?.add(said[at + 1]!);
  const ours = gitAttributes([{ folder: '', text }]);
  const differences = [...byGit].flatMap(([path, expected]) => {
    const actual = new Set(ours(path).keys());
    return patterns.flatMap((pattern, index) =>
      expected.has(`p${index}`) === actual.has(`p${index}`)
        ? []
        : [`${pattern} on ${path}: git says ${expected.has(`p${index}`)}`],
    );
  });
  expect(differences).toEqual([]);
});

test('attributes: macros, values, negations, quotes, comments, folders', () => {
  const attributes = gitAttributes([
    {
      folder: '',
      text: '# comment\n[attr]made linguist-generated -diff\n*.x made\n"a b.txt" key=value\n!*.y no\n*.z on\r\nq.z !on\nd/ no\n',
    },
    { folder: 'sub/', text: '*.x -made key\n/only.txt here\n' },
  ]);
  expect(Object.fromEntries(attributes('q.x'))).toEqual({ made: true, 'linguist-generated': true, diff: false });
  expect(Object.fromEntries(attributes('a b.txt'))).toEqual({ key: 'value' });
  expect(Object.fromEntries(attributes('p.z'))).toEqual({ on: true });
  expect(Object.fromEntries(attributes('q.z'))).toEqual({});
  expect(Object.fromEntries(attributes('sub/q.x'))).toMatchObject({ made: false, key: true });
  expect(Object.fromEntries(attributes('sub/only.txt'))).toEqual({ here: true });
  expect(Object.fromEntries(attributes('sub/deeper/only.txt'))).toEqual({});
});
