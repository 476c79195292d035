import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import { itemsOf } from './rust-definitions.ts';
import * as shapes from './shapes.ts';

/** `match` and the patterns of Rust; the arms may stand in any order. */
export const rustPatterns: Readonly<Record<string, Handler>> = {
  match_expression: (the, node) => {
    const body = the.field(node, 'body');
    const arms = the.listOf('Cases', body || node, body ? itemsOf(the, body) : []);
    return the.term('Switch', node, [the.lower(the.field(node, 'value'), node), { ...arms, value: 'unordered' }]);
  },
  match_arm: arm,
  match_pattern: (the, node) => the.list('Elements', node, the.named(node)),
  tuple_struct_pattern: (the, node) => {
    const [type = 0, ...parts] = the.named(node);
    return the.term('Call', node, [the.lower(type, node), the.list('Args', node, parts)]);
  },
  struct_pattern: (the, node) => {
    const [type = 0, ...fields] = the.named(node);
    return the.term('New', node, [
      the.lower(type, node),
      shapes.emptyList(the, 'Args', node),
      the.list('Pairs', node, fields),
    ]);
  },
  field_pattern: (the, node) => {
    const name = the.lower(the.field(node, 'name'), node);
    if (name.kind === 'Ellipsis' || name.kind === 'MetaEllipsis') return name;
    const inner = the.field(node, 'pattern');
    return the.term('Pair', node, [name, inner ? the.lower(inner) : { ...name }]);
  },
  remaining_field_pattern: (the, node) => the.term('Spread', node, [the.none(node)], '..'),
  captured_pattern: (the, node) => {
    const [name = 0, inner = 0] = the.named(node);
    return the.term('As', node, [the.lower(inner, node), the.lower(name, node)]);
  },
  reference_pattern: (the, node) => the.lower(the.named(node).at(-1) ?? 0, node),
  or_pattern: (the, node) => {
    const [first = 0, ...others] = the.named(node).slice(0, shapes.MAX_PARTS);
    let whole = the.lower(first, node);
    for (const other of others) {
      const next = the.lower(other);
      whole = aTerm('Binary', { start: whole.start, end: next.end }, [whole, next], '|');
    }
    return whole;
  },
  slice_pattern: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
};

function arm(the: Lowering, node: number): Term {
  const given = the.lower(the.field(node, 'pattern'), node);
  const elements = given.kind === 'Elements' ? given : aTerm('Elements', given, [given]);
  const body = the.block(the.field(node, 'value'), node);
  if (the.isPattern && body.kind === 'Ellipsis' && elements.children[0]?.kind === 'Ellipsis') return body;
  return the.term('Case', node, [elements, body]);
}
