import type { CharacterSet } from './character-set.ts';

/** A regular expression as PCRE understands it, freed of its notation. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet; readonly caseless: boolean }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly number: number; readonly body: RegexNode }
  /** Once it has matched, it is not tried again in another way. */
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | { readonly kind: 'look'; readonly ahead: boolean; readonly negated: boolean; readonly body: RegexNode }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      /** May be Infinity. */
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'reference'; readonly group: number; readonly caseless: boolean }
  | { readonly kind: 'assertion'; readonly what: RegexAssertion }
  /** What was matched before it does not count (`\K`). */
  | { readonly kind: 'keep' };

export type RegexAssertion =
  | 'text-start'
  | 'line-start'
  | 'text-end'
  | 'text-end-or-last-newline'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groups: number;
  /** Number of the group by its name; of several of one name, the first. */
  readonly names: ReadonlyMap<string, number>;
}

/** Why an expression cannot be used, in words. */
export class RegexProblem extends Error {
  override readonly name = 'RegexProblem';
}
