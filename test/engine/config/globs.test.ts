import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathMatcher, problemOfGlob } from '../../../engine/config/globs.ts';
import { matchesRule } from '../../../engine/config/rule-pattern.ts';
import { closest, editDistance } from '../../../engine/config/closest.ts';

describe('globs', () => {
  it.each([
    ['dist', 'dist/a/b.js', true],
    ['dist/', 'dist/a.js', true],
    ['dist', 'dist', true],
    ['dist', 'packages/a/dist/x.js', false],
    ['**/dist', 'packages/a/dist/x.js', true],
    ['*.js', 'a.js', true],
    ['*.js', 'src/a.js', false],
    ['**/*.js', 'a.js', true],
    ['**', '.github/workflows/ci.yml', true],
    ['src/*/index.{ts,tsx}', 'src/a/index.tsx', true],
    ['src/?.ts', 'src/ab.ts', false],
    ['src/[ab].ts', 'src/b.ts', true],
    ['été/**', 'été/x', true],
    ['src/[!ab].ts', 'src/b.ts', false],
    ['v[0-9]/**/x', 'v7/a/b/x', true],
    ['{src,lib}/**/*.{ts,tsx}', 'lib/a.tsx', true],
    ['a*b*c/d', 'aXbYbZc/d/e', true],
    ['app/(group)/[id]/page.tsx', 'app/(group)/i/page.tsx', true],
    ['src/**/test', 'src/test/a', true],
  ])('%s names %s: %s', (glob, path, named) => {
    expect(problemOfGlob(glob)).toBeUndefined();
    expect(pathMatcher([glob])(path)).toBe(named);
  });

  it('no globs name nothing', () => {
    expect(pathMatcher([])('a')).toBe(false);
  });

  it.each([
    '',
    ' ',
    '/etc',
    './a',
    '../a',
    'a/../b',
    'a\\b',
    '!a',
    '+(a)',
    '@(a|b)',
    '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}',
    'x'.repeat(301),
  ])('refuses %j', (glob) => {
    expect(problemOfGlob(glob)).toMatch(/^a p/);
  });

  it('matches patterns full of wildcards on hostile paths without running away', () => {
    const glob = `${'*a'.repeat(40)}/**/`.repeat(3) + 'b';
    expect(problemOfGlob(glob)).toBeUndefined();
    expect(pathMatcher([glob])(`${'a'.repeat(250)}/`.repeat(100))).toBe(false);
  });

  it('matches as a regular expression would', () => {
    const glob = fc.array(fc.constantFrom('a', 'b', '*', '?', '/', '/**/', '[ab]'), { maxLength: 6 });
    const path = fc.array(fc.constantFrom('a', 'b', 'c', '/'), { minLength: 1, maxLength: 8 });
    const asRegExp = (name: string) => name.replace(/\*+|\?/g, (wildcard) => (wildcard === '?' ? '[^/]' : '[^/]*'));
    fc.assert(
      fc.property(glob, path, (parts, characters) => {
        const names = parts.join('').split('/').filter(Boolean);
        const wanted = characters.join('').split('/').filter(Boolean).join('/');
        fc.pre(names.length > 0 && wanted !== '');
        const source = names.map((name) => (name === '**' ? '(?:[^/]+/)*' : `${asRegExp(name)}/`)).join('');
        expect(pathMatcher([names.join('/')])(wanted)).toBe(new RegExp(`^${source}(?:[^/]+/)*$`).test(`${wanted}/`));
      }),
    );
  });
});

describe('rule patterns', () => {
  it.each([
    ['eslint/eqeqeq', 'eslint/eqeqeq', true],
    ['eslint/*', 'eslint/@typescript-eslint/x', true],
    ['*', 'anything/at-all', true],
    ['*/no-*-x', 'eslint/no-y-x', true],
    ['a*a', 'a', false],
    ['a*b*a', 'aba', true],
    ['a*b*a', 'aca', false],
    ['**', '', true],
  ])('%s fits %s: %s', (pattern, id, fits) => {
    expect(matchesRule(pattern, id)).toBe(fits);
  });

  it('fits what a regular expression would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (glob, id) => {
        expect(matchesRule(glob, id)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(id));
      }),
    );
  });
});

describe('the word that was meant', () => {
  it.each([
    ['treshold', 'thresholds'],
    ['Exclude', 'exclude'],
    ['inlcude', 'include'],
    ['zzz', undefined],
    ['a', undefined],
  ])('%s: %s', (word, meant) => {
    expect(closest(word, ['exclude', 'include', 'thresholds', 'b'])).toBe(meant);
  });

  it('is measured in insertions, deletions, replacements and swaps', () => {
    expect([editDistance('', 'abc'), editDistance('ab', 'ba'), editDistance('kitten', 'sitting')]).toEqual([3, 1, 3]);
  });
});
