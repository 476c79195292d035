import type { Term } from '../term.ts';
import type { Lowering } from './lowering.ts';

export function mutability(the: Lowering, node: number): Term {
  const word = the.child(node, 'mutable_specifier');
  return the.listOf('Modifiers', word || node, word ? [the.term('Modifier', word, [], 'mut')] : []);
}
