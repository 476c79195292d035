/** The view of a check run: the report's, and what is said on GitHub alone. */
import type { ReviewResult } from '../../review-result.ts';
import { isFailure } from '../../verdict/failure.ts';
import type { GateResult, Verdict } from '../../verdict/gate.ts';
import type { ReportView } from '../report-view.ts';
import { count, formatDate, formatNumber, shortCommit, showing } from '../view/format.ts';
import { gatesView } from '../view/gates-view.ts';
import { headlineOf } from '../view/headline.ts';
import { CONCLUSION_WORDS } from '../view/words.ts';
import type { CheckFieldsView, CheckView, ProjectView } from './check-view.ts';
import { findingsToShow, type IsWatched } from './findings-to-show.ts';
import { introducedView } from './introduced-view.ts';
import { MAX_ANNOTATIONS } from './limits.ts';
import { traceDiagram } from './trace-diagram.ts';
import { wellFormed } from './well-formed.ts';

export interface CheckContext {
  /** Addresses of the whole report. Absent: it is not kept anywhere. */
  readonly links?: ReportLinks;
  /** Address of the repository on GitHub, such as `https://github.com/owner/name`: places lead there. */
  readonly repositoryUrl?: string;
  /** Addresses of pictures of the default branch. Absent: this is no review of it. */
  readonly images?: BranchImages;
  /** How the open findings of the default branch changed since it was reviewed before. Absent: it was not, or this is none of it. */
  readonly sinceLast?: SinceLast;
  readonly isWatched?: IsWatched;
  /** Whether somebody reads `/plumbline` commands in comments: the App does. */
  readonly canDispute?: boolean;
  /** Whether findings are annotated; they are, unless the configuration says otherwise. */
  readonly annotated?: boolean;
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

export interface SinceLast {
  /** The commit that was reviewed before. */
  readonly commit: string;
  readonly opened: number;
  readonly closed: number;
  /** When the oldest open finding came; absent: none is open. */
  readonly oldestOpen?: Date;
}

export interface BranchImages {
  readonly trend?: string;
  readonly badge?: string;
}

/** Reasons in the first paragraph; the gate's table has all. */
const MOST_REASONS = 3;
/** Projects in the summary: of a larger monorepo the report has the others. */
const MOST_PROJECTS = 20;

/** Mistakes of the configuration: mending the first ones often mends the others. */
const MOST_PROBLEMS = 10;
const MOST_HOT_SPOTS = 5;
/** Of what was not looked at for one reason: they are alike, and the report has more of them. */
const MOST_NOT_LOOKED_AT = 10;

export function buildCheckView(result: ReviewResult, view: ReportView, context: CheckContext = {}): CheckView {
  const { links = {}, refused = 0, reusedFrom, canDispute = false, annotated = true, repositoryUrl } = context;
  const findings = findingsToShow(result, context.isWatched);
  const placed = findings.filter(({ path }) => path !== '').length;
  const shown = Math.max(0, Math.min(MAX_ANNOTATIONS, placed) - refused);
  const projects = projectsOf(result.gates);
  const hotSpots = view.hotSpots.rows.slice(0, MOST_HOT_SPOTS);
  const problems = view.configuration.problems.slice(0, MOST_PROBLEMS);
  return {
    ...view,
    configuration: { ...view.configuration, problems },
    problemsShowing: showing(problems.length, view.configuration.problems.length),
    notLookedAt: { ...view.notLookedAt, groups: fewNotLookedAt(result, view) },
    hotSpots: { ...view.hotSpots, rows: hotSpots, showing: showing(hotSpots.length, result.hotSpots.length) },
    why: wellFormed(whyOf(result.verdict, view)),
    introduced: introducedView({ result, findings, repositoryUrl }),
    annotations: {
      showing: annotated && shown < findings.length ? `${formatNumber(shown)} of ${formatNumber(findings.length)}` : '',
      refused: refused === 0 ? '' : count(refused, 'annotation'),
    },
    gate: gateOf(result),
    projects: projects.slice(0, MOST_PROJECTS),
    projectsShowing: showing(Math.min(MOST_PROJECTS, projects.length), projects.length),
    ...diagramOf(result, findings),
    sinceLast: sinceLastOf(context.sinceLast),
    images: { trend: context.images?.trend ?? '', badge: context.images?.badge ?? '' },
    links: { html: links.html ?? '', pdf: links.pdf ?? '', sarif: links.sarif ?? '', json: links.json ?? '' },
    canDispute,
    reusedFrom: reusedFrom === undefined ? '' : shortCommit(reusedFrom),
  };
}

function fewNotLookedAt({ notLookedAt }: ReviewResult, view: ReportView): ReportView['notLookedAt']['groups'] {
  return view.notLookedAt.groups.map((group) => {
    const all = notLookedAt.filter((entry) => entry.reason === group.reason && isFailure(entry) !== group.planned);
    const items = group.items.slice(0, MOST_NOT_LOOKED_AT);
    return { ...group, items, showing: showing(items.length, all.length) };
  });
}

function sinceLastOf(since: SinceLast | undefined): CheckFieldsView['sinceLast'] {
  if (!since) return null;
  const { commit, opened, closed, oldestOpen } = since;
  return {
    commit: shortCommit(commit),
    opened: count(opened, 'finding'),
    closed: formatNumber(closed),
    oldestOpen: oldestOpen ? formatDate(oldestOpen.toISOString()) : '',
  };
}

/** A pass has no reasons: what was looked at stands for it. */
function whyOf({ reasons }: Verdict, { scope }: ReportView): string {
  if (reasons.length === 0) return scope.summary;
  const more = reasons.length - MOST_REASONS;
  return [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`And ${count(more, 'more reason')}.`] : [])].join(' ');
}

