import type { NotLookedAt } from '../analyzers/analyzer.ts';
import { SEVERITIES, type Finding, type Severity } from '../findings/finding.ts';
import { isFailure } from './failure.ts';
import type { ConditionResult, GateResult, Verdict } from './gate.ts';
import { openFindings } from './open-findings.ts';
import { list, plural } from './words.ts';

export interface VerdictInput {
  /** The whole repository's, and each project's. */
  readonly gates: readonly GateResult[];
  readonly findings: readonly Finding[];
  readonly notLookedAt: readonly NotLookedAt[];
  readonly filesLookedAt: number;
  /** The change leaves no content behind that could be looked at: it is empty, or only takes away. */
  readonly nothingToLookAt?: boolean;
  /** Whether a path is code: what fails on other files is listed and judges nothing. */
  readonly isCode: (path: string) => boolean;
  /** Analyzers that must have looked at everything: any failure of theirs leaves no verdict. */
  readonly requiredAnalyzers?: ReadonlySet<string>;
  readonly hasBase: boolean;
}

/**
 * The one answer: `fail` when a gate fails, whatever else is not known; `neutral` when something that could change the
 * answer was not looked at or measured; `pass` only when all was.
 */
export function decideVerdict(input: VerdictInput): Verdict {
  const missedWarnings = reasonsOf(
    input.gates,
    ({ condition, status }) => condition.level === 'warn' && status === 'missed',
  );
  const warnings = missedWarnings.length > 0 ? { warnings: missedWarnings } : {};
  const unmeasured = reasonsOf(
    input.gates,
    ({ condition, status }) => condition.level === 'block' && status === 'not-measured',
  );
  const gaps = input.notLookedAt.filter((entry) => mattersToVerdict(entry, input));
  const unknown = [...unmeasured, ...describeGaps(gaps)];
  if (input.gates.some((gate) => gate.conclusion === 'fail')) {
    const missed = reasonsOf(
      input.gates,
      ({ condition, status }) => condition.level === 'block' && status === 'missed',
    );
    const notKnown = unknown.length > 0 ? { notKnown: unknown } : {};
    return { conclusion: 'fail', headline: headlineOfFailure(input), reasons: missed, ...notKnown, ...warnings };
  }
  if (input.filesLookedAt === 0 && !input.nothingToLookAt) {
    const headline = `No verdict: ${input.hasBase ? 'the change has no file that can be looked at' : 'there is no file to look at'}.`;
    return { conclusion: 'neutral', headline, reasons: ['Nothing was looked at.', ...unknown], ...warnings };
  }
  if (unknown.length > 0)
    return {
      conclusion: 'neutral',
      headline: headlineOfNeutral(gaps.length, unmeasured.length),
      reasons: unknown,
      ...warnings,
    };
  return { conclusion: 'pass', headline: headlineOfPass(input), reasons: [], ...warnings };
}

/** Explanations in the order of the gates, each once; those of a project name it. */
function reasonsOf(gates: readonly GateResult[], wanted: (result: ConditionResult) => boolean): string[] {
  const reasons = gates.flatMap(({ project, conditions }) =>
    conditions
      .filter(wanted)
      .map(({ explanation }) => (project === undefined ? explanation : `In ${project}: ${explanation}`)),
  );
  return [...new Set(reasons)];
}

/** Whether what was not looked at could have held a reason to fail. */
function mattersToVerdict(entry: NotLookedAt, { isCode, requiredAnalyzers }: VerdictInput): boolean {
  if (entry.reason === 'plan-lapsed') return true;
  if (entry.byChange || (entry.analyzer !== undefined && requiredAnalyzers?.has(entry.analyzer))) return true;
  if (!isFailure(entry)) return false;
  // A service or tool that is not there, and what its report lacks, leave only the conditions unmeasured that ask for it.
  if (entry.path === undefined || entry.reason === 'bad-input') return !OUTSIDE_REASONS.has(entry.reason);
  return isCode(entry.path);
}

const OUTSIDE_REASONS: ReadonlySet<NotLookedAt['reason']> = new Set([
  'offline',
  'service-failed',
  'tool-missing',
  'bad-input',
]);

/** Reasons of this kind named one by one; further ones are counted, and the report lists them all. */
const MOST_GAPS_NAMED = 5;

function describeGaps(gaps: readonly NotLookedAt[]): string[] {
  const named = gaps.slice(0, MOST_GAPS_NAMED).map(({ subject, analyzer, detail }) => {
    const who = analyzer === undefined ? '' : ` (${analyzer})`;
    return sentence(`Not looked at: ${subject}${who}. ${detail.charAt(0).toUpperCase()}${detail.slice(1)}`);
  });
  const more = gaps.length - named.length;
  return more > 0 ? [...named, `Also not looked at: ${plural(more, 'other', 'others')}.`] : named;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function headlineOfFailure({ gates, hasBase }: VerdictInput): string {
  const counts = blockingCounts(gates);
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  const total = present.reduce((sum, severity) => sum + counts[severity], 0);
  if (total === 0) {
    const missed = reasonsOf(gates, ({ condition, status }) => condition.level === 'block' && status === 'missed');
    return missed.length === 1 ? missed[0]! : `${missed.length} conditions of the gate are not met.`;
  }
  const age = hasBase && allNew(gates) ? 'new ' : '';
  const one = total === 1;
  const effect = hasBase
    ? `${one ? 'blocks' : 'block'} this change`
    : `${one ? 'is' : 'are'} more than the gate allows`;
  const [only] = present;
  if (present.length === 1 && only) {
    const kind = `${age}${ADJECTIVES[only]} problem`;
    return `${plural(total, kind, `${kind}s`)} ${effect}.`;
  }
  const parts = list(present.map((severity) => `${counts[severity].toLocaleString('en')} ${severity}`));
  return `${plural(total, `${age}problem`, `${age}problems`)} ${effect}: ${parts}.`;
}

const ADJECTIVES: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  high: 'high-severity',
  medium: 'medium-severity',
  low: 'low-severity',
  info: 'informational',
};

/** The whole repository's gate counts what its projects' count too; those count apart only where it lets them pass. */
function blockingCounts(gates: readonly GateResult[]): Record<Severity, number> {
  const total = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const whole = gates.filter((gate) => gate.project === undefined && gate.conclusion === 'fail');
  for (const { blocking } of whole.length > 0 ? whole : gates) {
    for (const severity of SEVERITIES) total[severity] += blocking?.[severity] ?? 0;
  }
  return total;
}

function allNew(gates: readonly GateResult[]): boolean {
  return gates
    .flatMap((gate) => gate.conditions)
    .every(({ condition, status }) => status !== 'missed' || condition.level === 'warn' || condition.on === 'new');
}

function headlineOfNeutral(gaps: number, unmeasured: number): string {
  if (gaps === 0)
    return `No verdict: ${plural(unmeasured, 'condition of the gate', 'conditions of the gate')} could not be judged.`;
  const parts = plural(gaps, 'thing that matters was', 'things that matter were');
  return `No verdict: ${parts} not looked at.`;
}

function headlineOfPass({ findings, hasBase }: VerdictInput): string {
  const open = openFindings(findings);
  if (!hasBase)
    return open.length === 0 ? 'No problems.' : `${plural(open.length, 'problem', 'problems')}; the gate is met.`;
  const count = open.filter((finding) => finding.state === 'new').length;
  if (count === 0) return 'No new problems.';
  return count === 1
    ? '1 new problem; it does not block this change.'
    : `${count.toLocaleString('en')} new problems; none blocks this change.`;
}
