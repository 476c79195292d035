import { bindingsOf, type Range } from '../formula/range.ts';
import type { Term } from '../term.ts';
import { matchUnordered } from './match-list.ts';
import type { Matcher } from './matcher-contract.ts';

/** Whether a pattern of several terms gives attributes, or elements of an object, and not statements. */
export function areEntries(patterns: readonly Term[]): boolean {
  return patterns.some(({ kind }) => kind === 'Pair') && patterns.every(({ kind }) => ENTRIES.has(kind));
}

const ENTRIES = new Set(['Pair', 'Section', 'Ellipsis', 'MetaEllipsis']);

/** Ranges from the first to the last of the entries of an object that patterns give, in any order. */
export function findEntries(the: Matcher, patterns: readonly Term[], pairs: Term): Range[] {
  const ranges: Range[] = [];
  const wanted = patterns.filter(({ kind }) => kind === 'Pair' || kind === 'Section');
  matchUnordered(the, wanted, { terms: pairs.children, partial: true }, undefined, ({ bindings, used }) => {
    const terms = [...used];
    const start = Math.min(...terms.map((term) => term.start));
    const end = Math.max(...terms.map((term) => term.end));
    ranges.push({ start, end, bindings: bindingsOf(bindings, the.file.text) });
  });
  return ranges;
}
