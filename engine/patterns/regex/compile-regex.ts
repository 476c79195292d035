import { RE2JS } from 're2js';
import { leadingLoop } from './leading-loop.ts';
import { mayExplode } from './may-explode.ts';
import { parsePcre } from './parse-pcre.ts';
import type { RegexFlags } from './pcre-modes.ts';
import { RegexProblem, type ParsedRegex } from './regex-node.ts';
import { toJavaScript, type JavaScriptRegex } from './to-javascript.ts';
import { toRe2 } from './to-re2.ts';

/** Offsets are UTF-16, `end` exclusive. `groups[0]` is the whole match, `groups[n]` what the n-th group took. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  /** Where each of the groups starts; undefined where it took no part. */
  readonly groupStarts: readonly (number | undefined)[];
}

export interface CompiledRegex {
  /** `linear`: takes time in proportion to the text. `backtracking`: may take much longer on a text made for it. */
  readonly engine: 'backtracking' | 'linear';
  /** Numbers of the named groups. */
  readonly names: ReadonlyMap<string, number>;
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** The match that begins with the text, as Python's `re.match` looks for it. */
  matchStart(text: string): RegexMatch | undefined;
  /** All matches, one after the other, without overlaps. */
  all(text: string): Iterable<RegexMatch>;
}

export type RegexResult =
  { readonly ok: true; readonly regex: CompiledRegex } | { readonly ok: false; readonly why: string };

/** Ours: the longest expressions that rules and secret scanners use have a few thousand characters. */
const MAX_LENGTH = 50_000;

/**
 * Makes an expression in PCRE's notation ready to run. JavaScript's own engine runs it (measured 10 to 200 times as
 * fast as RE2 in JavaScript), unless the time it takes could grow exponentially and RE2 can express it. Neither has
 * a time limit of its own: who runs foreign expressions does so where the process can be ended.
 */
export function compileRegex(source: string, flags: Partial<RegexFlags> = {}): RegexResult {
  if (source.length > MAX_LENGTH) return { ok: false, why: `it is longer than ${MAX_LENGTH} characters` };
  try {
    const parsed = parsePcre(source, { multiline: false, caseless: false, dotAll: false, ...flags });
    const re2 = mayExplode(parsed.root) ? toRe2(parsed) : undefined;
    const linear = re2 && linearRegex(parsed, re2);
    return { ok: true, regex: linear ?? backtrackingRegex(parsed) };
  } catch (error) {
    if (error instanceof RegexProblem) return { ok: false, why: error.message };
    // What V8 says of expressions that are too large for it.
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { ok: false, why: `JavaScript's engine cannot take it (${error.message.replace(/^.*: /s, '')})` };
    throw error;
  }
}

function backtrackingRegex(parsed: ParsedRegex): CompiledRegex {
  const written = toJavaScript(parsed, leadingLoop(parsed.root));
  const skip = written.skip ?? '';
  // Where groups start is asked for only where there are groups: it makes each match be looked for twice.
  const flags = `${written.flags}${parsed.groups > 0 || written.keep !== undefined ? 'd' : ''}`;
  const body = skip === '' ? written.source : `${skip}(?:${written.source})`;
  const anywhere = new RegExp(body, written.flags);
  const next = new RegExp(body, `${flags}g`);
  const here = new RegExp(written.source, `${flags}y`);
  // V8 compiles on first use, and only then says that an expression is too large.
  anywhere.test('');
  return {
    engine: 'backtracking',
    names: parsed.names,
    test: (text) => anywhere.test(text),
    matchStart: (text) => {
      here.lastIndex = 0;
      const match = here.exec(text);
      return match ? matchOf(match, written) : undefined;
    },
    *all(text) {
      for (const match of skip === '' ? text.matchAll(next) : matchesOf(text, here, next))
        yield matchOf(match, written);
    },
  };
}

/** Behind a match a search begins anew: there nothing may be skipped. */
function* matchesOf(text: string, here: RegExp, next: RegExp): Generator<RegExpExecArray, void> {
  for (let at = 0; at <= text.length;) {
    here.lastIndex = next.lastIndex = at;
    const match = here.exec(text) ?? next.exec(text);
    if (!match) return;
    const end = match.index + match[0].length;
    // After an empty match, one character on: two units where it needs them.
    at = match[0] === '' ? end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1) : end;
    yield match;
  }
}

function matchOf(match: RegExpExecArray, { groups, keep }: JavaScriptRegex): RegexMatch {
  const { indices } = match;
  const start = keep === undefined ? match.index : (indices?.[keep]?.[0] ?? match.index);
  const end = match.index + match[0].length;
  return {
    start,
    end,
    groups: groups.map((number, index) => (index === 0 ? match[0].slice(start - match.index) : match[number])),
    groupStarts: groups.map((number, index) => (index === 0 ? start : indices?.[number]?.[0])),
  };
}

function linearRegex(
  { names, groups }: ParsedRegex,
  { source, endsBeforeTail }: NonNullable<ReturnType<typeof toRe2>>,
): CompiledRegex | undefined {
  const compiled = compileRe2(source);
  if (!compiled) return undefined;
  const matchOf = (matcher: ReturnType<RE2JS['matcher']>): RegexMatch => {
    const starts = Array.from({ length: groups + 1 }, (_, group) => matcher.start(group));
    const end = endsBeforeTail ? matcher.start(groups + 1) : matcher.end();
    const whole = matcher.group()?.slice(0, end - matcher.start());
    return {
      start: matcher.start(),
      end,
      groups: starts.map((start, group) =>
        group === 0 ? whole : start < 0 ? undefined : (matcher.group(group) ?? undefined),
      ),
      groupStarts: starts.map((start) => (start < 0 ? undefined : start)),
    };
  };
  return {
    engine: 'linear',
    names,
    test: (text) => compiled.matcher(text).find(),
    matchStart: (text) => {
      const matcher = compiled.matcher(text);
      return matcher.lookingAt() ? matchOf(matcher) : undefined;
    },
    *all(text) {
      const matcher = compiled.matcher(text);
      while (matcher.find()) yield matchOf(matcher);
    },
  };
}

function compileRe2(source: string): RE2JS | undefined {
  try {
    return RE2JS.compile(source);
  } catch {
    // Too large for it: the other engine has its own limits.
    return undefined;
  }
}
