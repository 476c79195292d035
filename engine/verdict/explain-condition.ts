import { plural } from './words.ts';
import type { ConditionResult, GateCondition } from './gate.ts';
import { metricNoun } from './metric-noun.ts';
import type { Reading } from './read-metric.ts';

/** One sentence for a client: what was found, and what is asked for. */
export function explainCondition(
  condition: GateCondition,
  outcome: { readonly reading: Reading; readonly status: ConditionResult['status']; readonly hasBase: boolean },
): string {
  const { reading } = outcome;
  const noun = metricNoun(condition.metric, { onNew: condition.on === 'new' && outcome.hasBase });
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

function limit({ operator, value }: GateCondition, unit: string): string {
  if (operator === 'at-least') return `at least ${value}${unit} required`;
  return value === 0 ? 'none allowed' : `at most ${value}${unit} allowed`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
