import { describe, expect, test } from 'vitest';
import { DEFAULT_GATE } from '../../../engine/verdict/default-gate.ts';
import { evaluateGate } from '../../../engine/verdict/evaluate-gate.ts';
import type { GateFacts } from '../../../engine/verdict/gate-facts.ts';
import { gateConditionSchema, type GateCondition } from '../../../engine/verdict/gate.ts';
import type { Hunk } from '../../../engine/source/source.ts';
import { aFinding } from '../../support/a-finding.ts';
import { aFunction, aMeasuredFile } from '../../support/a-measured-file.ts';

const file = { path: 'src/app.ts', blob: '0'.repeat(40), kind: 'file', size: 1 } as const;
const changed = (...hunks: Hunk[]) => [{ status: 'modified', old: file, new: file, binary: false, hunks }] as const;
/** Lines 1 to 20 are new. */
const changes = changed({ oldStart: 0, oldLines: 0, newStart: 1, newLines: 20 });
const facts: GateFacts = { findings: [], files: [aMeasuredFile({})], changes, notLookedAt: [] };
const suppression = { source: 'comment', reason: 'known', place: { path: 'src/app.ts' } } as const;

const condition = (given: Partial<GateCondition> & Pick<GateCondition, 'metric'>): GateCondition => ({
  on: 'new',
  operator: 'at-most',
  value: 0,
  level: 'block',
  ...given,
});

function judge(given: Partial<GateCondition> & Pick<GateCondition, 'metric'>, more: Partial<GateFacts> = {}) {
  const { conditions } = evaluateGate({ conditions: [condition(given)] }, { ...facts, ...more });
  const { status, value, explanation } = conditions[0]!;
  return [status, value, explanation];
}

describe('counts', () => {
  const findings = [
    aFinding({ severity: 'critical', quality: 'security', ruleId: 'secrets/key' }),
    aFinding({ severity: 'high', quality: 'reliability' }),
    aFinding({ severity: 'high', quality: 'reliability', state: 'existing' }),
    aFinding({ severity: 'high', state: 'moved' }),
    aFinding({ severity: 'high', state: 'fixed' }),
    aFinding({ severity: 'high', suppression }),
  ];

  test.each<[GateCondition['metric'], GateCondition['on'], number, string]>([
    ['findings', 'new', 2, '2 new problems; none allowed.'],
    ['findings', 'overall', 4, '4 problems; none allowed.'],
    ['critical', 'new', 1, '1 new critical problem; none allowed.'],
    ['high', 'overall', 3, '3 high-severity problems; none allowed.'],
    ['medium', 'new', 0, 'No new medium-severity problems.'],
    ['secrets', 'new', 1, '1 new exposed secret; none allowed.'],
    ['security-findings', 'new', 1, '1 new security problem; none allowed.'],
    ['reliability-findings', 'overall', 3, '3 reliability problems; none allowed.'],
  ])('%s, %s', (metric, on, value, explanation) => {
    const status = value === 0 ? 'met' : 'missed';
    expect(judge({ metric, on }, { findings })).toEqual([status, value, explanation]);
  });

  test('up to the limit is met', () => {
    expect(judge({ metric: 'findings', value: 2 }, { findings })).toEqual([
      'met',
      2,
      '2 new problems; at most 2 allowed.',
    ]);
  });

  test('without a base all code is new', () => {
    const { changes: _, ...whole } = facts;
    const gate = evaluateGate({ conditions: [condition({ metric: 'high' })] }, { ...whole, findings });
    expect(gate.conditions[0]).toMatchObject({
      status: 'missed',
      value: 3,
      explanation: '3 high-severity problems; none allowed.',
    });
  });

  test('vulnerabilities: not asked is not none, but what is known may be too much', () => {
    const dependencies = { lockFiles: [], total: 9, direct: 9, vulnerabilities: [], licences: [] };
    const found = [aFinding({ ruleId: 'dependencies/vulnerable' })];
    const offline = { ...dependencies, vulnerabilityStatus: 'not-looked-at' } as const;
    const partly = { ...dependencies, vulnerabilityStatus: 'partly' } as const;
    const all = { ...dependencies, vulnerabilityStatus: 'looked-at' } as const;
    const metric = 'vulnerabilities';
    expect(judge({ metric })[0]).toBe('not-measured');
    expect(judge({ metric }, { dependencies: offline })[0]).toBe('not-measured');
    expect(judge({ metric }, { dependencies: { ...offline, total: 0 } })[0]).toBe('met');
    expect(judge({ metric }, { dependencies: partly, findings: found })[0]).toBe('missed');
    expect(judge({ metric }, { dependencies: all })[0]).toBe('met');
  });

  test('secrets are not none where a file could not be searched', () => {
    const notLookedAt = [
      { subject: 'big.ts', path: 'big.ts', analyzer: 'secrets', reason: 'time-out', detail: 'It took too long.' },
    ] as const;
    expect(judge({ metric: 'secrets' }, { notLookedAt })).toEqual([
      'not-measured',
      undefined,
      'The number of new exposed secrets could not be judged: not all files were searched for secrets.',
    ]);
  });
});

