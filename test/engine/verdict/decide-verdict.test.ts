import { describe, expect, test } from 'vitest';
import { decideVerdict, type VerdictInput } from '../../../engine/verdict/decide-verdict.ts';
import { evaluateGate } from '../../../engine/verdict/evaluate-gate.ts';
import type { ConditionResult, GateResult } from '../../../engine/verdict/gate.ts';
import type { NotLookedAt, NotLookedAtReason } from '../../../engine/analyzers/analyzer.ts';
import { aFinding } from '../../support/a-finding.ts';
import { aMeasuredFile } from '../../support/a-measured-file.ts';

const passed: GateResult = { conclusion: 'pass', conditions: [] };

function decide(given: Partial<VerdictInput>) {
  return decideVerdict({
    gates: [passed],
    findings: [],
    notLookedAt: [],
    filesLookedAt: 3,
    isCode: (path) => path.endsWith('.ts'),
    hasBase: true,
    ...given,
  });
}

describe('pass', () => {
  test.each([
    [0, true, 'No new problems.'],
    [1, true, '1 new problem; it does not block this change.'],
    [2, true, '2 new problems; none blocks this change.'],
    [0, false, 'No problems.'],
    [1, false, '1 problem; the gate is met.'],
  ])('%d open findings, base: %s', (count, hasBase, headline) => {
    const findings = Array.from({ length: count }, () => aFinding({ state: hasBase ? 'new' : 'existing' }));
    const old = hasBase ? [aFinding({ state: 'existing' }), aFinding({ state: 'fixed' })] : [];
    expect(decide({ findings: [...findings, ...old], hasBase })).toEqual({ conclusion: 'pass', headline, reasons: [] });
  });

  test('warnings are told', () => {
    const gates = [
      { ...passed, conditions: [result({ level: 'warn', status: 'missed', explanation: 'Rather complex.' })] },
    ];
    expect(decide({ gates })).toEqual({
      conclusion: 'pass',
      headline: 'No new problems.',
      reasons: [],
      warnings: ['Rather complex.'],
    });
  });
});

describe('fail', () => {
  type Severities = ('critical' | 'high' | 'medium')[];
  const judge = (...severities: Severities) => judgeWith({ hasBase: true }, severities);
  const judgeWith = ({ hasBase }: { hasBase: boolean }, severities: Severities) => {
    const findings = severities.map((severity) => aFinding({ severity }));
    const conditions = (['critical', 'high', 'findings'] as const).map((metric) => ({
      metric,
      on: 'new' as const,
      operator: 'at-most' as const,
      value: metric === 'findings' ? 99 : 0,
      level: 'block' as const,
    }));
    const gate = evaluateGate(
      { conditions },
      { findings, files: [aMeasuredFile({})], notLookedAt: [], ...(hasBase && { changes: [] }) },
    );
    return decide({ gates: [gate], findings, hasBase });
  };

  test('one blocking problem', () => {
    expect(judge('high', 'medium')).toEqual({
      conclusion: 'fail',
      headline: '1 new high-severity problem blocks this change.',
      reasons: ['1 new high-severity problem; none allowed.'],
    });
  });

  test('several of one severity', () => {
    expect(judge('critical', 'critical').headline).toBe('2 new critical problems block this change.');
  });

  test('several severities', () => {
    expect(judge('critical', 'high', 'high')).toEqual({
      conclusion: 'fail',
      headline: '3 new problems block this change: 1 critical and 2 high.',
      reasons: ['1 new critical problem; none allowed.', '2 new high-severity problems; none allowed.'],
    });
  });

  test('a repository as it is', () => {
    expect(judgeWith({ hasBase: false }, ['high']).headline).toBe(
      '1 high-severity problem is more than the gate allows.',
    );
    expect(judgeWith({ hasBase: false }, ['critical', 'high'])).toEqual({
      conclusion: 'fail',
      headline: '2 problems are more than the gate allows: 1 critical and 1 high.',
      reasons: ['1 critical problem; none allowed.', '1 high-severity problem; none allowed.'],
    });
  });

  test('a condition that counts no problems speaks for itself', () => {
    const missed = result({
      status: 'missed',
      metric: 'coverage',
      explanation: 'The coverage is 10 %; at least 80 % required.',
    });
    expect(decide({ gates: [{ conclusion: 'fail', conditions: [missed] }] })).toEqual({
      conclusion: 'fail',
      headline: 'The coverage is 10 %; at least 80 % required.',
      reasons: ['The coverage is 10 %; at least 80 % required.'],
    });
  });

  test('what is not known, and what only warns, is no reason of a failure; projects are named', () => {
    const conditions = [
      result({ level: 'warn', status: 'missed', explanation: 'Warned.' }),
      result({ status: 'not-measured', explanation: 'Unknown.' }),
      result({ status: 'missed', explanation: 'Missed.' }),
    ];
    const { reasons, notKnown, warnings } = decide({
      gates: [passed, { project: 'web', conclusion: 'fail', conditions }],
    });
    expect(reasons).toEqual(['In web: Missed.']);
    expect(notKnown).toEqual(['In web: Unknown.']);
    expect(warnings).toEqual(['In web: Warned.']);
  });

  test('nothing looked at, and yet a condition missed: it fails', () => {
    const gates: GateResult[] = [{ conclusion: 'fail', conditions: [result({ status: 'missed' })] }];
    expect(decide({ gates, filesLookedAt: 0 }).conclusion).toBe('fail');
  });
});

