import type { Rule } from '../../findings/finding.ts';
import type { LintRule } from './lint-rule.ts';
import { BINDING_RULES } from './rules/bindings.ts';
import { CONTROL_FLOW_RULES } from './rules/control-flow.ts';
import { MAINTAINABILITY_RULES } from './rules/maintainability.ts';
import { SECURITY_RULES } from './rules/security.ts';
import { TYPESCRIPT_RULES } from './rules/typescript.ts';
import { VALUE_RULES } from './rules/values.ts';

/** Every curated rule, ordered by name. Importing this loads no linter. */
export const LINT_RULES: readonly LintRule[] = [
  ...BINDING_RULES,
  ...CONTROL_FLOW_RULES,
  ...VALUE_RULES,
  ...SECURITY_RULES,
  ...MAINTAINABILITY_RULES,
  ...TYPESCRIPT_RULES,
].sort((a, b) => (a.name < b.name ? -1 : 1));

export const LINT_RULE_BY_NAME: ReadonlyMap<string, LintRule> = new Map(LINT_RULES.map((rule) => [rule.name, rule]));

/** Of no linter, but of every parser. */
export const SYNTAX_RULE: Rule = {
  id: 'eslint/syntax-error',
  title: 'Code that cannot be parsed',
  description: 'Neither a module nor a script: it does not run, and no rule could look at it. Fix the syntax.',
  severity: 'high',
  quality: 'reliability',
  minutes: 10,
};

/** The rules as the reports know them. */
export const eslintRules: readonly Rule[] = [...LINT_RULES.map(({ rule }) => rule), SYNTAX_RULE];
