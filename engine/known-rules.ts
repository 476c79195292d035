import { eslintRules } from './analyzers/eslint/rules.ts';
import { projectAnalyzers } from './analyzers/project-analyzers.ts';
import { SECRET_RULES } from './analyzers/secrets/rules.ts';
import { metricRules } from './analyzers/metrics/rules.ts';
import { CONFIGURATION_RULE } from './config/configuration-findings.ts';
import type { Rule } from './findings/finding.ts';
import { UNKNOWN_RULE } from './findings/unknown-rules.ts';

/** Every rule that Plumbline itself can report, ordered by id. */
export function knownRules(): readonly Rule[] {
  const rules = [
    ...eslintRules,
    ...metricRules,
    ...SECRET_RULES,
    ...projectAnalyzers.flatMap((analyzer) => analyzer.rules),
    CONFIGURATION_RULE,
    UNKNOWN_RULE,
  ];
  return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
}
