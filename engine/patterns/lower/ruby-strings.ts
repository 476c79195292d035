import { kindOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Ruby's strings, symbols, regular expressions and commands. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  string: quoted,
  bare_string: quoted,
  chained_string: (the, node) =>
    shapes.joined(
      the,
      node,
      the.named(node).map((part) => the.lower(part)),
    ),
  character: (the, node) => the.string(node, the.text(node).slice(1)),
  interpolation: (the, node) => shapes.interpolation(the, node),
  simple_symbol: (the, node) => {
    const name = the.name(node, the.text(node).slice(1));
    return the.term('Atom', node, [{ ...name, start: name.start + 1 }]);
  },
  hash_key_symbol: (the, node) => the.term('Atom', node, [the.name(node)]),
  bare_symbol: symbol,
  delimited_symbol: symbol,
  string_array: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  symbol_array: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  subshell: (the, node) => the.term('Shell', node, [pieces(the, node)]),
  regex,
  heredoc_beginning: heredoc,
};

/** Lengths of what stands around a string's content. */
function quotes(the: Lowering, node: number): { start: number; end: number } {
  const { tree } = the;
  const children = the.children(node);
  const [open, close] = [children[0], children.at(-1)];
  const isDelimiter = (child: number | undefined): child is number =>
    child !== undefined && !CONTENT.has(the.kind(child));
  return {
    start: isDelimiter(open) ? tree.endOffset[open]! - tree.startOffset[node]! : 0,
    end: isDelimiter(close) && close !== open ? tree.endOffset[node]! - tree.startOffset[close]! : 0,
  };
}

const CONTENT = new Set(['string_content', 'escape_sequence', 'interpolation']);

function interpolations(the: Lowering, node: number): number[] {
  return the.named(node).filter((child) => the.kind(child) === 'interpolation');
}

function content(the: Lowering, node: number): string {
  const { start, end } = quotes(the, node);
  const text = the.text(node);
  return text.slice(start, text.length - end);
}

function quoted(the: Lowering, node: number): Term {
  const parts = interpolations(the, node);
  return parts.length > 0 ? the.template(node, { parts, ...quotes(the, node) }) : the.string(node, content(the, node));
}

/** A template even where nothing is put in. */
function pieces(the: Lowering, node: number): Term {
  return the.template(node, { parts: interpolations(the, node), ...quotes(the, node) });
}

function symbol(the: Lowering, node: number): Term {
  if (interpolations(the, node).length > 0) return the.term('Atom', node, [pieces(the, node)]);
  const { start, end } = quotes(the, node);
  const name = the.name(node, content(the, node));
  return the.term('Atom', node, [{ ...name, start: name.start + start, end: name.end - end }]);
}

function regex(the: Lowering, node: number): Term {
  const closing = the.children(node).at(-1)!;
  const letters = the.text(closing).slice(1);
  const flags = letters ? the.term('Token', closing, [], letters) : the.none(closing);
  if (interpolations(the, node).length > 0) return the.term('Regex', node, [pieces(the, node), flags]);
  const text = the.string(node, content(the, node));
  return the.term('Regex', node, [text.kind === 'AnyString' ? { ...text, kind: 'AnyText' } : text, flags]);
}

/** A heredoc's text stands behind the line on which it begins; the term reaches to its end. */
function heredoc(the: Lowering, node: number): Term {
  const body = bodiesOf(the.tree).get(node);
  const start = the.tree.startOffset[node]!;
  if (body === undefined) return the.string(node, '');
  const end = the.tree.endOffset[body]!;
  const closing = the.child(body, 'heredoc_end');
  const around = { start: 1, end: closing ? end - the.tree.startOffset[closing]! : 0 };
  const parts = interpolations(the, body);
  const text = the.text(body).slice(around.start, the.text(body).length - around.end);
  const whole = parts.length > 0 ? the.template(body, { parts, ...around }) : the.string(body, text);
  return aTerm(whole.kind, { start, end }, whole.children, whole.value);
}

const bodies = new WeakMap<SyntaxTree, ReadonlyMap<number, number>>();

/** The bodies of heredocs, which come in the order of their beginnings. */
function bodiesOf(tree: SyntaxTree): ReadonlyMap<number, number> {
  const before = bodies.get(tree);
  if (before) return before;
  const found = new Map<number, number>();
  const waiting: number[] = [];
  let inBodyUntil = 0;
  for (let node = 1; node < tree.size; node++) {
    const kind = kindOf(tree, node);
    if (kind === 'heredoc_beginning' && node >= inBodyUntil) waiting.push(node);
    if (kind !== 'heredoc_body') continue;
    const beginning = node >= inBodyUntil ? waiting.shift() : undefined;
    if (beginning !== undefined) found.set(beginning, node);
    inBodyUntil = Math.max(inBodyUntil, tree.next[node]!);
  }
  bodies.set(tree, found);
  return found;
}
