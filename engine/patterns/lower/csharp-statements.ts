import type { Term } from '../term.ts';
import { declarators, modifiers } from './csharp-definitions.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Statements of C#. */
export const statements: Readonly<Record<string, Handler>> = {
  local_declaration_statement: (the, node) => {
    const words = the.children(node).filter((child) => ['using', 'await'].includes(the.kind(child)));
    const list = shapes.emptyList(the, 'Modifiers', node);
    const all = [
      ...words.map((word) => the.term('Modifier', word, [], the.text(word))),
      ...modifiers(the, node).children,
    ];
    return declarators(the, node, {
      declaration: the.child(node, 'variable_declaration'),
      modifiers: { ...list, children: all },
      word: '',
    });
  },
  variable_declaration: (the, node) =>
    declarators(the, node, { declaration: node, modifiers: shapes.emptyList(the, 'Modifiers', node), word: '' }),
  if_statement: shapes.ifStatement,
  while_statement: shapes.whileStatement,
  do_statement: (the, node) =>
    the.term('DoWhile', node, [
      the.block(the.field(node, 'body'), node),
      the.lower(the.field(node, 'condition'), node),
    ]),
  for_statement: (the, node) =>
    the.term('For', node, [
      sequence(the, node, 'initializer'),
      the.lower(the.field(node, 'condition'), node),
      sequence(the, node, 'update'),
      the.block(the.field(node, 'body'), node),
    ]),
  foreach_statement: (the, node) => {
    const type = the.field(node, 'type');
    const target = the.lower(the.field(node, 'left'), node);
    return the.term('ForEach', node, [
      type ? shapes.define(the, type, { target, type: the.lower(type), word: '' }) : target,
      the.lower(the.field(node, 'right'), node),
      the.block(the.field(node, 'body'), node),
    ]);
  },
  return_statement: shapes.wrapping('Return'),
  throw_statement: shapes.wrapping('Throw'),
  break_statement: shapes.wrapping('Break'),
  continue_statement: shapes.wrapping('Continue'),
  yield_statement: (the, node) => (the.named(node).length > 0 ? shapes.wrapping('Yield')(the, node) : the.raw(node)),
  labeled_statement: (the, node) => {
    const [label, statement] = the.named(node);
    return the.term('Label', node, [the.lower(label ?? 0, node), the.lower(statement ?? 0, node)]);
  },
  try_statement: (the, node) => {
    const catches = the.named(node).filter((child) => the.kind(child) === 'catch_clause');
    const last = the.child(node, 'finally_clause');
    return the.term('Try', node, [
      the.block(the.field(node, 'body'), node),
      the.list('Catches', catches[0] ?? node, catches),
      the.none(node),
      last ? the.block(the.child(last, 'block'), last) : the.none(node),
    ]);
  },
  catch_clause: (the, node) => {
    const declaration = the.child(node, 'catch_declaration');
    const filter = the.child(node, 'catch_filter_clause');
    return the.term('Catch', node, [
      the.lower(declaration && the.field(declaration, 'type'), node),
      the.lower(declaration && the.field(declaration, 'name'), node),
      the.block(the.field(node, 'body'), node),
      the.lower((filter && the.named(filter)[0]) || 0, node),
    ]);
  },
  switch_statement: (the, node) =>
    the.term('Switch', node, [
      the.lower(the.field(node, 'value'), node),
      the.list('Cases', node, the.named(the.field(node, 'body'))),
    ]),
  switch_section: section,
  using_statement: (the, node) => {
    const body = the.field(node, 'body');
    const held = the.named(node).filter((child) => child !== body);
    return the.term('With', node, [the.list('Elements', held[0] ?? node, held), the.block(body, node)]);
  },
  lock_statement: (the, node) => {
    const [held, body] = the.named(node);
    return the.term('Lock', node, [the.lower(held ?? 0, node), the.block(body ?? 0, node)]);
  },
};

/** Initializers and updates of `for`: none, one, or several between commas. */
function sequence(the: Lowering, node: number, field: string): Term {
  const parts = the.fields(node, field).filter((child) => the.isTerm(child));
  if (parts.length < 2) return the.lower(parts[0] ?? 0, node);
  return the.term('Sequence', node, [the.list('Elements', node, parts)]);
}

function section(the: Lowering, node: number): Term {
  const children = the.children(node);
  const colon = children.findIndex((child) => the.kind(child) === ':');
  const isTerm = (child: number): boolean => the.isTerm(child);
  const labels = children.slice(0, colon).filter(isTerm);
  const body = children.slice(colon + 1).filter(isTerm);
  const elements = the.list('Elements', labels[0] ?? node, labels);
  if (the.isPattern && body.length === 0 && elements.children[0]?.kind === 'Ellipsis') return elements.children[0];
  return the.term('Case', node, [elements, the.list('Block', body[0] ?? node, body)]);
}
