import type { FileAnalyzer, FileInput } from '../analyzers/analyzer.ts';
import { parseEslintDirectives } from '../analyzers/eslint/directives.ts';
import type { Comment } from './comment-lines.ts';
import { commentsWith } from './comments.ts';
import type { AppliedSuppression } from './finding.ts';
import {
  DIRECTIVE,
  LONGEST_SUPPRESSION,
  parseSuppressionDirective,
  type SuppressionDirective,
} from './suppression-directive.ts';

/** The suppressions that stand in one file's comments. */
export interface SuppressionFacts {
  readonly comments: readonly SuppressionComment[];
}

export interface SuppressionComment extends SuppressionDirective {
  readonly source: Exclude<AppliedSuppression['source'], 'configuration' | 'command'>;
  /** With empty `rules`: those that are covered no more. */
  readonly except?: readonly string[];
  /** 1-based place of the comment. */
  readonly line: number;
  readonly column: number;
  /** 1-based lines that it covers, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** How far it reaches, for telling whether a change made it reach further. */
  readonly reach: 'lines' | 'file';
}

/** Suppression comments of a file that count; a file with more than that is no source file. */
export const MOST_SUPPRESSIONS = 1000;

/** Finds our own, ESLint's and Semgrep's suppression comments. It has no findings: what they cover is decided later. */
export const suppressionsAnalyzer: FileAnalyzer<SuppressionFacts> = {
  id: 'suppressions',
  version: 2,
  rules: [],
  applies: ({ classification }) => classification.leftOut === undefined,
  analyze(file) {
    const comments = commentsWith(MENTION, file);
    if (comments.length === 0) return { findings: [] };
    const found = [
      ...comments.flatMap((comment) => ownSuppressions(file.text, comment)),
      ...comments.flatMap((comment) => semgrepSuppressions(file.text, comment)),
      ...eslintSuppressions(file, comments),
    ].sort((a, b) => a.line - b.line || a.column - b.column);
    if (found.length === 0) return { findings: [] };
    return {
      findings: [],
      facts: { comments: found.slice(0, MOST_SUPPRESSIONS) },
      ...(found.length > MOST_SUPPRESSIONS && { notLookedAt: [tooMany(file.path)] }),
    };
  },
};

const MENTION = /plumbline-ignore|nosem|eslint|oxlint/gi;

function tooMany(path: string) {
  const detail = `it has more than ${MOST_SUPPRESSIONS} suppression comments, the others do not count`;
  return { subject: path, path, analyzer: 'suppressions', reason: 'limit', detail } as const;
}

/** What stands before the word in a line of a comment, such as ` * `. */
const LINE_OPENING = /^[\s/*#;!|:<%'=[{(-]*$|^\s*"\s*$|^\s*(?:rem|dnl)\s+$/i;

/** A directive starts a line of a comment: in the midst of a sentence somebody writes about it. */
function ownSuppressions(text: string, comment: Comment): SuppressionComment[] {
  const content = text.slice(comment.startOffset, comment.endOffset);
  const found: SuppressionComment[] = [];
  let line = comment.startLine;
  let lineStart = 0;
  let lineEnd = endOfLine(content, 0);
  for (let at = content.indexOf(DIRECTIVE); at !== -1; at = content.indexOf(DIRECTIVE, at + DIRECTIVE.length)) {
    for (; lineEnd < at; line++) {
      lineStart = lineEnd + 1;
      lineEnd = endOfLine(content, lineStart);
    }
    if (at - lineStart > LONGEST_SUPPRESSION || !LINE_OPENING.test(content.slice(lineStart, at))) continue;
    const directive = parseSuppressionDirective(restOfLine(content, at + DIRECTIVE.length));
    if (!directive) continue;
    const column = line === comment.startLine ? comment.column : at - lineStart + 1;
    found.push({ source: 'comment', ...directive, line, column, ...coveredLines(comment), reach: 'lines' });
  }
  return found;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

const CLOSINGS = ['*/', '--%>', '-->', '--}}', '%>', '#}', '}}', '*)', '-}', '|#'];
/** Lua's `]]` and `]==]`, which also end a link in a sentence: only where the comment opened with its like. */
const LONG_CLOSING = /\]={0,20}\]$/;

function restOfLine(content: string, from: number): string {
  const rest = content
    .slice(from, from + LONGEST_SUPPRESSION)
    .split('\n', 1)[0]!
    .trimEnd();
  const closing = content.startsWith('--[')
    ? LONG_CLOSING.exec(rest)?.[0]
    : CLOSINGS.find((candidate) => rest.endsWith(candidate));
  return closing === undefined ? rest : withoutStars(rest.slice(0, -closing.length));
}

/** Of a comment that ends in several stars, before the slash. */
function withoutStars(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '*') end--;
  return text.slice(0, end);
}

/** The comment's own lines, and of one that stands alone all up to the next with code: comments may lie between. */
function coveredLines({ startLine, endLine, alone, nextCodeLine }: Comment) {
  return { startLine, endLine: alone ? (nextCodeLine ?? endLine) : endLine };
}

/** As Semgrep reads it: in any case, `nosem` or `nosemgrep`, with rule ids after a colon. */
const NOSEMGREP = /(?<![\w-])nosem(?:grep)?(?![\w-])(?:\s?[:=]\s?([\w./-]{1,200}(?:\s?,\s?[\w./-]{1,200}){0,50}))?/i;

function semgrepSuppressions(text: string, comment: Comment): SuppressionComment[] {
  const content = text.slice(
    comment.startOffset,
    Math.min(comment.endOffset, comment.startOffset + LONGEST_SUPPRESSION),
  );
  const match = NOSEMGREP.exec(content);
  if (!match) return [];
  const reason = /\s--\s+(\S.*)$/m.exec(restOfLine(content, match.index + match[0].length))?.[1] ?? '';
  return [
    {
      source: 'nosemgrep',
      rules: match[1]?.split(',').map((id) => id.trim()) ?? [],
      reason,
      line: comment.startLine,
      column: comment.column,
      startLine: comment.startLine,
      endLine: comment.alone ? comment.endLine + 1 : comment.endLine,
      reach: 'lines',
    },
  ];
}

function eslintSuppressions(file: FileInput, comments: readonly Comment[]): SuppressionComment[] {
  const { language } = file.classification;
  if (language === undefined || !LINTED.has(language)) return [];
  return parseEslintDirectives(file.text, comments.slice(0, MOST_SUPPRESSIONS)).map(
    ({ kind, rules, except, reason, line, column, startLine, endLine }) => ({
      source: 'eslint-comment',
      rules,
      ...(except.length > 0 && { except }),
      reason,
      line,
      column,
      startLine,
      endLine,
      reach: kind === 'file' || (kind === 'block' && endLine >= lastLine(file.text)) ? 'file' : 'lines',
    }),
  );
}

const LINTED: ReadonlySet<string> = new Set(['javascript', 'jsx', 'typescript', 'tsx']);

function lastLine(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
