import { lineStartsOf } from '../../syntax/line-starts.ts';
import { lineAt } from './text-offsets.ts';

/**
 * A suppression in ESLint's (or oxlint's) own comment syntax, with the lines it covers. One comment may give several:
 * when some of its rules are enabled again earlier than others.
 */
export interface EslintDirective {
  readonly kind: 'block' | 'line' | 'next-line' | 'file';
  /** As written, without quotes: `no-console`, `@typescript-eslint/no-explicit-any`. Empty: every rule. */
  readonly rules: readonly string[];
  /** With empty `rules`: what was enabled again and so is not covered. */
  readonly except: readonly string[];
  /** What follows ` -- `; empty where nothing does. */
  readonly reason: string;
  /** 1-based. */
  readonly startLine: number;
  /** 1-based, inclusive; the file's last line where nothing enables the rules again. */
  readonly endLine: number;
  /** Where the comment starts: 1-based line, 1-based column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** The part of a comment's place that reading directives needs; `endOffset` is exclusive, delimiters included. */
export interface CommentSpan {
  readonly startOffset: number;
  readonly endOffset: number;
}

/**
 * Reads every directive among a file's comments, in the order of the text. The grammar of the comments is ESLint's
 * (`eslint-disable`, `-enable`, `-disable-line`, `-disable-next-line`, and `eslint rule: off`, which counts for the
 * whole file); `oxlint-` stands for `eslint-` and, as in oxlint, may open a block from a line comment too.
 */
export function parseEslintDirectives(text: string, comments: readonly CommentSpan[]): EslintDirective[] {
  const lines = lineStartsOf(text);
  const found: EslintDirective[] = [];
  const open: OpenBlock[] = [];
  const ordered = [...comments].sort((a, b) => a.startOffset - b.startOffset);
  for (const comment of ordered) {
    if (found.length + open.length >= DIRECTIVES_IN_FILE) break;
    const written = readComment(text.slice(comment.startOffset, comment.endOffset));
    if (!written) continue;
    const line = lineAt(lines, comment.startOffset);
    const lastLine = lineAt(lines, Math.max(comment.startOffset, comment.endOffset - 1));
    const column = comment.startOffset - lines[line - 1]! + 1;
    const origin = { reason: written.reason, line, column };
    switch (written.kind) {
      case 'disable':
        open.push({ rules: written.rules, except: [], startLine: line, origin });
        break;
      case 'enable': {
        const alone = text.slice(lines[line - 1], comment.startOffset).trim() === '';
        found.push(...closeBlocks(open, { rules: written.rules, endLine: alone ? line - 1 : line }));
        break;
      }
      case 'disable-line':
        found.push({ kind: 'line', rules: written.rules, except: [], startLine: line, endLine: lastLine, ...origin });
        break;
      case 'disable-next-line': {
        const next = lastLine + 1;
        found.push({ kind: 'next-line', rules: written.rules, except: [], startLine: next, endLine: next, ...origin });
        break;
      }
      case 'configuration':
        found.push({ kind: 'file', rules: written.rules, except: [], startLine: 1, endLine: lines.length, ...origin });
        break;
    }
  }
  for (const block of open) found.push(asDirective(block, lines.length));
  return found.sort((a, b) => a.line - b.line || a.column - b.column || a.startLine - b.startLine);
}

/** Enabling comments split the blocks before them; past this many, comments of a file do not count. */
const DIRECTIVES_IN_FILE = 1000;

/** Whether a directive names a rule such as `eslint/no-eval`, be it ours or as the repository configures it; the place is for the caller to compare. */
export function directiveNamesRule(directive: EslintDirective, ruleId: string): boolean {
  if (!ruleId.startsWith('eslint/') && !ruleId.startsWith('eslint-config/')) return false;
  const name = bareName(ruleId);
  if (directive.rules.length > 0) return directive.rules.some((rule) => bareName(rule) === name);
  return !directive.except.some((rule) => bareName(rule) === name);
}

/**
 * typescript-eslint's version of a core rule keeps its name, and so does oxlint's `typescript/…`: people name whichever
 * their own configuration runs, while we run one of them.
 */
function bareName(rule: string): string {
  return rule
    .replace(/^eslint(?:-config)?\//, '')
    .replace(/^(?:@typescript-eslint|typescript|typescript-eslint)\//, '');
}

interface OpenBlock {
  readonly rules: readonly string[];
  readonly except: readonly string[];
  readonly startLine: number;
  readonly origin: { readonly reason: string; readonly line: number; readonly column: number };
}

/** Ends what an enabling comment names; keeps the rest open, as a new block from the following line. */
function closeBlocks(open: OpenBlock[], enable: { rules: readonly string[]; endLine: number }): EslintDirective[] {
  const closed: EslintDirective[] = [];
  const kept: OpenBlock[] = [];
  const all = enable.rules.length === 0;
  const enabled = new Set(enable.rules);
  for (const block of open) {
    if (block.rules.length > 0) {
      const ended = block.rules.filter((rule) => all || enabled.has(rule));
      const rest = block.rules.filter((rule) => !all && !enabled.has(rule));
      if (ended.length > 0) closed.push(asDirective({ ...block, rules: ended }, enable.endLine));
      if (rest.length > 0) kept.push({ ...block, rules: rest });
      continue;
    }
    closed.push(asDirective(block, enable.endLine));
    if (all) continue;
    kept.push({ ...block, except: [...block.except, ...enable.rules], startLine: enable.endLine + 1 });
  }
  open.splice(0, open.length, ...kept);
  return closed;
}

function asDirective(block: OpenBlock, endLine: number): EslintDirective {
  const { rules, except, startLine, origin } = block;
  return { kind: 'block', rules, except, startLine, endLine: Math.max(startLine, endLine), ...origin };
}

interface Written {
  readonly kind: 'disable' | 'enable' | 'disable-line' | 'disable-next-line' | 'configuration';
  readonly rules: readonly string[];
  readonly reason: string;
}

/** No directive is longer; beyond it a comment is not read, so that a hostile one costs nothing. */
const LONGEST_DIRECTIVE = 20_000;

const LABEL = /^(eslint|oxlint)(?:-(enable|disable(?:-next-line|-line)?))?(?:\s|$)/;

function readComment(comment: string): Written | undefined {
  const block = comment.startsWith('/*');
  if (!block && !comment.startsWith('//')) return undefined;
  if (comment.length > LONGEST_DIRECTIVE) return undefined;
  const value = (block ? comment.slice(2, -2) : comment.slice(2)).trim();
  const label = LABEL.exec(value);
  if (!label) return undefined;
  const { body, reason } = splitReason(value.slice(label[0].length));
  const action = label[2];
  if (action === undefined) {
    if (!block || label[1] !== 'eslint') return undefined;
    const rules = rulesTurnedOff(body);
    return rules.length > 0 ? { kind: 'configuration', rules, reason } : undefined;
  }
  // ESLint reads `eslint-disable` and `-enable` from block comments alone.
  const wholeLines = action === 'disable' || action === 'enable';
  if (wholeLines && !block && label[1] === 'eslint') return undefined;
  return { kind: action as Exclude<Written['kind'], 'configuration'>, rules: ruleList(body), reason };
}

function splitReason(text: string): { body: string; reason: string } {
  const separator = /(?:^|\s)-{2,}(?:\s|$)/.exec(text);
  if (!separator) return { body: text, reason: '' };
  return {
    body: text.slice(0, separator.index),
    reason: text
      .slice(separator.index + separator[0].length)
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

function ruleList(body: string): string[] {
  const names = body.split(',').map((name) => unquoted(name.trim()));
  return [...new Set(names.filter((name) => name !== ''))];
}

function unquoted(name: string): string {
  return /^(["'`])(.*)\1$/s.exec(name)?.[2] ?? name;
}

const TURNED_OFF = /(?:^|,)\s*["']?(@?[\w-]+(?:\/[\w-]+){0,3})["']?\s*:\s*\[?\s*(?:0\b|"off"|'off'|off\b)/g;

/** From `no-alert: off, no-console: ["error", …]`, the names whose severity is off. */
function rulesTurnedOff(body: string): string[] {
  return [...new Set([...body.matchAll(TURNED_OFF)].map((match) => match[1]!))];
}
