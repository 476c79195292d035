import type { NotLookedAt, ProjectAnalyzer } from '../analyzer.ts';
import type { RawFinding, Rule } from '../../findings/finding.ts';
import { badReport, BadReportError, textOfReport } from '../external-file.ts';
import { createPathMatcher } from '../match-paths.ts';
import type { JunitReport, TestCase } from './read-junit.ts';
import type { TestResult } from './test-result.ts';

export const FAILED_TEST: Rule = {
  id: 'tests/failed',
  title: 'Failed test',
  description: 'A test report says that this test fails. Fix the code, or the test if that is what is wrong.',
  severity: 'high',
  quality: 'reliability',
  minutes: 30,
  tags: ['tests'],
};

/** Failures that are listed and found: where more fail at once, the reason is one. The counts are of all. */
export const MOST_FAILURES = 1000;

type Failure = TestResult['failures'][number];

/** Results of tests, out of JUnit's XML. */
export const testsAnalyzer: ProjectAnalyzer<TestResult> = {
  id: 'tests',
  rules: [FAILED_TEST],
  analyze: async ({ options, snapshot }) => {
    const notLookedAt: NotLookedAt[] = [];
    if (options.testFiles.length === 0) return { findings: [], notLookedAt };
    // Loaded on first use: most reviews have no report.
    const { readJunit } = await import('./read-junit.ts');
    const reports: { readonly name: string; readonly report: JunitReport }[] = [];
    for (const file of options.testFiles) {
      try {
        reports.push({ name: file.name, report: readJunit(textOfReport(file)) });
      } catch (error) {
        if (!(error instanceof BadReportError)) throw error;
        notLookedAt.push(badReport(file, 'tests', error));
      }
    }
    if (reports.length === 0) return { findings: [], notLookedAt };
    const cases = reports.flatMap(({ report }) => report.cases);
    const failing = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
    if (failing.length > MOST_FAILURES) notLookedAt.push(notListed(failing.length - MOST_FAILURES));
    const placeOf = createPlaceFinder(snapshot.files.map((file) => file.path));
    const failures = failing.slice(0, MOST_FAILURES).map((one): Failure => {
      return { suite: one.suite, name: one.name, message: one.message, ...placeOf(one) };
    });
    const result = {
      reports: reports.map(({ name }) => name),
      ...countsOf(reports.map(({ report }) => report)),
      failures,
    };
    return { findings: failures.map(findingOf), result, notLookedAt };
  },
};

function countsOf(reports: readonly JunitReport[]): Omit<TestResult, 'reports' | 'failures'> {
  const cases = reports.flatMap((report) => report.cases);
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  const count = (outcome: TestCase['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const total = cases.length + sum(reports.map(({ bare }) => bare.total));
  const failed = count('failed') + sum(reports.map(({ bare }) => bare.failed));
  const errors = count('error') + sum(reports.map(({ bare }) => bare.errors));
  const skipped = count('skipped') + sum(reports.map(({ bare }) => bare.skipped));
  const seconds = Math.round(sum(reports.map((report) => report.seconds)) * 1000) / 1000;
  return { total, passed: Math.max(0, total - failed - errors - skipped), failed, errors, skipped, seconds };
}

/** `tests/test_a.py:12`, `(FooTest.java:12)`, `/ci/src/a.test.ts:12:5`. */
const LOCATION = /([\w@+./\\-]{1,300}\.\w{1,10}):(\d{1,7})\b/g;
/** Of a class without its file: what its language's files end with. */
const CLASS_EXTENSIONS = ['', '.java', '.kt', '.py', '.php', '.cs', '.rb', '.groovy', '.scala'];

/** The file by what the report names, the line by the report or by the first mention of the file in the failure. */
function createPlaceFinder(paths: readonly string[]): (one: TestCase) => { path?: string; line?: number } {
  const match = createPathMatcher(paths);
  const pathOf = (reported: string): string | undefined => {
    const found = match(reported, []);
    return 'path' in found ? found.path : undefined;
  };
  return (one) => {
    const mentions = [...one.text.matchAll(LOCATION)]
      .slice(0, 50)
      .map(([, file = '', line]) => ({ path: pathOf(file), line: Number(line) }));
    const named = one.files.flatMap((file) => CLASS_EXTENSIONS.map((extension) => file + extension));
    const path =
      named.map(pathOf).find((found) => found !== undefined) ?? mentions.find((mention) => mention.path)?.path;
    if (path === undefined) return {};
    const line = mentions.find((mention) => mention.path === path)?.line ?? one.line;
    return line === undefined || line < 1 ? { path } : { path, line: Math.trunc(line) };
  };
}

function findingOf({ suite, name, message, path, line }: Failure): RawFinding {
  const range = line === undefined ? undefined : { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
  return {
    ruleId: FAILED_TEST.id,
    path: path ?? '',
    ...(range ? { range } : {}),
    message: `The test “${[suite, name].filter(Boolean).join(' › ')}” fails${message === '' ? '.' : `: ${message}`}`,
    anchor: `${suite} ${name}`,
  };
}

function notListed(count: number): NotLookedAt {
  const detail = `Of failed tests, the first ${MOST_FAILURES} are listed; all are counted.`;
  return { subject: `${count} failed tests`, analyzer: 'tests', reason: 'limit', detail };
}
