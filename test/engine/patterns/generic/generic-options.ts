import { matchGeneric, type GenericOptions } from '../../../../engine/patterns/generic/match-generic.ts';

/** The options of a rule that chooses none, but for those given. */
export function genericOptions(chosen: Partial<GenericOptions> = {}): GenericOptions {
  return {
    generic_engine: 'spacegrep',
    generic_multiline: true,
    generic_braces: [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
    ],
    generic_caseless: false,
    generic_ellipsis_max_span: 10,
    generic_extra_word_characters: [],
    ...chosen,
  };
}

/** What a pattern matches in a text. */
export function textsOf(pattern: string, text: string, chosen?: Partial<GenericOptions>): string[] {
  return matchGeneric(pattern, text, genericOptions(chosen)).map(({ start, end }) => text.slice(start, end));
}
