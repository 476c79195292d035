import { createChangeMap } from '../findings/change-map.ts';
import type { Finding } from '../findings/finding.ts';
import { isFailure } from './failure.ts';
import type { GateFacts } from './gate-facts.ts';
import type { GateMetric } from './gate.ts';
import { debtRatio, measure } from './measure.ts';
import type { Rating } from './measures.ts';
import { countChangedLines, countNewLines } from './new-lines.ts';
import { blockingFindings } from './open-findings.ts';
import { rateDebtRatio, rateWorst } from './rate.ts';

/** What a metric is, as far as it can be told. Shares are in percent. */
export type Reading =
  | {
      readonly value: number | Rating;
      /** Part could not be looked at, so the true value may be worse: says what. */
      readonly partly?: string;
    }
  /** Nobody looked: says why. */
  | { readonly notMeasured: string }
  /** It was looked at, but there is too little of it for a share to mean anything: says of what. */
  | { readonly tooLittle: string };

/**
 * Lines a change must add before shares and ratios of its new code are judged: of three lines one is a third. The
 * number is SonarQube's, which ignores coverage and duplication of changes with fewer than 20 new lines.
 */
export const FEWEST_LINES_FOR_SHARES = 20;

/** Reads a metric of the new code, or of all that was looked at. Without a base all code is new. */
export function readMetric(metric: GateMetric, on: 'new' | 'overall', facts: GateFacts): Reading {
  const off = whyOff(metric, facts);
  if (off !== undefined) return { notMeasured: off };
  const code = { facts, onNew: on === 'new' && facts.changes !== undefined };
  if (isCounted(metric)) return readCount(metric, code);
  switch (metric) {
    case 'debt-minutes':
      return { value: judgedFindings(code).reduce((total, finding) => total + finding.minutes, 0) };
    case 'debt-ratio':
    case 'maintainability-rating':
      return readDebt(metric, code);
    case 'reliability-rating':
      return facts.files.length === 0 ? NO_FILES : { value: rateWorst(judgedFindings(code), 'reliability') };
    case 'security-rating':
      return facts.files.length === 0 ? NO_FILES : { value: rateWorst(judgedFindings(code), 'security') };
    case 'duplication':
      return readDuplication(code);
    case 'coverage':
      return readCoverage(code);
    case 'cognitive-complexity':
    case 'cyclomatic-complexity':
    case 'function-length':
      return readHighest(metric, code);
    case 'not-looked-at':
      return { value: facts.notLookedAt.filter(isFailure).length };
    case 'changed-lines':
      return { value: facts.changes ? countChangedLines(facts.changes) : 0 };
    case 'failed-tests':
      return facts.tests
        ? { value: facts.tests.failed + facts.tests.errors }
        : { notMeasured: 'there is no test report' };
  }
}

/** Whose work a metric is, where it is one analyzer's. */
const ANALYZER_OF_METRIC: Partial<Record<GateMetric, string>> = {
  secrets: 'secrets',
  vulnerabilities: 'dependencies',
  duplication: 'duplication',
  'cognitive-complexity': 'metrics',
  'cyclomatic-complexity': 'metrics',
  'function-length': 'metrics',
};

/** Why a metric's analyzer did not run at all; undefined: it did, or nobody switched it off. */
function whyOff(metric: GateMetric, { notLookedAt }: GateFacts): string | undefined {
  const analyzer = ANALYZER_OF_METRIC[metric];
  if (analyzer === undefined) return undefined;
  const whole = notLookedAt.filter((entry) => entry.path === undefined && entry.analyzer === analyzer);
  if (whole.some(({ reason }) => reason === 'excluded')) return 'its analyzer is switched off';
  const withheld = whole.some(({ reason }) => reason === 'plan' || reason === 'plan-lapsed');
  return withheld ? 'the plan does not include it' : undefined;
}

/** The findings that a metric counts; none where it is not a count of findings. */
export function countedFindings(metric: GateMetric, on: 'new' | 'overall', facts: GateFacts): Finding[] {
  if (!isCounted(metric)) return [];
  return judgedFindings({ facts, onNew: on === 'new' && facts.changes !== undefined }).filter(COUNTS[metric]);
}

interface JudgedCode {
  readonly facts: GateFacts;
  /** Only what the change introduced. */
  readonly onNew: boolean;
}

/** Ids of rules start so: of the secrets analyzer, and of the dependencies analyzer on vulnerabilities. */
const SECRETS = 'secrets/';
const VULNERABILITIES = 'dependencies/vulnerable';

