/** Small builders for rules and findings: name what the test is about, the rest is ordinary. */
import { createHash } from 'node:crypto';
import type { Finding, Range, Rule } from '../../engine/findings/finding.ts';

export function aRule(given: Partial<Rule> = {}): Rule {
  return {
    id: 'eslint/no-debugger',
    title: 'No debugger statements',
    description: 'A debugger statement stops the program when developer tools are open. Remove it.',
    severity: 'medium',
    quality: 'reliability',
    minutes: 2,
    ...given,
  };
}

export function aFinding(given: Partial<Finding> = {}): Finding {
  const ruleId = given.ruleId ?? 'eslint/no-debugger';
  const path = given.path ?? 'src/app.ts';
  return {
    ruleId,
    path,
    range: aRange(10, 3, 10, 12),
    message: "Unexpected 'debugger' statement.",
    severity: 'medium',
    minutes: 2,
    quality: 'reliability',
    fingerprint: aFingerprint(`${ruleId} ${path} ${given.range?.startLine ?? 10}`),
    state: 'new',
    outsideDiff: false,
    ...given,
  };
}

/** A finding about a whole file or, with the path '', the whole repository. */
export function aFindingWithoutRange(given: Omit<Partial<Finding>, 'range'> = {}): Finding {
  const { range: _, ...finding } = aFinding(given);
  return finding;
}

export function aRange(startLine: number, startColumn = 1, endLine = startLine, endColumn = startColumn + 1): Range {
  return { startLine, startColumn, endLine, endColumn };
}

/** 32 hex digits that look like a real fingerprint and are the same in every run. */
export function aFingerprint(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 32);
}
