import type { Linter } from 'eslint';
import type { Fix } from '../../../findings/finding.ts';
import { lineStartsOf } from '../../../syntax/line-starts.ts';
import { openEslint, placesIn } from '../eslint.ts';
import { prepare, type LintInput } from '../lint-files.ts';
import type { LintRule } from '../lint-rule.ts';
import { isTypeScriptExtension } from '../prepare-text.ts';
import { LINT_RULE_BY_NAME } from '../rules.ts';
import { rangeOf } from '../text-offsets.ts';
import { FIXABLE_RULES, type FixableRule, type Mending } from './fixable-rules.ts';
import { isSound, shapeRule, type Shape } from './is-sound.ts';
import { OWN_FIXERS } from './own-fixers.ts';
import { tidied } from './tidy-mending.ts';

/** A finding to mend: its rule by ESLint's name, and where it starts. */
export interface FixWanted {
  readonly rule: string;
  readonly startLine: number;
  readonly startColumn: number;
}

export interface FoundFix extends FixWanted {
  readonly fix: Fix;
}

/**
 * The fixes for findings of a file, as many as there are. Each has been tried, which takes a parse: the mended text is
 * understood, all but the mended place is as it was, the finding is gone, and nothing else is found. Depends on nothing
 * but the arguments. A file that ESLint cannot look at has none.
 */
export async function findFixes(input: LintInput, wanted: readonly FixWanted[]): Promise<FoundFix[]> {
  const file = prepare(input);
  const typescript = isTypeScriptExtension(file.extension);
  const names = new Set(wanted.map(({ rule }) => rule));
  const fixable = [...names].flatMap((name) => FIXABLE_RULES.get(name) ?? []);
  const shapes: Shape[] = [];
  const own = fixable.flatMap(({ name, from }) => (from === 'own' ? [[name, OWN_FIXERS[name]!] as const] : []));
  const ownRules = { ...Object.fromEntries(own), shape: shapeRule((shape) => shapes.push(shape)) };
  const rules = [...new Set([...fixable.map(({ name }) => name), ...PROVOKED])].map(plainly);
  const lint = await openEslint(file, rules, ownRules);
  const look = (text: string): Look | undefined => {
    const answer = lint(text);
    const shape = shapes.pop();
    return answer.kind === 'linted' && shape ? { messages: answer.messages, shape } : undefined;
  };
  const before = look(file.text);
  if (!before) return [];
  const lineStarts = lineStartsOf(file.text);
  const fixes = candidates(before.messages, { fixable, text: file.text });
  return wanted.flatMap((finding): FoundFix[] => {
    const candidate = fixes.get(placeKey(finding));
    if (!candidate) return [];
    const { rule, mending } = candidate;
    const judged = rule.judge(mending, { file: file.text, typescript });
    if (judged === 'never' || DISGUISED.test(mending.text)) return [];
    const { start, end, text } = mending;
    const after = look(file.text.slice(0, start) + text + file.text.slice(end));
    const allowed = { dissolves: rule.dissolves ?? [], takesComment: rule.takesOut === 'comment' };
    if (!after || !isSound(mending, { before: before.shape, after: after.shape }, allowed)) return [];
    if (!mendsOnly(rule, before.messages, after.messages)) return [];
    const edit = { startOffset: start, endOffset: end, text, range: rangeOf(lineStarts, { start, end }) };
    return [{ ...finding, fix: { description: rule.description, safe: judged === 'safe', edits: [edit] } }];
  });
}

/** A rule that has one finding a line is known by the line alone. */
function placeKey({ rule, startLine, startColumn }: FixWanted): string {
  const ofLine = LINT_RULE_BY_NAME.get(rule)?.place === 'line';
  return `${rule} ${startLine}${ofLine ? '' : `:${startColumn}`}`;
}

interface Look {
  readonly messages: readonly Linter.LintMessage[];
  readonly shape: Shape;
}

/** What a mending may leave behind. */
const PROVOKED = ['no-empty', 'no-unused-labels', 'no-unused-expressions', 'no-extra-boolean-cast'];

/** Comments that the linters must not read are changed for them: such text is not put into a file. */
const DISGUISED = /[eo]zlint/;

/** ESLint's own rule even where typescript-eslint extends it: it looks closer before it mends, and is loaded. */
function plainly(name: string): LintRule {
  const rule = LINT_RULE_BY_NAME.get(name)!;
  return rule.typescript === 'extension' ? { ...rule, typescript: 'same' } : rule;
}

interface Candidate {
  readonly rule: FixableRule;
  readonly mending: Mending;
}

/** By the finding's place. Of a rule that has one finding a line, all on the line are mended together. */
function candidates(
  messages: readonly Linter.LintMessage[],
  { fixable, text }: { readonly fixable: readonly FixableRule[]; readonly text: string },
): Map<string, Candidate> {
  const toOurs = placesIn(text);
  const ruleOf = new Map(fixable.map((rule) => [idOf(rule), rule]));
  const fixes = new Map<string, { readonly rule: FixableRule; readonly fixes: Linter.LintMessage['fix'][] }>();
  for (const message of messages) {
    const rule = ruleOf.get(message.ruleId ?? '');
    if (!rule) continue;
    const { line, column, endLine = line, endColumn = column } = message;
    const place = toOurs({ startLine: line, startColumn: column, endLine, endColumn });
    const key = placeKey({ rule: rule.name, ...place });
    const known = fixes.get(key);
    if (known) known.fixes.push(fixOf(message, rule));
    else fixes.set(key, { rule, fixes: [fixOf(message, rule)] });
  }
  return new Map(
    [...fixes].flatMap(([key, { rule, fixes }]): [string, Candidate][] => {
      const whole = together(fixes, text);
      return whole ? [[key, { rule, mending: tidied(whole, { file: text, takesOut: rule.takesOut }) }]] : [];
    }),
  );
}

/** Under which ESLint reports what can be mended. */
function idOf({ name, from }: FixableRule): string {
  return from === 'own' ? `plumbline/${name}` : name;
}

function fixOf({ fix, suggestions = [] }: Linter.LintMessage, { from }: FixableRule): Linter.LintMessage['fix'] {
  if (typeof from === 'string') return fix;
  return suggestions.find(({ messageId }) => messageId !== undefined && from.suggestions.includes(messageId))?.fix;
}

/** All fixes as one; undefined where one is missing or they overlap. */
function together(fixes: readonly Linter.LintMessage['fix'][], text: string): Mending | undefined {
  const sorted = fixes.flatMap((fix) => fix ?? []).sort((a, b) => a.range[0] - b.range[0]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < fixes.length) return undefined;
  let [written, at] = ['', first.range[0]];
  for (const { range, text: replacement } of sorted) {
    if (range[0] < at) return undefined;
    written += text.slice(at, range[0]) + replacement;
    at = range[1];
  }
  return { start: first.range[0], end: at, text: written, replaced: text.slice(first.range[0], at) };
}

/** Fewer of the rule's findings than before, and of no rule more. */
function mendsOnly(
  rule: FixableRule,
  before: readonly Linter.LintMessage[],
  after: readonly Linter.LintMessage[],
): boolean {
  const [old, now] = [countByRule(before), countByRule(after)];
  const fewer = (now.get(idOf(rule)) ?? 0) < (old.get(idOf(rule)) ?? 0);
  return fewer && [...now].every(([id, count]) => count <= (old.get(id) ?? 0));
}

function countByRule(messages: readonly Linter.LintMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of messages) counts.set(ruleId ?? '', (counts.get(ruleId ?? '') ?? 0) + 1);
  return counts;
}
