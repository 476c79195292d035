import type { Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';

/** PHP's strings and commands. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  string: encapsed,
  encapsed_string: encapsed,
  heredoc,
  nowdoc: heredoc,
  shell_command_expression: (the, node) => the.term('Shell', node, [template(the, node, 1)]),
};

/** Kinds of nodes that hold text and code side by side. */
export const CONTAINERS = new Set(['encapsed_string', 'heredoc_body', 'shell_command_expression']);

const TEXT = new Set(['string_content', 'escape_sequence', 'nowdoc_string']);

function codeIn(the: Lowering, node: number): number[] {
  return the.named(node).filter((child) => !TEXT.has(the.kind(child)));
}

function encapsed(the: Lowering, node: number): Term {
  const text = the.text(node);
  const start = /^[bB]?./.exec(text)![0].length;
  const parts = codeIn(the, node);
  const isOnlyMeta = the.isPattern && /^"\$µ[A-Z_0-9]+"$/.test(text);
  if (parts.length === 0 || isOnlyMeta) return the.string(node, text.slice(start, -1));
  return template(the, node, start);
}

/** Text and code; around the code may be braces. A metavariable in it stands for text as well. */
function template(the: Lowering, node: number, start: number, end = start): Term {
  const { tree } = the;
  const whole = the.template(node, {
    parts: codeIn(the, node),
    start,
    end,
    spanOf: (part) => {
      const [from, to] = [tree.startOffset[part]!, tree.endOffset[part]!];
      const inBraces = tree.text[from - 1] === '{' && tree.text[to] === '}';
      return inBraces ? { start: from - 1, end: to + 1 } : { start: from, end: to };
    },
  });
  if (!the.isPattern) return whole;
  const pieces = whole.children.map((piece) => (piece.kind === 'Meta' ? { ...piece, kind: 'AnyPieceMeta' } : piece));
  return { ...whole, children: pieces };
}

function heredoc(the: Lowering, node: number): Term {
  const body = the.field(node, 'value');
  if (body === 0) return the.string(node, '');
  const text = the.text(body);
  const start = /^\r?\n/.exec(text)?.[0].length ?? 0;
  const lowered = codeIn(the, body).length > 0 ? template(the, body, start, 0) : the.string(body, text.slice(start));
  return the.term(lowered.kind, node, lowered.children, lowered.value);
}
