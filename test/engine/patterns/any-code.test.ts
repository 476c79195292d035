import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileRule } from '../../../engine/patterns/compile-rule.ts';
import { PATTERN_LANGUAGES, type PatternLanguage } from '../../../engine/patterns/languages.ts';
import { readRules } from '../../../engine/patterns/rules/read-rules.ts';
import { scanFile } from '../../../engine/patterns/scan-file.ts';
import { loadPatternGrammars } from '../../../engine/patterns/targets/load-pattern-grammars.ts';

/** Words and signs of many languages: put together at random they are all kinds of broken programs and patterns. */
const PIECES = (
  'f x $X $Y $_ $...A ... <... ...> ( ) { } [ ] , ; : . = == => -> + - * / & | && || ! ? @ # " \' ` """ ${ } \n   1 0x1 "a" ' +
  'if else for while return function def class import from try except catch finally with as lambda let const var new ' +
  'async await yield switch case default int String public static func package fn end do begin rescue resource FROM RUN'
).split(' ');

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(' '));
const language = fc.constantFrom(...PATTERN_LANGUAGES.filter((name) => name !== 'regex'));

beforeAll(() => loadPatternGrammars(PATTERN_LANGUAGES));

const rulesOf = (body: Readonly<Record<string, unknown>>, name: PatternLanguage) =>
  readRules({
    name: 'rule.json',
    text: JSON.stringify({ rules: [{ id: 'r', languages: [name], severity: 'ERROR', message: '$X', ...body }] }),
  }).rules;

/** Nothing but findings within the file and errors that say what was not looked at. */
function expectWhole(body: Readonly<Record<string, unknown>>, code: string, name: PatternLanguage): void {
  for (const rule of rulesOf(body, name)) {
    const { matches, errors } = scanFile(
      [compileRule(rule, name)],
      { path: 'file', text: code, language: name },
      { ruleTimeout: 300 },
    );
    for (const { start, end } of matches) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(code.length);
      expect(start).toBeLessThanOrEqual(end);
    }
    expect(errors.filter(({ kind }) => kind === 'crashed')).toEqual([]);
  }
}

describe('any pattern on any code', () => {
  test('as one pattern', () => {
    fc.assert(
      fc.property(language, soup, soup, (name, pattern, code) => {
        expectWhole({ pattern }, code, name);
      }),
      { numRuns: 400 },
    );
  });

  test('as source and sink', () => {
    fc.assert(
      fc.property(language, soup, soup, soup, (name, source, sink, code) => {
        const body = {
          mode: 'taint',
          'pattern-sources': [{ pattern: source }],
          'pattern-sinks': [{ pattern: sink }, { pattern: '$F(...)' }],
        };
        expectWhole(body, code, name);
      }),
      { numRuns: 300 },
    );
  });

  test('on any text at all', () => {
    fc.assert(
      fc.property(language, fc.string({ unit: 'binary', maxLength: 300 }), (name, code) => {
        expectWhole({ 'pattern-either': [{ pattern: '$X' }, { pattern: '$F(..., $A, ...)' }] }, code, name);
      }),
      { numRuns: 200 },
    );
  });
});

test('code is found in itself', () => {
  const statements = ['f(a, 1)', 'x = y + "s"', 'a.b.c(d)[0]', 'x = [1, f(2), "c"]', 'f(g(h()))', 'x = a and not b'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 6 }), (code) => {
      for (const statement of code) {
        const [rule] = rulesOf({ pattern: statement }, 'python');
        const text = code.join('\n');
        const { matches } = scanFile([compileRule(rule!, 'python')], { path: 'f', text, language: 'python' });
        expect(matches.map(({ start, end }) => text.slice(start, end))).toContain(statement);
      }
    }),
    { numRuns: 50 },
  );
});
