/** A review with a case of everything that a report must be able to show: a change to a medium TypeScript service. */
import type { Excerpt, ReviewResult } from '../../engine/review-result.ts';
import type { SuppressionRecord } from '../../engine/findings/suppression.ts';
import type { NotLookedAt } from '../../engine/analyzers/analyzer.ts';
import type { GateResult } from '../../engine/verdict/gate.ts';
import { aRange } from './a-finding.ts';
import { SAMPLE_FINDINGS } from './sample-findings.ts';
import {
  SAMPLE_BASE_MEASURES,
  SAMPLE_FILES,
  SAMPLE_FOLDERS,
  SAMPLE_HOT_SPOTS,
  SAMPLE_MEASURES,
} from './sample-measures.ts';
import { SAMPLE_COVERAGE, SAMPLE_DEPENDENCIES, SAMPLE_DUPLICATION, SAMPLE_TESTS } from './sample-results.ts';
import { SAMPLE_RULES } from './sample-rules.ts';

export function aReviewResult(given: Partial<ReviewResult> = {}): ReviewResult {
  return {
    subject: {
      name: 'acme/parcel-service',
      repositoryUri: 'https://github.com/acme/parcel-service',
      kind: 'change',
      wholeTree: false,
      head: { label: 'weight-bands', commit: '4f1c0a9be2d37c58a6140b7de93f52c8016a7de4' },
      base: { label: 'main', commit: '9d0e6b1f7ac24835c1f0be62d9a8473510cfe27b' },
      at: '2026-11-20T14:03:12Z',
      tool: { name: 'plumbline', version: '0.1.0' },
    },
    findings: SAMPLE_FINDINGS,
    rules: SAMPLE_RULES,
    suppressions: SUPPRESSIONS,
    notLookedAt: NOT_LOOKED_AT,
    scope: {
      filesInTree: 312,
      filesLookedAt: 14,
      filesChanged: 17,
      linesAdded: 421,
      linesRemoved: 138,
      languages: [
        { name: 'TypeScript', files: 78, lines: 9_020 },
        { name: 'Python', files: 2, lines: 121 },
        { name: 'SQL', files: 4, lines: 271 },
      ],
      analyzers: [
        { id: 'dependencies', files: 2 },
        { id: 'duplication', files: 84 },
        { id: 'eslint', files: 13 },
        { id: 'hygiene', files: 312 },
        { id: 'metrics', files: 14 },
        { id: 'secrets', files: 14 },
      ],
    },
    measures: SAMPLE_MEASURES,
    baseMeasures: SAMPLE_BASE_MEASURES,
    ratings: { reliability: 'C', security: 'E', maintainability: 'A', duplication: 'A', coverage: 'B' },
    baseRatings: { reliability: 'A', security: 'A', maintainability: 'A', duplication: 'A', coverage: 'B' },
    files: SAMPLE_FILES,
    folders: SAMPLE_FOLDERS,
    hotSpots: SAMPLE_HOT_SPOTS,
    duplication: SAMPLE_DUPLICATION,
    dependencies: SAMPLE_DEPENDENCIES,
    coverage: SAMPLE_COVERAGE,
    tests: SAMPLE_TESTS,
    gates: GATES,
    verdict: {
      conclusion: 'fail',
      headline: '4 new problems block this change.',
      reasons: [
        '2 new critical findings, at most 0 are allowed.',
        'The security rating of the new code is E, at least A is required.',
        '1 test failed, at most 0 may.',
      ],
      warnings: ['Of the changed lines 77.2 % are covered, at least 80 % are required.'],
    },
    configuration: {
      source: '.plumbline.yml at 9d0e6b1f',
      problems: [
        {
          file: '.plumbline.yml',
          line: 9,
          column: 5,
          message: 'Unknown key "treshold".',
          suggestion: 'thresholds',
        },
      ],
    },
    excerpts: EXCERPTS,
    ...given,
  };
}