describe('shares and ratings', () => {
  const debt = (minutes: number) => ({
    findings: [aFinding({ minutes, severity: 'low', quality: 'maintainability' })],
  });

  test.each<[string, Partial<GateCondition> & Pick<GateCondition, 'metric'>, Partial<GateFacts>, unknown[]]>([
    [
      'debt of the new lines',
      { metric: 'debt-ratio', value: 5 },
      debt(60),
      ['missed', 10, 'The debt ratio of the new code is 10 %; at most 5 % allowed.'],
    ],
    [
      'debt of all lines',
      { metric: 'debt-ratio', on: 'overall', value: 5 },
      debt(60),
      ['met', 2, 'The debt ratio is 2 %; at most 5 % allowed.'],
    ],
    [
      'minutes',
      { metric: 'debt-minutes', value: 30 },
      debt(45),
      ['missed', 45, 'The technical debt of the new code is 45 min; at most 30 min allowed.'],
    ],
    [
      'a rating that is good enough',
      { metric: 'maintainability-rating', operator: 'at-least', value: 'B' },
      debt(60),
      ['met', 'B', 'The maintainability rating of the new code is B; at least B required.'],
    ],
    [
      'a rating that is not',
      { metric: 'reliability-rating', operator: 'at-least', value: 'B' },
      { findings: [aFinding({ severity: 'medium', quality: 'reliability' })] },
      ['missed', 'C', 'The reliability rating of the new code is C; at least B required.'],
    ],
    [
      'ratings compare with A as the best',
      { metric: 'security-rating', operator: 'at-most', value: 'B' },
      {},
      ['missed', 'A', 'The security rating of the new code is A; at most B allowed.'],
    ],
    [
      'a number where a rating asked for',
      { metric: 'security-rating', operator: 'at-least', value: 3 },
      {},
      [
        'not-measured',
        undefined,
        'The security rating of the new code cannot be compared with 3: a rating from A to E is needed there.',
      ],
    ],
    [
      'duplication of new lines',
      { metric: 'duplication', value: 3 },
      { duplication: clones({ startLine: 15, endLine: 40 }, { startLine: 18, endLine: 30 }) },
      ['missed', 30, 'The share of duplicated lines among the new ones is 30 %; at most 3 % allowed.'],
    ],
    [
      'duplication overall',
      { metric: 'duplication', on: 'overall', value: 3 },
      { duplication: clones({ startLine: 1, endLine: 2 }) },
      ['met', 2, 'The share of duplicated lines is 2 %; at most 3 % allowed.'],
    ],
    [
      'coverage of changed lines',
      { metric: 'coverage', operator: 'at-least', value: 80 },
      { coverage: covered(5, 8) },
      ['missed', 62.5, 'The coverage of the changed lines is 62.5 %; at least 80 % required.'],
    ],
    [
      'almost enough is not shown as enough',
      { metric: 'coverage', operator: 'at-least', value: 80 },
      { coverage: covered(7999, 10000) },
      ['missed', 79.99, 'The coverage of the changed lines is 79.99 %; at least 80 % required.'],
    ],
    [
      'nothing that runs was changed',
      { metric: 'coverage', operator: 'at-least', value: 80 },
      { coverage: covered(0, 0) },
      ['met', undefined, 'The coverage of the changed lines is not judged: no changed line can be run.'],
    ],
    [
      'no coverage report',
      { metric: 'coverage', operator: 'at-least', value: 80 },
      {},
      [
        'not-measured',
        undefined,
        'The coverage of the changed lines could not be judged: there is no coverage report.',
      ],
    ],
    [
      'a change of a few lines',
      { metric: 'debt-ratio', value: 5 },
      { ...debt(60), changes: changed({ oldStart: 0, oldLines: 0, newStart: 1, newLines: 19 }) },
      ['met', undefined, 'The debt ratio of the new code is not judged: the change adds fewer than 20 lines of code.'],
    ],
  ])('%s', (_, given, more, expected) => {
    expect(judge(given, more)).toEqual(expected);
  });
});

describe('functions', () => {
  const files = [
    aMeasuredFile({
      functions: [
        aFunction({ startLine: 1, endLine: 9, cognitive: 16, cyclomatic: 8, length: 9 }),
        aFunction({ startLine: 30, endLine: 90, cognitive: 40, cyclomatic: 20, length: 61 }),
      ],
    }),
  ];

  test.each<[GateCondition['metric'], GateCondition['on'], number, string]>([
    [
      'cognitive-complexity',
      'new',
      16,
      'The highest cognitive complexity of a changed function is 16; at most 15 allowed.',
    ],
    [
      'cognitive-complexity',
      'overall',
      40,
      'The highest cognitive complexity of a function is 40; at most 15 allowed.',
    ],
    [
      'cyclomatic-complexity',
      'overall',
      20,
      'The highest cyclomatic complexity of a function is 20; at most 15 allowed.',
    ],
    ['function-length', 'overall', 61, 'The length of the longest function is 61 lines; at most 15 lines allowed.'],
  ])('%s, %s', (metric, on, value, explanation) => {
    expect(judge({ metric, on, value: 15 }, { files })).toEqual(['missed', value, explanation]);
  });
});

