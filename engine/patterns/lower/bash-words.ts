import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';

/** What Bash's commands are made of: words, strings, expansions. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  word: (the, node) => text(the, node, the.text(node)),
  number: (the, node) => text(the, node, the.text(node)),
  extglob_pattern: (the, node) => text(the, node, the.text(node)),
  regex: (the, node) => text(the, node, the.text(node)),
  test_operator: word,
  raw_string: (the, node) => quoted(the, node, 1),
  ansi_c_string: (the, node) => quoted(the, node, 2),
  string,
  translated_string: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  concatenation: (the, node) =>
    the.term(
      'Template',
      node,
      the.named(node).flatMap((child) => {
        const part = the.lower(child);
        return part.kind === 'Template' && part.value === '' ? part.children : [part];
      }),
    ),
  variable_name: named,
  special_variable_name: named,
  simple_expansion: expansion,
  expansion,
};

/** How a metavariable is written where only a name can stand. */
export const NAME_MARK = '_mu_';

/** A name; in a pattern a metavariable. */
export function named(the: Lowering, node: number): Term {
  const written = the.text(node);
  return the.name(
    node,
    the.isPattern && written.startsWith(NAME_MARK) ? `µ${written.slice(NAME_MARK.length)}` : written,
  );
}

/** `$x` and `${x}`; what else stands in the braces (`${x:-y}`) comes behind the name, and a pattern may leave it out. */
function expansion(the: Lowering, node: number): Term {
  const parts = the.children(node).filter((child) => !BRACES.has(the.kind(child)));
  const name = parts.find((child) => the.isTerm(child)) ?? 0;
  const rest = parts.filter((child) => child !== name);
  const items = rest.map((child) =>
    the.isTerm(child) ? the.lower(child) : the.term('Token', child, [], the.text(child)),
  );
  return the.term('Expansion', node, [
    the.lower(name, node),
    rest.length > 0 ? the.listOf('Elements', rest[0]!, items) : the.none(node),
  ]);
}

const BRACES = new Set(['$', '${', '}']);

/** A token as the word it is. */
export function word(the: Lowering, node: number): Term {
  return text(the, node, the.text(node));
}

function quoted(the: Lowering, node: number, before: number): Term {
  return the.term('Word', node, [], the.plain(the.text(node).slice(before, -1)));
}

/** A word; in a pattern its metavariables and ellipses stand for parts of it. */
function text(the: Lowering, node: number, content: string): Term {
  if (!the.isPattern) return the.term('Word', node, [], content);
  const parts = split(the, node, { content: content.replace(NAME_MARK, 'µ'), kind: 'Word' });
  return parts.length === 1 ? parts[0]! : the.term('Template', node, parts);
}

const PLACEHOLDER = /(µ__deep|µ___[A-Z_0-9]*|µ[A-Z_][A-Z_0-9]*|µ\d+)/;

function split(the: Lowering, node: number, { content, kind }: { content: string; kind: 'Word' | 'Piece' }): Term[] {
  return content
    .split(PLACEHOLDER)
    .filter((part) => part !== '')
    .map((part) => {
      if (/^µ\d/.test(part))
        return the.term('Expansion', node, [the.term('Name', node, [], part.slice(1)), the.none(node)]);
      const meant = part.startsWith('µ') ? the.placeholder(part) : undefined;
      return meant ? the.term(meant.kind, node, [], meant.value) : the.term(kind, node, [], the.plain(part));
    });
}

/** Plain text in quotes is a word like any other; with code in it, it is told from what has no quotes. */
function string(the: Lowering, node: number): Term {
  const parts = the.named(node);
  const isText = (part: number): boolean => the.kind(part) === 'string_content';
  if (parts.every(isText)) {
    const content = the.text(node).slice(1, -1);
    if (!the.isPattern) return the.term('Word', node, [], content);
    const pieces = split(the, node, { content, kind: 'Piece' });
    if (pieces.every((piece) => piece.kind === 'Piece')) return the.term('Word', node, [], the.plain(content));
    return the.term('Template', node, pieces, '"');
  }
  const whole = the.template(node, { parts: parts.filter((part) => !isText(part)), start: 1, end: 1, value: '"' });
  if (!the.isPattern) return whole;
  const pieces = whole.children.flatMap((piece) =>
    piece.kind === 'Piece' || piece.kind === 'PieceMeta' ? fromPlain(piece) : [piece],
  );
  return { ...whole, children: pieces };
}

/** Text of a pattern's string with its metavariables, as its author wrote them. */
function fromPlain(piece: Term): Term[] {
  return piece.value
    .split(/(\$\.\.\.[A-Z_][A-Z_0-9]*|\.\.\.|\$[A-Z_][A-Z_0-9]*)/)
    .filter((part) => part !== '')
    .map((part) => {
      const kind =
        part === '...'
          ? 'Ellipsis'
          : part.startsWith('$...')
            ? 'MetaEllipsis'
            : part.startsWith('$')
              ? 'Meta'
              : 'Piece';
      return aTerm(kind, piece, [], part === '...' ? '' : part);
    });
}
