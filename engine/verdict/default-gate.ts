import type { GateCondition } from './gate.ts';

/**
 * The gate of a repository that configures none. It asks of a change only that it adds nothing serious, and blocks on
 * nothing that needs a report, a network or a service. Reasons: docs/ratings.md.
 */
export const DEFAULT_GATE: readonly GateCondition[] = [
  { metric: 'critical', on: 'new', operator: 'at-most', value: 0, level: 'block' },
  { metric: 'high', on: 'new', operator: 'at-most', value: 0, level: 'block' },
  { metric: 'secrets', on: 'new', operator: 'at-most', value: 0, level: 'block' },
  { metric: 'maintainability-rating', on: 'new', operator: 'at-least', value: 'A', level: 'warn' },
];