describe('the rest', () => {
  test.each<[GateCondition['metric'], Partial<GateFacts>, unknown[]]>([
    ['changed-lines', {}, ['missed', 20, '20 changed lines; none allowed.']],
    [
      'failed-tests',
      {},
      ['not-measured', undefined, 'The number of failed tests could not be judged: there is no test report.'],
    ],
    ['failed-tests', { tests: tests(1, 1) }, ['missed', 2, '2 failed tests; none allowed.']],
    [
      'not-looked-at',
      {
        notLookedAt: [
          { subject: 'a', reason: 'crashed', detail: 'x' },
          { subject: 'b', reason: 'excluded', detail: 'x' },
        ],
      },
      ['missed', 1, '1 thing that could not be looked at; none allowed.'],
    ],
  ])('%s', (metric, more, expected) => {
    expect(judge({ metric }, more)).toEqual(expected);
  });
});

describe('the gate', () => {
  test('a blocking condition that is missed fails it, whatever else is unknown', () => {
    const gate = evaluateGate(
      {
        conditions: [
          condition({ metric: 'high' }),
          condition({ metric: 'critical' }),
          condition({ metric: 'failed-tests' }),
        ],
      },
      { ...facts, findings: [aFinding({ severity: 'high' }), aFinding({ severity: 'low' })] },
    );
    expect(gate.conclusion).toBe('fail');
    expect(gate.blocking).toEqual({ critical: 0, high: 1, medium: 0, low: 0, info: 0 });
  });

  test('a blocking condition that cannot be measured is no pass', () => {
    expect(evaluateGate({ conditions: [condition({ metric: 'failed-tests' })] }, facts).conclusion).toBe('neutral');
  });

  test('warnings and what they cannot measure judge nothing', () => {
    const conditions = [
      condition({ metric: 'failed-tests', level: 'warn' }),
      condition({ metric: 'findings', level: 'warn' }),
    ];
    expect(evaluateGate({ conditions }, { ...facts, findings: [aFinding()] }).conclusion).toBe('pass');
  });

  test('a project is untouched where the change touches none of its files, one that left it included', () => {
    const gateOf = (folder: string, more: Partial<GateFacts> = {}) =>
      evaluateGate(
        { conditions: [], project: { name: folder, contains: (path) => path.startsWith(folder) } },
        { ...facts, ...more },
      ).untouched;
    const moved = {
      status: 'renamed',
      old: { ...file, path: 'api/a.ts' },
      new: file,
      binary: false,
      hunks: [],
    } as const;
    expect(gateOf('src/')).toBeUndefined();
    expect(gateOf('api/')).toBe(true);
    expect(gateOf('api/', { changes: [moved] })).toBeUndefined();
    const { changes: _, ...whole } = facts;
    expect(
      evaluateGate({ conditions: [], project: { name: 'api', contains: () => false } }, whole).untouched,
    ).toBeUndefined();
  });

  test("a project's gate sees its own files", () => {
    const project = { name: 'web', contains: (path: string) => path.startsWith('web/') };
    const gate = evaluateGate(
      { conditions: [condition({ metric: 'findings', value: 0 })], project },
      { ...facts, findings: [aFinding({ path: 'web/a.ts' }), aFinding({ path: 'api/a.ts' })] },
    );
    expect(gate).toMatchObject({ project: 'web', conclusion: 'fail', conditions: [{ value: 1 }] });
  });

  test('the default asks only that nothing serious is new', () => {
    const of = (severity: 'critical' | 'high' | 'medium', state: 'new' | 'existing') =>
      evaluateGate({ conditions: DEFAULT_GATE }, { ...facts, findings: [aFinding({ severity, state, minutes: 5 })] })
        .conclusion;
    expect(of('critical', 'new')).toBe('fail');
    expect(of('high', 'new')).toBe('fail');
    expect(of('medium', 'new')).toBe('pass');
    expect(of('critical', 'existing')).toBe('pass');
  });

  test('its conditions fit the schema, and a rating where a number belongs does not', () => {
    expect(DEFAULT_GATE.map((one) => gateConditionSchema.parse(one))).toEqual(DEFAULT_GATE);
    expect(gateConditionSchema.safeParse({ metric: 'coverage', operator: 'at-least', value: 'A' }).success).toBe(false);
    expect(gateConditionSchema.safeParse({ metric: 'security-rating', operator: 'at-least', value: 80 }).success).toBe(
      false,
    );
  });
});

function clones(...places: { startLine: number; endLine: number }[]) {
  return {
    minTokens: 50,
    clones: [{ tokens: 60, lines: 10, places: places.map((place) => ({ path: 'src/app.ts', ...place })) }],
    duplicatedLines: 2,
    comparedLines: 100,
    filesCompared: 1,
    byFile: { 'src/app.ts': 2 },
  };
}

function covered(lines: number, total: number) {
  return { reports: [], files: [], total: { covered: lines, total }, changed: { covered: lines, total } };
}

function tests(failed: number, errors: number) {
  return { reports: [], total: 9, passed: 7, failed, errors, skipped: 0, seconds: 1, failures: [] };
}
