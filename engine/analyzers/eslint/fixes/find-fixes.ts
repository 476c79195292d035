import type { Linter } from 'eslint';
import type { Fix, Range } from '../../../findings/finding.ts';
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

/** What mends a finding of a rule: by ESLint's name of it, at the place where ESLint reports. */
export interface FoundFix {
  readonly rule: string;
  readonly place: Pick<Range, 'startLine' | 'startColumn'>;
  readonly fix: Fix;
}

/** Fixes tried in one file: each is a parse of it. */
const MOST_IN_FILE = 50;

/**
 * The fixes for what rules (by ESLint's names) find in a file. Each has been tried: the mended text parses, all but the
 * mended place is as it was, the finding is gone, and nothing else is found. Depends on nothing but the arguments. A
 * file that ESLint cannot look at has none.
 */
export async function findFixes(input: LintInput, names: readonly string[]): Promise<FoundFix[]> {
  const file = prepare(input);
  const typescript = isTypeScriptExtension(file.extension);
  const fixable = names.flatMap((name) => FIXABLE_RULES.get(name) ?? []);
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
  return candidates(before.messages, { fixable, text: file.text })
    .slice(0, MOST_IN_FILE)
    .flatMap(({ rule, place, mending }): FoundFix[] => {
      const judged = rule.judge(mending, { file: file.text, typescript });
      if (judged === 'never' || DISGUISED.test(mending.text)) return [];
      const mended = file.text.slice(0, mending.start) + mending.text + file.text.slice(mending.end);
      const after = look(mended);
      const allowed = { dissolves: rule.dissolves ?? [], takesComment: rule.takesOut === 'comment' };
      if (!after || !isSound(mending, { before: before.shape, after: after.shape }, allowed)) return [];
      if (!mendsOnly(rule, before.messages, after.messages)) return [];
      const { start, end, text } = mending;
      const edit = { startOffset: start, endOffset: end, text, range: rangeOf(lineStarts, { start, end }) };
      return [
        { rule: rule.name, place, fix: { description: rule.description, safe: judged === 'safe', edits: [edit] } },
      ];
    });
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
  readonly place: FoundFix['place'];
  readonly mending: Mending;
}

/** One for each finding: of a rule that has one finding a line, all of the line are mended together. */
function candidates(
  messages: readonly Linter.LintMessage[],
  { fixable, text }: { readonly fixable: readonly FixableRule[]; readonly text: string },
): Candidate[] {
  const toOurs = placesIn(text);
  const found = fixable.flatMap((rule) => {
    const id = rule.from === 'own' ? `plumbline/${rule.name}` : rule.name;
    const byPlace = new Map<string, { place: FoundFix['place']; fixes: Linter.LintMessage['fix'][] }>();
    for (const message of messages.filter(({ ruleId }) => ruleId === id)) {
      const { line, column, endLine = line, endColumn = column } = message;
      const place = toOurs({ startLine: line, startColumn: column, endLine, endColumn });
      const ofLine = LINT_RULE_BY_NAME.get(rule.name)!.place === 'line';
      const key = ofLine ? `${place.startLine}` : `${place.startLine}:${place.startColumn}`;
      const group = byPlace.get(key) ?? {
        place: { startLine: place.startLine, startColumn: place.startColumn },
        fixes: [],
      };
      group.fixes.push(fixOf(message, rule));
      byPlace.set(key, group);
    }
    return [...byPlace.values()].flatMap(({ place, fixes }) => {
      const whole = together(fixes, text);
      return whole ? [{ rule, place, mending: tidied(whole, { file: text, takesOut: rule.takesOut }) }] : [];
    });
  });
  return found.sort((a, b) => a.mending.start - b.mending.start || (a.rule.name < b.rule.name ? -1 : 1));
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
  { name, from }: FixableRule,
  before: readonly Linter.LintMessage[],
  after: readonly Linter.LintMessage[],
): boolean {
  const [old, now] = [countByRule(before), countByRule(after)];
  const id = from === 'own' ? `plumbline/${name}` : name;
  const fewer = (now.get(id) ?? 0) < (old.get(id) ?? 0);
  return fewer && [...now].every(([rule, count]) => count <= (old.get(rule) ?? 0));
}

function countByRule(messages: readonly Linter.LintMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of messages) counts.set(ruleId ?? '', (counts.get(ruleId ?? '') ?? 0) + 1);
  return counts;
}
