import type { NotLookedAt } from '../../analyzers/analyzer.ts';
import type { Finding } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { GateResult } from '../../verdict/gate.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { renderXml, type XmlElement } from './xml.ts';

/**
 * The review as JUnit XML: a suite for each file, a case for each rule with findings in it. A case fails for what is new
 * and open (without a base, for all that is open); old, suppressed and fixed findings are told in its output. What was
 * not looked at is a skipped case, and each condition of a gate is a case that fails, passes, or is skipped when it could
 * not be measured: so a review without findings has cases, too.
 */
export function renderJunit(result: ReviewResult): string {
  const suites = [
    ...gateSuites(result.gates),
    ...[...groupBy(result.findings, ({ path }) => path)].map(([path, findings]) =>
      fileSuite(path, { findings, result }),
    ),
    ...(result.notLookedAt.length > 0 ? [notLookedAtSuite(result.notLookedAt)] : []),
  ];
  return renderXml({
    name: 'testsuites',
    attributes: { name: 'plumbline', ...sum(suites) },
    children: suites.map(({ name, cases }) => ({
      name: 'testsuite',
      attributes: { name, ...counts(cases), time: '0' },
      children: cases.map(caseElement),
    })),
  });
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** One line each; the first is the headline of a failure. */
  readonly lines: readonly string[];
  readonly file?: string;
  readonly line?: number;
}

function gateSuites(gates: readonly GateResult[]): Suite[] {
  return gates
    .filter(({ conditions }) => conditions.length > 0)
    .map(({ project, conditions }) => {
      const name = project === undefined ? 'gate' : `gate of ${project}`;
      return {
        name,
        cases: conditions.map(({ condition, status, explanation }) => ({
          classname: name,
          name: `${condition.metric} (${condition.on}) ${condition.operator.replace('-', ' ')} ${condition.value}`,
          outcome: outcomeOf(status, condition.level),
          lines: [explanation],
        })),
      };
    });
}

function outcomeOf(status: GateResult['conditions'][number]['status'], level: 'block' | 'warn'): Case['outcome'] {
  if (status === 'not-measured') return 'skipped';
  return status === 'missed' && level === 'block' ? 'failed' : 'passed';
}

function fileSuite(path: string, { findings, result }: { findings: readonly Finding[]; result: ReviewResult }): Suite {
  const name = path === '' ? 'the repository' : path;
  const hasBase = result.subject.base !== undefined;
  const fails = (finding: Finding) => isOpen(finding) && (!hasBase || finding.state === 'new');
  return {
    name,
    cases: [...groupBy(findings, ({ ruleId }) => ruleId)].map(([ruleId, ofRule]) => {
      const failing = ofRule.filter(fails);
      const line = (failing[0] ?? ofRule[0])?.range?.startLine;
      return {
        classname: name,
        name: ruleId,
        outcome: failing.length > 0 ? 'failed' : 'passed',
        lines: [...failing, ...ofRule.filter((finding) => !fails(finding))].map(lineOf),
        ...(path !== '' && { file: path }),
        ...(line !== undefined && { line }),
      };
    }),
  };
}

function isOpen(finding: Finding): boolean {
  return openFindings([finding]).length > 0;
}

function lineOf(finding: Finding): string {
  const { path, range, severity, message, state, suppression } = finding;
  const place = [path, range?.startLine, range?.startColumn].filter((part) => part !== undefined && part !== '');
  const standing = state !== 'fixed' && suppression ? `suppressed: ${suppression.reason}` : state;
  return `${[...place, ''].join(':')} ${message} [${severity}, ${standing}]`.trimStart();
}

function notLookedAtSuite(entries: readonly NotLookedAt[]): Suite {
  return {
    name: 'not looked at',
    cases: entries.map(({ subject, path, analyzer, reason, detail }) => ({
      classname: analyzer ?? 'not looked at',
      name: subject,
      outcome: 'skipped',
      lines: [`${reason}: ${detail}`],
      ...(path !== undefined && { file: path }),
    })),
  };
}

function caseElement({ classname, name, outcome, lines, file, line }: Case): XmlElement {
  return {
    name: 'testcase',
    attributes: {
      classname,
      name,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      time: '0',
    },
    children: outcomeElements(outcome, lines),
  };
}

function outcomeElements(outcome: Case['outcome'], lines: readonly string[]): XmlElement[] {
  const message = lines[0] ?? '';
  const text = lines.join('\n');
  switch (outcome) {
    case 'failed':
      return [{ name: 'failure', attributes: { message, type: 'finding' }, children: [text] }];
    case 'skipped':
      return [{ name: 'skipped', attributes: { message } }];
    case 'passed':
      return [{ name: 'system-out', attributes: {}, children: [text] }];
  }
}

function counts(cases: readonly Case[]) {
  const having = (outcome: Case['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  return { tests: cases.length, failures: having('failed'), errors: 0, skipped: having('skipped') };
}

function sum(suites: readonly Suite[]) {
  return { ...counts(suites.flatMap(({ cases }) => cases)), time: '0' };
}

/** Groups in the order in which they first occur. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
