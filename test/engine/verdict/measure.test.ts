import { describe, expect, test } from 'vitest';
import { measure, measureFiles } from '../../../engine/verdict/measure.ts';
import type { FileMeasures } from '../../../engine/verdict/measures.ts';
import { hotSpots, measureFolders } from '../../../engine/verdict/rank-files.ts';
import { aFinding, aFindingWithoutRange } from '../../support/a-finding.ts';
import { aFunction, aMeasuredFile } from '../../support/a-measured-file.ts';

const suppression = { source: 'configuration', reason: 'known', place: { path: '.plumbline.yml' } } as const;
const duplication = {
  minTokens: 50,
  clones: [],
  duplicatedLines: 30,
  comparedLines: 400,
  filesCompared: 3,
  byFile: { 'a.ts': 20, 'elsewhere.ts': 10 },
};
const coverage = {
  reports: [],
  total: { covered: 18, total: 40 },
  files: [
    { path: 'a.ts', lines: { covered: 9, total: 10 }, uncovered: [3] },
    { path: 'elsewhere.ts', lines: { covered: 9, total: 30 }, uncovered: [] },
  ],
};

describe('measures', () => {
  test('sums over the files, and all findings that are open', () => {
    const files = [
      aMeasuredFile({
        path: 'a.ts',
        codeLines: 100,
        cognitive: 7,
        cyclomatic: 9,
        maintainabilityIndex: 80,
        functions: [aFunction()],
      }),
      aMeasuredFile({ path: 'b.ts', codeLines: 300, cognitive: 1, cyclomatic: 2, maintainabilityIndex: 60 }),
      { path: 'c.yml', language: 'YAML' },
    ];
    const findings = [
      aFinding({ path: 'a.ts', severity: 'high', quality: 'security', minutes: 30 }),
      aFinding({ path: 'c.yml', severity: 'low', quality: 'maintainability', minutes: 10, state: 'existing' }),
      aFindingWithoutRange({ path: '', severity: 'info', quality: 'maintainability', minutes: 20 }),
      aFinding({ path: 'a.ts', minutes: 500, state: 'fixed' }),
      aFinding({ path: 'a.ts', minutes: 500, suppression }),
      aFinding({ path: 'a.bin', severity: 'info', quality: 'maintainability', minutes: 5 }),
    ];
    expect(measure({ files, findings, duplication, coverage })).toEqual({
      files: 3,
      lines: 400,
      codeLines: 400,
      commentLines: 0,
      functions: 1,
      classes: 0,
      cyclomatic: 11,
      cognitive: 8,
      maintainabilityIndex: 65,
      publicFunctions: 0,
      documentedPublicFunctions: 0,
      findings: { critical: 0, high: 1, medium: 0, low: 1, info: 2 },
      findingsByQuality: { reliability: 0, security: 1, maintainability: 3 },
      debtMinutes: 65,
      debtRatio: 65 / (400 * 30),
      duplicatedLines: 20,
      duplicationShare: 0.05,
      coverageShare: 0.9,
    });
  });

  test('without files, nothing is claimed', () => {
    expect(measure({ files: [], findings: [], duplication, coverage })).toMatchObject({
      files: 0,
      codeLines: 0,
      debtRatio: 0,
    });
    expect(Object.keys(measure({ files: [], findings: [], duplication, coverage }))).not.toEqual(
      expect.arrayContaining(['maintainabilityIndex', 'duplicationShare', 'coverageShare']),
    );
  });

  test('of each file, the one with the most debt first', () => {
    const churn = { since: '2026-01-01', commits: 9, changesByPath: new Map([['a.ts', 4]]) };
    const files = [
      aMeasuredFile({ path: 'b.ts', cognitive: 3 }),
      aMeasuredFile({ path: 'a.ts' }),
      aMeasuredFile({ path: 'c.ts' }),
    ];
    const findings = [aFinding({ path: 'c.ts', minutes: 5 }), aFinding({ path: 'c.ts', minutes: 6 })];
    const measured = measureFiles({ files, findings, duplication, coverage, churn });
    expect(measured.map((file) => [file.path, file.findings, file.debtMinutes])).toEqual([
      ['c.ts', 2, 11],
      ['b.ts', 0, 0],
      ['a.ts', 0, 0],
    ]);
    expect(measured[2]).toMatchObject({ duplicatedLines: 20, coverageShare: 0.9, changes: 4 });
    expect(measured[1]).not.toHaveProperty('coverageShare');
  });
});

describe('folders', () => {
  test('each counts all below it; the root is the whole and is left out', () => {
    const files = ['src/a/x.ts', 'src/a/y.ts', 'src/b.ts', 'c.ts'].map((path, index) =>
      fileMeasures({ path, codeLines: 10, debtMinutes: index }),
    );
    expect(measureFolders(files)).toEqual([
      { path: 'src', files: 3, codeLines: 30, cognitive: 0, findings: 0, debtMinutes: 3 },
      { path: 'src/a', files: 2, codeLines: 20, cognitive: 0, findings: 0, debtMinutes: 1 },
    ]);
  });
});

describe('hot spots', () => {
  test('complex and often changed: the product of both ranks', () => {
    const files = [
      fileMeasures({ path: 'both.ts', cognitive: 50, changes: 9 }),
      fileMeasures({ path: 'complex.ts', cognitive: 90, changes: 2 }),
      fileMeasures({ path: 'busy.ts', cognitive: 5, changes: 30 }),
      fileMeasures({ path: 'calm.ts', cognitive: 5, changes: 2 }),
      fileMeasures({ path: 'once.ts', cognitive: 99, changes: 1 }),
      fileMeasures({ path: 'simple.ts', cognitive: 0, changes: 40 }),
    ];
    expect(hotSpots(files).map(({ path, score }) => [path, score])).toEqual([
      ['both.ts', 0.75 * 0.75],
      ['complex.ts', 0.5],
      ['busy.ts', 0.5],
      ['calm.ts', 0.25],
    ]);
  });

  test('without churn there are none', () => {
    const { changes: _, ...file } = fileMeasures({ cognitive: 50 });
    expect(hotSpots([file])).toEqual([]);
  });

  test('equal ones stand in the order of their paths', () => {
    const files = ['b.ts', 'a.ts', 'B.ts'].map((path) => fileMeasures({ path, cognitive: 1, changes: 2 }));
    expect(hotSpots(files).map((file) => file.path)).toEqual(['B.ts', 'a.ts', 'b.ts']);
  });
});

function fileMeasures(given: Partial<FileMeasures>): FileMeasures {
  return {
    path: 'a.ts',
    language: 'TypeScript',
    codeLines: 10,
    functions: 1,
    cyclomatic: 1,
    cognitive: 0,
    maintainabilityIndex: 100,
    findings: 0,
    debtMinutes: 0,
    changes: 0,
    ...given,
  };
}
