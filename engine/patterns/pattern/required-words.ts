import { unanchored } from '../regex/unanchored.ts';
import type { Term } from '../term.ts';

/**
 * Names that a file has to contain somewhere for a pattern to match, whatever imports and constants stand between; an
 * entry that begins with `/` is a regular expression for a string's content.
 */
export function requiredWords(root: Term): string[] {
  const words = new Set<string>();
  const open: Term[] = [root];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.kind === 'Name' && /^\w{2,}$/.test(at.value)) words.add(at.value);
    const inside = at.kind === 'StringRegex' ? unanchored(at.value) : undefined;
    if (inside !== undefined) words.add(`/${inside}`);
    // Words that another spelling of the same code does without.
    if (at.kind === 'Modifiers' || at.kind === 'Import' || at.kind === 'Typed') {
      continue;
    }
    open.push(...at.children);
  }
  return [...words];
}
