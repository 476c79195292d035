import { complementOf, setOf, type CharacterSet } from './character-set.ts';
import type { RegexNode } from './regex-node.ts';
import { childrenOf } from './to-javascript.ts';

/**
 * The characters that an expression takes any number of at its start (`.*x`, `\s+x`, `(.|\n)*x`). Whatever matches
 * behind such a character also matches from that character on: a search need not begin there. Without that, looking for
 * `.*x` takes time in the square of a line's length; PCRE knows it too.
 */
export function leadingLoop(root: RegexNode): (RegexNode & { kind: 'set' }) | undefined {
  let node: RegexNode | undefined = root;
  while (node && node.kind !== 'repeat') {
    if (node.kind === 'sequence') node = node.items[0];
    else if (node.kind === 'group' || node.kind === 'atomic') node = node.body;
    else return undefined;
  }
  if (!node || node.max !== Infinity || node.min > 1) return undefined;
  const set = oneOf(node.body);
  // What a group in the loop took last may be referred to, and differs with the start.
  return set && !hasReference(root) ? set : undefined;
}

/** A node that takes one character, as a set: itself, or a choice of such. */
function oneOf(node: RegexNode): (RegexNode & { kind: 'set' }) | undefined {
  if (node.kind === 'set') return node;
  if (node.kind === 'group') return oneOf(node.body);
  if (node.kind !== 'choice') return undefined;
  const sets = node.options.map(oneOf);
  const ranges: CharacterSet['ranges'][number][] = [];
  for (const option of sets) {
    if (!option || option.set.properties.length > 0 || option.caseless !== sets[0]!.caseless) return undefined;
    ranges.push(...(option.set.negated ? complementOf(option.set.ranges) : option.set.ranges));
  }
  return { kind: 'set', set: setOf(ranges), caseless: sets[0]!.caseless };
}

function hasReference(root: RegexNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'reference') return true;
    open.push(...childrenOf(node));
  }
  return false;
}
