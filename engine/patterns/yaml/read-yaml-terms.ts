import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { aTerm, aTermTree, type Term, type TermTree } from '../term.ts';

/** What a scalar stands for in a pattern; undefined: for itself. */
export type ReadScalar = (scalar: {
  readonly text: string;
  readonly quoted: boolean;
}) => { kind: string; value: string } | undefined;

/**
 * Reads YAML as uniform trees: mappings are `Dict` [`Pairs`], sequences `Array` [`Elements` of `Item` [x]], scalars
 * `String`, `Number` and `Literal`, and what has a tag of its own `Tagged` [tag, x]. What stands behind an alias is what it
 * names. The root is a `Block` of the documents.
 */
export function readYamlTerms(text: string, readScalar?: ReadScalar): TermTree {
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    strict: false,
    stringKeys: false,
    logLevel: 'silent',
  });
  const lowering = new YamlLowering(text, readScalar);
  const list = 'empty' in documents ? [] : documents;
  const terms = list.flatMap((document) => lowering.document(document));
  const root = aTerm('Block', { start: terms[0]?.start ?? 0, end: terms.at(-1)?.end ?? 0 }, terms);
  return aTermTree(root, { text, cutOff: lowering.cutOff, hasError: list.some(({ errors }) => errors.length > 0) });
}

/** Nesting that is read; the stack of a worker allows some thousands, and what people write stays below a hundred. */
const MAX_DEPTH = 600;
/** Ours: terms that aliases may be worth in a file, against aliases of aliases of aliases. */
const MAX_ALIAS_TERMS = 10_000;

/** Ours: how far before what it tags a tag is looked for. */
const TAG_DISTANCE = 500;

interface Span {
  readonly start: number;
  readonly end: number;
}

class YamlLowering {
  readonly cutOff: number[] = [];
  readonly #text: string;
  readonly #readScalar: ReadScalar | undefined;
  readonly #anchors = new Map<string, Term>();
  #aliasTerms = 0;
  #depth = 0;

  constructor(text: string, readScalar: ReadScalar | undefined) {
    this.#text = text;
    this.#readScalar = readScalar;
  }

  document({ contents }: Document.Parsed | Document): Term[] {
    this.#anchors.clear();
    const start = contents?.range?.[0] ?? 0;
    return contents ? [this.#node(contents, start)] : [];
  }

  /** `near`: where an absent node would stand. */
  #node(node: unknown, near: number): Term {
    const span = spanOf(node, near);
    if (this.#depth >= MAX_DEPTH) {
      this.cutOff.push(span.start);
      return aTerm('TooDeep', span);
    }
    this.#depth++;
    const term = this.#tagged(node, this.#untagged(node, span));
    this.#depth--;
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, term);
    return term;
  }

  #untagged(node: unknown, span: Span): Term {
    if (isMap(node)) return aTerm('Dict', span, [aTerm('Pairs', span, this.#pairs(node, span))]);
    if (isSeq(node)) return aTerm('Array', span, [aTerm('Elements', span, this.#items(node, span))]);
    if (isAlias(node)) return this.#alias(node.source, span);
    // What is not there is text that is empty: a rule that looks for `key: ""` means `key:` too.
    if (!isScalar(node) || (node.value === null && node.source === '')) return aTerm('String', span);
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const text = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    const meant = this.#readScalar?.({ text, quoted });
    if (meant) return aTerm(meant.kind, span, [], meant.value);
    if (typeof node.value === 'string') return aTerm('String', span, [], text);
    return aTerm(typeof node.value === 'number' ? 'Number' : 'Literal', span, [], text);
  }

  #pairs(map: YAMLMap, { start }: Span): Term[] {
    let near = start;
    return map.items.map((item) => {
      const pair = this.#pair(item, near);
      near = pair.end;
      return pair;
    });
  }

  #pair(item: Pair, near: number): Term {
    const key = this.#node(item.key, near);
    if (key.kind === 'Ellipsis' || key.kind === 'MetaEllipsis') return key;
    const value = this.#node(item.value, key.end);
    return aTerm('Pair', { start: key.start, end: Math.max(key.end, value.end) }, [key, value]);
  }

  #items(seq: YAMLSeq, { start }: Span): Term[] {
    let near = start;
    return seq.items.map((item) => {
      const value = isPair(item) ? this.#pair(item, near) : this.#node(item, near);
      near = value.end;
      if (value.kind === 'Ellipsis' || value.kind === 'MetaEllipsis') return value;
      const before = seq.flow ? -1 : this.#dashBefore(value.start);
      return aTerm('Item', { start: before === -1 ? value.start : before, end: value.end }, [value]);
    });
  }

  /** Where the dash of an item stands, if there is nothing but blanks between. */
  #dashBefore(start: number): number {
    let at = start - 1;
    while (at >= 0 && ' \t\r\n'.includes(this.#text[at]!)) at--;
    return this.#text[at] === '-' ? at : -1;
  }

  #tagged(node: unknown, term: Term): Term {
    const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
    if (tag === undefined || !tag.startsWith('!')) return term;
    const before = Math.max(0, term.start - TAG_DISTANCE);
    const at = this.#text.slice(before, term.start).lastIndexOf(tag);
    const start = at === -1 ? term.start : before + at;
    const span = { start, end: start + tag.length };
    const meant = this.#readScalar?.({ text: tag.slice(1), quoted: false });
    const name = meant ? aTerm(meant.kind, span, [], meant.value) : aTerm('Name', span, [], tag);
    return aTerm('Tagged', { start, end: Math.max(term.end, span.end) }, [name, term]);
  }

  #alias(name: string, span: Span): Term {
    const meant = this.#anchors.get(name);
    return (meant && this.#copy(meant, span)) ?? aTerm('Name', span, [], name);
  }

  /** The term as if it stood in the place of an alias; undefined if that would be too much. */
  #copy(term: Term, span: Span): Term | undefined {
    if (++this.#aliasTerms > MAX_ALIAS_TERMS) return undefined;
    const children: Term[] = [];
    for (const child of term.children) {
      const copy = this.#copy(child, span);
      if (!copy) return undefined;
      children.push(copy);
    }
    return aTerm(term.kind, span, children, term.value);
  }
}

function spanOf(node: unknown, near: number): Span {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: near, end: near };
}
