import type { Language } from '../../source/language.ts';
import { NodeFlag, type SyntaxTree } from '../../syntax/syntax-tree.ts';

/** A token as clones are made of. Offsets are UTF-16; `barrier` ends every clone and is part of none. */
export interface ComparableToken {
  readonly start: number;
  readonly end: number;
  readonly role: TokenRole;
}

/**
 * `name`: an identifier, which `ignoreNames` makes equal to every other. `data`: a literal or the punctuation of a
 * table of them. `code`: everything else. `barrier`: a declaration that every file has to repeat (imports, includes,
 * the package's name).
 */
export type TokenRole = 'code' | 'name' | 'data' | 'barrier';

/**
 * The tokens of a file in order: leaves of its tree but comments, where a literal without interpolation is one token
 * however the grammar divides it.
 */
export function comparableTokens(tree: SyntaxTree): ComparableToken[] {
  const classes = tree.kinds.map((kind) => classOf(tree.language, kind));
  const tokens: ComparableToken[] = [];
  let node = 0;
  while (node < tree.size) {
    const start = tree.startOffset[node]!;
    const end = tree.endOffset[node]!;
    const kind = classes[tree.kind[node]!] ?? 'other';
    const leaf = tree.next[node]! === node + 1;
    if (kind === 'comment' || end === start) {
      node = tree.next[node]!;
    } else if (!leaf && (kind === 'barrier' || (kind === 'export' && exportsFromElsewhere(tree, node)))) {
      tokens.push({ start, end, role: 'barrier' });
      node = tree.next[node]!;
    } else if (leaf || (kind === 'literal' && !interpolates(tree, node, classes))) {
      if (!blank(tree.text, start, end)) tokens.push({ start, end, role: roleOf(kind) });
      node = tree.next[node]!;
    } else {
      node++;
    }
  }
  return tokens;
}

type KindClass = 'comment' | 'barrier' | 'export' | 'literal' | 'interpolation' | 'name' | 'data' | 'other';

/** Declarations of the grammars that name what a file uses or belongs to. */
const BARRIERS = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'import_declaration',
  'import_header',
  'import_list',
  'import',
  'package_clause',
  'package_declaration',
  'package_header',
  'using_directive',
  'namespace_use_declaration',
  'use_declaration',
  'extern_crate_declaration',
  'preproc_include',
]);

const DATA_PUNCTUATION = new Set([',', '[', ']', '{', '}', '(', ')', ':', ';', '-', '+', '=>', '"', "'", '`']);
const DATA_WORDS = new Set(['true', 'false', 'null', 'none', 'nil', 'undefined', 'null_literal', 'boolean_literal']);

function classOf(language: Language, kind: string): KindClass {
  if (kind.includes('comment')) return 'comment';
  // In PHP this is a class taking a trait: code, and no import.
  if (BARRIERS.has(kind)) return language === 'php' && kind === 'use_declaration' ? 'other' : 'barrier';
  if (kind === 'export_statement') return 'export';
  if (/interpolation|substitution/.test(kind)) return 'interpolation';
  if (
    /(^|_)(string|char|regex|rune|character)(_literal|_lit)?$|string_literal$|^(template_string|encapsed_string|heredoc_body)$/.test(
      kind,
    )
  ) {
    return 'literal';
  }
  if (/identifier$|^(name|constant|variable_name|instance_variable|class_variable|global_variable)$/.test(kind))
    return 'name';
  if (DATA_PUNCTUATION.has(kind) || DATA_WORDS.has(kind.toLowerCase())) return 'data';
  if (/number|integer|float|int_literal|real_literal|string_(content|fragment)|escape_sequence/.test(kind))
    return 'data';
  return 'other';
}

function roleOf(kind: KindClass): TokenRole {
  if (kind === 'name') return 'name';
  return kind === 'literal' || kind === 'data' ? 'data' : 'code';
}

/** `export … from '…'`, the other way to write an import. */
function exportsFromElsewhere(tree: SyntaxTree, node: number): boolean {
  for (let child = node + 1; child < tree.next[node]!; child = tree.next[child]!) {
    if (tree.fields[tree.field[child]!] === 'source') return true;
  }
  return false;
}

function interpolates(tree: SyntaxTree, node: number, classes: readonly KindClass[]): boolean {
  for (let inner = node + 1; inner < tree.next[node]!; inner++) {
    const kind = classes[tree.kind[inner]!];
    if (kind === 'interpolation' || kind === 'name' || tree.flags[inner]! & NodeFlag.error) return true;
  }
  return false;
}

/** Some grammars give line ends as tokens. */
function blank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) return false;
  }
  return true;
}
