/** The view of a check run: the report's, and what is said on GitHub alone. */
import { SEVERITIES, type Finding } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { Verdict } from '../../verdict/gate.ts';
import type { ReportView } from '../report-view.ts';
import { count, formatNumber, shortCommit, showing } from '../view/format.ts';
import { headlineOf } from '../view/headline.ts';
import { placeText } from '../view/place-text.ts';
import { CONCLUSION_WORDS, SEVERITY_NAMES } from '../view/words.ts';
import type { CheckFieldsView, CheckView, ShownFindingView } from './check-view.ts';
import { findingsToShow, type IsWatched } from './findings-to-show.ts';
import { MAX_ANNOTATIONS } from './limits.ts';
import { MAX_PROJECT_CHECKS } from './project-checks.ts';
import { traceDiagram } from './trace-diagram.ts';
import { wellFormed } from './well-formed.ts';

export interface CheckContext {
  /** Addresses of the whole report. Absent: it is not kept anywhere. */
  readonly links?: ReportLinks;
  /** Address of the repository on GitHub, such as `https://github.com/owner/name`: places lead there. */
  readonly repositoryUrl?: string;
  readonly isWatched?: IsWatched;
  /** Whether somebody reads `/plumbline` commands in comments: the App does. */
  readonly canDispute?: boolean;
  /** Annotations that GitHub did not take. */
  readonly refused?: number;
  /** The commit whose review is shown for this one, as both have the same tree. */
  readonly reusedFrom?: string;
}

export interface ReportLinks {
  readonly html?: string;
  readonly pdf?: string;
  readonly sarif?: string;
  readonly json?: string;
}

/** The gravest findings that a summary names: what to mend first. */
const MOST_IN_SUMMARY = 5;
/** Findings of the longer text. It is read, not searched: the report holds all. */
export const MOST_IN_TEXT = 100;
/** Reasons in the first paragraph; the gate's table has all. */
const MOST_REASONS = 3;

export function buildCheckView(result: ReviewResult, view: ReportView, context: CheckContext = {}): CheckView {
  const { links = {}, refused = 0, reusedFrom, canDispute = false } = context;
  const findings = findingsToShow(result, context.isWatched);
  const annotated = Math.min(MAX_ANNOTATIONS, findings.filter(({ path }) => path !== '').length) - refused;
  const traced = findings.find(({ trace = [] }) => trace.length > 1);
  const projects = result.gates.flatMap(({ project, conclusion }) =>
    project === undefined ? [] : { project, conclusion },
  );
  return {
    ...view,
    why: wellFormed(whyOf(result.verdict, view)),
    introduced: introducedView(result, findings, context),
    annotations: {
      showing: annotated < findings.length ? `${formatNumber(annotated)} of ${formatNumber(findings.length)}` : '',
      refused: refused === 0 ? '' : count(refused, 'annotation'),
    },
    ratingsChanged: view.ratings.some(({ change }) => change === 'better' || change === 'worse'),
    projects: projects.map(({ project, conclusion }) => ({
      name: wellFormed(project),
      conclusion,
      word: CONCLUSION_WORDS[conclusion],
    })),
    projectsShowing: showing(Math.min(MAX_PROJECT_CHECKS, projects.length), projects.length),
    diagram: traced?.trace === undefined ? '' : traceDiagram(traced.trace),
    diagramTitle: traced === undefined ? '' : wellFormed(headline(traced, result)),
    links: { html: links.html ?? '', pdf: links.pdf ?? '', sarif: links.sarif ?? '', json: links.json ?? '' },
    canDispute,
    reusedFrom: reusedFrom === undefined ? '' : shortCommit(reusedFrom),
  };
}

/** A pass has no reasons: what was looked at stands for it. */
function whyOf({ reasons }: Verdict, { scope }: ReportView): string {
  if (reasons.length === 0) return scope.summary;
  const more = reasons.length - MOST_REASONS;
  return [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`And ${count(more, 'more reason')}.`] : [])].join(' ');
}

function introducedView(
  result: ReviewResult,
  findings: readonly Finding[],
  context: CheckContext,
): CheckFieldsView['introduced'] {
  const fixed = result.findings.filter(({ state }) => state === 'fixed').length;
  const suppressed = result.findings.filter(({ state, suppression }) => state === 'new' && suppression).length;
  const shown = (most: number) => findings.slice(0, most).map((finding) => shownFinding(finding, result, context));
  return {
    amount: findings.length,
    severities: SEVERITIES.map((severity) => {
      const amount = findings.filter((finding) => finding.severity === severity).length;
      return { severity, name: SEVERITY_NAMES[severity], count: formatNumber(amount), present: amount > 0 };
    }),
    fixed: fixed === 0 ? '' : `${formatNumber(fixed)} fixed`,
    suppressed: suppressed === 0 ? '' : `${formatNumber(suppressed)} suppressed`,
    top: shown(MOST_IN_SUMMARY),
    topShowing: showing(Math.min(MOST_IN_SUMMARY, findings.length), findings.length),
    all: shown(MOST_IN_TEXT),
    allShowing: showing(Math.min(MOST_IN_TEXT, findings.length), findings.length),
  };
}

function shownFinding(finding: Finding, result: ReviewResult, { repositoryUrl }: CheckContext): ShownFindingView {
  return {
    severity: finding.severity,
    severityName: SEVERITY_NAMES[finding.severity],
    headline: wellFormed(headline(finding, result)),
    place: wellFormed(placeText(finding)),
    placeUrl: placeUrl(finding, result, repositoryUrl),
    ruleId: wellFormed(finding.ruleId),
    fingerprint: finding.fingerprint,
    fix: wellFormed(finding.fix?.description ?? ''),
    safeFix: finding.fix?.safe === true,
  };
}

function headline({ message, ruleId }: Finding, { rules }: ReviewResult): string {
  return headlineOf(message, rules.find(({ id }) => id === ruleId)?.title ?? ruleId).headline;
}

function placeUrl({ path, range }: Finding, { subject }: ReviewResult, repositoryUrl: string | undefined): string {
  if (repositoryUrl === undefined || subject.head.commit === undefined || path === '') return '';
  const file = path.split('/').map((part) => encodeURIComponent(wellFormed(part)));
  const line = range === undefined ? '' : `#L${range.startLine}`;
  return `${repositoryUrl}/blob/${subject.head.commit}/${file.join('/')}${line}`;
}
