import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChangeMap } from '../../../engine/findings/change-map.ts';
import { markFindings } from '../../../engine/findings/mark-findings.ts';
import { matchFindings } from '../../../engine/findings/match-findings.ts';
import { changesBetween, toyFindings, toyRule, type Files } from '../../support/toy-findings.ts';

const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('alpha', 'beta', '  gamma', '    delta', '}', '') },
  { weight: 2, arbitrary: fc.constantFrom('BAD', '  BAD', '    BAD BAD', 'BAD alpha beta', '  BAD gamma delta') },
);
const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
const edit = fc.record({ at: fc.nat(20), remove: fc.nat(3), add: fc.array(line, { maxLength: 3 }) });

/** A tree and what a change did to it: files edited, renamed, deleted and added. */
const history = fc
  .record({
    base: fc.dictionary(fc.constantFrom('a.ts', 'b.ts', 'c/d.ts', 'e.yml'), text, {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    edits: fc.array(fc.record({ file: fc.nat(3), edit }), { maxLength: 5 }),
    fates: fc.array(fc.constantFrom('stays', 'stays', 'renamed', 'deleted', 'copied'), { minLength: 4, maxLength: 4 }),
    added: fc.dictionary(fc.constantFrom('new.ts', 'a.ts'), text, { maxKeys: 1, noNullPrototype: true }),
  })
  .map(({ base, edits, fates, added }) => {
    const head: Record<string, string> = {};
    const renames: Record<string, string> = {};
    Object.entries(base).forEach(([path, before], index) => {
      const own = edits.filter(({ file }) => file === index).map((one) => one.edit);
      const after = own.reduce(edited, before);
      const fate = fates[index];
      if (fate === 'deleted') return;
      if (fate === 'copied') head[`copy-${path}`] = before;
      if (fate === 'renamed') renames[`moved/${path}`] = path;
      head[fate === 'renamed' ? `moved/${path}` : path] = after;
    });
    return { base, head: { ...added, ...head }, renames };
  });

function edited(before: string, { at, remove, add }: { at: number; remove: number; add: string[] }): string {
  const lines = before.split('\n');
  lines.splice(at % (lines.length + 1), remove, ...add);
  return lines.join('\n');
}

describe('random histories', () => {
  test('head is new, existing and moved; base is existing, moved and fixed; nothing is matched twice', () => {
    fc.assert(
      fc.property(history, ({ base, head, renames }) => {
        const [atBase, atHead] = [toyFindings(base), toyFindings(head)];
        const map = createChangeMap(changesBetween(base, head, renames));
        const { matches, newOnes, fixedOnes } = matchFindings({ head: atHead, base: atBase }, map);
        const places = (findings: typeof atHead) => findings.map(({ raw }) => placeOf(raw)).sort();
        expect(places([...newOnes, ...matches.map((match) => match.head)])).toEqual(places(atHead));
        expect(places([...fixedOnes, ...matches.map((match) => match.base)])).toEqual(places(atBase));
      }),
      { numRuns: 400 },
    );
  });

  test('marking gives the same counts, and a path and a fingerprint name one finding of head', () => {
    fc.assert(
      fc.property(history, ({ base, head, renames }) => {
        const [atBase, atHead] = [toyFindings(base), toyFindings(head)];
        const marked = markFindings({
          head: atHead,
          base: { findings: atBase, changes: changesBetween(base, head, renames) },
          ruleOf: () => toyRule,
        });
        const count = (...states: string[]) => marked.filter((finding) => states.includes(finding.state)).length;
        expect(count('new', 'existing', 'moved')).toBe(atHead.length);
        expect(count('existing', 'moved', 'fixed')).toBe(atBase.length);
        const open = marked.filter((finding) => finding.state !== 'fixed');
        expect(new Set(open.map((finding) => `${finding.path} ${finding.fingerprint}`)).size).toBe(open.length);
        const wrong = marked.filter((finding) => finding.outsideDiff && finding.state !== 'new');
        expect(wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('without a change everything is existing', () => {
    fc.assert(
      fc.property(history, ({ base }) => {
        expect(statesOf(base, base)).toEqual(toyFindings(base).map(() => 'existing'));
      }),
    );
  });

  test('unrelated lines put anywhere make nothing new and change no fingerprint', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(20), { maxLength: 4 }), (before, positions) => {
        // Deeper than all else, so that they head nothing.
        const after = positions.reduce((now, at) => edited(now, { at, remove: 0, add: ['        unrelated'] }), before);
        const [base, head] = [{ 'a.ts': before }, { 'a.ts': after }];
        expect(statesOf(base, head).filter((state) => state !== 'existing')).toEqual([]);
        expect(fingerprints(head)).toEqual(fingerprints(base));
      }),
    );
  });

  test('renaming a file and formatting its other lines change no fingerprint', () => {
    fc.assert(
      fc.property(text, (before) => {
        const after = before
          .split('\n')
          .map((one) => (one.includes('BAD') ? one : one.replace(/(\w)$/, '$1  ')))
          .join('\n');
        const [base, head] = [{ 'a.ts': before }, { 'b/c.ts': after }];
        expect(statesOf(base, head, { 'b/c.ts': 'a.ts' }).filter((state) => state !== 'existing')).toEqual([]);
        expect(fingerprints(head)).toEqual(fingerprints(base));
      }),
    );
  });

  test('the same patch over another base gives new findings the same fingerprints', () => {
    fc.assert(
      fc.property(text, edit, (before, patch) => {
        const after = edited(before, patch);
        const onTop = (one: string): string => `        another\n        commit\n${one}`;
        expect(fingerprints({ 'a.ts': onTop(after) })).toEqual(fingerprints({ 'a.ts': after }));
        const newOnes = (base: Files, head: Files) =>
          markFindings({
            head: toyFindings(head),
            base: { findings: toyFindings(base), changes: changesBetween(base, head) },
            ruleOf: () => toyRule,
          })
            .filter((finding) => finding.state === 'new')
            .map((finding) => finding.fingerprint);
        expect(newOnes({ 'a.ts': onTop(before) }, { 'a.ts': onTop(after) })).toEqual(
          newOnes({ 'a.ts': before }, { 'a.ts': after }),
        );
      }),
    );
  });
});

function statesOf(base: Files, head: Files, renames: Readonly<Record<string, string>> = {}): string[] {
  return markFindings({
    head: toyFindings(head),
    base: { findings: toyFindings(base), changes: changesBetween(base, head, renames) },
    ruleOf: () => toyRule,
  }).map((finding) => finding.state);
}

function fingerprints(files: Files): string[] {
  return toyFindings(files).map((finding) => finding.fingerprint);
}

function placeOf({ path, range }: { path: string; range?: { startLine: number; startColumn: number } }): string {
  return `${path}:${range?.startLine}:${range?.startColumn}`;
}
