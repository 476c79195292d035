import type { SideResult } from './analyze-side.ts';
import type { NotLookedAt } from './analyzers/analyzer.ts';
import type { CoverageResult } from './analyzers/coverage/coverage-result.ts';
import type { DependencyResult } from './analyzers/dependencies/dependency-result.ts';
import type { DuplicationResult } from './analyzers/duplication/duplication-result.ts';
import type { FileMetrics } from './analyzers/metrics/file-metrics.ts';
import type { TestResult } from './analyzers/tests/test-result.ts';
import { pathMatcher } from './config/globs.ts';
import { languagesNotLookedAt, misnamedFiles } from './languages-not-looked-at.ts';
import { markEscapes } from './escaped-files.ts';
import { readExcerpts } from './excerpts.ts';
import type { Finding, Rule } from './findings/finding.ts';
import { appliedStandings } from './findings/rule-standing.ts';
import type { JudgedFindings } from './judge-findings.ts';
import type { ReviewRequest } from './review-request.ts';
import type { ReviewResult, ReviewScope, ReviewSubject } from './review-result.ts';
import { decideVerdict } from './verdict/decide-verdict.ts';
import { DEFAULT_GATE } from './verdict/default-gate.ts';
import { evaluateGate } from './verdict/evaluate-gate.ts';
import { isFailure } from './verdict/failure.ts';
import type { GateFacts } from './verdict/gate-facts.ts';
import type { GateResult } from './verdict/gate.ts';
import { measure, measureFiles, type MeasuredFile } from './verdict/measure.ts';
import type { RatedQuality } from './verdict/measures.ts';
import { openFindings } from './verdict/open-findings.ts';
import { hotSpots, measureFolders } from './verdict/rank-files.ts';
import { rate } from './verdict/rate.ts';

interface Collected {
  readonly request: ReviewRequest;
  readonly head: SideResult;
  readonly base: SideResult | undefined;
  readonly judged: JudgedFindings;
  /** What the plan kept from being looked at. */
  readonly withheld: readonly NotLookedAt[];
}

/** Measures, ratings, gates and verdict, with everything that the reports show. */
export async function collectResult(collected: Collected): Promise<ReviewResult> {
  const { request, head, base, judged } = collected;
  const results = resultsOf(head);
  const listed = [
    ...judged.notLookedAt,
    ...head.notLookedAt,
    ...languagesNotLookedAt(head),
    ...misnamedFiles(head),
    ...switchedOff(request),
    ...(request.external.notLookedAt ?? []),
    ...collected.withheld,
  ];
  const changes = request.comparison?.changes;
  const notLookedAt = inOrder(base && changes ? markEscapes(listed, { changes, head, base }) : listed);
  const files = measuredFiles(head);
  const { duplication, coverage, tests, dependencies } = results;
  const shared = { files, findings: judged.findings, ...pick({ duplication, coverage }) };
  const measures = measure(shared);
  const fileMeasures = measureFiles({ ...shared, ...pick({ churn: await request.churn }) });
  const gates = evaluateGates(request, {
    ...shared,
    notLookedAt,
    ...pick({ changes: request.comparison?.changes, dependencies, tests }),
  });
  const standings = appliedStandings(judged.findings, request.ruleStandings ?? []);
  const before = base && judged.base && measureBase(base, judged.base);
  return {
    subject: subjectOf(request),
    findings: judged.findings,
    rules: rulesNamed(judged.findings, judged.rules),
    suppressions: judged.suppressions,
    ...(standings.length > 0 && { standings }),
    notLookedAt,
    scope: scopeOf(request, head),
    measures,
    ratings: rate({ measures, findings: openFindings(judged.findings), unmeasured: unmeasured(notLookedAt) }),
    ...(before && { baseMeasures: before.measures, baseRatings: before.ratings }),
    files: fileMeasures,
    folders: measureFolders(fileMeasures),
    hotSpots: hotSpots(fileMeasures),
    ...pick(results),
    gates,
    verdict: decideVerdict({
      gates,
      findings: judged.findings,
      notLookedAt,
      filesLookedAt: files.length,
      nothingToLookAt:
        request.comparison !== undefined && !request.wholeTree && head.planned.length + head.leftOut.length === 0,
      isCode: (path) => head.classified.get(path)?.type === 'code',
      requiredAnalyzers: requiredAnalyzers(request),
      hasBase: request.comparison !== undefined,
    }),
    configuration: { source: request.configurationSource, problems: request.configurationProblems },
    excerpts: await readExcerpts(judged.findings, { head, base }),
  };
}

/** The keys that have a value: optional properties are absent, never undefined. */
function pick<Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: NonNullable<Values[Key]>;
  };
}

function resultsOf({ outputs }: SideResult) {
  return {
    duplication: outputs.get('duplication')?.result as DuplicationResult | undefined,
    dependencies: outputs.get('dependencies')?.result as DependencyResult | undefined,
    coverage: outputs.get('coverage')?.result as CoverageResult | undefined,
    tests: outputs.get('tests')?.result as TestResult | undefined,
  };
}

function measuredFiles({ analyses }: SideResult): MeasuredFile[] {
  return [...analyses].flatMap(([path, { classification, facts, analyzers }]) => {
    if (classification.leftOut || analyzers.length === 0) return [];
    const metrics = facts.metrics as FileMetrics | undefined;
    const { languageName = 'Text', test } = classification;
    return [{ path, language: languageName, test, ...pick({ metrics }) }];
  });
}

