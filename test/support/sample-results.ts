/** What the project analyzers found in the sample: dependencies, duplication, coverage, tests. */
import type { CoverageResult } from '../../engine/analyzers/coverage/coverage-result.ts';
import type { Dependency, DependencyResult } from '../../engine/analyzers/dependencies/dependency-result.ts';
import type { DuplicationResult } from '../../engine/analyzers/duplication/duplication-result.ts';
import type { TestResult } from '../../engine/analyzers/tests/test-result.ts';

const UNDICI: Dependency = {
  ecosystem: 'npm',
  name: 'undici',
  version: '5.28.3',
  path: 'package-lock.json',
  line: 1482,
  direct: true,
  development: false,
  licence: 'MIT',
};

export const SAMPLE_DEPENDENCIES: DependencyResult = {
  lockFiles: [
    { path: 'package-lock.json', format: 'npm', dependencies: 214 },
    { path: 'scripts/requirements.txt', format: 'pip', dependencies: 6 },
  ],
  total: 220,
  direct: 31,
  added: [
    UNDICI,
    {
      ecosystem: 'npm',
      name: '@fastify/busboy',
      version: '2.1.1',
      path: 'package-lock.json',
      line: 402,
      direct: false,
      licence: 'MIT',
    },
  ],
  removed: [
    {
      ecosystem: 'npm',
      name: 'node-fetch',
      version: '3.3.2',
      path: 'package-lock.json',
      line: 1203,
      direct: true,
      licence: 'MIT',
    },
  ],
  changed: [
    {
      from: {
        ecosystem: 'npm',
        name: 'zod',
        version: '3.22.4',
        path: 'package-lock.json',
        line: 1609,
        direct: true,
        licence: 'MIT',
      },
      to: {
        ecosystem: 'npm',
        name: 'zod',
        version: '3.23.8',
        path: 'package-lock.json',
        line: 1611,
        direct: true,
        licence: 'MIT',
      },
    },
  ],
  vulnerabilities: [
    {
      id: 'GHSA-9qxr-qj54-h672',
      aliases: ['CVE-2024-30261'],
      summary: 'fetch() with an integrity option is too lax',
      severity: 'high',
      score: 3.9,
      fixedIn: '5.28.4',
      dependency: UNDICI,
    },
  ],
  vulnerabilityStatus: 'partly',
  licences: [
    { licence: 'MIT', count: 181 },
    { licence: 'ISC', count: 22 },
    { licence: 'Apache-2.0', count: 11 },
    { licence: 'unknown', count: 6 },
  ],
};

export const SAMPLE_DUPLICATION: DuplicationResult = {
  minTokens: 50,
  clones: [
    {
      tokens: 164,
      lines: 28,
      places: [
        { path: 'src/carriers/dhl-client.ts', startLine: 41, endLine: 68 },
        { path: 'src/carriers/ups-client.ts', startLine: 37, endLine: 64 },
      ],
    },
    {
      tokens: 71,
      lines: 12,
      places: [
        { path: 'src/addresses/normalise-address.ts', startLine: 20, endLine: 31 },
        { path: 'src/addresses/validate-address.ts', startLine: 8, endLine: 19 },
        { path: 'src/addresses/validate-address.ts', startLine: 44, endLine: 55 },
      ],
    },
  ],
  duplicatedLines: 92,
  comparedLines: 7_208,
  filesCompared: 84,
  byFile: {
    'src/addresses/normalise-address.ts': 12,
    'src/addresses/validate-address.ts': 24,
    'src/carriers/dhl-client.ts': 28,
    'src/carriers/ups-client.ts': 28,
  },
};

export const SAMPLE_COVERAGE: CoverageResult = {
  reports: [{ name: 'coverage/lcov.info', format: 'lcov' }],
  files: [
    {
      path: 'src/tariffs/price-of-parcel.ts',
      lines: { covered: 91, total: 121 },
      uncovered: [52, 53, 54, 60, 61, 77, 78],
      changed: { covered: 14, total: 20 },
      uncoveredChanged: [52, 53, 54, 60, 61, 77],
    },
    {
      path: 'src/http/routes.ts',
      lines: { covered: 70, total: 74 },
      uncovered: [24, 80, 81, 82],
      changed: { covered: 3, total: 4 },
      uncoveredChanged: [24],
    },
    { path: 'src/carriers/dhl-client.ts', lines: { covered: 88, total: 98 }, uncovered: [90, 91, 92] },
  ],
  total: { covered: 3_970, total: 4_882 },
  changed: { covered: 61, total: 79 },
  branches: { covered: 812, total: 1_204 },
};

export const SAMPLE_TESTS: TestResult = {
  reports: ['reports/junit.xml'],
  total: 318,
  passed: 314,
  failed: 1,
  errors: 0,
  skipped: 3,
  seconds: 41.27,
  failures: [
    {
      suite: 'priceOfParcel',
      name: 'rounds up to the next full 100 g',
      message: 'expected 490 to be 510 // Object.is equality',
      path: 'test/tariffs/price-of-parcel.test.ts',
      line: 48,
    },
  ],
};
