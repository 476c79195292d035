import { describe, expect, test } from 'vitest';
import { markFindings } from '../../../engine/findings/mark-findings.ts';
import { identify } from '../../../engine/findings/identify.ts';
import type { RawFinding } from '../../../engine/findings/finding.ts';
import { changesBetween, toyFindings, toyRule, type Files } from '../../support/toy-findings.ts';
import { aRange } from '../../support/a-finding.ts';

describe('what a change did to the findings', () => {
  test('a finding below inserted lines is existing, at its new line', () => {
    expect(mark({ 'a.ts': 'one\nBAD\ntwo' }, { 'a.ts': 'zero\nhalf\none\nBAD\ntwo' })).toEqual(['existing a.ts:4']);
  });

  test('a finding on an added line is new, in the diff', () => {
    expect(mark({ 'a.ts': 'one\ntwo' }, { 'a.ts': 'one\nBAD\ntwo' })).toEqual(['new a.ts:2']);
  });

  test('a finding on a line the change did not touch is new, outside the diff', () => {
    // The rule sees BAD only after the comment above it is gone.
    const base = { 'a.ts': 'off\none\ntwo\nBAD' };
    const head = { 'a.ts': 'on\none\ntwo\nBAD' };
    const marked = markFindings({
      head: toyFindings(head),
      base: { findings: [], changes: changesBetween(base, head) },
      ruleOf: () => toyRule,
    });
    expect(marked).toMatchObject([{ state: 'new', outsideDiff: true }]);
  });

  test('removing lines out of the midst of a finding touches it, removing them beside it does not', () => {
    const base = { 'a.ts': 'head\nfoo\nx\nbar\ntail' };
    const head = { 'a.ts': 'head\nfoo\nbar\ntail' };
    const changes = changesBetween(base, head);
    const wide: RawFinding = { ruleId: 'toy/bad', path: 'a.ts', message: 'wide', range: aRange(2, 1, 3, 4) };
    const beside: RawFinding = { ruleId: 'toy/bad', path: 'a.ts', message: 'beside', range: aRange(3, 1, 4, 5) };
    const context = { textOf: (path: string) => head[path as 'a.ts'], scopesOf: () => [] };
    const marked = markFindings({
      head: identify([wide, beside], context),
      base: { findings: [], changes },
      ruleOf: () => toyRule,
    });
    expect(marked.map(({ message, outsideDiff }) => [message, outsideDiff])).toEqual([
      ['wide', false],
      ['beside', true],
    ]);
  });

  test('a removed line leaves its finding fixed, at the place it had at base', () => {
    expect(mark({ 'a.ts': 'one\nBAD\ntwo' }, { 'a.ts': 'one\ntwo' })).toEqual(['fixed a.ts:2']);
  });

  test('an equal twin put above leaves the old one existing, with its fingerprint', () => {
    const base = { 'a.ts': 'one\nBAD\ntwo' };
    const head = { 'a.ts': 'BAD\none\nBAD\ntwo' };
    const [before] = toyFindings(base);
    const marked = markAll(base, head);
    expect(marked.map(({ state, range }) => [state, range?.startLine])).toEqual([
      ['new', 1],
      ['existing', 3],
    ]);
    expect(marked[1]!.fingerprint).toBe(before!.fingerprint);
    expect(marked[0]!.fingerprint).not.toBe(before!.fingerprint);
  });

  test('the first of two equal ones is mended: the other stays itself', () => {
    const base = { 'a.ts': 'BAD\none\nBAD\ntwo' };
    const marked = markAll(base, { 'a.ts': 'one\nBAD\ntwo' });
    expect(marked.map(({ state, range }) => [state, range?.startLine])).toEqual([
      ['existing', 2],
      ['fixed', 1],
    ]);
    expect(new Set(marked.map((finding) => finding.fingerprint)).size).toBe(2);
  });

  test('a line moved within its file is moved', () => {
    expect(mark({ 'a.ts': 'BAD 1\na\nb\nc\nd' }, { 'a.ts': 'a\nb\nc\nd\nBAD 1' })).toEqual(['moved a.ts:5']);
  });

  test('a reformatted line is existing', () => {
    expect(mark({ 'a.ts': 'a\n  call( BAD,  1)\nb' }, { 'a.ts': 'a\n\tcall( BAD, 1)\nb' })).toEqual([
      'existing a.ts:2',
    ]);
  });

  test('a call wrapped over several lines is existing', () => {
    const base = { 'a.ts': 'start\nconst value = call(BAD, first, second);\nend' };
    const head = { 'a.ts': 'start\nconst value = call(\n  BAD,\n  first,\n  second,\n);\nend' };
    expect(mark(base, head)).toEqual(['existing a.ts:3']);
  });

  test('a rewritten line with little in common is fixed, and another one new', () => {
    const base = { 'a.ts': 'start\nalpha beta gamma delta BAD\nend' };
    const head = { 'a.ts': 'start\nBAD one two three four\nend' };
    expect(mark(base, head)).toEqual(['fixed a.ts:2', 'new a.ts:2']);
  });

  test('what stands under a renamed heading is existing', () => {
    const base = { 'a.yml': 'jobs:\n  step: BAD\n' };
    expect(mark(base, { 'a.yml': 'tasks:\n  step: BAD\n' })).toEqual(['existing a.yml:2']);
  });

  test('a renamed file keeps its findings and their fingerprints', () => {
    const base = { 'a.ts': 'one\nBAD\ntwo' };
    const head = { 'lib/b.ts': 'zero\none\nBAD\ntwo' };
    const marked = markAll(base, head, { 'lib/b.ts': 'a.ts' });
    expect(marked).toMatchObject([
      { state: 'existing', path: 'lib/b.ts', fingerprint: toyFindings(base)[0]!.fingerprint },
    ]);
  });

  test('two files that change names keep each its own', () => {
    const base = { 'a.ts': 'alpha\nBAD\nbeta', 'b.ts': 'gamma\ndelta\nBAD\n' };
    const head = { 'a.ts': 'gamma\ndelta\nBAD\n', 'b.ts': 'alpha\nBAD\nbeta' };
    expect(mark(base, head, { 'a.ts': 'b.ts', 'b.ts': 'a.ts' })).toEqual(['existing a.ts:3', 'existing b.ts:2']);
  });

  test('a copy has new findings; the original keeps its own', () => {
    const text = 'one\nBAD\ntwo';
    const base = { 'a.ts': text };
    const head = { 'a.ts': text, 'copy.ts': text };
    expect(mark(base, head)).toEqual(['existing a.ts:2', 'new copy.ts:2']);
  });

  test('lines moved to another file take their finding along', () => {
    const base = { 'a.ts': 'first\nhelper one\nBAD here\nhelper two\nlast', 'b.ts': 'other' };
    const head = { 'a.ts': 'first\nlast', 'b.ts': 'other\nhelper one\nBAD here\nhelper two' };
    expect(mark(base, head)).toEqual(['moved b.ts:3']);
  });

  test('mended here and made anew there is not a move', () => {
    const base = { 'a.ts': 'first\nBAD here\nlast', 'b.ts': 'other' };
    const head = { 'a.ts': 'first\nlast', 'b.ts': 'other\nBAD here\nelsewhere' };
    expect(mark(base, head)).toEqual(['fixed a.ts:2', 'new b.ts:2']);
  });

  test('a deleted file has its findings fixed', () => {
    expect(mark({ 'a.ts': 'BAD', 'b.ts': 'x' }, { 'b.ts': 'x' })).toEqual(['fixed a.ts:1']);
  });

  test('a file whose lines git does not compare keeps what it had, and only that', () => {
    const base = { 'a.lock': 'one\nBAD alpha beta gamma\n' };
    const head = { 'a.lock': 'zero\nBAD delta epsilon zeta\nBAD alpha beta gamma\n' };
    const changes = changesBetween(base, head).map((change) => ({ ...change, binary: true, hunks: [] }));
    const marked = markFindings({
      head: toyFindings(head),
      base: { findings: toyFindings(base), changes },
      ruleOf: () => toyRule,
    });
    expect(marked.map(({ state, outsideDiff }) => [state, outsideDiff])).toEqual([
      ['new', false],
      ['existing', false],
    ]);
  });

  test('of whole files, one vulnerable package does not hide behind another', () => {
    const base = wholeFile('package-lock.json', 'GHSA-1 lodash');
    const head = wholeFile('package-lock.json', 'GHSA-2 minimist');
    const marked = markFindings({
      head: identify([head], { textOf: () => undefined, scopesOf: () => undefined }),
      base: {
        findings: identify([base], { textOf: () => undefined, scopesOf: () => undefined }),
        changes: changesBetween({ 'package-lock.json': 'a' }, { 'package-lock.json': 'b' }),
      },
      ruleOf: () => toyRule,
    });
    expect(marked.map(({ state, anchor }) => [state, anchor])).toEqual([
      ['new', 'GHSA-2 minimist'],
      ['fixed', 'GHSA-1 lodash'],
    ]);
  });

  test('a renamed function keeps the finding on all of it', () => {
    const base = { 'a.ts': 'function foo() {\n  one\n  two\n}\n' };
    const head = { 'a.ts': 'function bar() {\n  one\n  two\n}\n' };
    const of = (anchor: string): RawFinding => ({
      ruleId: 'metrics/cognitive-complexity',
      path: 'a.ts',
      message: 'complex',
      anchor,
      range: aRange(1, 1, 4, 2),
    });
    const scopesOf = (name: string) => () => [{ names: [name], startLine: 1, endLine: 4 }];
    const marked = markFindings({
      head: identify([of('bar')], { textOf: () => head['a.ts'], scopesOf: scopesOf('bar') }),
      base: {
        findings: identify([of('foo')], { textOf: () => base['a.ts'], scopesOf: scopesOf('foo') }),
        changes: changesBetween(base, head),
      },
      ruleOf: () => toyRule,
    });
    expect(marked.map((finding) => finding.state)).toEqual(['existing']);
  });

  test("without a base nothing is new; a rule's severity, quality and minutes are the finding's", () => {
    const [finding, ...others] = markFindings({ head: toyFindings({ 'a.ts': 'BAD' }), ruleOf: () => toyRule });
    expect(others).toEqual([]);
    expect(finding).toEqual({
      ruleId: 'toy/bad',
      path: 'a.ts',
      message: 'bad',
      range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 },
      anchor: 'BAD',
      severity: 'low',
      quality: 'maintainability',
      minutes: 5,
      fingerprint: toyFindings({ 'a.ts': 'BAD' })[0]!.fingerprint,
      state: 'existing',
      outsideDiff: false,
    });
  });

  test('a finding of a rule that nobody declares is a bug', () => {
    expect(() => markFindings({ head: toyFindings({ 'a.ts': 'BAD' }), ruleOf: () => undefined })).toThrow('toy/bad');
  });
});

function wholeFile(path: string, anchor: string): RawFinding {
  return { ruleId: 'dependencies/vulnerability', path, anchor, message: anchor };
}

function markAll(base: Files, head: Files, renames: Readonly<Record<string, string>> = {}) {
  return markFindings({
    head: toyFindings(head),
    base: { findings: toyFindings(base), changes: changesBetween(base, head, renames) },
    ruleOf: () => toyRule,
  });
}

/** `state path:line`, sorted by place. */
function mark(base: Files, head: Files, renames: Readonly<Record<string, string>> = {}): string[] {
  return markAll(base, head, renames)
    .map(({ state, path, range }) => `${state} ${path}:${range?.startLine}`)
    .sort();
}
