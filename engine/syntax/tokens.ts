import { kindTable, lookUp } from './kind-table.ts';
import { NodeFlag, type SyntaxTree } from './syntax-tree.ts';

/** The tokens of a file in order: the first `count` entries of `node` are indexes into the tree. */
export interface Tokens {
  readonly count: number;
  readonly node: Uint32Array;
  /** The comments, of code and of documentation, in order. */
  readonly comments: readonly number[];
}

export type TokenClass = 'keyword' | 'identifier' | 'literal' | 'operator' | 'punctuation';

/**
 * Tokens of a file without comments and blanks. A string, template, heredoc or regular expression is one token;
 * one with interpolated code is its pieces of text, each a literal, and the tokens of that code.
 */
export function tokensOf(tree: SyntaxTree): Tokens {
  const table = tableOf(tree);
  const node = new Uint32Array(tree.size);
  const comments: number[] = [];
  let count = 0;
  for (let i = 0; i < tree.size;) {
    const entry = lookUp(table, tree, i);
    if (entry === COMMENT) {
      comments.push(i);
      i = tree.next[i]!;
      continue;
    }
    const whole = tree.next[i] === i + 1 || (entry === WHOLE && !interpolates(tree, i));
    if (whole && !isBlank(tree, i)) node[count++] = i;
    i = whole ? tree.next[i]! : i + 1;
  }
  return { count, node: node.subarray(0, count), comments };
}

/** What a token from {@link tokensOf} is. Inexact where a grammar gives no hint: such a token is an identifier. */
export function tokenClass(tree: SyntaxTree, node: number): TokenClass {
  return CLASSES[lookUp(tableOf(tree), tree, node)] ?? 'identifier';
}

/** Whether a node is a comment, of code or of documentation. */
export function isComment(tree: SyntaxTree, node: number): boolean {
  return lookUp(tableOf(tree), tree, node) === COMMENT;
}

const COMMENT = 1;
const WHOLE = 2;
const STRING_PART = 3;
const LITERAL = 4;
const KEYWORD = 5;
const IDENTIFIER = 6;
const OPERATOR = 7;
const PUNCTUATION = 8;

const CLASSES: readonly (TokenClass | undefined)[] = [
  undefined,
  undefined,
  'literal',
  'literal',
  'literal',
  'keyword',
  'identifier',
  'operator',
  'punctuation',
];

const tableOf = kindTable((name, named) => (named ? namedEntry(name) : tokenEntry(name)));

function namedEntry(name: string): number {
  if (COMMENTS.has(name)) return COMMENT;
  if (WHOLE_LITERALS.has(name)) return WHOLE;
  if (STRING_PARTS.has(name)) return STRING_PART;
  if (LITERALS.has(name) || name.endsWith('_literal')) return LITERAL;
  if (OPERATORS.has(name)) return OPERATOR;
  if (name === 'interpolation_brace') return PUNCTUATION;
  return KEYWORDS.has(name) ? KEYWORD : IDENTIFIER;
}

function tokenEntry(name: string): number {
  if (/^[#@]?\w+$/.test(name)) return WORD_OPERATORS.has(name) ? OPERATOR : KEYWORD;
  if (STRING_DELIMITERS.test(name)) return STRING_PART;
  return PUNCTUATIONS.has(name) ? PUNCTUATION : OPERATOR;
}

const COMMENTS = new Set(
  'comment line_comment block_comment html_comment hash_bang_line shebang shebang_directive'.split(' '),
);

/** Literals that consist of several nodes. */
const WHOLE_LITERALS = new Set(
  (
    'string template_string regex template_literal_type string_literal raw_string_literal char_literal ' +
    'interpreted_string_literal rune_literal character_literal interpolated_string_expression encapsed_string ' +
    'heredoc nowdoc heredoc_body multiline_string_literal subshell string_array symbol_array delimited_symbol ' +
    'shell_command_expression user_defined_literal'
  ).split(' '),
);

/** What a string consists of as long as no code is interpolated. */
const STRING_PARTS = new Set(
  (
    'string_start string_content string_end string_fragment escape_sequence escape_interpolation regex_pattern ' +
    'regex_flags character character_literal_content string_literal_content string_literal_encoding ' +
    'multiline_string_fragment interpreted_string_literal_content raw_string_literal_content raw_string_start ' +
    'raw_string_content raw_string_end raw_string_delimiter interpolation_start heredoc_content heredoc_start ' +
    'heredoc_end nowdoc_body nowdoc_string bare_string bare_symbol literal_suffix html_character_reference'
  ).split(' '),
);

const LITERALS = new Set(
  (
    'number integer float complex rational true false null nil none undefined boolean character ellipsis ' +
    'simple_symbol hash_key_symbol heredoc_beginning verbatim_string_literal system_lib_string jsx_text text iota ' +
    'preproc_arg'
  ).split(' '),
);

const KEYWORDS = new Set(
  (
    'this self super crate primitive_type predefined_type void_type boolean_type bottom_type var_modifier ' +
    'mutable_specifier visibility_modifier auto modifier empty_statement break_statement continue_statement ' +
    'pass_statement debugger_statement fallthrough_statement php_tag php_end_tag static_modifier abstract_modifier ' +
    'final_modifier readonly_modifier virtual_specifier storage_class_specifier type_qualifier reification_modifier ' +
    'metavariable yield break next redo retry return'
  ).split(' '),
);

const OPERATORS = new Set('optional_chain operator by_ref wildcard_import'.split(' '));

const WORD_OPERATORS = new Set(
  (
    'and or not xor in is as instanceof typeof delete void new await yield sizeof bitand bitor compl and_eq or_eq ' +
    'xor_eq not_eq'
  ).split(' '),
);

const PUNCTUATIONS = new Set([...'()[]{},;:.', '${', '#{', '#[', '%w(', '%i(', '</', '/>', '::', '\n']);

/** Quotes, with the prefixes that C, Python, C# and Rust put before them. */
const STRING_DELIMITERS = /^[A-Za-z0-9@$]{0,3}(?:"{1,3}|'{1,3}|`)$/;

/** A child that is neither a piece of text nor a delimiter is code. A heredoc's body is looked into, once. */
function interpolates(tree: SyntaxTree, literal: number): boolean {
  const table = tableOf(tree);
  const end = tree.next[literal]!;
  for (let i = literal + 1; i < end; i = tree.next[i]!) {
    if ((tree.flags[i]! & NodeFlag.named) === 0) continue;
    const entry = lookUp(table, tree, i);
    if (entry === WHOLE ? interpolates(tree, i) : entry !== STRING_PART && entry !== LITERAL) return true;
  }
  return false;
}

function isBlank(tree: SyntaxTree, node: number): boolean {
  for (let at = tree.startOffset[node]!; at < tree.endOffset[node]!; at++) {
    const code = tree.text.charCodeAt(at);
    if (code > SPACE && code !== BYTE_ORDER_MARK) return false;
  }
  return true;
}

const SPACE = 0x20;
const BYTE_ORDER_MARK = 0xfeff;
