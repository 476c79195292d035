import { plural } from './words.ts';
import type { ConditionResult, GateCondition, GateMetric } from './gate.ts';
import type { Reading } from './read-metric.ts';

/** One sentence for a client: what was found, and what is asked for. */
export function explainCondition(
  condition: GateCondition,
  outcome: { readonly reading: Reading; readonly status: ConditionResult['status']; readonly hasBase: boolean },
): string {
  const { reading } = outcome;
  const noun = subjectOf(condition, outcome.hasBase);
  const name = capital(noun.name);
  if ('notMeasured' in reading) return `${name} could not be judged: ${reading.notMeasured}.`;
  if ('tooLittle' in reading) return `${name} is not judged: ${reading.tooLittle}.`;
  if (typeof reading.value !== typeof condition.value) {
    const needed = noun.kind === 'rating' ? 'a rating from A to E' : 'a number';
    return `${name} cannot be compared with ${condition.value}: ${needed} is needed there.`;
  }
  if (outcome.status === 'not-measured') return `${name} could not be judged: ${reading.partly ?? 'part is missing'}.`;
  if (noun.kind !== 'count') return `${name} is ${reading.value}${noun.unit}; ${limit(condition, noun.unit)}.`;
  const counted = capital(plural(Number(reading.value), noun.one, noun.many));
  return reading.value === 0 && outcome.status === 'met' ? `${counted}.` : `${counted}; ${limit(condition, '')}.`;
}

type Noun =
  | {
      readonly kind: 'count';
      readonly name: string;
      readonly one: string;
      readonly many: string;
      readonly unit?: never;
    }
  | { readonly kind: 'number' | 'rating'; readonly name: string; readonly unit: string };

function subjectOf({ metric, on }: GateCondition, hasBase: boolean): Noun {
  const onNew = on === 'new' && hasBase;
  const age = onNew ? 'new ' : '';
  const count = (adjective: string, one: string, many: string): Noun => ({
    kind: 'count',
    name: `the number of ${age}${adjective}${many}`,
    one: `${age}${adjective}${one}`,
    many: `${age}${adjective}${many}`,
  });
  const counted = COUNTED[metric];
  if (counted) return count(...counted);
  const where = onNew ? ' of the new code' : '';
  switch (metric) {
    case 'not-looked-at':
      return {
        kind: 'count',
        name: 'what could not be looked at',
        one: 'thing that could not be looked at',
        many: 'things that could not be looked at',
      };
    case 'failed-tests':
      return { kind: 'count', name: 'the number of failed tests', one: 'failed test', many: 'failed tests' };
    case 'changed-lines':
      return { kind: 'count', name: 'the size of the change', one: 'changed line', many: 'changed lines' };
    case 'debt-minutes':
      return { kind: 'number', name: `the technical debt${where}`, unit: ' min' };
    case 'debt-ratio':
      return { kind: 'number', name: `the debt ratio${where}`, unit: ' %' };
    case 'duplication':
      return {
        kind: 'number',
        name: onNew ? 'the share of duplicated lines among the new ones' : 'the share of duplicated lines',
        unit: ' %',
      };
    case 'coverage':
      return { kind: 'number', name: onNew ? 'the coverage of the changed lines' : 'the coverage', unit: ' %' };
    case 'cognitive-complexity':
      return {
        kind: 'number',
        name: `the highest cognitive complexity of a ${onNew ? 'changed ' : ''}function`,
        unit: '',
      };
    case 'cyclomatic-complexity':
      return {
        kind: 'number',
        name: `the highest cyclomatic complexity of a ${onNew ? 'changed ' : ''}function`,
        unit: '',
      };
    case 'function-length':
      return { kind: 'number', name: `the length of the longest ${onNew ? 'changed ' : ''}function`, unit: ' lines' };
    default:
      return { kind: 'rating', name: `the ${metric.replace('-rating', '')} rating${where}`, unit: '' };
  }
}

const COUNTED: Readonly<Partial<Record<GateMetric, readonly [adjective: string, one: string, many: string]>>> = {
  findings: ['', 'problem', 'problems'],
  critical: ['critical ', 'problem', 'problems'],
  high: ['high-severity ', 'problem', 'problems'],
  medium: ['medium-severity ', 'problem', 'problems'],
  low: ['low-severity ', 'problem', 'problems'],
  'security-findings': ['security ', 'problem', 'problems'],
  'reliability-findings': ['reliability ', 'problem', 'problems'],
  'maintainability-findings': ['maintainability ', 'problem', 'problems'],
  secrets: ['exposed ', 'secret', 'secrets'],
  vulnerabilities: ['known ', 'vulnerability', 'vulnerabilities'],
};

function limit({ operator, value }: GateCondition, unit: string): string {
  if (operator === 'at-least') return `at least ${value}${unit} asked for`;
  return value === 0 ? 'none allowed' : `at most ${value}${unit} allowed`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
