import type { RawFinding, Rule } from '../findings/finding.ts';
import type { ConfigurationProblem } from './configuration.ts';

export const CONFIGURATION_RULE: Rule = {
  id: 'plumbline/configuration',
  title: 'Mistake in the configuration',
  description:
    'The configuration says something Plumbline cannot follow; merged like this, reviews would end with an error.',
  severity: 'high',
  quality: 'reliability',
  minutes: 5,
};

/** The mistakes of a configuration as findings, for a change that makes them. */
export function configurationFindings(problems: readonly ConfigurationProblem[]): RawFinding[] {
  return problems.map(({ file, line, column, message, suggestion }) => ({
    ruleId: CONFIGURATION_RULE.id,
    path: file,
    range: { startLine: line, startColumn: column, endLine: line, endColumn: column },
    message: suggestion === undefined ? message : `${message} Did you mean ${suggestion}?`,
  }));
}
