/** What to do next, in plain words: at most a handful, the most pressing first. */
import { SEVERITIES, type Finding } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { isIdleForeign } from './suppressions-view.ts';
import { count, formatMinutes } from './format.ts';

const MOST_STEPS = 5;

export function nextStepsView(result: ReviewResult): string[] {
  return [
    ...graveStep(result),
    ...gateSteps(result),
    ...vulnerabilityStep(result),
    ...testStep(result),
    ...unseenStep(result),
    ...hotSpotStep(result),
    ...suppressionStep(result),
  ].slice(0, MOST_STEPS);
}

function graveStep({ findings, subject }: ReviewResult): string[] {
  const open = openFindings(findings);
  const wanted = subject.base === undefined ? open : open.filter((finding) => finding.state === 'new');
  const grave = wanted.filter((finding) => finding.severity === 'critical' || finding.severity === 'high');
  if (grave.length === 0) return [];
  const fresh = subject.base === undefined ? '' : 'new ';
  const present = SEVERITIES.filter((one) => grave.some((finding) => finding.severity === one));
  const severity = present.map((one) => (one === 'high' ? 'high-severity' : one)).join(' and ');
  return [
    `Fix the ${grave.length === 1 ? `${fresh}${severity} finding` : count(grave.length, `${fresh}${severity} finding`)} first: about ${formatMinutes(effort(grave))} of work.`,
  ];
}

function effort(findings: readonly Finding[]): number {
  return findings.reduce((sum, finding) => sum + finding.minutes, 0);
}

function gateSteps({ gates }: ReviewResult): string[] {
  const uncovered = gates
    .flatMap((gate) => gate.conditions)
    .find(({ condition, status }) => status === 'missed' && condition.metric === 'coverage');
  return uncovered === undefined
    ? []
    : ['Add tests for the uncovered lines listed under “Coverage and tests” until the gate’s minimum is reached.'];
}

function vulnerabilityStep({ dependencies }: ReviewResult): string[] {
  const fixable = dependencies?.vulnerabilities.filter((one) => one.fixedIn !== undefined) ?? [];
  if (fixable.length === 0) return [];
  const packages = new Set(fixable.map((one) => one.dependency.name)).size;
  return [
    `Update ${count(packages, 'dependency to a version', 'dependencies to versions')} without known vulnerabilities.`,
  ];
}

function testStep({ tests }: ReviewResult): string[] {
  const failed = (tests?.failed ?? 0) + (tests?.errors ?? 0);
  return failed === 0 ? [] : [`Fix the ${failed === 1 ? 'failing test' : count(failed, 'failing test')}.`];
}

function unseenStep({ notLookedAt }: ReviewResult): string[] {
  const missing = notLookedAt.filter(({ reason }) => reason === 'service-failed' || reason === 'tool-missing');
  const offline = notLookedAt.some(({ reason }) => reason === 'offline');
  return [
    ...(missing.length === 0
      ? []
      : ['Repeat the review once what was missing is available: “Not looked at” says what and why.']),
    ...(offline ? ['Have the dependencies checked for known vulnerabilities: a review with `--osv` asks OSV.'] : []),
  ];
}

function hotSpotStep({ hotSpots, subject }: ReviewResult): string[] {
  const [first] = hotSpots;
  if (first === undefined || subject.kind === 'change') return [];
  return [
    `Plan to simplify \`${first.path}\`: it is complex and changes often, so every change there costs more than elsewhere.`,
  ];
}

function suppressionStep({ suppressions }: ReviewResult): string[] {
  // One that comes with the change holds once it is merged.
  const idle = suppressions.filter(
    (record) => record.status !== 'applied' && record.status !== 'not-at-base' && !isIdleForeign(record),
  );
  return idle.length === 0 ? [] : [`Remove or correct ${count(idle.length, 'suppression')} without effect.`];
}
