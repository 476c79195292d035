import { isNamed, kindOf } from '../../syntax/nodes.ts';
import { isComment } from '../../syntax/tokens.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { aTerm, aTermTree, type Term, type TermTree } from '../term.ts';
import { unwritten, type Placeholder } from '../pattern/placeholders.ts';

/** How the trees of one grammar are lowered. */
export interface Dialect {
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Kinds that stand for their one named child: statements made of an expression, parentheses. */
  readonly transparent: ReadonlySet<string>;
  /** Kinds of statements that stand between the statements of a block without saying anything (`;`). */
  readonly ignored?: ReadonlySet<string>;
  /** Tokens that are expressions: `this` where the grammar takes it for a word. */
  readonly words?: ReadonlySet<string>;
}

/** Lowers one node; several terms (`var a, b`) come as a `Several`, which lists take apart. */
export type Handler = (the: Lowering, node: number) => Term;

/** Nesting that is lowered; the stack of a worker allows some thousands, and what people write stays below a hundred. */
export const MAX_DEPTH = 600;

/** Macros within macros that are read; ours: each level is parsed once more. */
const MAX_EMBEDDED = 4;

export class Lowering {
  readonly tree: SyntaxTree;
  readonly #dialect: Dialect;
  /** What a name stands for in a pattern; absent for a file. */
  readonly #placeholder: ((text: string) => Placeholder | undefined) | undefined;
  readonly #cutOff: number[] = [];
  #depth = 0;
  /** The depth at which the text begins: that of the text around, if it was taken out of one. */
  #rootDepth = 0;
  /** How many times over the text was taken out of another that was parsed. */
  #level = 0;

  constructor(tree: SyntaxTree, dialect: Dialect, placeholder?: (text: string) => Placeholder | undefined) {
    this.tree = tree;
    this.#dialect = dialect;
    this.#placeholder = placeholder;
  }

