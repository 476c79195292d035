/** Findings in groups as a report shows them: what is new first. */
import { CLONE_RULE } from '../../analyzers/duplication/clone-findings.ts';
import { SEVERITIES, type Finding, type Place, type Range, type Rule } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import { codeLine, ExcerptLines, excerptView, type ExcerptOptions } from './excerpt-view.ts';
import { filtersView } from './filters-view.ts';
import type { FiltersView, FindingGroupView, FindingView, StepView } from './finding-view-schema.ts';
import { count, formatMinutes, formatNumber, showing } from './format.ts';
import { headlineOf } from './headline.ts';
import { placeText, suppressionTerms } from './place-text.ts';
import { ruleAnchor } from './rules-view.ts';
import { QUALITY_NAMES, SEVERITY_NAMES } from './words.ts';

/** Findings with their code: a page with more of it opens slowly. The others show their place. */
export const MOST_EXCERPTS = 500;
/** What a browser still opens at once; JSON and SARIF hold them all. */
export const MOST_FINDINGS = 10_000;
/** Findings that show their details at once: the gravest of those that matter first. */
const MOST_OPEN = 25;
/** Findings of one severity below high that are shown at once; a longer list is folded. */
const MOST_UNFOLDED = 50;
/** Steps of a trace. */
const MOST_STEPS = 20;
/** Places that belong to a finding: the first tell what it is about. */
const MOST_RELATED = 5;

type GroupId = FindingGroupView['id'];

const GROUPS: readonly { id: GroupId; title: string; intro: string }[] = [
  { id: 'new', title: 'New', intro: 'The change introduced these.' },
  { id: 'open', title: 'Open', intro: 'Everything that is open in this code, the most severe first.' },
  {
    id: 'outside-diff',
    title: 'New outside the changed lines',
    intro: 'These were not there before the change, but are on lines that it did not touch.',
  },
  { id: 'moved', title: 'Moved', intro: 'These were there before, in another place.' },
  { id: 'existing', title: 'Existing', intro: 'These were there before the change.' },
  {
    id: 'watched',
    title: 'Watched',
    intro: 'From rules that people have not found helpful: listed here, but not counted.',
  },
  { id: 'fixed', title: 'Fixed', intro: 'The change fixed these.' },
  { id: 'suppressed', title: 'Suppressed', intro: 'Somebody decided that these do not count.' },
];

export interface FindingsView {
  readonly groups: FindingGroupView[];
  readonly filters: FiltersView;
  readonly total: string;
  readonly showing: string;
}

export function findingsView(result: ReviewResult): FindingsView {
  const context = contextOf(result);
  const byGroup = new Map<GroupId, Finding[]>();
  for (const finding of result.findings) {
    const id = groupOf(finding, result.subject.base !== undefined);
    const group = byGroup.get(id);
    if (group === undefined) byGroup.set(id, [finding]);
    else group.push(finding);
  }
  let room = MOST_FINDINGS;
  const groups: FindingGroupView[] = [];
  for (const { id, title, intro } of GROUPS) {
    const findings = byGroup.get(id) ?? [];
    if (findings.length === 0) continue;
    const shown = bySeverity(findings).slice(0, room);
    room -= shown.length;
    groups.push({
      id,
      title,
      intro,
      amount: findings.length,
      count: count(findings.length, 'finding'),
      showing: showing(shown.length, findings.length),
      prominent: id === 'new' || id === 'open' || id === 'outside-diff',
      severities: severitiesOf(shown, id, context),
    });
  }
  const all = result.findings.length;
  return {
    groups,
    filters: filtersView(groups),
    total: totalOf(groups),
    showing: showing(MOST_FINDINGS - room, all),
  };
}

/** "561 open, 169 suppressed": the groups add up to all findings there are. */
function totalOf(groups: readonly FindingGroupView[]): string {
  return groups.map(({ amount, title }) => `${formatNumber(amount)} ${title.toLowerCase()}`).join(', ');
}

interface Context {
  readonly lines: ExcerptLines;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly ids: Map<string, number>;
  /** By rule: why its findings block nothing. */
  readonly standings: ReadonlyMap<string, string>;
  /** By side, path: everything that must be masked in any excerpt, whichever finding shows it. */
  readonly redact: ReadonlyMap<string, readonly Range[]>;
  excerptsLeft: number;
  openLeft: number;
}

function contextOf(result: ReviewResult): Context {
  const redact = new Map<string, Range[]>();
  for (const finding of result.findings) {
    if (finding.redact === undefined) continue;
    const key = `${sideOf(finding)} ${finding.path}`;
    const ranges = redact.get(key);
    if (ranges === undefined) redact.set(key, [...finding.redact]);
    else ranges.push(...finding.redact);
  }
  return {
    lines: new ExcerptLines(result.excerpts),
    rules: new Map(result.rules.map((rule) => [rule.id, rule])),
    ids: new Map(),
    standings: new Map(result.standings?.map(({ ruleId, reason }) => [ruleId, reason])),
    redact,
    excerptsLeft: MOST_EXCERPTS,
    openLeft: MOST_OPEN,
  };
}

