/** The languages Plumbline analyses by their own grammar. Everything else is text. */
export const LANGUAGES = [
  'javascript',
  'jsx',
  'typescript',
  'tsx',
  'python',
  'go',
  'java',
  'ruby',
  'php',
  'csharp',
  'kotlin',
  'rust',
  'c',
  'cpp',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a file is, as far as a review cares. */
export interface Classification {
  /** Absent: no grammar of ours. */
  readonly language?: Language;
  /** Linguist's name for it ("TypeScript", "Haskell", "YAML"); absent for binary or unknown text. */
  readonly languageName?: string;
  /** `code` counts towards size and ratings; `data`, `prose` and `markup` are read by rules only. */
  readonly type: 'code' | 'data' | 'prose' | 'markup' | 'unknown';
  readonly test: boolean;
  /** Why the file is left out of the review; absent: it is looked at. */
  readonly leftOut?: LeftOutReason;
  /** What .gitattributes decided: the content does not overrule it. `by-hand`: it is said not to be generated. */
  readonly decided?: readonly ('language' | 'by-hand')[];
}

export type LeftOutReason =
  | 'binary'
  | 'generated'
  | 'vendored'
  | 'minified'
  | 'too-large'
  | 'lfs-pointer'
  | 'submodule'
  | 'symlink'
  | 'not-detectable'
  | 'excluded'
  | 'empty';
