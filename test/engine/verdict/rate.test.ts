import { describe, expect, test } from 'vitest';
import type { Quality, Severity } from '../../../engine/findings/finding.ts';
import { measure } from '../../../engine/verdict/measure.ts';
import { rate, rateCoverage, rateDebtRatio, rateDuplication, rateWorst } from '../../../engine/verdict/rate.ts';
import { aFinding } from '../../support/a-finding.ts';
import { aMeasuredFile } from '../../support/a-measured-file.ts';

describe('thresholds', () => {
  test.each<[Severity[], string]>([
    [[], 'A'],
    [['info', 'info'], 'A'],
    [['low'], 'B'],
    [['info', 'medium', 'low'], 'C'],
    [['high'], 'D'],
    [['low', 'critical'], 'E'],
  ])('open findings of %j rate %s', (severities, expected) => {
    const findings = severities.map((severity) => aFinding({ severity, quality: 'security' }));
    expect(rateWorst(findings, 'security')).toBe(expected);
    expect(rateWorst(findings, 'reliability')).toBe('A');
  });

  test.each([
    [0, 'A'],
    [0.05, 'A'],
    [0.0501, 'B'],
    [0.1, 'B'],
    [0.2, 'C'],
    [0.5, 'D'],
    [0.51, 'E'],
  ])('a debt ratio of %d rates %s', (ratio, expected) => {
    expect(rateDebtRatio(ratio)).toBe(expected);
  });

  test.each([
    [0, 'A'],
    [0.0299, 'A'],
    [0.03, 'B'],
    [0.05, 'C'],
    [0.1, 'D'],
    [0.2, 'E'],
    [1, 'E'],
  ])('a share of %d duplicated rates %s', (share, expected) => {
    expect(rateDuplication(share)).toBe(expected);
  });

  test.each([
    [1, 'A'],
    [0.8, 'A'],
    [0.79, 'B'],
    [0.7, 'B'],
    [0.5, 'C'],
    [0.3, 'D'],
    [0.29, 'E'],
    [0, 'E'],
  ])('a share of %d covered rates %s', (share, expected) => {
    expect(rateCoverage(share)).toBe(expected);
  });
});

describe('what was not measured has no rating', () => {
  const ratingsOf = (files: Parameters<typeof measure>[0]['files']) =>
    rate({ measures: measure({ files, findings: [] }), findings: [] });

  test('no files: none', () => {
    expect(ratingsOf([])).toEqual({});
  });

  test('no code: security alone', () => {
    expect(ratingsOf([{ path: 'a.yml', language: 'YAML' }])).toEqual({ security: 'A' });
  });

  test('no coverage report, no duplication: those are left out', () => {
    expect(ratingsOf([aMeasuredFile({})])).toEqual({ reliability: 'A', security: 'A', maintainability: 'A' });
  });

  test('what failed is left out', () => {
    const measures = measure({ files: [aMeasuredFile({})], findings: [] });
    expect(rate({ measures, findings: [], unmeasured: new Set<Quality>(['security']) })).toEqual({
      reliability: 'A',
      maintainability: 'A',
    });
  });
});
