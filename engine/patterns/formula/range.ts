import type { Bindings, Bound } from '../match/bindings.ts';
import { sameBound } from '../match/bindings.ts';
import type { Constant } from '../facts/facts.ts';
import type { Term } from '../term.ts';

/** What a metavariable of a range stands for: a stretch of text, with its terms where a tree was matched. */
export interface RangeBinding extends Bound {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Range {
  readonly start: number;
  readonly end: number;
  readonly bindings: ReadonlyMap<string, RangeBinding>;
  /** Comes from `pattern-inside`: others have to lie within it. */
  readonly inside?: true;
  /** Comes from a regular expression. */
  readonly regex?: true;
  /** Stands for statements with what ends them, a semicolon: a report and a fix take it along. */
  readonly statement?: true;
  /** The term that was matched, where it was one. */
  readonly term?: Term;
}

export function bindingsOf(bindings: Bindings | undefined, text: string): Map<string, RangeBinding> {
  const found = new Map<string, RangeBinding>();
  for (let at = bindings; at; at = at.before) found.set(at.name, rangeBinding(at.bound, text));
  return found;
}

function rangeBinding({ terms, content }: Bound, text: string): RangeBinding {
  return new BindingInText({ terms, content }, text);
}

/** Few bindings are ever asked for their text. */
class BindingInText implements RangeBinding {
  readonly terms: readonly Term[];
  readonly content: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly #source: string;

  constructor({ terms, content }: Bound, source: string) {
    const { start, end } = spanOf({ terms, content }, source);
    this.terms = terms;
    this.content = content;
    this.start = start;
    this.end = end;
    this.#source = source;
  }

  get text(): string {
    return this.content ?? this.#source.slice(this.start, this.end);
  }
}

/** Where a binding stands; what a string holds stands between its quotes. */
function spanOf({ terms, content }: Bound, text: string): { readonly start: number; readonly end: number } {
  const [first] = terms;
  const start = first?.start ?? 0;
  const end = terms.at(-1)?.end ?? start;
  if (content === undefined || first?.kind !== 'String') return { start, end };
  const at = text.slice(start, end).indexOf(content);
  return at < 0 ? { start, end } : { start: start + at, end: start + at + content.length };
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The bindings of both, if the metavariables they share stand for the same. */
export function unify(a: Range, b: Range): ReadonlyMap<string, RangeBinding> | undefined {
  if (b.bindings.size === 0) return a.bindings;
  let isNew = false;
  for (const [name, bound] of b.bindings) {
    const other = a.bindings.get(name);
    if (!other) isNew = true;
    else if (!same(other, bound)) return undefined;
  }
  return isNew ? new Map([...b.bindings, ...a.bindings]) : a.bindings;
}

function same(a: RangeBinding, b: RangeBinding): boolean {
  if (a.start === b.start && a.end === b.end && a.content === b.content) return true;
  return a.terms.length > 0 && b.terms.length > 0 ? sameBound(a, b) : a.text === b.text;
}

export type { Constant };