function groupOf(finding: Finding, hasBase: boolean): GroupId {
  if (finding.state === 'fixed') return 'fixed';
  if (finding.suppression !== undefined) return 'suppressed';
  if (finding.standing === 'watch') return 'watched';
  if (!hasBase) return 'open';
  return finding.state === 'new' && finding.outsideDiff ? 'outside-diff' : finding.state;
}

/** Within a severity what can harm comes first. Clones come last: there are many, and each is told at every place. */
function bySeverity(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).sort((a, b) => rankOf(a) - rankOf(b)),
  );
}

const RANKS = { security: 0, reliability: 1, maintainability: 2 } as const satisfies Record<Finding['quality'], number>;

function rankOf({ ruleId, quality }: Finding): number {
  return ruleId === CLONE_RULE.id ? 3 : RANKS[quality];
}

function severitiesOf(findings: readonly Finding[], group: GroupId, context: Context): FindingGroupView['severities'] {
  return SEVERITIES.flatMap((severity) => {
    const these = findings.filter((finding) => finding.severity === severity);
    if (these.length === 0) return [];
    const views = these.map((finding) => findingView(finding, group, context));
    const open = these.length <= MOST_UNFOLDED || severity === 'critical' || severity === 'high';
    return [{ severity, name: SEVERITY_NAMES[severity], count: formatNumber(these.length), open, findings: views }];
  });
}

function findingView(finding: Finding, state: GroupId, context: Context): FindingView {
  const options = (path: string): ExcerptOptions => ({
    side: sideOf(finding),
    redact: context.redact.get(`${sideOf(finding)} ${path}`) ?? [],
  });
  const withCode = context.excerptsLeft > 0;
  const excerpt = withCode ? excerptView(context.lines, finding, options(finding.path)) : null;
  if (excerpt !== null) context.excerptsLeft--;
  const step = (place: Place & { message: string }): StepView => ({
    place: place.path === finding.path && place.range ? `line ${place.range.startLine}` : placeText(place),
    message: place.message,
    code: withCode ? codeLine(context.lines, place, options(place.path)) : '',
  });
  const { suppression } = finding;
  const ruleTitle = context.rules.get(finding.ruleId)?.title ?? finding.ruleId;
  return {
    id: uniqueId(finding.fingerprint, context.ids),
    fingerprint: finding.fingerprint,
    severity: finding.severity,
    severityName: SEVERITY_NAMES[finding.severity],
    state,
    ruleId: finding.ruleId,
    ruleTitle,
    ruleAnchor: ruleAnchor(finding.ruleId),
    quality: QUALITY_NAMES[finding.quality],
    message: finding.message,
    ...headlineOf(finding.message, ruleTitle),
    path: finding.path,
    place: placeText(finding),
    line: finding.range?.startLine ?? null,
    effort: formatMinutes(finding.minutes),
    open: isOpen(state, context),
    excerpt,
    trace: (finding.trace ?? []).slice(0, MOST_STEPS).map(step),
    related: (finding.related ?? []).slice(0, MOST_RELATED).map(step),
    relatedMore: moreText((finding.related ?? []).length - MOST_RELATED),
    fix: finding.fix === undefined ? '' : finding.fix.description,
    standing: isOpenState(state) && finding.standing ? (context.standings.get(finding.ruleId) ?? '') : '',
    suppression:
      suppression === undefined ? null : { reason: suppression.reason, terms: suppressionTerms(suppression) },
  };
}

/** Of a fixed or suppressed finding nobody asks whether it blocks. */
function isOpenState(state: GroupId): boolean {
  return state !== 'fixed' && state !== 'suppressed';
}

function isOpen(state: GroupId, context: Context): boolean {
  if (state !== 'new' && state !== 'open') return false;
  return context.openLeft-- > 0;
}

function moreText(more: number): string {
  return more > 0 ? `and ${count(more, 'more place')}` : '';
}

function sideOf(finding: Finding): 'head' | 'base' {
  return finding.state === 'fixed' ? 'base' : 'head';
}

/** Ids are made of the fingerprint, so that a link into a report still leads there in the next one. */
function uniqueId(fingerprint: string, taken: Map<string, number>): string {
  const ordinal = (taken.get(fingerprint) ?? 0) + 1;
  taken.set(fingerprint, ordinal);
  return ordinal === 1 ? `finding-${fingerprint}` : `finding-${fingerprint}-${ordinal}`;
}
