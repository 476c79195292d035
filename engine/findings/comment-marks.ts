/** A mark that opens a comment, and for a block the one that closes it. */
export interface CommentMark {
  readonly open: string;
  /** Absent: it reaches to the end of the line. */
  readonly close?: string;
}

/** The marks to look for in a file without a grammar, by Linguist's name for its language. */
export function marksOf(file: { readonly languageName?: string; readonly prose: boolean }): readonly CommentMark[] {
  if (file.prose) return [HTML_COMMENT];
  const name = file.languageName ?? '';
  return EXACT[name] ?? [...(FURTHER[name] ?? []), ...USUAL];
}

const HTML_COMMENT: CommentMark = { open: '<!--', close: '-->' };
const C_BLOCK: CommentMark = { open: '/*', close: '*/' };
const C_LINE: CommentMark = { open: '//' };

/** Longer ones first where one ends with another. */
const USUAL: readonly CommentMark[] = [
  HTML_COMMENT,
  { open: '<%--', close: '--%>' },
  { open: '{{!--', close: '--}}' },
  { open: '{{!', close: '}}' },
  { open: '<%#', close: '%>' },
  { open: '{#', close: '#}' },
  { open: '(*', close: '*)' },
  { open: '{-', close: '-}' },
  C_BLOCK,
  C_LINE,
  { open: '--' },
  { open: '#' },
  { open: ';' },
  { open: '%' },
  { open: 'rem' },
  { open: 'dnl' },
];

const BASIC: readonly CommentMark[] = [{ open: "'" }];
const FORTRAN: readonly CommentMark[] = [{ open: '!' }];
const LUA: readonly CommentMark[] = [
  { open: '--[[', close: ']]' },
  ...Array.from({ length: 3 }, (_, level) => {
    const signs = '='.repeat(level + 1);
    return { open: `--[${signs}[`, close: `]${signs}]` };
  }),
];
const LISP: readonly CommentMark[] = [{ open: '#|', close: '|#' }];

/** Marks that mean something else in most languages. */
const FURTHER: Readonly<Partial<Record<string, readonly CommentMark[]>>> = {
  Batchfile: [{ open: '::' }],
  BASIC,
  Brightscript: BASIC,
  'Classic ASP': BASIC,
  'Common Lisp': LISP,
  Fortran: FORTRAN,
  'Fortran Free Form': FORTRAN,
  FreeBASIC: BASIC,
  Lua: LUA,
  Luau: LUA,
  QuickBASIC: BASIC,
  Racket: LISP,
  Scheme: LISP,
  VBA: BASIC,
  VBScript: BASIC,
  'Vim script': [{ open: '"' }],
  'Visual Basic .NET': BASIC,
  'Visual Basic 6.0': BASIC,
};

/** Where the usual marks begin code: a selector with `#`. */
const EXACT: Readonly<Partial<Record<string, readonly CommentMark[]>>> = {
  CSS: [C_BLOCK],
  Less: [C_BLOCK, C_LINE],
  SCSS: [C_BLOCK, C_LINE],
};
