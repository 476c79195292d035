import { lintRule, type RuleRow } from '../lint-rule.ts';

const ROWS: readonly RuleRow[] = [
  {
    name: 'no-debugger',
    title: 'Debugger statement left in',
    description: 'Execution stops here whenever developer tools are open. Remove the statement.',
    severity: 'high',
    minutes: 2,
  },
];

export const RELIABILITY_RULES = ROWS.map((row) => lintRule(row, { quality: 'reliability' }));
