import type { Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';

/** Strings, templates and heredocs. */
export const hclStrings: Readonly<Record<string, Handler>> = {
  string_lit: (the, node) => the.string(node, the.text(node).slice(1, -1)),
  quoted_template: (the, node) => the.template(node, { parts: codeIn(the, node), start: 1, end: 1 }),
  heredoc_template: heredoc,
  template_interpolation: (the, node) => {
    const expression = the.child(node, 'expression');
    return expression === 0 ? the.term('Nothing', node) : codeOf(the, node, expression);
  },
};

/** `${...}` in a pattern stands for one piece of code. */
function codeOf(the: Lowering, node: number, expression: number): Term {
  const code = the.lower(expression);
  return code.kind === 'Ellipsis' ? the.term('Meta', node, [], '$_') : code;
}

function codeIn(the: Lowering, node: number): number[] {
  return the.named(node).filter((child) => CODE.has(the.kind(child)));
}

const CODE = new Set(['template_interpolation', 'template_directive']);

/** The lines between the words; behind `<<-` without the indentation that all have in common. */
function heredoc(the: Lowering, node: number): Term {
  const text = the.text(node);
  const start = text.indexOf('\n') + 1;
  const end = Math.max(start, text.lastIndexOf('\n') + 1);
  const parts = codeIn(the, node);
  if (parts.length > 0) return the.template(node, { parts, start, end: text.length - end });
  const content = text.slice(start, end);
  return the.string(node, (text.startsWith('<<-') ? unindented(content) : content).replace(/\r?\n$/, ''));
}

function unindented(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.reduce((least, indent) => Math.min(least, indent), Infinity);
  return lines.map((line) => line.slice(Math.min(common, line.length))).join('\n');
}
