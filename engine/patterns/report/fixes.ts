import type { Match } from '../match.ts';
import { compileRegex, type RegexMatch } from '../regex/compile-regex.ts';
import type { PatternRule } from '../rule.ts';
import { interpolate } from './interpolate.ts';

/** Replace what is between two UTF-16 offsets. */
export interface PatternEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a rule's `fix` or `fix-regex` makes of what it found; nothing where it has none, or it changes nothing. */
export function editOf(rule: PatternRule, { start, end, bindings }: Match, text: string): PatternEdit | undefined {
  if (rule.fix !== undefined)
    return { start, end, text: indentedAs(text, start, interpolate(rule.fix.trim(), bindings)) };
  if (!rule.fixRegex) return undefined;
  const matched = text.slice(start, end);
  const replaced = replaceByRegex(matched, rule.fixRegex);
  return replaced === matched ? undefined : { start, end, text: replaced };
}

/** Further lines are indented as the line is on which the fix goes. */
function indentedAs(text: string, start: number, fix: string): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))![0];
  return fix.replace(/\n(?=[^\n])/g, `\n${indent}`);
}

function replaceByRegex(text: string, { regex, replacement, count }: NonNullable<PatternRule['fixRegex']>): string {
  const compiled = compileRegex(regex, { multiline: true });
  if (!compiled.ok) return text;
  let [result, at, times] = ['', 0, 0];
  for (const match of compiled.regex.all(text)) {
    if (count !== undefined && count > 0 && times++ >= count) break;
    result += text.slice(at, match.start) + expand(replacement, match, compiled.regex.names);
    at = match.end;
  }
  return result + text.slice(at);
}

/** `\1`, `\g<1>` and `\g<name>`, as in Python's `re.sub`; also `\n` and `\t`. */
function expand(replacement: string, { groups }: RegexMatch, names: ReadonlyMap<string, number>): string {
  return replacement.replace(
    /\\(?:(\d{1,2})|g<(\w+)>|([nt\\]))/g,
    (written: string, number: string | undefined, name: string | undefined, letter: string | undefined) => {
      if (letter !== undefined) return letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\';
      const reference = number ?? name!;
      const index = /^\d+$/.test(reference) ? Number(reference) : names.get(reference);
      return index === undefined || index >= groups.length ? written : (groups[index] ?? '');
    },
  );
}

/**
 * Applies edits from the last to the first, so that offsets stay right. Of edits that overlap, the one that starts
 * first (then the shorter) is applied; the others are given back.
 */
export function applyEdits(text: string, edits: readonly PatternEdit[]): { text: string; left: PatternEdit[] } {
  const ordered = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  const [applied, left]: [PatternEdit[], PatternEdit[]] = [[], []];
  for (const edit of ordered) {
    const before = applied.at(-1);
    const same = before && before.start === edit.start && before.end === edit.end && before.text === edit.text;
    if (same) continue;
    if (before && (edit.start < before.end || edit.start === before.start)) left.push(edit);
    else applied.push(edit);
  }
  let result = text;
  for (const { start, end, text: replacement } of applied.reverse())
    result = result.slice(0, start) + replacement + result.slice(end);
  return { text: result, left };
}