/** A review of a whole repository that found nothing, with nothing but what is required. */
export function anEmptyReviewResult(given: Partial<ReviewResult> = {}): ReviewResult {
  return {
    subject: {
      name: 'tidy',
      kind: 'repository',
      wholeTree: true,
      head: { label: 'working folder' },
      at: '2026-11-20T14:03:12Z',
      tool: { name: 'plumbline', version: '0.1.0' },
    },
    findings: [],
    rules: [],
    suppressions: [],
    notLookedAt: [],
    scope: { filesInTree: 0, filesLookedAt: 0, languages: [], analyzers: [] },
    measures: {
      files: 0,
      lines: 0,
      codeLines: 0,
      commentLines: 0,
      functions: 0,
      classes: 0,
      cyclomatic: 0,
      cognitive: 0,
      publicFunctions: 0,
      documentedPublicFunctions: 0,
      findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
      findingsByQuality: { reliability: 0, security: 0, maintainability: 0 },
      debtMinutes: 0,
      debtRatio: 0,
    },
    ratings: {},
    files: [],
    folders: [],
    hotSpots: [],
    gates: [{ conclusion: 'pass', conditions: [] }],
    verdict: { conclusion: 'pass', headline: 'No problems found.', reasons: [] },
    configuration: { source: 'defaults', problems: [] },
    excerpts: [],
    ...given,
  };
}

const SUPPRESSIONS: readonly SuppressionRecord[] = [
  {
    source: 'comment',
    rules: ['eslint/no-debugger'],
    reason: 'The test checks that the debugger is reported.',
    until: '2027-01-31',
    by: 'Mira Holm',
    place: { path: 'test/tariffs/price-of-parcel.test.ts', range: aRange(11, 3, 11, 92) },
    status: 'applied',
    findings: 1,
  },
  {
    source: 'configuration',
    rules: ['metrics/function-length'],
    paths: ['src/tracking/**'],
    reason: 'Will be replaced together with the old tracking format.',
    by: 'platform team',
    place: { path: '.plumbline.yml', range: aRange(22, 5, 24, 1) },
    status: 'applied',
    findings: 1,
  },
  {
    source: 'comment',
    rules: ['eslint/eqeqeq'],
    reason: '',
    place: { path: 'src/addresses/normalise-address.ts', range: aRange(56, 5, 56, 40) },
    status: 'no-reason',
    findings: 0,
  },
  {
    source: 'configuration',
    rules: ['secrets/*'],
    reason: 'Keys of the sandbox.',
    until: '2026-06-30',
    place: { path: '.plumbline.yml', range: aRange(25, 5, 27, 1) },
    status: 'expired',
    findings: 0,
  },
  {
    source: 'nosemgrep',
    rules: [],
    reason: 'reviewed',
    place: { path: 'src/http/routes.ts', range: aRange(80, 30, 80, 52) },
    status: 'unused',
    findings: 0,
  },
];

const NOT_LOOKED_AT: readonly NotLookedAt[] = [
  {
    subject: 'vulnerabilities of 6 packages',
    analyzer: 'dependencies',
    reason: 'service-failed',
    detail: 'OSV answered with 503 for scripts/requirements.txt. Run the review again later.',
  },
  {
    subject: 'src/generated/api-types.ts',
    path: 'src/generated/api-types.ts',
    reason: 'generated',
    detail: 'The file says it is generated. Name it under `include` to look at it all the same.',
  },
  {
    subject: 'infra/main.bicep',
    path: 'infra/main.bicep',
    analyzer: 'metrics',
    reason: 'language',
    detail: 'Plumbline has no grammar for Bicep.',
  },
  {
    subject: 'fixtures/labels.bin',
    path: 'fixtures/labels.bin',
    reason: 'binary',
    detail: 'The file is binary.',
  },
  {
    subject: 'src/tracking/état des colis.ts',
    path: 'src/tracking/état des colis.ts',
    analyzer: 'eslint',
    reason: 'time-out',
    detail: 'ESLint took longer than 10 s for this file.',
  },
];

