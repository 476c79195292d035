import type { SideResult } from './analyze-side.ts';
import type { NotLookedAt } from './analyzers/analyzer.ts';
import { HEAD_ONLY_ANALYZERS } from './analyzers/project-analyzers.ts';
import { withoutRepeated } from './analyzers/eslint/repository-rule.ts';
import type { FileMetrics } from './analyzers/metrics/file-metrics.ts';
import { configurationFindings } from './config/configuration-findings.ts';
import { comparableWith } from './escaped-files.ts';
import { ruleSettings } from './config/rule-settings.ts';
import { applySuppressions } from './findings/apply-suppressions.ts';
import { createChangeMap } from './findings/change-map.ts';
import {
  suppressionOfCommand,
  suppressionOfConfiguration,
  suppressionsOfComments,
  type CommentSuppressionsInput,
  type Suppression,
} from './findings/collect-suppressions.ts';
import type { Finding, RawFinding, Rule } from './findings/finding.ts';
import { identify, pathsToIdentify, type IdentifiedFinding } from './findings/identify.ts';
import { markFindings } from './findings/mark-findings.ts';
import { orderFindings } from './findings/order-findings.ts';
import { markStandings } from './findings/rule-standing.ts';
import { scopesOfMetrics } from './findings/scopes.ts';
import type { SuppressionFacts } from './findings/suppressions-analyzer.ts';
import { unknownRuleFindings } from './findings/unknown-rules.ts';
import type { SuppressionRecord } from './findings/suppression.ts';
import type { ReviewRequest } from './review-request.ts';
import { decodeText } from './source/decode-text.ts';
import { SourceError, type Change } from './source/source.ts';

/** The findings of a review with identity, state and suppressions. */
export interface JudgedFindings {
  /** Head's and the fixed ones, in the order of the reports. */
  readonly findings: readonly Finding[];
  /** All of base, as it was; absent without a base. */
  readonly base?: readonly Finding[];
  readonly suppressions: readonly SuppressionRecord[];
  readonly notLookedAt: readonly NotLookedAt[];
  readonly rules: ReadonlyMap<string, Rule>;
}

interface JudgeInput {
  readonly request: ReviewRequest;
  readonly head: SideResult;
  readonly base: SideResult | undefined;
  /** Files of the change as the base has changed them since. */
  readonly tip: SideResult | undefined;
  readonly rules: ReadonlyMap<string, Rule>;
}

/** Gives findings their identity, marks what the change did to them, and applies suppressions. */
export async function judgeFindings({ request, head, base, tip, rules }: JudgeInput): Promise<JudgedFindings> {
  const changes = request.comparison?.changes;
  const adjust = configuredRules(request, rules);
  const headFacts = suppressionFacts(head);
  const found = [
    ...withoutRepeated(head.findings),
    ...configurationFindings(request.configurationProblems),
    ...unknownRuleFindings(headFacts, [...rules.keys()]),
  ];
  const rawHead = found.flatMap(adjust);
  const identifiedHead = await identifySide(head, rawHead);
  const ruleOf = (id: string) => rules.get(id);
  const configured = [
    ...(request.commandSuppressions ?? []).map(suppressionOfCommand),
    ...request.configuration.suppressions.map((entry) => suppressionOfConfiguration(entry, entry.place)),
  ];
  const ofComments = commentsOn(rules);
  const shared = { notLookedAt: unreadSources(request), rules };
  const weighed = (findings: readonly Finding[]) => markStandings(findings, request.ruleStandings ?? []);
  if (!base || !changes) {
    const marked = markFindings({ head: identifiedHead, ruleOf });
    const suppressions = [...ofComments({ head: headFacts }), ...configured];
    const { findings, records } = applySuppressions({ findings: marked, suppressions, now: request.now });
    return { findings: orderFindings(weighed(findings)), suppressions: records, ...shared };
  }
  const baseFacts = suppressionFacts(base);
  const foundAtBase = [...base.findings, ...unknownRuleFindings(baseFacts, [...rules.keys()])];
  const identifiedBase = await identifySide(base, foundAtBase.flatMap(adjust));
  const isComparable = comparableWith(head, changes);
  const compared = identifiedBase.filter(({ raw }) => isComparable(raw));
  const withReports = [...compared, ...reportedBefore(identifiedHead, changes)];
  const marked = markFindings({ head: identifiedHead, base: { findings: withReports, changes }, ruleOf });
  const now = request.now;
  const atBase = { facts: baseFacts, changes, ...(tip && { since: suppressionFacts(tip) }) };
  const suppressions = [...ofComments({ head: headFacts, base: atBase }), ...configured];
  const applied = applySuppressions({ findings: marked, suppressions, now });
  const before = applySuppressions({
    findings: markFindings({ head: identifiedBase, ruleOf }),
    suppressions: [...ofComments({ head: baseFacts }), ...configured],
    now,
  });
  return {
    findings: orderFindings(weighed(applied.findings)),
    base: weighed(before.findings),
    suppressions: applied.records,
    ...shared,
  };
}

