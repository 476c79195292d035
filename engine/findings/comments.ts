import type { FileInput } from '../analyzers/analyzer.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { isComment, tokensOf } from '../syntax/tokens.ts';
import { lineFinder, nextCodeLines, type Comment } from './comment-lines.ts';
import { guessComments } from './guess-comments.ts';

/**
 * The comments of a file in which the pattern (with the flag `g`) is found: out of the syntax tree where there is one,
 * else as guessed by the marks that most languages share. A file without it costs one search.
 */
export function commentsWith(pattern: RegExp, file: FileInput): Comment[] {
  if (file.text.search(pattern) === -1) return [];
  return file.tree ? commentsOfTree(pattern, file.tree()) : guessComments(pattern, file);
}

function commentsOfTree(pattern: RegExp, tree: SyntaxTree): Comment[] {
  const lineAt = lineFinder(tree.lineStarts);
  const codeLines = codeLinesOf(tree, lineAt);
  const next = nextCodeLines(tree.lineStarts.length, (line) => codeLines[line] === 1);
  const comments: Comment[] = [];
  for (let node = 0; node < tree.size;) {
    if (!isComment(tree, node)) {
      node++;
      continue;
    }
    const [startOffset, endOffset] = [tree.startOffset[node]!, tree.endOffset[node]!];
    node = tree.next[node]!;
    const content = tree.text.slice(startOffset, endOffset);
    if (content.search(pattern) === -1) continue;
    const startLine = lineAt(startOffset);
    // A line comment may end behind its line break.
    const endLine = lineAt(startOffset + content.trimEnd().length - 1);
    comments.push({
      startOffset,
      endOffset,
      startLine,
      endLine,
      column: startOffset - tree.lineStarts[startLine - 1]! + 1,
      alone: codeLines[startLine] === 0 && codeLines[endLine] === 0,
      ...next(endLine),
    });
  }
  return comments;
}

/** For each line 1 where it holds code. */
function codeLinesOf(tree: SyntaxTree, lineAt: (offset: number) => number): Uint8Array {
  const lines = new Uint8Array(tree.lineStarts.length + 1);
  const { node, count } = tokensOf(tree);
  for (let at = 0; at < count; at++) {
    const token = node[at]!;
    if (wrapsOnlyComment(tree, token)) continue;
    const [start, end] = withoutBlanks(tree, token);
    const last = lineAt(Math.max(start, end - 1));
    for (let line = lineAt(start); line <= last; line++) lines[line] = 1;
  }
  return lines;
}

/** A token's first and last offset but for blanks: the text between two elements reaches over their line breaks. */
function withoutBlanks(tree: SyntaxTree, token: number): [start: number, end: number] {
  let [start, end] = [tree.startOffset[token]!, tree.endOffset[token]!];
  while (start < end && tree.text.charCodeAt(start) <= SPACE) start++;
  while (end > start && tree.text.charCodeAt(end - 1) <= SPACE) end--;
  return [start, end];
}

const SPACE = 0x20;

/** The braces of a comment between JSX elements. */
function wrapsOnlyComment(tree: SyntaxTree, token: number): boolean {
  const parent = tree.parent[token]!;
  if (tree.kinds[tree.kind[parent]!] !== 'jsx_expression') return false;
  const open = parent + 1;
  const inner = tree.next[open]!;
  const close = inner < tree.next[parent]! ? tree.next[inner]! : inner;
  return close < tree.next[parent]! && isComment(tree, inner) && tree.next[close] === tree.next[parent];
}
