import type { Term } from '../term.ts';
import type { Lowering } from './lowering.ts';

/** `(a, b)` of a loop or declaration. */
export function several(the: Lowering, node: number): Term {
  const names = the.named(node).map((child) => the.lower(the.named(child)[0] ?? child));
  return the.term('Tuple', node, [the.listOf('Elements', node, names)]);
}
