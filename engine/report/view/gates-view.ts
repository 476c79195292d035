/** The gate's conditions in words. */
import type { ConditionResult, GateResult } from '../../verdict/gate.ts';
import type { ConditionView, GateView } from '../report-view.ts';
import { formatMinutes, formatNumber } from './format.ts';
import { CONCLUSION_WORDS, CONDITION_WORDS, METRIC_WORDS } from './words.ts';

/** Without a base everything counts as new, so that every condition is about all of the code. */
export function gatesView(gates: readonly GateResult[], hasBase: boolean): GateView[] {
  return gates.map((gate) => ({
    name: gate.project === undefined ? 'Gate' : `Gate of ${gate.project}`,
    judges: gate.project ?? (hasBase ? 'The whole change' : 'The whole repository'),
    conclusion: gate.conclusion,
    word: CONCLUSION_WORDS[gate.conclusion],
    conditions: [...gate.conditions].sort(byStatus).map((condition) => conditionView(condition, hasBase)),
  }));
}

const STATUS_ORDER = ['missed', 'not-measured', 'met'] as const satisfies ConditionResult['status'][];

function byStatus(a: ConditionResult, b: ConditionResult): number {
  return STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status);
}

function conditionView({ condition, status, value, explanation }: ConditionResult, hasBase: boolean): ConditionView {
  const { name, unit } = METRIC_WORDS[condition.metric];
  const write = (given: number | string): string => {
    if (typeof given === 'string') return given;
    if (unit === 'percent') return `${formatNumber(given, 1)}\u00a0%`;
    return unit === 'minutes' ? formatMinutes(given) : formatNumber(given, 2);
  };
  const rating = typeof condition.value === 'string';
  const required = condition.operator === 'at-least' ? 'at least' : 'at most';
  return {
    name,
    scope: hasBase && condition.on === 'new' ? 'new code' : 'all code',
    required:
      rating && condition.value !== 'A'
        ? `${condition.value} or better`
        : rating
          ? 'A'
          : `${required} ${write(condition.value)}`,
    value: value === undefined ? (status === 'met' ? 'nothing to judge' : 'not measured') : write(value),
    status,
    statusText: CONDITION_WORDS[status],
    blocks: condition.level === 'block',
    explanation,
  };
}