const GATES: readonly GateResult[] = [
  {
    conclusion: 'fail',
    blocking: { critical: 2, high: 2, medium: 0, low: 0, info: 0 },
    conditions: [
      {
        condition: { metric: 'critical', on: 'new', operator: 'at-most', value: 0, level: 'block' },
        status: 'missed',
        value: 2,
        explanation: '2 new critical findings, at most 0 are allowed.',
      },
      {
        condition: { metric: 'security-rating', on: 'new', operator: 'at-least', value: 'A', level: 'block' },
        status: 'missed',
        value: 'E',
        explanation: 'The security rating of the new code is E, at least A is required.',
      },
      {
        condition: { metric: 'failed-tests', on: 'overall', operator: 'at-most', value: 0, level: 'block' },
        status: 'missed',
        value: 1,
        explanation: '1 test failed, at most 0 may.',
      },
      {
        condition: { metric: 'coverage', on: 'new', operator: 'at-least', value: 80, level: 'warn' },
        status: 'missed',
        value: 77.2,
        explanation: 'Of the changed lines 77.2 % are covered, at least 80 % are asked for (only a warning).',
      },
      {
        condition: { metric: 'duplication', on: 'overall', operator: 'at-most', value: 5, level: 'block' },
        status: 'met',
        value: 2.7,
        explanation: 'Of all lines 2.7 % are duplicated, at most 5 % are allowed.',
      },
    ],
  },
  {
    project: 'tracking',
    conclusion: 'pass',
    conditions: [
      {
        condition: { metric: 'findings', on: 'new', operator: 'at-most', value: 0, level: 'block' },
        status: 'met',
        value: 0,
        explanation: 'No new findings, at most 0 are allowed.',
      },
    ],
  },
  {
    project: 'scripts',
    conclusion: 'neutral',
    conditions: [
      {
        condition: { metric: 'vulnerabilities', on: 'overall', operator: 'at-most', value: 0, level: 'block' },
        status: 'not-measured',
        explanation: 'The vulnerabilities of 6 packages were not looked at.',
      },
    ],
  },
];

const EXCERPTS: readonly Excerpt[] = [
  {
    path: 'src/parcels/parcel-store.ts',
    side: 'head',
    startLine: 11,
    lines: [
      '',
      '/** The parcel with its last known place. */',
      'export async function findParcel(database: Pool, id: string): Promise<Parcel | undefined> {',
      "  const { rows } = await database.query(`select * from parcels where id = '${id}' limit 1`);",
      '  return rows[0] && parcelFromRow(rows[0]);',
      '}',
      '',
    ],
  },
  {
    path: 'src/http/routes.ts',
    side: 'head',
    startLine: 20,
    lines: [
      '',
      "  app.get('/parcels/:id', async (request, response) => {",
      '    const id: string = request.params.id;',
      '    const parcel = await findParcel(database, id);',
      '    debugger;',
      '    if (!parcel) return response.status(404).end();',
      '    response.json(parcel);',
      '  });',
    ],
  },
  {
    path: 'src/tariffs/price-of-parcel.ts',
    side: 'head',
    startLine: 29,
    lines: [
      '',
      '/** Price in cents. */',
      'export function priceOfParcel(parcel: Parcel, tariff: Tariff, options: PriceOptions = {}): number {',
      '  let price = tariff.base;',
      '  for (const band of tariff.bands) {',
      '    if (parcel.grams > band.from) {',
      '      price += band.price;',
      '      if (band.currency == tariff.currency && options.round) price = roundUp(price, 100);',
      '    } else if (options.strict) {',
      '      break;',
      '    }',
    ],
  },
  {
    path: 'src/addresses/postal-codes.ts',
    side: 'base',
    startLine: 6,
    lines: ['', '/** Codes from before 1993. */', "const legacyCodes = ['1000', '2000', '4500'];", ''],
  },
];
