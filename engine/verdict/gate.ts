import * as z from 'zod';
import type { Severity } from '../findings/finding.ts';

/** What a gate's condition can be about. Names are those of the configuration file. */
export const GATE_METRICS = [
  'findings',
  'critical',
  'high',
  'medium',
  'low',
  'security-findings',
  'reliability-findings',
  'maintainability-findings',
  'secrets',
  'vulnerabilities',
  'debt-minutes',
  'debt-ratio',
  'reliability-rating',
  'security-rating',
  'maintainability-rating',
  'duplication',
  'coverage',
  'cognitive-complexity',
  'cyclomatic-complexity',
  'function-length',
  'not-looked-at',
  'changed-lines',
  'failed-tests',
] as const;
export type GateMetric = (typeof GATE_METRICS)[number];

export const GATE_OPERATORS = ['at-most', 'at-least'] as const;

export const gateConditionSchema = z
  .strictObject({
    metric: z.enum(GATE_METRICS).describe('What is measured'),
    on: z.enum(['new', 'overall']).default('new').describe('What the change introduced, or all of the code'),
    operator: z.enum(GATE_OPERATORS),
    value: z
      .union([z.number(), z.enum(['A', 'B', 'C', 'D', 'E'])])
      .describe('A number (shares in percent), or a rating'),
    level: z.enum(['block', 'warn']).default('block').describe('Whether missing it fails the check or only warns'),
  })
  .superRefine((condition, context) => {
    const expected = problemOfCondition(condition);
    if (expected !== undefined) context.addIssue({ code: 'custom', path: ['value'], message: expected });
  });

/** A sentence on what is wrong with a condition's value; `undefined`: it fits the metric. */
export function problemOfCondition({ metric, value }: Pick<GateCondition, 'metric' | 'value'>): string | undefined {
  const wantsRating = metric.endsWith('-rating');
  if (wantsRating === (typeof value === 'string')) return undefined;
  return wantsRating ? 'a rating from A to E, for this metric is one' : 'a number, for this metric is no rating';
}

export type GateCondition = z.infer<typeof gateConditionSchema>;

export interface ConditionResult {
  readonly condition: GateCondition;
  readonly status: 'met' | 'missed' | 'not-measured';
  /** As measured, shares in percent; absent when not measured. */
  readonly value?: number | string;
  /** One sentence in plain words. */
  readonly explanation: string;
}

export type Conclusion = 'pass' | 'fail' | 'neutral';

export interface GateResult {
  /** The project's name; absent: the whole repository. */
  readonly project?: string;
  /** The change touches no file of the project. */
  readonly untouched?: true;
  readonly conclusion: Conclusion;
  readonly conditions: readonly ConditionResult[];
  /** How many open findings the missed blocking conditions count, each once. */
  readonly blocking?: Readonly<Record<Severity, number>>;
}

export interface Verdict {
  readonly conclusion: Conclusion;
  /** "3 new problems block this change." */
  readonly headline: string;
  /** Why it is so, one sentence each, most important first: of a pass there are none. */
  readonly reasons: readonly string[];
  /** Of a failure: what besides could not be judged, and might hold further reasons. Absent: nothing. */
  readonly notKnown?: readonly string[];
  /** Conditions that are not met and only warn; they decide nothing. Absent: none. */
  readonly warnings?: readonly string[];
}
