import { SEVERITIES, type Finding, type Severity } from '../findings/finding.ts';
import { factsOfProject, type GateFacts } from './gate-facts.ts';
import type { ConditionResult, Conclusion, GateCondition, GateResult } from './gate.ts';
import { explainCondition } from './explain-condition.ts';
import { RATINGS } from './rate.ts';
import { countedFindings, readMetric, type Reading } from './read-metric.ts';

export interface Gate {
  readonly conditions: readonly GateCondition[];
  /** Absent: the whole repository. */
  readonly project?: { readonly name: string; readonly contains: (path: string) => boolean };
}

/**
 * Judges by a gate's conditions. A blocking condition that is missed fails it. One that cannot be measured leaves it
 * without a judgement (`neutral`), for what nobody looked at is never good.
 */
export function evaluateGate({ conditions, project }: Gate, facts: GateFacts): GateResult {
  const own = project ? factsOfProject(facts, project.contains) : facts;
  const results = conditions.map((condition) => evaluateCondition(condition, own));
  return {
    ...(project && { project: project.name }),
    ...(project && isUntouched(facts, project.contains) && { untouched: true as const }),
    conclusion: conclude(results),
    conditions: results,
    blocking: countBlocking(results, own),
  };
}

/** A file that left the project touched it. */
function isUntouched({ changes }: GateFacts, contains: (path: string) => boolean): boolean {
  const touches = (file: { readonly path: string } | undefined): boolean => file !== undefined && contains(file.path);
  return changes !== undefined && !changes.some((change) => touches(change.old) || touches(change.new));
}

function evaluateCondition(condition: GateCondition, facts: GateFacts): ConditionResult {
  const reading = readMetric(condition.metric, condition.on, facts);
  const status = statusOf(condition, reading);
  const shown = 'value' in reading ? { ...reading, value: rounded(condition, reading.value) } : reading;
  const value = 'value' in shown && status !== 'not-measured' ? { value: shown.value } : {};
  const hasBase = facts.changes !== undefined;
  return { condition, status, ...value, explanation: explainCondition(condition, { reading: shown, status, hasBase }) };
}

function statusOf(condition: GateCondition, reading: Reading): ConditionResult['status'] {
  if ('notMeasured' in reading) return 'not-measured';
  if ('tooLittle' in reading) return 'met';
  if (typeof reading.value !== typeof condition.value) return 'not-measured';
  const met = isMet(condition, reading.value);
  // What is known may already be too much; that it is not says nothing while more may come.
  return met && reading.partly !== undefined ? 'not-measured' : met ? 'met' : 'missed';
}

/** Ratings compare with A as the best, so "at least B" is A or B. */
function isMet({ operator, value: limit }: GateCondition, value: number | string): boolean {
  const [is, wanted] =
    typeof value === 'number' && typeof limit === 'number' ? [value, limit] : [goodness(limit, value), 0];
  return operator === 'at-most' ? is <= wanted : is >= wanted;
}

/** How many steps better a rating is than the limit. */
function goodness(limit: number | string, value: number | string): number {
  const place = (rating: number | string): number => (RATINGS as readonly (number | string)[]).indexOf(rating);
  return place(limit) - place(value);
}

function conclude(results: readonly ConditionResult[]): Conclusion {
  const blocking = results.filter((result) => result.condition.level === 'block');
  if (blocking.some((result) => result.status === 'missed')) return 'fail';
  return blocking.some((result) => result.status === 'not-measured') ? 'neutral' : 'pass';
}

/** Each finding that a missed blocking condition counts, once. */
function countBlocking(results: readonly ConditionResult[], facts: GateFacts): Record<Severity, number> {
  const blocking = new Set<Finding>();
  for (const { condition, status } of results) {
    if (status !== 'missed' || condition.level !== 'block') continue;
    for (const finding of countedFindings(condition.metric, condition.on, facts)) blocking.add(finding);
  }
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity } of blocking) counts[severity]++;
  return counts;
}

/** To a tenth, but never so that the number says the opposite: 79.96 % is not shown as 80 % where 80 % is asked for. */
function rounded<Value extends number | string>(condition: GateCondition, value: Value): Value | number {
  if (typeof value !== 'number') return value;
  for (const factor of [10, 100, 1000]) {
    const short = Math.round(value * factor) / factor;
    if (isMet(condition, short) === isMet(condition, value)) return short;
  }
  return value;
}
