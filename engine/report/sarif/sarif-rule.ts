import type { ReportingDescriptor } from 'sarif';
import type { Rule, Severity } from '../../findings/finding.ts';
import { MAX_TAGS } from './code-scanning-limits.ts';

export function sarifRule(rule: Rule): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.title,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: { text: rule.description },
    ...(rule.helpUri !== undefined && isWebAddress(rule.helpUri) && { helpUri: rule.helpUri }),
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      tags: tagsOf(rule),
      precision: precisionOf(rule.id),
      'problem.severity': PROBLEM_SEVERITY[rule.severity],
      ...(rule.quality === 'security' && { 'security-severity': SECURITY_SEVERITY[rule.severity] }),
      quality: rule.quality,
      minutes: rule.minutes,
      ...(rule.cwe && { cwe: [...rule.cwe] }),
    },
  };
}

export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
    case 'info':
      return 'note';
  }
}

const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
  info: 'recommendation',
};

/**
 * A score from the middle of what code scanning calls critical (over 9.0), high (7.0 to 8.9), medium (4.0 to 6.9) and
 * low (0.1 to 3.9). Source: docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.1',
};

/** Counting is exact; what is read from the form of the code can be wrong; a random-looking text need not be a secret. */
function precisionOf(ruleId: string): string {
  const analyzer = ruleId.slice(0, ruleId.indexOf('/'));
  if (['metrics', 'duplication', 'hygiene', 'dependencies', 'plumbline'].includes(analyzer)) return 'very-high';
  return analyzer === 'secrets' ? 'medium' : 'high';
}

/** Code scanning takes a rule for one of security by the tag `security`, and knows CWEs as `external/cwe/cwe-079`. */
function tagsOf(rule: Rule): string[] {
  const weaknesses = (rule.cwe ?? []).flatMap((id) => {
    const number = /^CWE-(\d+)$/i.exec(id)?.[1];
    return number === undefined ? [] : [`external/cwe/cwe-${number.padStart(3, '0')}`];
  });
  return [...new Set([rule.quality, ...weaknesses, ...(rule.tags ?? [])])].slice(0, MAX_TAGS);
}

/** SARIF wants an absolute URI; other tools' rules, taken in from their reports, may hold anything. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"<>\\^`{|}]+$/.test(text) && URL.canParse(text);
}
