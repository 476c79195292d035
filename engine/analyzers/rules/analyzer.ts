import type { RawFinding, RelatedPlace } from '../../findings/finding.ts';
import type { PatternFinding, PatternPosition, TracedPlace } from '../../patterns/report/pattern-finding.ts';
import { RULE_TIMEOUT, type ScanError } from '../../patterns/scan-file.ts';
import { RuleSet } from '../../patterns/targets/scan-target.ts';
import type { Classification, FileAnalyzer, FileInput, FileOutput, NotLookedAt } from '../analyzer.ts';
import type { BookedRule } from './rule-book.ts';

/** Looks for what our packs of rules describe. Tests are looked at only by the rules that are for them. */
export function createRulesAnalyzer(booked: readonly BookedRule[]): FileAnalyzer {
  const rules = new Map(booked.map((entry) => [entry.rule.id, entry]));
  const setOf = (entries: readonly BookedRule[]) =>
    new RuleSet(
      entries.map(({ rule }) => rule),
      (id, language) => rules.get(id)!.words[language],
    );
  const forCode = setOf(booked);
  const forTests = setOf(booked.filter(({ tests }) => tests));
  const setFor = ({ test }: Classification) => (test ? forTests : forCode);
  return {
    id: 'rules',
    version: 1,
    rules: booked.map(({ info }) => info),
    applies: ({ path, classification }) => classification.leftOut === undefined && setFor(classification).looksAt(path),
    analyze: (file) => analyze(file, { set: setFor(file.classification), rules }),
  };
}

async function analyze(
  { path, text, tree }: FileInput,
  { set, rules }: { readonly set: RuleSet; readonly rules: ReadonlyMap<string, BookedRule> },
): Promise<FileOutput> {
  const { findings, errors } = await set.scanText({ path, text, ...(tree && { tree }) }, RULE_TIMEOUT);
  return {
    findings: findings.map((finding) =>
      toRawFinding(finding, { path, fixable: rules.get(finding.ruleId)!.rule.fix !== undefined }),
    ),
    notLookedAt: notLookedAtOf(path, errors),
  };
}

function toRawFinding(finding: PatternFinding, { path, fixable }: { path: string; fixable: boolean }): RawFinding {
  const { ruleId, message, start, end, edit, trace } = finding;
  return {
    ruleId,
    path,
    message: message.replace(/\s+/g, ' ').trim(),
    range: rangeOf(start, end),
    ...(trace && { trace: trace.map((step) => toStep(path, step)) }),
    ...(edit && {
      fix: {
        description: `Replace with ${firstLine(edit.text)}`,
        safe: fixable,
        edits: [{ startOffset: edit.start, endOffset: edit.end, text: edit.text }],
      },
    }),
  };
}

function rangeOf(start: PatternPosition, end: PatternPosition) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

const STEP_WORDS = { source: 'Comes from outside here', step: 'Goes on here', sink: 'Arrives here' } as const;

function toStep(path: string, { role, start, end }: TracedPlace): RelatedPlace {
  return { path, range: rangeOf(start, end), message: STEP_WORDS[role] };
}

function firstLine(text: string): string {
  const [line = '', ...rest] = text.split('\n');
  return rest.length > 0 ? `${line} …` : line;
}

/** Rules that ran out of time are named together: what they looked for was not looked for. */
function notLookedAtOf(path: string, errors: readonly ScanError[]): NotLookedAt[] {
  const late = errors.filter(({ kind }) => kind === 'time-out');
  const failed = errors.filter(({ kind }) => kind === 'crashed');
  const deep = errors.find(({ kind }) => kind === 'too-deep' || kind === 'too-many');
  const common = { subject: path, path, analyzer: 'rules' } as const;
  return [
    ...(late.length > 0
      ? [
          {
            ...common,
            reason: 'time-out' as const,
            detail: `${named(late)} took longer than ${RULE_TIMEOUT / 1000} s.`,
          },
        ]
      : []),
    ...(failed.length > 0
      ? [{ ...common, reason: 'crashed' as const, detail: `${named(failed)}: ${failed[0]!.message}` }]
      : []),
    ...(deep ? [{ ...common, reason: 'limit' as const, detail: deep.message }] : []),
  ];
}

function named(errors: readonly ScanError[]): string {
  const ids = [...new Set(errors.flatMap(({ ruleId }) => ruleId ?? []))];
  const shown = ids.slice(0, 3).join(', ');
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more rules` : shown;
}
