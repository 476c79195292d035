import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, editOf, type PatternEdit } from '../../../../engine/patterns/report/fixes.ts';
import { interpolate } from '../../../../engine/patterns/report/interpolate.ts';
import type { Binding } from '../../../../engine/patterns/match.ts';
import { readRules } from '../../../../engine/patterns/rules/read-rules.ts';

function ruleWith(more: object) {
  const rule = { id: 'a', message: 'm', severity: 'LOW', languages: ['python'], pattern: 'x', ...more };
  return readRules({ name: 'r.json', text: JSON.stringify({ rules: [rule] }) }).rules[0]!;
}

function bound(texts: Readonly<Record<string, string>>): Map<string, Binding> {
  return new Map(Object.entries(texts).map(([name, text]) => [name, { start: 0, end: 0, text }]));
}

/** The text with the rule's fix in place of what is between the marks. */
function fixed(marked: string, more: object, bindings: Readonly<Record<string, string>> = {}): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const edit = editOf(ruleWith(more), { start, end, bindings: bound(bindings) }, text);
  return edit ? applyEdits(text, [edit]).text : text;
}

describe('a fix', () => {
  it('is text with what the metavariables stand for', () => {
    expect(fixed('a = «f(x, 1, 2)»', { fix: 'g($X, $...REST)\n' }, { $X: 'x', '$...REST': '1, 2' })).toBe(
      'a = g(x, 1, 2)',
    );
    expect(fixed('«f()»;', { fix: '' })).toBe(';');
  });

  it('is indented as the place where it goes', () => {
    expect(fixed('def f():\n    «g()»\n', { fix: 'if a:\n    g()\n\nh()' })).toBe(
      'def f():\n    if a:\n        g()\n\n    h()\n',
    );
  });

  it('may be a replacement within what was found, as often as it says', () => {
    const fix = (regex: string, replacement: string, count?: number) => ({
      'fix-regex': { regex, replacement, ...(count !== undefined && { count }) },
    });
    expect(fixed('x «aXbXc» X', fix('X', '-'))).toBe('x a-b-c X');
    expect(fixed('x «aXbXc» X', fix('X', '-', 1))).toBe('x a-bXc X');
    expect(fixed('«f(a, b)»', fix('(\\w), (?P<second>\\w)', '\\g<second>, \\1'))).toBe('f(b, a)');
    expect(fixed('«f(a)\n»', fix('\\)$', ', b)\\n'))).toBe('f(a, b)\n\n');
    expect(fixed('«f(a)»', fix('x', 'y'))).toBe('f(a)');
  });
});

describe('edits', () => {
  it('are applied without overlaps, the first of them first', () => {
    const edits = [
      { start: 4, end: 6, text: 'X' },
      { start: 0, end: 2, text: 'YYY' },
      { start: 1, end: 3, text: 'Z' },
      { start: 0, end: 2, text: 'YYY' },
    ];
    expect(applyEdits('abcdef', edits)).toEqual({ text: 'YYYcdX', left: [{ start: 1, end: 3, text: 'Z' }] });
  });

  it('leave everything else as it is', () => {
    const edit = fc
      .tuple(fc.nat(20), fc.nat(5), fc.constantFrom('', 'X', 'YY'))
      .map(([start, length, text]): PatternEdit => ({ start, end: Math.min(20, start + length), text }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const { text } = applyEdits('abcdefghijklmnopqrst', edits);
        const kept = text.replace(/[XY]/g, '');
        expect([...kept]).toEqual([...kept].sort());
      }),
    );
  });
});

describe('a message', () => {
  it('has what metavariables stand for, and values where they are asked for', () => {
    const bindings = new Map<string, Binding>([
      ['$X', { start: 0, end: 0, text: 'a$b' }],
      ['$...ARGS', { start: 0, end: 0, text: '1, 2' }],
      ['$1', { start: 0, end: 0, text: 'first' }],
      ['$N', { start: 0, end: 0, text: 'LIMIT', constant: 5 }],
    ]);
    expect(interpolate('$X $...ARGS $ARGS $1 $N value($N) value($X) $Y $x costs $5', bindings)).toBe(
      'a$b 1, 2 1, 2 first LIMIT 5 a$b $Y $x costs $5',
    );
  });
});
