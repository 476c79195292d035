import { aTerm, type Term } from '../term.ts';
import { isAny, type Dialect, type Lowering } from './lowering.ts';
import * as words from './bash-words.ts';
import * as shapes from './shapes.ts';

/**
 * Bash: tree-sitter-bash. A command is one list of words, so that an ellipsis may stand for its name, too; what it is
 * given besides (`a=1 command`) stands before. Quotes around plain text say nothing.
 */
export const bash: Dialect = {
  transparent: new Set(['command_name', 'else_clause']),
  ignored: new Set(['heredoc_body', 'heredoc_end']),
  handlers: {
    program,
    compound_statement: (the, node) => statements(the, node, the.children(node)),
    do_group: (the, node) => statements(the, node, the.children(node)),
    else_clause: (the, node) => statements(the, node, the.children(node)),
    subshell: (the, node) => the.term('Subshell', node, [statements(the, node, the.children(node))]),
    ...words.HANDLERS,
    command,
    test_command: (the, node) => the.raw(node),
    unset_command: plainCommand,
    declaration_command: declaration,
    variable_assignment: assignment,
    variable_assignments: (the, node) =>
      the.several(
        node,
        the.named(node).map((child) => the.lower(child)),
      ),
    array: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    subscript: (the, node) => shapes.index(the, node, 'name', 'index'),
    pipeline,
    list: (the, node) => {
      const [left, right] = the.named(node);
      const operator = the.children(node).find((child) => child !== left && child !== right) ?? node;
      return the.term('Binary', node, [the.lower(left ?? 0, node), the.lower(right ?? 0, node)], the.text(operator));
    },
    negated_command: (the, node) => the.term('Unary', node, [the.lower(the.named(node)[0] ?? 0, node)], '!'),
    redirected_statement: redirected,
    command_substitution: substitution,
    process_substitution: substitution,
    if_statement: ifStatement,
    for_statement: forStatement,
    c_style_for_statement: (the, node) =>
      the.term('For', node, [
        the.lower(the.field(node, 'initializer'), node),
        the.lower(the.field(node, 'condition'), node),
        the.lower(the.field(node, 'update'), node),
        the.block(the.field(node, 'body'), node),
      ]),
    while_statement: whileStatement,
    case_statement: (the, node) =>
      the.term('Switch', node, [
        the.lower(the.field(node, 'value')),
        the.list(
          'Cases',
          node,
          the.named(node).filter((child) => the.kind(child) === 'case_item'),
        ),
      ]),
    case_item: (the, node) => {
      const values = the.fields(node, 'value');
      if (the.isPattern && /^µ___\)\s*;;$/.test(the.text(node))) return the.term('Ellipsis', node);
      const body = the.children(node).filter((child) => !values.includes(child) && !CASE_MARKS.has(the.text(child)));
      return the.term('Case', node, [the.list('Elements', values[0] ?? node, values), statements(the, node, body)]);
    },
    function_definition: (the, node) =>
      the.term('Function', node, [
        shapes.emptyList(the, 'Modifiers', node),
        words.named(the, the.field(node, 'name')),
        shapes.emptyList(the, 'Params', node),
        the.none(node),
        the.block(the.field(node, 'body'), node),
      ]),
  },
};

const CASE_MARKS = new Set(['|', '(', ')', ';;', ';&', ';;&']);

/** A pattern of one word alone is that word, wherever it stands; with `;` behind it is a command. */
function program(the: Lowering, node: number): Term {
  const [only, ...others] = the.children(node);
  const block = statements(the, node, the.children(node));
  if (!the.isPattern || only === undefined || others.length > 0 || the.kind(only) !== 'command') return block;
  const [modifiers, args] = block.children[0]!.children;
  const isWord = block.children[0]!.kind === 'Command' && modifiers!.children.length + args!.children.length === 1;
  return isWord ? { ...block, children: args!.children } : block;
}

/** Statements; `&` behind one says that it runs on its own. */
function statements(the: Lowering, node: number, parts: readonly number[]): Term {
  const items: Term[] = [];
  for (const part of parts) {
    if (the.kind(part) === '&') {
      const last = items.pop();
      if (last) items.push(aTerm('Background', { start: last.start, end: the.tree.endOffset[part]! }, [last]));
    } else if (the.isTerm(part) && !bash.ignored?.has(the.kind(part))) items.push(the.lower(part));
  }
  return the.listOf('Block', node, items);
}

/** Words with what is set for them. A lone ellipsis or metavariable stands for any statement. */
function command(the: Lowering, node: number): Term {
  const parts = the.named(node);
  const given = parts.filter((part) => the.kind(part) === 'variable_assignment');
  const redirects = parts.filter((part) => the.kind(part).endsWith('_redirect'));
  const others = parts.filter((part) => !given.includes(part) && !redirects.includes(part));
  const args = the.list('Args', others[0] ?? node, others);
  const [only, ...more] = args.children;
  const isPlain = given.length === 0 && redirects.length === 0;
  if (the.isPattern && only && more.length === 0 && isPlain && isAny(only)) return only;
  const whole = the.term('Command', node, [environment(the, node, given), args]);
  if (redirects.length === 0) return whole;
  return the.term('Redirect', node, [whole, the.list('Elements', redirects[0]!, redirects)]);
}