describe('neutral', () => {
  test.each([
    [true, 'No verdict: the change has no file that can be looked at.'],
    [false, 'No verdict: there is no file to look at.'],
  ])('nothing was looked at, base: %s', (hasBase, headline) => {
    expect(decide({ filesLookedAt: 0, hasBase })).toEqual({
      conclusion: 'neutral',
      headline,
      reasons: ['Nothing was looked at.'],
    });
  });

  test('a blocking condition could not be judged', () => {
    const conditions = [result({ status: 'not-measured', explanation: 'There is no coverage report.' })];
    expect(decide({ gates: [{ conclusion: 'neutral', conditions }] })).toEqual({
      conclusion: 'neutral',
      headline: 'No verdict: 1 condition of the gate could not be judged.',
      reasons: ['There is no coverage report.'],
    });
  });

  test.each<[NotLookedAtReason, Partial<NotLookedAt>, 'neutral' | 'pass']>([
    ['time-out', { path: 'a.ts' }, 'neutral'],
    ['crashed', { path: 'a.ts' }, 'neutral'],
    ['out-of-memory', { path: 'a.ts' }, 'neutral'],
    ['too-large', { path: 'a.ts' }, 'neutral'],
    ['too-large', { path: 'data.json' }, 'pass'],
    ['crashed', { analyzer: 'duplication' }, 'neutral'],
    ['offline', { analyzer: 'dependencies' }, 'pass'],
    ['bad-input', { path: 'a.ts', analyzer: 'coverage' }, 'pass'],
    ['tool-missing', { path: 'a.ts', analyzer: 'eslint' }, 'neutral'],
    ['language', {}, 'pass'],
    ['syntax-error', { path: 'a.ts' }, 'pass'],
    ['generated', { path: 'a.ts' }, 'pass'],
  ])('%s of %j: %s', (reason, given, conclusion) => {
    const notLookedAt = [{ subject: 'x', reason, detail: 'It was so', ...given }];
    expect(decide({ notLookedAt }).conclusion).toBe(conclusion);
  });

  test('an analyzer that is required must have looked', () => {
    const notLookedAt: NotLookedAt[] = [
      {
        subject: 'vulnerabilities of 3 packages',
        analyzer: 'dependencies',
        reason: 'offline',
        detail: 'Allow the network',
      },
    ];
    expect(decide({ notLookedAt, requiredAnalyzers: new Set(['dependencies']) })).toEqual({
      conclusion: 'neutral',
      headline: 'No verdict: 1 thing that matters was not looked at.',
      reasons: ['Not looked at: vulnerabilities of 3 packages (dependencies). Allow the network.'],
    });
  });

  test('many gaps are counted after the first', () => {
    const notLookedAt = Array.from({ length: 7 }, (_, index) => ({
      subject: `${index}.ts`,
      path: `${index}.ts`,
      reason: 'time-out' as const,
      detail: 'It took too long.',
    }));
    const { headline, reasons } = decide({ notLookedAt });
    expect(headline).toBe('No verdict: 7 things that matter were not looked at.');
    expect(reasons.slice(-2)).toEqual(['Not looked at: 4.ts. It took too long.', 'Also not looked at: 2 others.']);
  });
});

function result(
  given: Partial<Pick<ConditionResult, 'status' | 'explanation'>> & Partial<ConditionResult['condition']>,
): ConditionResult {
  const { status = 'met', explanation = 'So it is.', ...condition } = given;
  return {
    condition: { metric: 'duplication', on: 'new', operator: 'at-most', value: 3, level: 'block', ...condition },
    status,
    explanation,
  };
}
