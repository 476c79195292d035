import { Backtracker } from './backtracker.ts';
import { Slots, type EllipsisNode, type Found, type GenericPattern, type PatternNode } from './pattern-node.ts';
import { readIndentedText } from './read-indented-text.ts';
import type { Terrain } from './terrain.ts';
import { TokenKind, type TokenTable } from './token-table.ts';

/** Reads a pattern of Semgrep's generic mode: nested as a text is, by its indentation and its braces. */
export function readSpacegrepPattern(text: string): GenericPattern {
  const table = readIndentedText(text, PATTERN_TOKEN);
  const slots = new Slots();
  const nodes: PatternNode[] = [];
  const open: OpenBlock[] = [];
  for (let at = 0; at < table.count; at++) {
    if (table.kind[at] === TokenKind.open) open.push(openBlock(nodes, table, at));
    else if (table.kind[at] === TokenKind.close) closeBlock(nodes, open.pop()!);
    else addToken(nodes, table.text.slice(table.start[at], table.end[at]), slots);
  }
  return { nodes, names: slots.names };
}

const PATTERN_TOKEN = /\$\.\.\.[A-Z_][A-Z0-9_]*(?!\w)|\.\.\.|\$[A-Z_][A-Z0-9_]*(?!\w)|\w+|\S/gu;

function addToken(nodes: PatternNode[], text: string, slots: Slots): void {
  const last = nodes.at(-1);
  if (text === '...' && last?.kind === 'ellipsis' && last.slot === -1) {
    nodes[nodes.length - 1] = { ...last, times: last.times + 1 };
  } else if (text === '...') nodes.push({ kind: 'ellipsis', slot: -1, times: 1, long: false });
  else if (text.startsWith('$...') && text.length > 4) {
    nodes.push({ kind: 'ellipsis', slot: slots.of(text), times: 1, long: false });
  } else if (text.startsWith('$') && text.length > 1) nodes.push({ kind: 'word', slot: slots.of(text) });
  else nodes.push({ kind: 'text', text });
}

interface OpenBlock {
  /** Position of its node. */
  readonly at: number;
  readonly indented: boolean;
}

function openBlock(nodes: PatternNode[], { line }: TokenTable, at: number): OpenBlock {
  const indented = at === 0 || line[at]! > line[at - 1]!;
  return { at: nodes.push({ kind: 'open', indented, close: -1, empty: false }) - 1, indented };
}

function closeBlock(nodes: PatternNode[], { at, indented }: OpenBlock): void {
  const empty = nodes.slice(at + 1).every((node) => node.kind === 'ellipsis' && node.slot === -1);
  nodes[at] = { kind: 'open', indented, close: nodes.length, empty };
  nodes.push({ kind: 'close', open: at });
}

/**
 * Every place where the pattern matches in its shortest way. Matches may overlap; of those that end at the same place
 * only the shortest is one, or the longest where the pattern ends with an ellipsis, which goes as far as it can.
 */
export function matchSpacegrep(pattern: GenericPattern, table: TokenTable, span: number): Found[] {
  const backtracker = new Backtracker(pattern, aTerrain(table, span));
  const longest = pattern.nodes.at(-1)?.kind === 'ellipsis';
  const byEnd = new Map<number, Found>();
  for (const at of beginnings(pattern.nodes[0]!, table)) {
    if (!backtracker.mayBeginAt(at)) continue;
    const found = backtracker.matchAt(at, table.blockEnd[at] ?? table.count);
    if (!found) continue;
    const end = table.endBefore[found.to]!;
    if (end > table.start[table.nextToken[found.from]!]! && !(longest && byEnd.has(end))) byEnd.set(end, found);
  }
  return [...byEnd.values()].sort((a, b) => a.from - b.from);
}

/** Entries at which a pattern may begin: an ellipsis at the start of a block, all else anywhere. */
function* beginnings(first: PatternNode, { count, kind }: TokenTable): Generator<number> {
  if (first.kind === 'ellipsis') {
    if (count > 0) yield 0;
    for (let at = 1; at < count; at++) if (kind[at - 1] === TokenKind.open) yield at;
    return;
  }
  const wanted = first.kind === 'open' ? [TokenKind.open] : [TokenKind.word, TokenKind.mark];
  for (let at = 0; at < count; at++) if (wanted.some((one) => one === kind[at])) yield at;
}

function aTerrain(table: TokenTable, span: number): Terrain {
  return {
    table,
    span,
    skip: (at) => at + 1,
    level: () => 0,
    rest: (at, _: EllipsisNode, { end, line }) => firstBelow(table, { from: at, to: end, line }),
  };
}

/** The first entry of a stretch that stands below a line, by bisection; the stretch's end if none does. */
function firstBelow(table: TokenTable, { from, to, line }: { from: number; to: number; line: number }): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.line[middle]! <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}
