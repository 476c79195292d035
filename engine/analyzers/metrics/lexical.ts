import { lineAt } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { tokenClass, tokensOf, type Tokens } from '../../syntax/tokens.ts';
import { docstringsOf } from './docstrings.ts';
import type { Halstead, LineCounts } from './file-metrics.ts';
import { HalsteadCounter } from './halstead.ts';

/** What the tokens of a file tell, whatever they mean together. */
export interface Lexical {
  readonly lines: LineCounts;
  /** Lines of code among the lines from `first` to `last`, both 0-based and included. */
  codeLines(first: number, last: number): number;
  readonly halstead: Halstead;
  /** Halstead volumes of each function, its inner ones left out, and of the code outside functions, first. */
  readonly volumes: readonly number[];
}

/** `functions`: the nodes of the file's functions, in order of their start. */
export function lexicalOf(tree: SyntaxTree, functions: readonly number[]): Lexical {
  const total = lineCount(tree);
  const code = new Uint8Array(total);
  const comment = new Uint8Array(total);
  const docstrings = docstringsOf(tree);
  const tokens = tokensOf(tree);
  for (const node of tokens.comments) mark(tree, comment, node);
  for (const docstring of docstrings) mark(tree, comment, docstring);
  const { counter, volumes } = countTokens(tree, { tokens, functions, docstrings, code });
  const codeUpTo = prefixSums(code);
  return {
    lines: countLines(total, code, comment),
    codeLines: (first, last) => codeUpTo[Math.min(last, total - 1) + 1]! - codeUpTo[first]!,
    halstead: counter.total(),
    volumes,
  };
}

/** A line break at the end of the file does not begin another line. */
function lineCount(tree: SyntaxTree): number {
  const starts = tree.lineStarts;
  return starts[starts.length - 1] === tree.text.length ? starts.length - 1 : starts.length;
}

interface TokenUse {
  readonly tokens: Tokens;
  readonly functions: readonly number[];
  readonly docstrings: ReadonlySet<number>;
  readonly code: Uint8Array;
}

function countTokens(tree: SyntaxTree, { tokens, functions, docstrings, code }: TokenUse) {
  const counter = new HalsteadCounter(tree, functions.length + 1);
  const open = [{ unit: 0, end: tree.size }];
  let next = 0;
  let line = 0;
  for (const token of tokens.node) {
    while (open[open.length - 1]!.end <= token) open.pop();
    for (; next < functions.length && functions[next]! <= token; next++) {
      const end = tree.next[functions[next]!]!;
      if (end > token) open.push({ unit: next + 1, end });
    }
    while (line + 1 < tree.lineStarts.length && tree.lineStarts[line + 1]! <= tree.startOffset[token]!) line++;
    if (docstrings.has(token)) continue;
    mark(tree, code, token, line);
    counter.count(open[open.length - 1]!.unit, token, tokenClass(tree, token));
  }
  return { counter, volumes: counter.volumes() };
}

/** Marks the lines a node covers, but the blank ones: a line of nothing but white space is blank wherever it stands. */
function mark(tree: SyntaxTree, lines: Uint8Array, node: number, first = lineAt(tree, tree.startOffset[node]!)): void {
  const { lineStarts, text } = tree;
  const end = tree.endOffset[node]!;
  lines[first] = 1;
  for (let line = first + 1; line < lines.length && lineStarts[line]! < end; line++) {
    if (!isBlank(text, lineStarts[line]!, Math.min(end, lineStarts[line + 1] ?? text.length))) lines[line] = 1;
  }
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && (code < 9 || code > 13)) return false;
  }
  return true;
}

function countLines(total: number, code: Uint8Array, comment: Uint8Array): LineCounts {
  const counts = { total, code: 0, comment: 0, blank: 0 };
  for (let line = 0; line < total; line++) {
    counts.code += code[line]!;
    counts.comment += comment[line]!;
    if (code[line] === 0 && comment[line] === 0) counts.blank++;
  }
  return counts;
}

function prefixSums(flags: Uint8Array): Uint32Array {
  const sums = new Uint32Array(flags.length + 1);
  for (let i = 0; i < flags.length; i++) sums[i + 1] = sums[i]! + flags[i]!;
  return sums;
}
