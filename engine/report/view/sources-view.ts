/** What other sources say: duplication, dependencies, coverage, tests. */
import { SEVERITIES } from '../../findings/finding.ts';
import type { CoverageCount, CoverageResult, FileCoverage } from '../../analyzers/coverage/coverage-result.ts';
import type { Dependency, DependencyResult } from '../../analyzers/dependencies/dependency-result.ts';
import type { DuplicationResult } from '../../analyzers/duplication/duplication-result.ts';
import type { TestResult } from '../../analyzers/tests/test-result.ts';
import { count, formatLines, formatNumber, formatSeconds, formatShare, showing } from './format.ts';
import type {
  CoverageView,
  DependenciesView,
  DependencyView,
  DuplicationView,
  TestsView,
} from './measure-view-schema.ts';
import { SEVERITY_NAMES } from './words.ts';

export const MOST_CLONES = 15;
export const MOST_PLACES = 8;
export const MOST_DEPENDENCIES = 50;
export const MOST_VULNERABILITIES = 100;
export const MOST_COVERAGE_FILES = 25;
export const MOST_LINE_RANGES = 12;
export const MOST_TEST_FAILURES = 50;

export function duplicationView(result: DuplicationResult): DuplicationView {
  const { clones, comparedLines, duplicatedLines } = result;
  const share = comparedLines === 0 ? 0 : duplicatedLines / comparedLines;
  const groups = [...clones]
    .sort((a, b) => b.lines * b.places.length - a.lines * a.places.length)
    .slice(0, MOST_CLONES)
    .map((clone) => ({
      size: `${count(clone.lines, 'line')} (${count(clone.tokens, 'token')}) in ${count(clone.places.length, 'place')}`,
      places: clone.places
        .slice(0, MOST_PLACES)
        .map(({ path, startLine, endLine }) => `${path}:${startLine}–${endLine}`),
      showing: showing(Math.min(MOST_PLACES, clone.places.length), clone.places.length),
    }));
  const runs = `runs of at least ${count(result.minTokens, 'token')}`;
  return {
    summary:
      clones.length === 0
        ? result.filesCompared === 0
          ? 'There was no code to compare.'
          : `No duplicated code in ${count(result.filesCompared, 'compared file')} (${runs}).`
        : `${formatNumber(duplicatedLines)} of ${count(comparedLines, 'line')} (${formatShare(share)}) in ${count(result.filesCompared, 'compared file')} are duplicated, in ${count(clones.length, 'group')} (${runs}).`,
    groups,
    showing: showing(groups.length, clones.length),
  };
}

export function dependenciesView(result: DependencyResult): DependenciesView {
  const vulnerabilities = SEVERITIES.flatMap((severity) =>
    result.vulnerabilities.filter((one) => one.severity === severity),
  );
  const changed = (result.changed ?? []).map(({ from, to }) => ({
    ...dependencyView(to),
    version: `${from.version} → ${to.version}`,
  }));
  return {
    summary: `${count(result.total, 'dependency', 'dependencies')}, ${formatNumber(result.direct)} of them direct, in ${count(result.lockFiles.length, 'lock file')}.`,
    status: result.vulnerabilityStatus,
    statusText: vulnerabilityText(result),
    vulnerabilities: vulnerabilities.slice(0, MOST_VULNERABILITIES).map((one) => ({
      id: one.id,
      severity: one.severity,
      severityName: SEVERITY_NAMES[one.severity],
      score: one.score === undefined ? '–' : formatNumber(one.score, 1),
      summary: one.summary,
      dependency: `${one.dependency.name} ${one.dependency.version}`,
      fixedIn: one.fixedIn ?? '–',
      place: `${one.dependency.path}:${one.dependency.line}`,
    })),
    vulnerabilitiesShowing: showing(Math.min(MOST_VULNERABILITIES, vulnerabilities.length), vulnerabilities.length),
    added: dependencyList((result.added ?? []).map(dependencyView)),
    removed: dependencyList((result.removed ?? []).map(dependencyView)),
    changed: dependencyList(changed),
    licences: [...result.licences]
      .sort((a, b) => b.count - a.count || (a.licence < b.licence ? -1 : 1))
      .map(({ licence, count: amount }) => ({ licence, count: formatNumber(amount) })),
    lockFiles: result.lockFiles.map(({ path, format, dependencies }) => ({
      path,
      format,
      count: formatNumber(dependencies),
    })),
  };
}

