import type { Language } from '../../source/language.ts';

/**
 * The text as the linters get it: directives in comments are made unreadable to them, for what is suppressed is
 * decided and listed in one place, after the analysis. Every offset stays: one ASCII letter is replaced by another.
 * `global` and `exported` comments are left, because rules need them.
 */
export function withoutDirectives(text: string): string {
  return text.replace(DIRECTIVE_START, '$1z');
}

/** `eslint` or `oxlint` where a comment begins, up to its second letter. Runs of `*` and blanks cannot backtrack. */
const DIRECTIVE_START = /(\/[/*][\s*]*(?:e|o))[sx](?=lint[-\s])/g;

/**
 * The extension under which the linters get a file, with the dot: its own where that fits its language, for `.d.ts`,
 * `.mjs` and the like decide how it is read.
 */
export function lintExtension(path: string, language: Language | undefined): string {
  const usual = language === undefined ? '.js' : (USUAL_EXTENSION[language] ?? '.js');
  const own = /(?:\.d)?\.(?:[cm]?[jt]s|[jt]sx)$/i.exec(path)?.[0].toLowerCase();
  return own !== undefined && isTypeScriptExtension(own) === isTypeScriptExtension(usual) ? own : usual;
}

const USUAL_EXTENSION: Partial<Record<Language, string>> = {
  javascript: '.js',
  jsx: '.jsx',
  typescript: '.ts',
  tsx: '.tsx',
};

export function isTypeScriptExtension(extension: string): boolean {
  return extension.includes('t');
}
