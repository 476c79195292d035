import { lintRule, type RuleRow } from '../lint-rule.ts';

const ROWS: readonly RuleRow[] = [];

export const MAINTAINABILITY_RULES = ROWS.map((row) => lintRule(row, { quality: 'maintainability' }));
