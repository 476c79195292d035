import { beforeAll, describe, expect, test } from 'vitest';
import { annotate } from '../../../../engine/report/github/annotate.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';
import { aFinding, aFindingWithoutRange, aFingerprint, aRange, aRule } from '../../../support/a-finding.ts';
import { HOSTILE_TEXT } from '../../../support/a-hostile-review-result.ts';
import { aReviewResult, anEmptyReviewResult } from '../../../support/a-review-result.ts';
import type { Finding } from '../../../../engine/findings/finding.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

const annotationsOf = (findings: readonly Finding[], more: { isWatched?: (rule: string) => boolean } = {}) =>
  annotate(aReviewResult({ findings }), { templates, ...more });

describe('annotations', () => {
  test('say what a finding is, and fold away the rest', () => {
    const finding = aFinding({
      fingerprint: '0123456789abcdef0123456789abcdef',
      fix: { description: 'Remove it', safe: true, edits: [] },
      trace: [
        { path: 'src/a.ts', range: aRange(2), message: 'read here' },
        { path: 'src/app.ts', range: aRange(10), message: 'used here' },
      ],
    });
    const rules = [aRule({ helpUri: 'https://example.com/rule' })];
    const result = aReviewResult({ findings: [finding], rules });
    expect(annotate(result, { templates, canDispute: true })).toEqual({
      annotations: [
        {
          path: 'src/app.ts',
          start_line: 10,
          end_line: 10,
          start_column: 3,
          end_column: 11,
          annotation_level: 'warning',
          title: 'No debugger statements',
          message: "Unexpected 'debugger' statement.",
          raw_details: [
            'fingerprint 0123456789abcdef0123456789abcdef',
            'Medium · Reliability · eslint/no-debugger · about 2\u00a0min to fix',
            '',
            'A debugger statement stops the program when developer tools are open. Remove it.',
            'https://example.com/rule',
            'Fix: Remove it',
            'How it gets here:',
            '  src/a.ts:2 read here',
            '  src/app.ts:10 used here',
            '',
            'Is it wrong? Comment: /plumbline dispute 0123456789abcdef0123456789abcdef REASON',
            'To accept it: write "plumbline-ignore eslint/no-debugger: REASON" in a comment on the line above.',
          ].join('\n'),
        },
      ],
      total: 1,
    });
  });

  test('say of how many places they show the first', () => {
    const related = Array.from({ length: 23 }, (_, index) => ({ path: `${index}.ts`, message: 'The same code' }));
    const details = annotationsOf([aFinding({ related })]).annotations[0]!.raw_details;
    expect(details).toContain('\nSee also, showing 20 of 23:\n  0.ts The same code\n');
  });

  test('come in the order of severity, and of that what stands outside the changed lines last', () => {
    const { annotations } = annotationsOf([
      aFinding({ severity: 'info', message: '1' }),
      aFinding({ severity: 'low', message: '2' }),
      aFinding({ severity: 'high', message: '3', outsideDiff: true }),
      aFinding({ severity: 'critical', message: '4' }),
      aFinding({ severity: 'medium', message: '5' }),
      aFinding({ severity: 'high', message: '6', path: 'z.ts' }),
    ]);
    expect(annotations.map(({ message, annotation_level }) => `${message} ${annotation_level}`)).toEqual([
      '4 failure',
      '6 failure',
      '3 failure',
      '5 warning',
      '2 notice',
      '1 notice',
    ]);
  });

  test('are for what the change brought, and for nothing that somebody decided not to see', () => {
    const suppression = { source: 'comment', reason: 'known', place: { path: 'src/app.ts' } } as const;
    const { annotations, total } = annotationsOf(
      [
        aFinding({ message: 'new' }),
        aFinding({ message: 'existing', state: 'existing' }),
        aFinding({ message: 'moved', state: 'moved' }),
        aFinding({ message: 'fixed', state: 'fixed' }),
        aFinding({ message: 'suppressed', suppression }),
        aFinding({ message: 'watched', ruleId: 'eslint/noisy' }),
      ],
      { isWatched: (rule) => rule === 'eslint/noisy' },
    );
    expect(annotations.map(({ message }) => message)).toEqual(['new']);
    expect(total).toBe(1);
  });

  test('without a base are for all that is open', () => {
    const findings = [aFinding({ state: 'existing' }), aFinding({ state: 'fixed' })];
    expect(annotate(anEmptyReviewResult({ findings }), { templates }).annotations).toHaveLength(1);
  });

  test.each([
    ['one line', aRange(3, 5, 3, 9), { start_line: 3, end_line: 3, start_column: 5, end_column: 8 }],
    ['several lines, so no columns', aRange(3, 5, 6, 2), { start_line: 3, end_line: 6 }],
    ['up to the beginning of a line', aRange(3, 1, 5, 1), { start_line: 3, end_line: 4 }],
    ['a whole line with its end', aRange(3, 1, 4, 1), { start_line: 3, end_line: 3 }],
    ['nothing, at a point', aRange(3, 5, 3, 5), { start_line: 3, end_line: 3, start_column: 5, end_column: 5 }],
  ])('of %s', (_, range, expected) => {
    const [annotation] = annotationsOf([aFinding({ range })]).annotations;
    const { start_line, end_line, start_column, end_column } = annotation!;
    expect(JSON.parse(JSON.stringify({ start_line, end_line, start_column, end_column }))).toEqual(expected);
  });

  test('of a whole file stand at its first line; what is about the whole repository has none, and is counted', () => {
    const { annotations, total } = annotationsOf([
      aFindingWithoutRange({ path: 'LICENSE' }),
      aFindingWithoutRange({ path: '', severity: 'critical' }),
    ]);
    expect(annotations).toMatchObject([{ path: 'LICENSE', start_line: 1, end_line: 1 }]);
    expect(total).toBe(2);
  });

  test.each([
    [0, 0],
    [1, 1],
    [51, 51],
    [5_000, 500],
  ])('of %i findings are %i', (findings, expected) => {
    const all = Array.from({ length: findings }, (_, index) => aFinding({ fingerprint: aFingerprint(String(index)) }));
    const { annotations, total } = annotationsOf(all);
    expect([annotations.length, total]).toEqual([expected, findings]);
  });

  test('fit, and hold nothing that acts, whatever a tool said', () => {
    const long = `${HOSTILE_TEXT} ${'漢'.repeat(70_000)}`;
    const rules = [aRule({ title: long, description: long })];
    const { annotations } = annotate(aReviewResult({ findings: [aFinding({ message: long })], rules }), { templates });
    const { title, message, raw_details: details } = annotations[0]!;
    expect(title!.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(details!)).toBeLessThanOrEqual(65_536);
    expect(message.startsWith('a\\u{0}\\u{7}\\u{1b}[31m')).toBe(true);
    for (const text of [title, message, details]) expect(text).not.toMatch(/[\u0000\u001b\u202e]|\p{Surrogate}/u);
  });

  test('without a word still have one', () => {
    expect(annotationsOf([aFinding({ message: ' ' })]).annotations[0]!.message).toBe('eslint/no-debugger');
  });
});