/** What the configuration says of each rule: switched off ones go, others get their severity and minutes. */
function configuredRules({ configuration }: ReviewRequest, rules: ReadonlyMap<string, Rule>) {
  const settingOf = ruleSettings(configuration);
  return (finding: RawFinding): RawFinding[] => {
    const { severity, minutes } = settingOf(finding.ruleId, finding.path);
    if (severity === 'off' || !rules.has(finding.ruleId)) return [];
    return [{ ...finding, ...(severity && { severity }), ...(minutes !== undefined && { minutes }) }];
  };
}

async function identifySide(side: SideResult, findings: readonly RawFinding[]): Promise<IdentifiedFinding[]> {
  const texts = new Map<string, string>();
  for (const path of pathsToIdentify(findings)) {
    const file = side.snapshot.file(path);
    if (!file || file.kind === 'submodule') continue;
    try {
      texts.set(path, decodeText(await side.snapshot.read(file)));
    } catch (error) {
      // Without its text a finding is known by its rule and anchor alone.
      if (!(error instanceof SourceError)) throw error;
    }
  }
  return identify(findings, {
    textOf: (path) => texts.get(path),
    scopesOf: (path) => {
      const metrics = side.analyses.get(path)?.facts.metrics as FileMetrics | undefined;
      return metrics && scopesOfMetrics(metrics);
    },
  });
}

/**
 * Other tools' reports tell of head alone. What they found on a line that the change did not write was there before:
 * it is given a counterpart at base.
 */
function reportedBefore(head: readonly IdentifiedFinding[], changes: readonly Change[]): IdentifiedFinding[] {
  const map = createChangeMap(changes);
  return head.flatMap((finding) => {
    const { path, range, ruleId } = finding.raw;
    if (!HEAD_ONLY_ANALYZERS.has(ruleId.split('/', 1)[0]!)) return [];
    const oldPath = path === '' ? '' : map.oldPath(path);
    if (oldPath === undefined || map.touches(finding.raw)) return [];
    if (!range) return [{ ...finding, raw: { ...finding.raw, path: oldPath } }];
    const startLine = map.oldLine(path, range.startLine);
    if (startLine === undefined) return [];
    const endLine = startLine + range.endLine - range.startLine;
    return [{ ...finding, raw: { ...finding.raw, path: oldPath, range: { ...range, startLine, endLine } } }];
  });
}

function suppressionFacts({ analyses }: SideResult): Map<string, SuppressionFacts> {
  const none: SuppressionFacts = { comments: [] };
  return new Map(
    [...analyses].map(([path, { facts }]) => [path, (facts.suppressions as SuppressionFacts | undefined) ?? none]),
  );
}

/** ESLint's comments on rules that nobody checked here say nothing about this review: they are left out. */
function commentsOn(rules: ReadonlyMap<string, Rule>) {
  const ids = [...rules.keys()];
  const known = new Map<string, boolean>();
  const isOnCheckedRule = ({ source, rules: named, namesRule }: Suppression): boolean => {
    if (source !== 'eslint-comment' || named.length === 0) return true;
    const key = named.join(' ');
    const answer = known.get(key) ?? ids.some(namesRule);
    known.set(key, answer);
    return answer;
  };
  return (input: CommentSuppressionsInput) => suppressionsOfComments(input).filter(isOnCheckedRule);
}

/** What could not be read while the files were listed. */
function unreadSources({ head }: ReviewRequest): NotLookedAt[] {
  return head.problems.map(({ path, reason }) => ({ subject: path, path, reason: 'unreadable', detail: reason }));
}