/** What is set for one command alone is no assignment. */
function environment(the: Lowering, node: number, given: readonly number[]): Term {
  const set = given.map((child) => ({ ...the.lower(child), kind: 'Pair', value: '' }));
  return the.listOf('Modifiers', given[0] ?? node, set);
}

/** `unset x`, `export x`: a word of the language with words behind it. */
function plainCommand(the: Lowering, node: number): Term {
  const items = the
    .children(node)
    .map((child) =>
      the.kind(child) === 'variable_name' || !the.isTerm(child) ? words.word(the, child) : the.lower(child),
    );
  return the.term('Command', node, [shapes.emptyList(the, 'Modifiers', node), the.listOf('Args', node, items)]);
}

/** What a declaration stores is an assignment like any other. */
function declaration(the: Lowering, node: number): Term {
  const given = the.named(node).filter((child) => the.kind(child) === 'variable_assignment');
  if (given.length === 0) return plainCommand(the, node);
  const single = given.length === 1;
  return the.several(
    node,
    given.map((child) => {
      const whole = the.lower(child);
      return single ? { ...whole, start: the.tree.startOffset[node]!, end: the.tree.endOffset[node]! } : whole;
    }),
  );
}

function assignment(the: Lowering, node: number): Term {
  const value = the.field(node, 'value');
  const end = { start: the.tree.endOffset[node]!, end: the.tree.endOffset[node]! };
  const operator = the.child(node, '+=') ? '+=' : '=';
  const stored = value ? the.lower(value) : aTerm('Word', end);
  return the.term('Assign', node, [the.lower(the.field(node, 'name')), stored], operator);
}

function pipeline(the: Lowering, node: number): Term {
  const parts = the.named(node).map((part) => the.lower(part));
  return parts.reduce((left, right) => aTerm('Binary', { start: left.start, end: right.end }, [left, right], 'pipe'));
}

function redirected(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  const redirects = the.fields(node, 'redirect');
  return the.term('Redirect', node, [the.lower(body, node), the.list('Elements', redirects[0] ?? node, redirects)]);
}

/** `$(...)`; in a pattern also `<... x ...>`, which is written as one. */
function substitution(the: Lowering, node: number): Term {
  const isInput = the.kind(node) === 'process_substitution';
  const inner = statements(the, node, the.children(node));
  const [only] = inner.children;
  if (the.isPattern && only?.kind === 'Command') {
    const [first, ...others] = only.children[1]!.children;
    if (first?.kind === 'Deep') {
      const args = aTerm('Args', only, others);
      return the.term('Deep', node, [
        others.length === 1 ? others[0]! : aTerm('Command', only, [only.children[0]!, args]),
      ]);
    }
  }
  return the.term('Substitution', node, [inner], isInput ? the.text(node)[0] : '$');
}

/** The condition of several commands is a block of them. */
function condition(the: Lowering, given: readonly number[], near: number): Term {
  const parts = given.filter((part) => the.isTerm(part));
  if (parts.length === 1) return the.lower(parts[0]!);
  return parts.length === 0 ? the.none(near) : the.list('Block', parts[0]!, parts);
}

function ifStatement(the: Lowering, node: number): Term {
  const parts = the.children(node);
  const clauses = parts.filter((part) => CLAUSES.has(the.kind(part)));
  let otherwise = the.none(node);
  for (const clause of clauses.toReversed()) {
    otherwise =
      the.kind(clause) === 'else_clause'
        ? statements(the, clause, the.children(clause))
        : branch(the, clause, { otherwise, end: the.tree.endOffset[node]! });
  }
  return branch(the, node, { otherwise, end: the.tree.endOffset[node]! });
}

const CLAUSES = new Set(['elif_clause', 'else_clause']);

function branch(the: Lowering, node: number, { otherwise, end }: { otherwise: Term; end: number }): Term {
  const parts = the.children(node).filter((part) => !CLAUSES.has(the.kind(part)));
  const then = parts.findIndex((part) => the.kind(part) === 'then');
  const conditions = parts.slice(0, then);
  const body = statements(the, node, parts.slice(then + 1));
  const span = { start: the.tree.startOffset[node]!, end };
  return aTerm('If', span, [condition(the, conditions, node), body, otherwise]);
}

function forStatement(the: Lowering, node: number): Term {
  const values = the.fields(node, 'value');
  const items = the.term('Array', values[0] ?? node, [the.list('Elements', values[0] ?? node, values)]);
  const word = the.child(node, 'select') ? 'select' : '';
  return the.term(
    'ForEach',
    node,
    [the.lower(the.field(node, 'variable'), node), items, the.block(the.field(node, 'body'), node)],
    word,
  );
}

function whileStatement(the: Lowering, node: number): Term {
  const checked = condition(the, the.fields(node, 'condition'), node);
  return the.term('While', node, [
    the.child(node, 'until') ? aTerm('Unary', checked, [checked], '!') : checked,
    the.block(the.field(node, 'body'), node),
  ]);
}
