import type { Term } from '../term.ts';
import type { Lowering } from './lowering.ts';
import { emptyList } from './shapes.ts';

/** A type with as many pairs of brackets as `dimensions` has. */
export function arrayOf(the: Lowering, type: Term, { node, dimensions }: { node: number; dimensions: number }): Term {
  if (dimensions === 0) return type;
  let whole = type;
  for (const child of the.children(dimensions)) {
    if (the.kind(child) === '[') whole = the.term('ArrayType', node, [whole, emptyList(the, 'Args', node)]);
  }
  return whole;
}
