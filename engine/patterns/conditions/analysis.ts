import type { Condition } from '../rule.ts';
import { mayExplode } from '../regex/may-explode.ts';
import { parsePcre } from '../regex/parse-pcre.ts';
import { RegexProblem } from '../regex/regex-node.ts';
import { isRandom } from './randomness.ts';

type Analysis = Pick<Extract<Condition, { kind: 'analysis' }>, 'analyzer' | 'options'>;

/**
 * Tells whether a `metavariable-analysis` holds for what a metavariable stands for: a string's content, or its code.
 * `entropy`: it looks made by chance, see {@link isRandom}. `redos`: it is a regular expression that may take
 * exponential time on a text made for it, see {@link mayExplode}.
 */
export function analyze({ analyzer, options }: Analysis, text: string): boolean {
  switch (analyzer) {
    case 'entropy':
      return isRandom(unquoted(text), 'default');
    case 'entropy_v2':
      return isRandom(unquoted(text), modeOf(options));
    case 'redos':
      return isDangerous(text);
  }
}

function modeOf({ mode }: Readonly<Record<string, unknown>>): 'lax' | 'default' | 'strict' {
  return mode === 'lax' || mode === 'strict' ? mode : 'default';
}

function unquoted(text: string): string {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2] ?? text;
}

const FLAGS = { multiline: false, caseless: false, dotAll: false };
/** Ours: longer texts are no expressions that people write. */
const MAX_LENGTH = 5_000;

/** What is no expression is not dangerous: it does not run. */
function isDangerous(text: string): boolean {
  const literal = /^\/(.+)\/[a-z]*$/s.exec(text)?.[1] ?? unquoted(text.replace(/^[rRbBuU]{1,2}(?=["'])/, ''));
  if (literal.length > MAX_LENGTH) return false;
  if (explodes(literal)) return true;
  // Within a string two backslashes are one of the expression; an expression by itself hardly has them alone.
  const isInString = literal.includes('\\\\') && !literal.replaceAll('\\\\', '').includes('\\');
  return isInString && explodes(literal.replaceAll('\\\\', '\\'));
}

function explodes(source: string): boolean {
  try {
    return mayExplode(parsePcre(source, FLAGS).root);
  } catch (error) {
    if (error instanceof RegexProblem) return false;
    throw error;
  }
}
