import type { FileInput } from '../analyzers/analyzer.ts';
import { lineStartsOf } from '../syntax/line-starts.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { isComment, tokensOf } from '../syntax/tokens.ts';

/** A comment's place. Lines are 1-based and inclusive, the end offset is exclusive. */
export interface Comment {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly startLine: number;
  readonly endLine: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** Nothing but comments and blanks on its lines. */
  readonly alone: boolean;
  /** The next line that holds code; absent where none follows. */
  readonly nextCodeLine?: number;
}

/**
 * The comments of a file in which the pattern (with the flag `g`) is found: out of the syntax tree where there is one,
 * else as guessed by the marks that most languages share. A file without it costs one search.
 */
export function commentsWith(pattern: RegExp, file: FileInput): Comment[] {
  if (file.text.search(pattern) === -1) return [];
  return file.tree ? commentsOfTree(pattern, file.tree()) : guessedComments(pattern, file);
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
    const end = lineAt(Math.max(tree.startOffset[token]!, tree.endOffset[token]! - 1));
    for (let line = lineAt(tree.startOffset[token]!); line <= end; line++) lines[line] = 1;
  }
  return lines;
}

/** The braces of a comment between JSX elements. */
function wrapsOnlyComment(tree: SyntaxTree, token: number): boolean {
  const parent = tree.parent[token]!;
  if (tree.kinds[tree.kind[parent]!] !== 'jsx_expression') return false;
  const open = parent + 1;
  const inner = tree.next[open]!;
  const close = inner < tree.next[parent]! ? tree.next[inner]! : inner;
  return close < tree.next[parent]! && isComment(tree, inner) && tree.next[close] === tree.next[parent];
}

/**
 * Answers which line with code comes next after a line. Asked with rising lines it looks at each line once, so that a
 * file of nothing but comments costs no more than another.
 */
function nextCodeLines(count: number, isCode: (line: number) => boolean) {
  let known = 0;
  return (after: number): { readonly nextCodeLine?: number } => {
    for (known = Math.max(known, after + 1); known <= count && !isCode(known);) known++;
    return known > count ? {} : { nextCodeLine: known };
  };
}

/** What a comment starts with in most languages. In prose only the one that does not show. */
const MARKS = ['<!--', '<%--', '{{!--', '{{!', '{#', '<%#', '(*', '/*', '//', '--', '#', ';', '%', 'rem', 'dnl'];
const PROSE_MARKS = ['<!--'];
/** Marks that open nothing in the midst of a line, where they are quotes and multiplications. */
const WHOLE_LINE_MARKS = ['*', "'"];

/** One comment for each line where the pattern is found behind a mark. */
function guessedComments(pattern: RegExp, { text, classification }: FileInput): Comment[] {
  const marks = classification.type === 'prose' ? PROSE_MARKS : MARKS;
  const starts = lineStartsOf(text);
  const lineAt = lineFinder(starts);
  const next = nextCodeLines(starts.length, (line) => {
    const content = text.slice(starts[line - 1], starts[line]).trim();
    return content !== '' && !marks.some((mark) => content.startsWith(mark));
  });
  const comments = new Map<number, Comment>();
  for (const { index } of text.matchAll(pattern)) {
    const line = lineAt(index);
    const lineStart = starts[line - 1]!;
    // What stands far into a line is data.
    if (comments.has(line) || index - lineStart > FURTHEST_COLUMN) continue;
    const before = markBefore(text.slice(lineStart, index), marks);
    if (before === undefined) continue;
    const alone = text.slice(lineStart, lineStart + before).trim() === '';
    comments.set(line, {
      startOffset: lineStart + before,
      endOffset: starts[line] ?? text.length,
      startLine: line,
      endLine: line,
      column: before + 1,
      alone,
      ...(alone && next(line)),
    });
  }
  return [...comments.values()];
}

/** Characters before a comment on its line. */
const FURTHEST_COLUMN = 2000;

/** Where the mark starts that the given text, but for blanks, ends with; `undefined`: with none. */
function markBefore(text: string, marks: readonly string[]): number | undefined {
  const trimmed = text.trimEnd().toLowerCase();
  if (WHOLE_LINE_MARKS.includes(trimmed.trimStart())) return trimmed.length - 1;
  const mark = marks.find((candidate) => trimmed.endsWith(candidate));
  return mark === undefined ? undefined : trimmed.length - mark.length;
}

function lineFinder(starts: Uint32Array): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(low, 1);
  };
}
