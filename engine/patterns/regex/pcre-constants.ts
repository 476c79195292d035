import { setOf } from './character-set.ts';
import type { RegexAssertion, RegexNode } from './regex-node.ts';

/** Why a group that begins with `(?` is not run. */
export function refusalOf(source: string, start: number): string {
  const rest = source.slice(start, start + 12);
  if (/^\(\?(?:R|[+-]?\d|&|P>)/.test(rest)) return 'a group called like a function, or recursion';
  if (rest.startsWith('(?(')) return 'a condition "(?(…)…)"';
  if (rest.startsWith('(?|')) return 'groups with the same numbers "(?|…)"';
  if (rest.startsWith('(?C')) return 'a callout "(?C)"';
  return `"${rest.slice(0, 4)}", which opens no group that is known`;
}

export function assertion(what: RegexAssertion): RegexNode {
  return { kind: 'assertion', what };
}

/** By the letter after the backslash. */
export const ASSERTIONS: Readonly<Record<string, RegexAssertion>> = {
  A: 'text-start',
  z: 'text-end',
  Z: 'text-end-or-last-newline',
  b: 'word-boundary',
  B: 'no-word-boundary',
};

const plain = (...ranges: (readonly [number, number])[]): RegexNode => ({
  kind: 'set',
  set: setOf(ranges),
  caseless: false,
});

/** `\R`: a newline of any kind, CR LF being one. */
export const NEWLINE_SEQUENCE: RegexNode = {
  kind: 'atomic',
  body: {
    kind: 'choice',
    options: [
      { kind: 'sequence', items: [plain([13, 13]), plain([10, 10])] },
      plain([0x0a, 0x0d], [0x85, 0x85], [0x2028, 0x2029]),
    ],
  },
};

/** `\X`, near enough: a character with the marks on it. */
export const GRAPHEME: RegexNode = {
  kind: 'sequence',
  items: [
    { kind: 'set', set: setOf([], ['\\p{M}'], true), caseless: false },
    {
      kind: 'repeat',
      body: { kind: 'set', set: setOf([], ['\\p{M}']), caseless: false },
      min: 0,
      max: Infinity,
      lazy: false,
    },
  ],
};
