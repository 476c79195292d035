import type { Dialect, Lowering } from '../lower/lowering.ts';
import { MARK, type Placeholder } from '../pattern/placeholders.ts';
import type { Term } from '../term.ts';

/** Shell scripts: commands are `Command` [`Elements` of words], words strings, variables `Variable` [name]. */
export const shell: Dialect = {
  transparent: new Set(['command_name', 'program']),
  handlers: {
    command: lowerCommand,
    word: lowerWord,
    number: lowerWord,
    raw_string: (the, node) => the.string(node, the.text(node).slice(1, -1)),
    string: lowerString,
    concatenation: lowerConcatenation,
    simple_expansion: (the, node) => the.term('Variable', node, [variableName(the, node)]),
    expansion: (the, node) => {
      const plain = the.children(node).length === 1 || the.named(node).length === 1;
      return plain ? the.term('Variable', node, [variableName(the, node)]) : the.raw(node);
    },
    list: lowerBinary,
    pipeline: lowerPipeline,
    variable_assignment: (the, node) => {
      const [name, value] = [the.field(node, 'name'), the.field(node, 'value')];
      const target = placeholderOf(the, the.text(name));
      const named = target ? the.term(target.kind, name, [], target.value) : the.term('Name', name, [], the.text(name));
      return the.term('Assign', node, [named, the.lower(value, node)], '=');
    },
  },
};

/** Stands for the mark of placeholders where the shell takes only names of variables. */
export const VARIABLE_MARK = '_MU_';

function placeholderOf(the: Lowering, text: string): Placeholder | undefined {
  return the.placeholder(text.replaceAll(VARIABLE_MARK, MARK));
}

function lowerCommand(the: Lowering, node: number): Term {
  const words = the.named(node).filter((child) => !BESIDE.has(the.kind(child)));
  const [only] = words;
  const sole = words.length === 1 && only !== undefined ? placeholderOf(the, the.text(only)) : undefined;
  if (sole) return the.term(sole.kind, node, [], sole.value);
  return the.term('Command', node, [the.list('Elements', node, words)]);
}

/** What may stand in a command and is none of its words. */
const BESIDE = new Set(['variable_assignment', 'file_redirect', 'herestring_redirect', 'heredoc_redirect']);

function lowerWord(the: Lowering, node: number): Term {
  const text = the.text(node);
  const meant = placeholderOf(the, text);
  if (meant) return the.term(meant.kind, node, [], meant.value);
  return the.term('String', node, [], the.plain(text).replace(/\\(\S)/g, '$1'));
}

function lowerString(the: Lowering, node: number): Term {
  const parts = the.named(node).filter((child) => the.kind(child) !== 'string_content');
  if (parts.length === 0) return the.string(node, the.text(node).slice(1, -1));
  return the.template(node, { parts, start: 1, end: 1 });
}

/** Pieces without a gap between: one word, if all of them are text. */
function lowerConcatenation(the: Lowering, node: number): Term {
  const pieces = the.named(node).map((child) => the.lower(child));
  if (pieces.every(({ kind }) => kind === 'String')) {
    return the.term('String', node, [], pieces.map(({ value }) => value).join(''));
  }
  return the.listOf('Template', node, pieces);
}

function variableName(the: Lowering, node: number): Term {
  const name = the.named(node)[0] ?? node;
  const meant = placeholderOf(the, the.text(name));
  return meant ? the.term(meant.kind, name, [], meant.value) : the.term('Name', name, [], the.text(name));
}

function lowerBinary(the: Lowering, node: number): Term {
  const [left, right] = the.named(node);
  const operator = the.children(node).find((child) => OPERATORS.has(the.kind(child)));
  if (left === undefined || right === undefined || operator === undefined) return the.raw(node);
  return the.term('Binary', node, [the.lower(left), the.lower(right)], the.kind(operator));
}

const OPERATORS = new Set(['&&', '||']);

/** `a | b | c` is one node: it becomes (a | b) | c. */
function lowerPipeline(the: Lowering, node: number): Term {
  const [first, ...others] = the.named(node);
  if (first === undefined) return the.raw(node);
  return others.reduce<Term>((left, right) => {
    const term = the.lower(right);
    return { ...the.term('Binary', node, [left, term], '|'), start: left.start, end: term.end };
  }, the.lower(first));
}
