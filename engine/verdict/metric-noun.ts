import type { GateMetric } from './gate.ts';

/** How a sentence speaks of a metric. */
export type MetricNoun =
  | { readonly kind: 'count'; readonly name: string; readonly one: string; readonly many: string }
  | { readonly kind: 'number' | 'rating'; readonly name: string; readonly unit: string };

export function metricNoun(metric: GateMetric, { onNew }: { readonly onNew: boolean }): MetricNoun {
  return NOUNS[metric](onNew);
}

type NounOf = (onNew: boolean) => MetricNoun;

const problems = (kind: string): NounOf => counted(`${kind}problem`, `${kind}problems`);
const rating =
  (quality: string): NounOf =>
  (onNew) => ({ kind: 'rating', name: `the ${quality} rating${ofNewCode(onNew)}`, unit: '' });
const complexity =
  (kind: string): NounOf =>
  (onNew) => ({ kind: 'number', name: `the highest ${kind} complexity of a ${changed(onNew)}function`, unit: '' });

const NOUNS: Readonly<Record<GateMetric, NounOf>> = {
  findings: problems(''),
  critical: problems('critical '),
  high: problems('high-severity '),
  medium: problems('medium-severity '),
  low: problems('low-severity '),
  'security-findings': problems('security '),
  'reliability-findings': problems('reliability '),
  'maintainability-findings': problems('maintainability '),
  secrets: counted('exposed secret', 'exposed secrets'),
  vulnerabilities: counted('known vulnerability', 'known vulnerabilities'),
  'debt-minutes': (onNew) => ({ kind: 'number', name: `the technical debt${ofNewCode(onNew)}`, unit: ' min' }),
  'debt-ratio': (onNew) => ({ kind: 'number', name: `the debt ratio${ofNewCode(onNew)}`, unit: ' %' }),
  'reliability-rating': rating('reliability'),
  'security-rating': rating('security'),
  'maintainability-rating': rating('maintainability'),
  duplication: (onNew) => ({
    kind: 'number',
    name: `the share of duplicated lines${onNew ? ' among the new ones' : ''}`,
    unit: ' %',
  }),
  coverage: (onNew) => ({ kind: 'number', name: `the coverage${onNew ? ' of the changed lines' : ''}`, unit: ' %' }),
  'cognitive-complexity': complexity('cognitive'),
  'cyclomatic-complexity': complexity('cyclomatic'),
  'function-length': (onNew) => ({
    kind: 'number',
    name: `the length of the longest ${changed(onNew)}function`,
    unit: ' lines',
  }),
  'not-looked-at': () => ({
    kind: 'count',
    name: 'what could not be looked at',
    one: 'thing that could not be looked at',
    many: 'things that could not be looked at',
  }),
  'changed-lines': () => ({
    kind: 'count',
    name: 'the size of the change',
    one: 'changed line',
    many: 'changed lines',
  }),
  'failed-tests': () => ({
    kind: 'count',
    name: 'the number of failed tests',
    one: 'failed test',
    many: 'failed tests',
  }),
};

function counted(one: string, many: string): NounOf {
  return (onNew) => {
    const age = onNew ? 'new ' : '';
    return { kind: 'count', name: `the number of ${age}${many}`, one: `${age}${one}`, many: `${age}${many}` };
  };
}

function ofNewCode(onNew: boolean): string {
  return onNew ? ' of the new code' : '';
}

function changed(onNew: boolean): string {
  return onNew ? 'changed ' : '';
}