function gateOf({ gates, subject }: ReviewResult): CheckFieldsView['gate'] {
  const [gate] = gatesView(
    gates.filter(({ project }) => project === undefined),
    subject.base !== undefined,
  );
  if (gate === undefined || gate.conditions.length === 0) return null;
  const met = gate.conditions.filter(({ status }) => status === 'met').length;
  return {
    conclusion: gate.conclusion,
    word: gate.word,
    met: `${formatNumber(met)} of ${count(gate.conditions.length, 'condition')} met`,
    conditions: gate.conditions.map((condition) => ({ ...condition, explanation: wellFormed(condition.explanation) })),
  };
}

/** Those that failed first, then the undecided, then those that passed, then what the change does not touch. */
function projectsOf(gates: readonly GateResult[]): ProjectView[] {
  const views = gates.flatMap(({ project, conclusion, untouched, conditions }): (ProjectView & { rank: number })[] => {
    if (project === undefined) return [];
    if (untouched) return [{ name: wellFormed(project), conclusion: 'pass', word: 'Untouched', reason: '', rank: 3 }];
    const blocking = conditions.filter(({ condition, status }) => condition.level === 'block' && status !== 'met');
    const reason = (blocking.find(({ status }) => status === 'missed') ?? blocking[0])?.explanation ?? '';
    return [
      {
        name: wellFormed(project),
        conclusion,
        word: CONCLUSION_WORDS[conclusion],
        reason: wellFormed(reason),
        rank: conclusion === 'fail' ? 0 : conclusion === 'neutral' ? 1 : 2,
      },
    ];
  });
  return views.sort((a, b) => a.rank - b.rank).map(({ rank: _, ...view }) => view);
}

function diagramOf(
  { rules }: ReviewResult,
  findings: ReturnType<typeof findingsToShow>,
): Pick<CheckFieldsView, 'diagram' | 'diagramTitle'> {
  const traced = findings.find(({ trace = [] }) => trace.length > 1);
  if (traced?.trace === undefined) return { diagram: '', diagramTitle: '' };
  const title = rules.find(({ id }) => id === traced.ruleId)?.title ?? traced.ruleId;
  return {
    diagram: traceDiagram(traced.trace),
    diagramTitle: wellFormed(headlineOf(traced.message, title).headline),
  };
}
