import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { toJson } from '../json/to-json.ts';

/**
 * The open findings as a GitLab Code Quality report. GitLab compares the report of a merge request with that of the
 * target branch itself, so old findings are in it; suppressed and fixed ones are not: what is missing counts as fixed.
 * Source: docs.gitlab.com/ci/testing/code_quality (code quality report format).
 */
export function renderGitlab(result: ReviewResult): string {
  const used = new Set<string>();
  const open = openFindings(result.findings);
  return toJson(open.map((finding) => issueOf(finding, used)));
}

function issueOf(finding: Finding, used: Set<string>) {
  const { range, path } = finding;
  return {
    description: finding.message,
    check_name: finding.ruleId,
    fingerprint: uniqueFingerprint(finding, used),
    severity: SEVERITY[finding.severity],
    location: {
      path: path === '' ? ROOT : path,
      lines: { begin: range?.startLine ?? 1, ...(range && { end: lastLine(range) }) },
    },
  };
}

/** GitLab wants a path for everything. */
const ROOT = '.';

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/** The range's end is exclusive: at the beginning of a line, that line is not meant. */
function lastLine({ startLine, endLine, endColumn }: NonNullable<Finding['range']>): number {
  return endColumn === 1 ? Math.max(startLine, endLine - 1) : endLine;
}

/** Of issues with one fingerprint GitLab shows the first alone; ours are unique together with the path. */
function uniqueFingerprint({ fingerprint, path }: Finding, used: Set<string>): string {
  const unique = used.has(fingerprint)
    ? createHash('sha256').update(`${fingerprint}\0${path}`).digest('hex').slice(0, 32)
    : fingerprint;
  used.add(unique);
  return unique;
}
