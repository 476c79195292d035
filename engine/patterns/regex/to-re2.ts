import { complementOf, withBothCases, type CharacterSet } from './character-set.ts';
import type { ParsedRegex, RegexNode } from './regex-node.ts';
import { quantifier } from './to-javascript.ts';

/** RE2 repeats no more often. */
const MAX_REPEAT = 1000;

/**
 * Writes an expression for RE2, which takes linear time; nothing where it cannot be expressed there. `endsBeforeTail`:
 * its last group took a newline that ends the text and is no part of the match.
 */
export function toRe2({
  root,
}: ParsedRegex): { readonly source: string; readonly endsBeforeTail: boolean } | undefined {
  const items = root.kind === 'sequence' ? root.items : [root];
  const last = items.at(-1);
  const endsBeforeTail = last?.kind === 'assertion' && last.what === 'text-end-or-last-newline';
  const source = write(endsBeforeTail ? { kind: 'sequence', items: items.slice(0, -1) } : root);
  return source === undefined ? undefined : { source: endsBeforeTail ? `${source}(\\n?)\\z` : source, endsBeforeTail };
}

function write(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'set':
      return writeSet(node.caseless ? withBothCases(node.set) : node.set);
    case 'sequence':
      return joined(node.items, '', (item) => (item.kind === 'choice' ? grouped(write(item)) : write(item)));
    case 'choice':
      return joined(node.options, '|', write);
    case 'group': {
      const body = write(node.body);
      return body === undefined ? undefined : `(${body})`;
    }
    case 'repeat': {
      const body = grouped(write(node.body));
      const tooOften = node.min > MAX_REPEAT || (node.max !== Infinity && node.max > MAX_REPEAT);
      return body === undefined || tooOften
        ? undefined
        : `${body}${quantifier(node.min, node.max)}${node.lazy ? '?' : ''}`;
    }
    case 'assertion':
      return ASSERTIONS[node.what];
    case 'atomic':
    case 'look':
    case 'reference':
    case 'keep':
      return undefined;
  }
}

const ASSERTIONS: Readonly<Record<(RegexNode & { kind: 'assertion' })['what'], string | undefined>> = {
  'text-start': '\\A',
  // Also behind a newline that ends the text, where PCRE's does not: an empty match more at the most.
  'line-start': '(?m:^)',
  'text-end': '\\z',
  // Looks ahead; written as a tail where it ends the expression, and nowhere else.
  'text-end-or-last-newline': undefined,
  'line-end': '(?m:$)',
  'word-boundary': '\\b',
  'no-word-boundary': '\\B',
};

function joined(
  nodes: readonly RegexNode[],
  separator: string,
  writeOne: (node: RegexNode) => string | undefined,
): string | undefined {
  const written = nodes.map(writeOne);
  return written.includes(undefined) ? undefined : written.join(separator);
}

function grouped(body: string | undefined): string | undefined {
  return body === undefined ? undefined : `(?:${body})`;
}

function writeSet({ ranges, properties, negated }: CharacterSet): string | undefined {
  if (properties.length > 0) return undefined;
  const all = negated ? complementOf(ranges) : ranges;
  if (all.length === 0) return undefined;
  const inner = all.map(([first, last]) => `${hex(first)}${first === last ? '' : `-${hex(last)}`}`);
  return `[${inner.join('')}]`;
}

function hex(code: number): string {
  return `\\x{${code.toString(16)}}`;
}
