import type { FileMeasures, FolderMeasures, HotSpot, Measures } from '../../engine/verdict/measures.ts';

export const SAMPLE_MEASURES: Measures = {
  files: 84,
  lines: 9_412,
  codeLines: 7_208,
  commentLines: 611,
  functions: 512,
  classes: 23,
  cyclomatic: 1_204,
  cognitive: 873,
  maintainabilityIndex: 61.4,
  publicFunctions: 204,
  documentedPublicFunctions: 71,
  findings: { critical: 2, high: 3, medium: 4, low: 1, info: 1 },
  findingsByQuality: { reliability: 3, security: 3, maintainability: 5 },
  debtMinutes: 373,
  debtRatio: 0.0017,
  duplicatedLines: 196,
  duplicationShare: 0.0272,
  coverageShare: 0.8132,
};

export const SAMPLE_BASE_MEASURES: Measures = {
  ...SAMPLE_MEASURES,
  files: 82,
  lines: 9_220,
  codeLines: 7_061,
  functions: 499,
  cyclomatic: 1_161,
  cognitive: 829,
  maintainabilityIndex: 62.1,
  findings: { critical: 0, high: 1, medium: 1, low: 1, info: 1 },
  findingsByQuality: { reliability: 1, security: 0, maintainability: 3 },
  debtMinutes: 84,
  debtRatio: 0.0004,
  duplicatedLines: 140,
  duplicationShare: 0.0198,
  coverageShare: 0.8241,
};

export const SAMPLE_FILES: readonly FileMeasures[] = [
  aFileMeasures('src/tracking/import-events.ts', {
    codeLines: 212,
    cognitive: 71,
    findings: 1,
    debtMinutes: 64,
    changes: 19,
  }),
  aFileMeasures('src/tariffs/price-of-parcel.ts', {
    codeLines: 148,
    cognitive: 48,
    findings: 2,
    debtMinutes: 62,
    changes: 31,
  }),
  aFileMeasures('src/parcels/parcel-store.ts', {
    codeLines: 131,
    cognitive: 14,
    findings: 1,
    debtMinutes: 60,
    changes: 12,
  }),
  aFileMeasures('src/labels/label-storage.ts', {
    codeLines: 44,
    cognitive: 3,
    findings: 1,
    debtMinutes: 60,
    changes: 2,
  }),
  aFileMeasures('src/carriers/dhl-client.ts', {
    codeLines: 117,
    cognitive: 12,
    findings: 1,
    debtMinutes: 30,
    duplicatedLines: 28,
    changes: 7,
  }),
  aFileMeasures('src/carriers/ups-client.ts', {
    codeLines: 109,
    cognitive: 11,
    findings: 1,
    debtMinutes: 5,
    duplicatedLines: 28,
    changes: 4,
  }),
  aFileMeasures('src/http/routes.ts', { codeLines: 96, cognitive: 9, findings: 1, debtMinutes: 2, changes: 22 }),
  aFileMeasures('src/addresses/normalise-address.ts', {
    codeLines: 88,
    cognitive: 17,
    findings: 1,
    debtMinutes: 5,
    changes: 3,
  }),
  aFileMeasures('scripts/backfill.py', { language: 'Python', codeLines: 63, cognitive: 8, changes: 1 }),
];

export const SAMPLE_FOLDERS: readonly FolderMeasures[] = [
  { path: 'src', files: 61, codeLines: 5_120, cognitive: 742, findings: 9, debtMinutes: 333 },
  { path: 'src/tracking', files: 7, codeLines: 801, cognitive: 188, findings: 1, debtMinutes: 64 },
  { path: 'src/tariffs', files: 9, codeLines: 934, cognitive: 171, findings: 2, debtMinutes: 62 },
  { path: 'src/carriers', files: 8, codeLines: 890, cognitive: 96, findings: 2, debtMinutes: 35 },
  { path: 'test', files: 21, codeLines: 1_992, cognitive: 123, findings: 0, debtMinutes: 0 },
];

export const SAMPLE_HOT_SPOTS: readonly HotSpot[] = [
  { path: 'src/tariffs/price-of-parcel.ts', cognitive: 48, codeLines: 148, changes: 31, score: 0.96 },
  { path: 'src/tracking/import-events.ts', cognitive: 71, codeLines: 212, changes: 19, score: 0.91 },
  { path: 'src/http/routes.ts', cognitive: 9, codeLines: 96, changes: 22, score: 0.44 },
];

function aFileMeasures(path: string, given: Partial<FileMeasures>): FileMeasures {
  return {
    path,
    language: 'TypeScript',
    codeLines: 100,
    functions: 8,
    cyclomatic: 20,
    cognitive: 10,
    maintainabilityIndex: 58.3,
    findings: 0,
    debtMinutes: 0,
    duplicatedLines: 0,
    coverageShare: 0.81,
    ...given,
  };
}