function vulnerabilityText({ vulnerabilityStatus, vulnerabilities }: DependencyResult): string {
  const found = count(vulnerabilities.length, 'known vulnerability', 'known vulnerabilities');
  switch (vulnerabilityStatus) {
    case 'looked-at':
      return vulnerabilities.length === 0
        ? 'Every package was looked up: no known vulnerabilities.'
        : `Every package was looked up: ${found}.`;
    case 'partly':
      return `Only some of the packages were looked up: ${found} so far. This is not a clean bill of health.`;
    case 'not-looked-at':
      return 'Known vulnerabilities were not looked up. This is not a clean bill of health.';
  }
}

function dependencyView(dependency: Dependency): DependencyView {
  const kind = [
    ...(dependency.direct === undefined ? [] : [dependency.direct ? 'direct' : 'indirect']),
    ...(dependency.development === true ? ['development'] : []),
  ];
  return {
    name: dependency.name,
    version: dependency.version,
    ecosystem: dependency.ecosystem,
    kind: kind.join(', '),
    licence: dependency.licence ?? '–',
    place: `${dependency.path}:${dependency.line}`,
  };
}

function dependencyList(all: readonly DependencyView[]): DependenciesView['added'] {
  const rows = all.slice(0, MOST_DEPENDENCIES);
  return { rows, count: formatNumber(all.length), showing: showing(rows.length, all.length) };
}

export function coverageView(result: CoverageResult): CoverageView {
  const files = [...result.files].sort(byUncovered);
  const shown = files.slice(0, MOST_COVERAGE_FILES);
  return {
    total: coverageCount(result.total),
    changed: result.changed === undefined ? null : coverageCount(result.changed),
    branches: result.branches === undefined ? null : coverageCount(result.branches),
    files: shown.map((file) => ({
      path: file.path,
      ...coverageCount(file.lines),
      changed: file.changed === undefined || file.changed.total === 0 ? '–' : shareOf(file.changed),
      uncovered: formatLines(file.uncoveredChanged ?? file.uncovered, MOST_LINE_RANGES),
    })),
    showing: showing(shown.length, files.length),
    reports: result.reports.map(({ name, format }) => `${name} (${format})`).join(', '),
  };
}

/** What the change leaves uncovered comes first, then what is uncovered at all. */
function byUncovered(a: FileCoverage, b: FileCoverage): number {
  const changed = (file: FileCoverage): number => file.uncoveredChanged?.length ?? 0;
  const all = (file: FileCoverage): number => file.lines.total - file.lines.covered;
  return changed(b) - changed(a) || all(b) - all(a) || (a.path < b.path ? -1 : 1);
}

function coverageCount(given: CoverageCount): { share: string; detail: string; bar: number } {
  return {
    share: shareOf(given),
    detail: `${formatNumber(given.covered)} of ${formatNumber(given.total)}`,
    bar: given.total === 0 ? 0 : Math.floor((given.covered / given.total) * 100),
  };
}

function shareOf({ covered, total }: CoverageCount): string {
  return total === 0 ? '–' : formatShare(covered / total);
}

export function testsView(result: TestResult): TestsView {
  const failed = result.failed + result.errors;
  const failures = result.failures.slice(0, MOST_TEST_FAILURES);
  return {
    summary: `${formatNumber(result.passed)} of ${count(result.total, 'test')} passed, ${formatNumber(failed)} failed, ${formatNumber(result.skipped)} skipped, in ${formatSeconds(result.seconds)}.`,
    failed: failed > 0,
    amount: failed,
    failures: failures.map(({ name, suite, message, path, line }) => ({
      name,
      suite,
      message,
      place: path === undefined ? '' : line === undefined ? path : `${path}:${line}`,
    })),
    showing: showing(failures.length, result.failures.length),
    reports: result.reports.join(', '),
  };
}
