import { visibleLines } from './visible.ts';
import type { ReviewResult, ReviewScope, ReviewSubject } from '../review-result.ts';
import type { Conclusion } from '../verdict/gate.ts';
import type { ReportView } from './report-view.ts';
import { findingsView } from './view/findings-view.ts';
import { count, formatInstant, formatNumber, shortCommit } from './view/format.ts';
import { gatesView } from './view/gates-view.ts';
import { hotSpotsView } from './view/hot-spots-view.ts';
import { keyFiguresView, metricsView, ratingsView, severitiesView } from './view/measures-view.ts';
import { filesView, foldersView, languagesView } from './view/rankings-view.ts';
import { methodView } from './view/method-view.ts';
import { nextStepsView } from './view/next-steps-view.ts';
import { absentNote, notLookedAtView } from './view/not-looked-at-view.ts';
import { rulesView, topRulesView, webAddress } from './view/rules-view.ts';
import { coverageView, dependenciesView, duplicationView, testsView } from './view/sources-view.ts';
import { standingInWords } from './view/standing-in-words.ts';
import { suppressionsView } from './view/suppressions-view.ts';
import { CONCLUSION_WORDS } from './view/words.ts';

export interface ViewOptions {
  /** Who hands the report over, as the configuration says. */
  readonly consultant?:
    | { readonly name?: string | undefined; readonly email?: string | undefined; readonly url?: string | undefined }
    | undefined;
}

/** What all reports for people show, from the result of a review. Pure: the same result gives the same view. */
export function buildViewModel(result: ReviewResult, { consultant }: ViewOptions = {}): ReportView {
  const { subject, notLookedAt, duplication, dependencies, coverage, tests } = result;
  const { groups, filters, ...findings } = findingsView(result);
  return shown<ReportView>({
    title: `${subject.name}: ${subject.kind === 'change' ? 'review of a change' : 'review of the repository'}`,
    subject: subjectView(subject),
    preparedBy: { name: consultant?.name ?? '', email: consultant?.email ?? '', url: webAddress(consultant?.url) },
    hasBase: subject.base !== undefined,
    verdict: verdictView(result),
    nextSteps: nextStepsView(result),
    keyFigures: keyFiguresView(result),
    ratings: ratingsView(result),
    gates: gatesView(result.gates, subject.base !== undefined),
    severities: severitiesView(result),
    findings: { ...findings, topRules: topRulesView(result), groups, filters },
    rules: rulesView(result),
    metrics: metricsView(result),
    hotSpots: hotSpotsView(result),
    files: filesView(result),
    folders: foldersView(result),
    languages: languagesView(result),
    duplication: duplication === undefined ? null : duplicationView(duplication),
    duplicationNote:
      duplication === undefined ? absentNote(notLookedAt, 'duplication', 'Duplication was not looked at.') : '',
    dependencies: dependencies === undefined ? null : dependenciesView(dependencies),
    dependenciesNote:
      dependencies === undefined
        ? absentNote(notLookedAt, 'dependencies', 'Not looked at: there is no lock file to read.')
        : '',
    coverage: coverage === undefined ? null : coverageView(coverage),
    coverageNote:
      coverage === undefined
        ? absentNote(notLookedAt, 'coverage', 'Not measured: no coverage report was provided.')
        : '',
    tests: tests === undefined ? null : testsView(tests),
    testsNote:
      tests === undefined ? absentNote(notLookedAt, 'tests', 'Not looked at: no test report was provided.') : '',
    suppressions: suppressionsView(result.suppressions),
    notLookedAt: notLookedAtView(notLookedAt),
    scope: scopeView(result),
    configuration: {
      source: result.configuration.source,
      problems: result.configuration.problems.map(({ file, line, column, message, suggestion }) => ({
        place: `${file}:${line}:${column}`,
        message,
        suggestion: suggestion ?? '',
      })),
    },
    method: methodView(result),
  });
}

/** Whatever a repository made of its names and code must not act in a page, on paper or in a comment. */
function shown<Value>(value: Value): Value {
  if (typeof value === 'string') return visibleLines(value) as Value;
  if (Array.isArray(value)) return value.map(shown) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shown(part)])) as Value;
}

function verdictView({ verdict, standings = [] }: ReviewResult): ReportView['verdict'] {
  const { conclusion, headline, reasons, notKnown = [], warnings = [] } = verdict;
  return {
    conclusion,
    word: CONCLUSION_WORDS[conclusion],
    headline,
    reasonsTitle: reasons.length === 0 ? '' : REASONS_TITLES[conclusion],
    reasons: [...reasons],
    notKnown: [...notKnown],
    warnings: [...warnings],
    notCounted: standings.map(standingInWords),
  };
}

const REASONS_TITLES = {
  pass: 'Why it passed',
  fail: 'Why it failed',
  neutral: 'Why there is no verdict',
} as const satisfies Record<Conclusion, string>;

function subjectView(subject: ReviewSubject): ReportView['subject'] {
  const named = ({ label, commit }: { label: string; commit?: string }, what = ''): string => {
    const short = commit === undefined ? '' : shortCommit(commit);
    return short === '' || label.startsWith(short) ? label : `${label} (${what}${short})`;
  };
  return {
    name: subject.name,
    kind: subject.kind,
    kindText: subject.kind === 'change' ? 'Review of a change' : 'Review of the whole repository',
    head: named(subject.head),
    base: subject.base === undefined ? null : named(subject.base, 'merge base '),
    at: formatInstant(subject.at),
    atIso: subject.at,
    tool: `Plumbline ${subject.tool.version}`,
  };
}

function scopeView({ scope, subject }: ReviewResult): ReportView['scope'] {
  return {
    summary: scopeInWords(scope, subject),
    analyzers: scope.analyzers.map(({ id, files }) => ({ name: id, files: formatNumber(files) })),
  };
}

function scopeInWords(scope: ReviewScope, { kind, wholeTree }: ReviewSubject): string {
  const change =
    scope.filesChanged === undefined
      ? ''
      : `${count(scope.filesChanged, 'file')} changed, +${formatNumber(scope.linesAdded ?? 0)} −${formatNumber(scope.linesRemoved ?? 0)} lines. `;
  const seen = formatNumber(scope.filesLookedAt);
  return kind === 'change' && !wholeTree
    ? `${change}Looked at what the change touches: ${seen} of ${count(scope.filesInTree, 'file')}.`
    : `${change}Looked at ${seen} of ${count(scope.filesInTree, 'file')}.`;
}