const COUNTS = {
  findings: () => true,
  critical: (finding) => finding.severity === 'critical',
  high: (finding) => finding.severity === 'high',
  medium: (finding) => finding.severity === 'medium',
  low: (finding) => finding.severity === 'low',
  'security-findings': (finding) => finding.quality === 'security',
  'reliability-findings': (finding) => finding.quality === 'reliability',
  'maintainability-findings': (finding) => finding.quality === 'maintainability',
  // Those in tests and documentation weigh low: examples, unless somebody looks and says otherwise.
  secrets: ({ ruleId, severity }) => ruleId.startsWith(SECRETS) && severity !== 'low' && severity !== 'info',
  vulnerabilities: (finding) => finding.ruleId.startsWith(VULNERABILITIES),
} as const satisfies Partial<Record<GateMetric, (finding: Finding) => boolean>>;

type CountedMetric = keyof typeof COUNTS;

function isCounted(metric: GateMetric): metric is CountedMetric {
  return metric in COUNTS;
}

const NO_FILES: Reading = { notMeasured: 'no file was looked at' };
const NO_CODE: Reading = { notMeasured: 'no code was looked at' };
const SMALL_CHANGE: Reading = {
  tooLittle: `the change adds fewer than ${FEWEST_LINES_FOR_SHARES} lines of code`,
};

function judgedFindings({ facts, onNew }: JudgedCode): Finding[] {
  const judged = blockingFindings(facts.findings);
  return onNew ? judged.filter((finding) => finding.state === 'new') : judged;
}

function readCount(metric: CountedMetric, code: JudgedCode): Reading {
  const { facts } = code;
  const value = judgedFindings(code).filter(COUNTS[metric]).length;
  if (metric === 'vulnerabilities') {
    const dependencies = facts.dependencies;
    if (!dependencies) return { notMeasured: 'dependencies were not looked at' };
    if (dependencies.total > 0 && dependencies.vulnerabilityStatus !== 'looked-at')
      return { value, partly: 'not all packages were asked about' };
  }
  if (metric === 'secrets' && facts.notLookedAt.some((entry) => entry.analyzer === 'secrets' && isFailure(entry)))
    return { value, partly: 'not all files were searched for secrets' };
  return { value };
}

function readDebt(metric: 'debt-ratio' | 'maintainability-rating', code: JudgedCode): Reading {
  const lines = code.onNew ? newLines(code.facts).added : measure(code.facts).codeLines;
  if (code.onNew && lines < FEWEST_LINES_FOR_SHARES) return SMALL_CHANGE;
  if (lines === 0) return NO_CODE;
  const minutes = judgedFindings(code).reduce((total, finding) => total + finding.minutes, 0);
  // Multiplied before it is divided: 7 of 100 is 7 %, not 7.000000000000001.
  return {
    value: metric === 'debt-ratio' ? debtRatio(100 * minutes, lines) : rateDebtRatio(debtRatio(minutes, lines)),
  };
}

function readDuplication({ facts, onNew }: JudgedCode): Reading {
  if (!facts.duplication) return { notMeasured: 'duplication was not looked at' };
  if (onNew) {
    const { added, duplicated } = newLines(facts);
    return added < FEWEST_LINES_FOR_SHARES ? SMALL_CHANGE : { value: (100 * duplicated) / added };
  }
  const { duplicatedLines, codeLines } = measure(facts);
  return duplicatedLines === undefined ? NO_CODE : { value: Math.min(100, (100 * duplicatedLines) / codeLines) };
}

function readCoverage({ facts, onNew }: JudgedCode): Reading {
  if (!facts.coverage) return { notMeasured: 'there is no coverage report' };
  const count = onNew ? facts.coverage.changed : facts.coverage.total;
  if (!count) return { notMeasured: 'the coverage report says nothing of the changed lines' };
  if (count.total === 0)
    return onNew ? { tooLittle: 'no changed line can be run' } : { notMeasured: 'the coverage report is empty' };
  if (onNew && newLines(facts).added < FEWEST_LINES_FOR_SHARES) return SMALL_CHANGE;
  return { value: (100 * count.covered) / count.total };
}

type FunctionMetric = 'cognitive-complexity' | 'cyclomatic-complexity' | 'function-length';

/** The highest value of a function; on new code, of those that the change made or touched. */
function readHighest(metric: FunctionMetric, { facts, onNew }: JudgedCode): Reading {
  if (facts.files.every((file) => !file.metrics)) return facts.files.length === 0 ? NO_FILES : { value: 0 };
  const map = createChangeMap(facts.changes ?? []);
  let highest = 0;
  for (const { path, metrics } of facts.files) {
    for (const one of metrics?.functions ?? []) {
      if (onNew && !map.touches({ path, range: one })) continue;
      const { cognitive, cyclomatic, length } = one;
      const value = {
        'cognitive-complexity': cognitive,
        'cyclomatic-complexity': cyclomatic,
        'function-length': length,
      };
      highest = Math.max(highest, value[metric]);
    }
  }
  return { value: highest };
}

function newLines(facts: GateFacts): ReturnType<typeof countNewLines> {
  const paths = new Set(facts.files.filter((file) => file.metrics).map((file) => file.path));
  return countNewLines(facts.changes ?? [], { paths, duplication: facts.duplication });
}
