import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';

/** Strings of Kotlin. The grammar overlooks `$name` behind other text, so those are looked for here. */
export const kotlinStrings: Readonly<Record<string, Handler>> = {
  string_literal: aString,
  multiline_string_literal: aString,
  interpolation: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  character_literal: (the, node) => the.term('Char', node, [], the.text(node)),
};

const QUOTES = /^(?:"""|")/;

function aString(the: Lowering, node: number): Term {
  const { tree } = the;
  const text = the.text(node);
  const quote = QUOTES.exec(text)?.[0] ?? '';
  const from = tree.startOffset[node]! + quote.length;
  const to = tree.endOffset[node]! - (text.length > quote.length ? quote.length : 0);
  const parts = the.named(node).filter((child) => the.kind(child) === 'interpolation');
  const content = tree.text.slice(from, to);
  if (parts.length === 0 && isPlain(the, content)) return the.string(node, content);
  const pieces: Term[] = [];
  let at = from;
  for (const part of parts) {
    pieces.push(...piecesOf(the, at, tree.startOffset[part]!), the.lower(part));
    at = tree.endOffset[part]!;
  }
  pieces.push(...piecesOf(the, at, to));
  return the.term('Template', node, pieces);
}

/** Names with a dollar; in a pattern also metavariables, which are written like them. */
const EMBEDDED = /(?<!\\)\$([\p{L}_][\p{L}\p{Nd}_]*)|µ(?!_)[A-Z_0-9]+/gu;

function isPlain(the: Lowering, content: string): boolean {
  const [first] = content.match(EMBEDDED) ?? [];
  return first === undefined || (the.isPattern && first === content && first.startsWith('µ'));
}

function piecesOf(the: Lowering, from: number, to: number): Term[] {
  const text = the.tree.text.slice(from, to);
  const pieces: Term[] = [];
  const piece = (start: number, end: number): void => {
    const content = the.plain(text.slice(start, end));
    const span = { start: from + start, end: from + end };
    // `...` may stand among other text.
    for (const part of content.split(/(?<=\.\.\.)|(?=\.\.\.)/)) {
      if (part !== '') pieces.push(the.piece(part, span));
    }
  };
  let at = 0;
  for (const found of text.matchAll(EMBEDDED)) {
    if (found[0].startsWith('µ') && !the.isPattern) continue;
    piece(at, found.index);
    at = found.index + found[0].length;
    const span = { start: from + found.index, end: from + at };
    const meant = the.placeholder(found[1] ?? found[0]);
    pieces.push(
      meant
        ? aTerm(meant.kind, span, [], meant.value)
        : aTerm('Name', { ...span, start: span.start + 1 }, [], found[1]),
    );
  }
  piece(at, text.length);
  return pieces;
}
