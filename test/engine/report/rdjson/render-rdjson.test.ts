import { describe, expect, it } from 'vitest';
import { renderRdjson } from '../../../../engine/report/rdjson/render-rdjson.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { aFinding, aFindingWithoutRange, aRange, aRule } from '../../../support/a-finding.ts';
import { aHostileReviewResult } from '../../../support/a-hostile-review-result.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

const diagnostics = (result: ReviewResult): Record<string, unknown>[] =>
  (JSON.parse(renderRdjson(result)) as { diagnostics: Record<string, unknown>[] }).diagnostics;

const EXCERPT = { path: 'src/app.ts', side: 'head', startLine: 10, lines: ['é😀 debugger;', 'x'] } as const;

describe('rdjson', () => {
  it('without findings is an empty list', () => {
    expect(JSON.parse(renderRdjson(anEmptyReviewResult()))).toEqual({ source: { name: 'plumbline' }, diagnostics: [] });
  });

  it('counts columns in bytes and suggests what is safe', () => {
    const range = aRange(10, 5, 10, 13);
    const fix = { description: 'Remove it', safe: true, edits: [{ startOffset: 4, endOffset: 12, text: '', range }] };
    const rule = aRule({ helpUri: 'https://eslint.org/docs/latest/rules/no-debugger' });
    const result = aReviewResult({ findings: [aFinding({ range, fix })], rules: [rule], excerpts: [EXCERPT] });
    const inBytes = { start: { line: 10, column: 8 }, end: { line: 10, column: 16 } };
    expect(diagnostics(result)).toEqual([
      {
        message: "Unexpected 'debugger' statement.",
        location: { path: 'src/app.ts', range: inBytes },
        severity: 'WARNING',
        code: { value: 'eslint/no-debugger', url: 'https://eslint.org/docs/latest/rules/no-debugger' },
        suggestions: [{ range: inBytes, text: '' }],
      },
    ]);
  });

  it('names whole lines where the bytes are not known, and suggests nothing there', () => {
    const range = aRange(20, 3, 22, 1);
    const fix = { description: 'Remove it', safe: true, edits: [{ startOffset: 4, endOffset: 12, text: '', range }] };
    const [only] = diagnostics(aReviewResult({ findings: [aFinding({ range, fix })], excerpts: [EXCERPT] }));
    expect(only!.location).toEqual({ path: 'src/app.ts', range: { start: { line: 20 }, end: { line: 21 } } });
    expect(only).not.toHaveProperty('suggestions');
  });

  it('does not suggest a change that may alter what the program does', () => {
    const edits = [{ startOffset: 4, endOffset: 12, text: '', range: aRange(10, 5, 10, 13) }];
    const findings = [aFinding({ fix: { description: 'Remove it', safe: false, edits } })];
    expect(diagnostics(aReviewResult({ findings, excerpts: [EXCERPT] }))[0]).not.toHaveProperty('suggestions');
  });

  it('leaves out what is suppressed or fixed: each diagnostic becomes a comment', () => {
    const result = aReviewResult();
    const open = result.findings.filter(({ state, suppression }) => state !== 'fixed' && !suppression);
    expect(diagnostics(result).map(({ message }) => message)).toEqual(open.map(({ message }) => message));
    expect(diagnostics(aHostileReviewResult())).toHaveLength(1);
  });

  it('has no range for a whole file', () => {
    const [only] = diagnostics(aReviewResult({ findings: [aFindingWithoutRange()] }));
    expect(only!.location).toEqual({ path: 'src/app.ts' });
  });
});