function measureBase(base: SideResult, findings: readonly Finding[]) {
  const files = measuredFiles(base);
  const { duplication } = resultsOf(base);
  const measures = measure({ files, findings, ...pick({ duplication }) });
  const ratings = rate({ measures, findings: openFindings(findings), unmeasured: unmeasured(base.notLookedAt) });
  return { measures, ratings };
}

/** A quality whose analyzer failed as a whole has no rating. */
function unmeasured(notLookedAt: readonly NotLookedAt[]): ReadonlySet<RatedQuality> {
  const failed = new Set(
    notLookedAt.filter((entry) => entry.path === undefined && isFailure(entry)).map((entry) => entry.analyzer),
  );
  return new Set(failed.has('duplication') ? ['duplication'] : []);
}

function evaluateGates({ configuration }: ReviewRequest, facts: GateFacts): GateResult[] {
  const conditions = configuration.gate?.conditions ?? DEFAULT_GATE;
  const ofProjects = configuration.projects.map(({ name, paths, gate }) =>
    evaluateGate(
      { conditions: gate?.conditions ?? conditions, project: { name, contains: pathMatcher(paths) } },
      facts,
    ),
  );
  return [evaluateGate({ conditions }, facts), ...ofProjects];
}

function requiredAnalyzers({ configuration }: ReviewRequest): ReadonlySet<string> {
  return new Set(Object.entries(configuration.analyzers).flatMap(([id, { required }]) => (required ? [id] : [])));
}

function rulesNamed(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): Rule[] {
  const named = [...new Set(findings.map((finding) => finding.ruleId))].sort();
  return named.flatMap((id) => rules.get(id) ?? []);
}

function subjectOf({
  name,
  repositoryUri,
  head,
  comparison,
  wholeTree,
  at,
  toolVersion,
}: ReviewRequest): ReviewSubject {
  return {
    name,
    ...(repositoryUri !== undefined && { repositoryUri }),
    kind: comparison ? 'change' : 'repository',
    wholeTree: comparison ? wholeTree : true,
    head: { label: head.label, ...(head.commit !== undefined && { commit: head.commit }) },
    ...(comparison && { base: { label: comparison.base.label, commit: comparison.base.commit ?? '' } }),
    at: at.toISOString(),
    tool: { name: 'plumbline', version: toolVersion },
  };
}

function scopeOf({ comparison }: ReviewRequest, head: SideResult): ReviewScope {
  const looked = [...head.analyses.values()].filter(
    ({ analyzers, classification }) => analyzers.length > 0 && !classification.leftOut,
  );
  const hunks = comparison?.changes.flatMap((change) => change.hunks);
  return {
    filesInTree: head.snapshot.files.length,
    filesLookedAt: looked.length,
    ...(comparison && { filesChanged: comparison.changes.length }),
    ...(hunks && {
      linesAdded: hunks.reduce((sum, hunk) => sum + hunk.newLines, 0),
      linesRemoved: hunks.reduce((sum, hunk) => sum + hunk.oldLines, 0),
    }),
    languages: languagesOf(head),
    analyzers: analyzersOf(head),
  };
}

function languagesOf({ analyses }: SideResult): ReviewScope['languages'] {
  const languages = new Map<string, { files: number; lines: number }>();
  for (const { classification, facts } of analyses.values()) {
    const metrics = facts.metrics as FileMetrics | undefined;
    if (!classification.languageName || !metrics) continue;
    const counts = languages.get(classification.languageName) ?? { files: 0, lines: 0 };
    counts.files++;
    counts.lines += metrics.lines.code;
    languages.set(classification.languageName, counts);
  }
  return [...languages]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
}

function analyzersOf({ analyses, outputs }: SideResult): ReviewScope['analyzers'] {
  const counts = new Map<string, number>();
  for (const { analyzers } of analyses.values()) {
    for (const id of analyzers) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const wanted = [...analyses.values()].filter(({ classification }) => !classification.leftOut).length;
  for (const [id, { result, filesLookedAt }] of outputs) {
    if (result !== undefined || filesLookedAt !== undefined) counts.set(id, filesLookedAt ?? wanted);
  }
  return [...counts].map(([id, files]) => ({ id, files })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the configuration switches off, and what it asks for that nobody gave. */
function switchedOff({ configuration, external }: ReviewRequest): NotLookedAt[] {
  const given: Partial<Record<string, number>> = {
    coverage: external.coverageFiles.length,
    sarif: external.sarifFiles.length,
    tests: external.testFiles.length,
  };
  return Object.entries(configuration.analyzers).flatMap(([analyzer, { enabled, required }]): NotLookedAt[] => {
    if (!enabled) {
      return [{ subject: analyzer, analyzer, reason: 'excluded', detail: 'Switched off by the configuration.' }];
    }
    if (!required || given[analyzer] !== 0) return [];
    return [
      {
        subject: analyzer,
        analyzer,
        reason: 'bad-input',
        detail: 'The configuration requires a report, and there is none.',
      },
    ];
  });
}

function inOrder(entries: readonly NotLookedAt[]): NotLookedAt[] {
  const key = (entry: NotLookedAt) => JSON.stringify([entry.reason, entry.subject, entry.analyzer ?? '', entry.detail]);
  const byKey = new Map(entries.map((entry) => [key(entry), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
