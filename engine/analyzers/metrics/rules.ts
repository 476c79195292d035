import type { Rule } from '../../findings/finding.ts';

const maintainability = { quality: 'maintainability', tags: ['size'] } as const;
const complexity = { quality: 'maintainability', tags: ['complexity'] } as const;

/** `minutes` is what mending takes besides what the excess over the threshold adds, see `minutesFor`. */
export const metricRules = [
  {
    ...complexity,
    id: 'metrics/cognitive-complexity',
    title: 'Function is hard to follow',
    description:
      'Branches within branches and mixed conditions make this function hard to understand. Return early, name the conditions, or move a part into a function of its own.',
    severity: 'medium',
    minutes: 5,
  },
  {
    ...complexity,
    id: 'metrics/cyclomatic-complexity',
    title: 'Function has too many paths',
    description:
      'Each decision is one more path to think of and to test. Split the function, or turn a list of cases into a table.',
    severity: 'medium',
    minutes: 10,
  },
  {
    ...maintainability,
    id: 'metrics/function-length',
    title: 'Function is too long',
    description:
      'A function that does not fit a screen does more than one thing. Move its steps into functions of their own.',
    severity: 'low',
    minutes: 20,
  },
  {
    ...maintainability,
    id: 'metrics/parameters',
    title: 'Function has too many parameters',
    description: 'A call with many arguments is easily written wrong. Put those that belong together into one object.',
    severity: 'low',
    minutes: 20,
  },
  {
    ...complexity,
    id: 'metrics/nesting',
    title: 'Control structures are nested too deeply',
    description:
      'Whoever reads the innermost line has to remember every condition around it. Return early, or move the inner part out.',
    severity: 'medium',
    minutes: 10,
  },
  {
    ...maintainability,
    id: 'metrics/file-length',
    title: 'File is too long',
    description: 'A long file holds several things that change for different reasons. Split it along them.',
    severity: 'low',
    minutes: 60,
  },
] as const satisfies readonly Rule[];

export type MetricRuleId = (typeof metricRules)[number]['id'];

/**
 * Minutes for each step over the threshold: a linear remediation function with offset, as the SQALE method has it
 * (Letouzey, "The SQALE Method", 2012).
 */
const MINUTES_PER_STEP: Readonly<Record<MetricRuleId, number>> = {
  'metrics/cognitive-complexity': 1,
  'metrics/cyclomatic-complexity': 1,
  'metrics/function-length': 0.5,
  'metrics/parameters': 5,
  'metrics/nesting': 10,
  'metrics/file-length': 0.1,
};

/** Whole minutes that mending takes where a value is over its threshold. */
export function minutesFor(rule: MetricRuleId, excess: number): number {
  const offset = metricRules.find(({ id }) => id === rule)!.minutes;
  return Math.round(offset + excess * MINUTES_PER_STEP[rule]);
}
