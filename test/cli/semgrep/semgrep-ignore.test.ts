import { describe, expect, it } from 'vitest';
import { semgrepIgnore } from '../../../cli/semgrep/semgrep-ignore.ts';

describe('.semgrepignore', () => {
  it.each<[text: string, ignored: string[], kept: string[]]>([
    ['*.gen.js', ['a.gen.js', 'b/a.gen.js'], ['a.js']],
    ['/build', ['build', 'build/a'], ['src/build/a']],
    ['build/', ['build/a', 'src/build/a'], ['build', 'src/build']],
    ['docs/*.md', ['docs/a.md'], ['docs/b/a.md', 'src/docs/a.md']],
    ['**/fixtures/**', ['a/fixtures/b', 'fixtures/b/c'], ['fixtures']],
    ['*.js\n!keep.js', ['a.js'], ['keep.js', 'b/keep.js']],
    ['out/\n!out/a.js', ['out/a.js', 'out/b.js'], []],
    ['# comment\n\n  \n\\#odd', ['#odd'], ['# comment', 'comment']],
    ['a  \nb\\ ', ['a', 'b '], ['b']],
    ['', [], ['node_modules/a']],
  ])('%j', (text, ignored, kept) => {
    const isIgnored = semgrepIgnore(text);
    expect(ignored.filter((path) => !isIgnored(path))).toEqual([]);
    expect(kept.filter(isIgnored)).toEqual([]);
  });

  it('takes in other files', () => {
    const isIgnored = semgrepIgnore(':include .gitignore\n:include nowhere\nb', (file) =>
      file === '.gitignore' ? 'a\n' : undefined,
    );
    expect(['a', 'b', 'c'].map(isIgnored)).toEqual([true, true, false]);
  });

  it('has defaults where there is none', () => {
    const isIgnored = semgrepIgnore(undefined);
    const paths = ['node_modules/a.js', 'src/tests/a.js', 'a.min.js', 'pkg/a_test.go', 'src/test.js', 'testing/a.js'];
    expect(paths.map(isIgnored)).toEqual([true, true, true, true, false, false]);
  });
});