  /**
   * The terms of a part of the text that was parsed by itself; `offset` is added to their places. Undefined: it was taken
   * out of too many others.
   */
  embedded(tree: SyntaxTree, offset: number): readonly Term[] | undefined {
    if (this.#level >= MAX_EMBEDDED) return undefined;
    const inner = new Lowering(tree, this.#dialect, this.#placeholder);
    inner.#level = this.#level + 1;
    inner.#depth = this.#depth;
    inner.#rootDepth = this.#depth;
    const { all } = inner.whole();
    this.#cutOff.push(...inner.#cutOff.map((at) => at + offset));
    for (const term of all) Object.assign(term, { start: term.start + offset, end: term.end + offset });
    return all;
  }

  get isPattern(): boolean {
    return this.#placeholder !== undefined;
  }

  whole(): TermTree {
    const handler = this.#dialect.handlers[kindOf(this.tree, 0)];
    const root = handler ? handler(this, 0) : this.list('Block', 0, this.named(0));
    return aTermTree(root, { text: this.tree.text, cutOff: this.#cutOff, hasError: this.tree.hasError });
  }

  /** The term of a node; `None` for node 0, which stands for an absent one. */
  lower(node: number, near = node): Term {
    if (node === 0) return this.none(near);
    const kind = kindOf(this.tree, node);
    if (this.#depth >= MAX_DEPTH) return this.tooDeep(node);
    this.#depth++;
    try {
      if (this.#dialect.transparent.has(kind)) {
        const inner = this.named(node);
        if (inner.length === 1) return this.#spanned(this.lower(inner[0]!), node);
      }
      const handler = this.isTerm(node) ? this.#dialect.handlers[kind] : undefined;
      return handler ? handler(this, node) : this.raw(node);
    } finally {
      this.#depth--;
    }
  }

  /** What is nested too deeply to be looked at. */
  tooDeep(node: number): Term {
    this.#cutOff.push(this.tree.startOffset[node]!);
    return this.term('TooDeep', node);
  }

  /** Parentheses are part of what they stand around, as people see it. */
  #spanned(term: Term, node: number): Term {
    if (this.tree.text[this.tree.startOffset[node]!] !== '(') return term;
    return { ...term, start: this.tree.startOffset[node]!, end: this.tree.endOffset[node]! };
  }

  /** A construct that has no kind of its own. */
  raw(node: number): Term {
    const children: Term[] = [];
    const kind = kindOf(this.tree, node);
    if (this.tree.next[node] === node + 1) return this.term(`raw:${kind}`, node, [], this.text(node));
    for (const child of this.children(node)) {
      if (this.isTerm(child)) this.#add(children, this.lower(child));
      else if (!PUNCTUATION.has(kindOf(this.tree, child)))
        children.push(this.term('Token', child, [], this.text(child)));
    }
    return this.term(`raw:${kind}`, node, children);
  }

  term(kind: string, node: number, children: readonly Term[] = [], value = ''): Term {
    return aTerm(kind, { start: this.tree.startOffset[node]!, end: this.tree.endOffset[node]! }, children, value);
  }

  none(near: number): Term {
    const at = this.tree.startOffset[near]!;
    return aTerm('None', { start: at, end: at });
  }

  /** A name, or in a pattern what stands for something else. */
  name(node: number, text = this.text(node)): Term {
    const meant = this.#placeholder?.(text);
    return meant ? this.term(meant.kind, node, [], meant.value) : this.term('Name', node, [], text);
  }

  /** What stands for something else in a pattern; undefined where the text is only text. */
  placeholder(text: string): Placeholder | undefined {
    return this.#placeholder?.(text);
  }

  list(kind: string, node: number, children: readonly number[]): Term {
    return this.listOf(
      kind,
      node,
      children
        .filter((child) => !this.#dialect.ignored?.has(kindOf(this.tree, child)))
        .map((child) => this.lower(child)),
    );
  }

  listOf(kind: string, node: number, items: readonly Term[]): Term {
    const children: Term[] = [];
    for (const item of items) this.#add(children, item);
    return this.term(kind, node, children);
  }

  /** A list of what stands in a node; empty for node 0. */
  listIn(kind: string, node: number, near: number): Term {
    return node === 0 ? { ...this.none(near), kind } : this.list(kind, node, this.named(node));
  }

  /** A body as a block, whether in braces or a lone statement. */
  block(node: number, near = node): Term {
    const body = this.lower(node, near);
    if (body.kind === 'Block' || body.kind === 'None') return body;
    if (this.isPattern && isAny(body)) return body;
    return body.kind === 'Several' ? { ...body, kind: 'Block' } : aTerm('Block', body, [body]);
  }

  /** A string by what stands between its quotes; in a pattern also what stands for strings. */
  string(node: number, content: string): Term {
    if (!this.isPattern) return this.term('String', node, [], content);
    const plain = this.plain(content);
    if (plain === '...') return this.term('AnyString', node);
    const regex = /^=~\/(.*)\/([a-z]*)$/s.exec(plain);
    if (regex) return this.term('StringRegex', node, [], regex[2] ? `(?${regex[2]})${regex[1]}` : regex[1]);
    return /^\$[A-Z_][A-Z_0-9]*$/.test(plain)
      ? this.term('StringMeta', node, [], plain)
      : this.term('String', node, [], plain);
  }

  /** A string with code in it: pieces of text and the terms of `parts`; `start` and `end` are the quotes' lengths. */
  template(node: number, { parts, start, end, value = '', spanOf }: TemplateParts): Term {
    const { tree } = this;
    const pieces: Term[] = [];
    const text = (from: number, to: number): void => {
      if (to <= from) return;
      const content = this.plain(tree.text.slice(from, to));
      pieces.push(this.piece(content, { start: from, end: to }));
    };
    let at = tree.startOffset[node]! + start;
    for (const part of parts) {
      const span = spanOf?.(part) ?? { start: tree.startOffset[part]!, end: tree.endOffset[part]! };
      text(at, span.start);
      this.#add(pieces, this.lower(part));
      at = span.end;
    }
    text(at, tree.endOffset[node]! - end);
    return this.term('Template', node, pieces, value);
  }

  /** Text between the code of a template. */
  piece(content: string, span: { readonly start: number; readonly end: number }): Term {
    return this.isPattern ? patternPiece(content, span) : aTerm('Piece', span, [], content);
  }

  /** The text as the pattern's author wrote it. */
  plain(text: string): string {
    return this.isPattern ? unwritten(text) : text;
  }

  /** A name with a value, which is found by its name wherever it stands. */
  keyed(kind: 'Keyword' | 'Attribute', node: number, { name, value }: { name: number; value: Term }): Term {
    const key = this.name(name);
    if (key.kind === 'Ellipsis' || key.kind === 'MetaEllipsis') return key;
    return this.term(kind, node, [key, value]);
  }

  spread(node: number, operator: string): Term {
    return this.term('Spread', node, [this.lower(this.named(node)[0] ?? 0, node)], operator);
  }

  several(node: number, terms: readonly Term[]): Term {
    return terms.length === 1 ? terms[0]! : this.term('Several', node, terms);
  }

  text(node: number): string {
    return this.tree.text.slice(this.tree.startOffset[node], this.tree.endOffset[node]);
  }

  kind(node: number): string {
    return kindOf(this.tree, node);
  }

  /** The first child in the field, else 0. */
  field(node: number, name: string): number {
    const { tree } = this;
    const end = this.#endOf(node);
    for (let child = node + 1; child < end; child = tree.next[child]!) {
      if (tree.field[child] !== 0 && tree.fields[tree.field[child]!] === name && !isComment(tree, child)) return child;
    }
    return 0;
  }

  fields(node: number, name: string): number[] {
    return this.children(node).filter((child) => this.tree.fields[this.tree.field[child]!] === name);
  }

  /** Children that are neither tokens nor comments. */
  named(node: number): number[] {
    return this.children(node).filter((child) => this.isTerm(child));
  }

  /** Whether a node is more than a token. */
  isTerm(node: number): boolean {
    return isNamed(this.tree, node) || this.#dialect.words?.has(kindOf(this.tree, node)) === true;
  }

  children(node: number): number[] {
    const { tree } = this;
    const found: number[] = [];
    const end = this.#endOf(node);
    for (let child = node + 1; child < end; child = tree.next[child]!) {
      if (!isComment(tree, child)) found.push(child);
    }
    return found;
  }

  /** Node 0 is the root, and within it stands for an absent node, which has no children. */
  #endOf(node: number): number {
    return node === 0 && this.#depth > this.#rootDepth ? 0 : this.tree.next[node]!;
  }

  /** The first child of one of the kinds, else 0. */
  child(node: number, ...kinds: readonly string[]): number {
    return this.children(node).find((child) => kinds.includes(kindOf(this.tree, child))) ?? 0;
  }

  #add(to: Term[], term: Term): void {
    if (term.kind === 'Several') for (const part of term.children) this.#add(to, part);
    else if (term.kind !== 'Nothing') to.push(term);
  }
}

function patternPiece(content: string, span: { readonly start: number; readonly end: number }): Term {
  if (content === '...') return aTerm('Ellipsis', span);
  if (/^\$\.\.\.[A-Z_][A-Z_0-9]*$/.test(content)) return aTerm('MetaEllipsis', span, [], content);
  return /^\$[A-Z_][A-Z_0-9]*$/.test(content)
    ? aTerm('PieceMeta', span, [], content)
    : aTerm('Piece', span, [], content);
}

interface TemplateParts {
  readonly parts: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly value?: string;
  /** Where a part reaches, if not only over its node: braces around it are no text. */
  readonly spanOf?: (part: number) => { readonly start: number; readonly end: number };
}

/** What matches anything in a pattern. */
export function isAny(term: Term): boolean {
  return term.kind === 'Meta' || term.kind === 'Ellipsis' || term.kind === 'MetaEllipsis';
}

const PUNCTUATION = new Set([...'()[]{},;:', '\n', '']);
