import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { directiveNamesRule, parseEslintDirectives } from '../../../../engine/analyzers/eslint/directives.ts';

/** Comments are found by a plain regex here: these texts hold none in strings. */
function directivesOf(text: string) {
  const comments = [...text.matchAll(/\/\*[^]*?\*\/|\/\/[^\n]*/g)].map((match) => ({
    startOffset: match.index,
    endOffset: match.index + match[0].length,
  }));
  return parseEslintDirectives(text, comments);
}

describe('parseEslintDirectives', () => {
  it('reads the comment on its line, with rules and the reason', () => {
    expect(directivesOf("f();\neval(x); // eslint-disable-line no-eval, 'no-alert' -- the input is ours\n")).toEqual([
      {
        kind: 'line',
        rules: ['no-eval', 'no-alert'],
        except: [],
        reason: 'the input is ours',
        startLine: 2,
        endLine: 2,
        line: 2,
        column: 10,
      },
    ]);
  });

  it('covers the line after the end of a comment over several lines', () => {
    expect(directivesOf('/* eslint-disable-next-line\n  no-eval,\n  no-alert -- two\n lines */\neval(x);')).toEqual([
      {
        kind: 'next-line',
        rules: ['no-eval', 'no-alert'],
        except: [],
        reason: 'two lines',
        startLine: 5,
        endLine: 5,
        line: 1,
        column: 1,
      },
    ]);
  });

  it('covers from a block comment to the line before the one that enables, or to the end', () => {
    const text =
      'a();\n/* eslint-disable */\nb();\n/* eslint-enable */\nc();\n/* eslint-disable no-eval */\nd();\ne();';
    expect(directivesOf(text).map(({ rules, startLine, endLine }) => ({ rules, startLine, endLine }))).toEqual([
      { rules: [], startLine: 2, endLine: 3 },
      { rules: ['no-eval'], startLine: 6, endLine: 8 },
    ]);
  });

  it('ends each rule of a block where that rule is enabled again', () => {
    const text = '/* eslint-disable a, b */\nx();\n/* eslint-enable a */\ny();\n/* eslint-enable b */\nz();';
    expect(directivesOf(text).map(({ rules, startLine, endLine }) => ({ rules, startLine, endLine }))).toEqual([
      { rules: ['a'], startLine: 1, endLine: 2 },
      { rules: ['b'], startLine: 1, endLine: 4 },
    ]);
  });

  it('keeps every other rule off when one of all is enabled again', () => {
    const text = '/* eslint-disable */\nx();\n/* eslint-enable no-eval */\ny();\n';
    const [before, after] = directivesOf(text);
    expect(before).toMatchObject({ rules: [], except: [], startLine: 1, endLine: 2 });
    expect(after).toMatchObject({ rules: [], except: ['no-eval'], startLine: 3, endLine: 5, line: 1 });
    expect(directiveNamesRule(after!, 'eslint/no-eval')).toBe(false);
    expect(directiveNamesRule(after!, 'eslint/no-alert')).toBe(true);
  });

  it('takes a configuration comment that turns rules off as a directive for the file', () => {
    const text = 'x();\n/* eslint no-alert: 0, "no-eval": "off", no-var: 2, eqeqeq: ["off", "smart"] */\n';
    expect(directivesOf(text)).toEqual([
      {
        kind: 'file',
        rules: ['no-alert', 'no-eval', 'eqeqeq'],
        except: [],
        reason: '',
        startLine: 1,
        endLine: 3,
        line: 2,
        column: 1,
      },
    ]);
    expect(directivesOf('/* eslint no-alert: error */')).toEqual([]);
  });

  it('knows oxlint, and what is not a directive', () => {
    expect(directivesOf('// oxlint-disable typescript/no-this-alias\n')[0]).toMatchObject({
      kind: 'block',
      rules: ['typescript/no-this-alias'],
    });
    for (const text of [
      '// eslint-disable no-eval',
      '// see eslint-disable-line',
      '/* eslint-disabled */',
      '// eslint-disable-next-line:no-eval',
      '/* eslint */',
    ])
      expect(directivesOf(text), text).toEqual([]);
  });

  it('matches our rule by core, typescript-eslint and oxlint names alike', () => {
    const [directive] = directivesOf(
      'x; // eslint-disable-line @typescript-eslint/no-unused-vars, typescript/no-this-alias',
    );
    expect(directiveNamesRule(directive!, 'eslint/no-unused-vars')).toBe(true);
    expect(directiveNamesRule(directive!, 'eslint/@typescript-eslint/no-this-alias')).toBe(true);
    expect(directiveNamesRule(directive!, 'eslint/no-eval')).toBe(false);
    expect(directiveNamesRule(directive!, 'secrets/aws')).toBe(false);
  });

  it('reads no more than a bounded number, however many there are', () => {
    const text = '/* eslint-disable */\n'.repeat(20_000) + '/* eslint-enable a */\n'.repeat(20_000);
    expect(directivesOf(text)).toHaveLength(1000);
    const names = Array.from({ length: 3000 }, (_, index) => `r${index}`).join();
    const lists = `/* eslint-disable ${names} */\n`.repeat(50) + `/* eslint-enable ${names} */\n`.repeat(50);
    expect(directivesOf(lists)).toHaveLength(50);
  });

  it('never covers lines outside of the text, whatever comments say', () => {
    const word = fc.constantFrom(
      '/* eslint-disable */',
      '/* eslint-enable */',
      '/* eslint-disable a, b */',
      '/* eslint-enable a */',
      '// eslint-disable-line\n',
      '// eslint-disable-next-line -- \n',
      '/* eslint a: 0 */',
      'x();',
      '\n',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join('');
        const lines = text.split('\n').length;
        for (const directive of directivesOf(text)) {
          expect(directive.startLine).toBeGreaterThanOrEqual(1);
          expect(directive.endLine).toBeGreaterThanOrEqual(directive.startLine);
          expect(directive.endLine).toBeLessThanOrEqual(lines + 1);
        }
      }),
    );
  });
});
