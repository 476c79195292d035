import type { YAMLParseError, YAMLWarning } from 'yaml';
import { quote } from './explain-issue.ts';

/** What the parser complains of. */
export type Mistake = YAMLParseError | YAMLWarning;

/**
 * Puts a complaint of the YAML parser into our words: what is found, and what is expected instead. Its own words are
 * kept only for what they say nothing about.
 */
export function explainYaml({ code, message, pos }: Mistake, text: string): string {
  const words = WORDS.find(([known, said]) => known === code && said.test(message))?.[2];
  const told = words ?? `This is no YAML (${message}).`;
  const found = foundAt(text, pos[0]);
  return found === '' ? `${told} The file ends here.` : `${told} Found: ${quote(found)}.`;
}

const KEY_AND_VALUE = 'Expected a key with its value in one line ("key: value").';
const SAME_COLUMN = 'Expected the same indentation as the entries before it.';
const LIST_END = 'Expected "]" at the end of a list that starts with "[".';
const MAPPING_END = 'Expected "}" at the end of a mapping that starts with "{".';
const BELOW = 'Expected the list on the lines below its key, or as [one, two].';

/** The first that fits, of what the parser can say. */
const WORDS: readonly (readonly [code: string, said: RegExp, words: string])[] = [
  ['TAB_AS_INDENT', /./, 'A tab indents this line; use spaces.'],
  ['MULTIPLE_DOCS', /./, 'A second document starts here ("---"); keep one.'],
  ['NON_STRING_KEY', /./, 'A key must be a word.'],
  ['BAD_DIRECTIVE', /./, 'Directives ("%…") are not understood; leave the line out.'],
  ['BLOCK_AS_IMPLICIT_KEY', /sequence/, SAME_COLUMN],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    /./,
    'A second ": " in one line; put the value in quotes, or the inner mapping on its own lines.',
  ],
  ['TAG_RESOLVE_FAILED', /./, 'Tags ("!name") are not understood; write the value alone.'],
  ['RESOURCE_EXHAUSTION', /./, 'Nested too deeply.'],
  ['BAD_SCALAR_START', /./, 'A value that starts with this sign must stand in quotes.'],
  ['BAD_DQ_ESCAPE', /./, "No such sign can be written with a backslash in double quotes; use single quotes ('…')."],
  ['BAD_INDENT', /end with a \]/, LIST_END],
  ['MISSING_CHAR', /end with a \]/, LIST_END],
  ['BAD_INDENT', /end with a \}/, MAPPING_END],
  ['MISSING_CHAR', /end with a \}/, MAPPING_END],
  ['BAD_INDENT', /./, SAME_COLUMN],
  ['MISSING_CHAR', /closing "quote/, 'Expected a second " at the end of a text in double quotes.'],
  ['MISSING_CHAR', /closing 'quote/, "Expected a second ' at the end of a text in single quotes."],
  ['MISSING_CHAR', /Missing ,/, 'Expected "," between two entries.'],
  ['MISSING_CHAR', /followed by map values/, KEY_AND_VALUE],
  ['MISSING_CHAR', /without - indicator/, 'Expected "- " before an entry of the list.'],
  ['MULTILINE_IMPLICIT_KEY', /./, KEY_AND_VALUE],
  ['KEY_OVER_1024_CHARS', /./, KEY_AND_VALUE],
  ['UNEXPECTED_TOKEN', /block-seq-ind/, BELOW],
  ['UNEXPECTED_TOKEN', /./, 'This cannot stand here; remove it, or put the value in quotes.'],
  ['BLOCK_IN_FLOW', /./, 'Entries on lines of their own cannot stand within [ ] or { }.'],
  ['MULTIPLE_ANCHORS', /./, 'A value can have one name ("&name") at most.'],
];

/** The rest of the line; where there is none, of the next that says something. */
function foundAt(text: string, offset: number): string {
  return /\S[^\r\n]*/.exec(text.slice(offset))?.[0].trimEnd() ?? '';
}
