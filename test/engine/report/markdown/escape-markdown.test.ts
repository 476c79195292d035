import { describe, expect, test } from 'vitest';
import { codeCell, codeSpan, escapeMarkdown, fence, link } from '../../../../engine/report/markdown/escape-markdown.ts';

/** Shows the joiner that nobody sees. */
const seen = (text: string): string => text.replaceAll('\u2060', '·');

describe('foreign text in Markdown', () => {
  test.each([
    ['plain words, 14:03 at 3.5 %', 'plain words, 14:03 at 3.5 %'],
    ['ask @octocat or @org/team', 'ask @·octocat or @·org/team'],
    ['see #12, GH-12, owner/name#3', 'see #·12, GH·-12, owner/name#·3'],
    ['a | b', 'a \\| b'],
    ['*bold* _it_ ~~no~~ `code`', '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ `code`'],
    ['call `f(<x>, @y, #1)` here', 'call `f(<x>, @y, #1)` here'],
    ['`a | b` and `', '\\`a \\| b\\` and \\`'],
    ['``twice`` [`a`](https://evil.example)', '\\``twice`\\` \\[`a`\\](https:·//evil.example)'],
    ['[text](https://evil.example)', '\\[text\\](https:·//evil.example)'],
    ['www.evil.example', 'www·.evil.example'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a\nb\r\n\n# c', 'a b #· c'],
    ['- item', '·- item'],
    ['1. item', '·1. item'],
    [':tada: $x$', ':·tada: \\$x\\$'],
    ['back\\slash', 'back\\\\slash'],
    ['a\u202eb', 'a�b'],
  ])('%j', (text, expected) => {
    expect(seen(escapeMarkdown(text))).toBe(expected);
  });

  test('a code span holds backticks, a table cell holds pipes', () => {
    expect(codeSpan('src/app.ts')).toBe('`src/app.ts`');
    expect(codeSpan('a`b``c')).toBe('``` a`b``c ```');
    expect(codeSpan('a\nb')).toBe('`a b`');
    expect(codeSpan('')).toBe('');
    expect(codeCell('a|b')).toBe('`a\\|b`');
  });

  test('a block of code holds what looks like its end', () => {
    expect(fence('ts', 'a\n')).toBe('```ts\na\n```');
    expect(fence('', 'a\n````\nb')).toBe('`````\na\n````\nb\n`````');
    expect(fence('suggestion', '')).toBe('```suggestion\n```');
  });

  test('a link leads to a web address, and nothing in it ends it', () => {
    expect(link('src/[a].ts', 'https://x.example/a b<c>|d?e=1&f=_%20')).toBe(
      '[src/\\[a\\].ts](<https://x.example/a%20b%3Cc%3E%7Cd?e=1&f=_%20>)',
    );
    expect(link('words', 'javascript:alert(1)')).toBe('words');
    expect(link('words', '')).toBe('words');
  });
});
