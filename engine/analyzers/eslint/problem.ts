import type { Range } from '../../findings/finding.ts';
import type { ProfileName } from './profile.ts';

/** What either engine says: a place and a sentence, by ESLint's name of the rule. */
export interface LintProblem {
  readonly rule: string;
  readonly message: string;
  readonly range: Range;
}

/** A file as the engines get it: prepared text, and all they may know of where it came from. */
export interface LintFile {
  readonly text: string;
  /** With the dot: `.ts`, `.d.mts`, `.jsx`. */
  readonly extension: string;
  readonly profile: ProfileName;
}

/** One engine's answer for one file. `refused`: it could not be read; says why. */
export type EngineAnswer =
  | { readonly kind: 'linted'; readonly problems: readonly LintProblem[] }
  | { readonly kind: 'refused'; readonly reason: 'syntax-error' | 'crashed' | 'time-out'; readonly detail: string };

/** Longest message kept: some quote the code they speak of. */
const MESSAGE_CHARACTERS = 400;

/** One or two sentences on one line. */
export function plainMessage(...parts: readonly (string | undefined)[]): string {
  const sentences = parts
    .map((part) => part?.replace(/\s+/g, ' ').trim() ?? '')
    .filter((part) => part !== '')
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`));
  const message = sentences.join(' ');
  return message.length > MESSAGE_CHARACTERS ? `${message.slice(0, MESSAGE_CHARACTERS - 1)}…` : message;
}
