/** Text of foreign origin in GitHub-flavoured Markdown. */

/** Bidirectional controls would show code in another order than it has. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Not seen, and keeps GitHub from recognising what stands on both sides of it. */
const WORD_JOINER = '\u2060';

/** Messages put names of code between backticks. A pipe would end a table's cell even there. */
const CODE = /`([^`|\s](?:[^`|]*[^`|\s])?)`/g;

/**
 * The text as it reads: it neither formats, nor links, nor pings anybody (`@name`), nor refers to an issue (`#1`,
 * `GH-1`), nor becomes an emoji, nor ends a table row or a list item. What stands between two backticks is code.
 */
export function escapeMarkdown(text: string): string {
  const flat = text.replaceAll(BIDI_CONTROLS, '�').replaceAll(/\s+/g, ' ');
  let escaped = '';
  let end = 0;
  for (const { index, 0: code } of flat.matchAll(CODE)) {
    escaped += escapeProse(flat.slice(end, index)) + code;
    end = index + code.length;
  }
  return escaped + escapeProse(flat.slice(end));
}

function escapeProse(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replaceAll(/[@#]/g, `$&${WORD_JOINER}`)
    .replaceAll(/\b(GH)-(?=\d)/gi, `$1${WORD_JOINER}-`)
    .replaceAll(/:(?=\/\/|[a-z+_-][\w+-]*:)/gi, `:${WORD_JOINER}`)
    .replaceAll(/\bwww\./gi, `www${WORD_JOINER}.`)
    .replace(/^([-+=]|\d+[.)])(?=\s|$)/, `${WORD_JOINER}$1`);
}

/** A code span that holds any text. Not for tables. */
export function codeSpan(text: string): string {
  const flat = text.replaceAll(BIDI_CONTROLS, '�').replaceAll(/\s+/g, ' ');
  if (flat.trim() === '') return '';
  const longest = longestRun(flat);
  const marks = '`'.repeat(longest + 1);
  const padding = longest > 0 || flat.startsWith(' ') ? ' ' : '';
  return `${marks}${padding}${flat}${padding}${marks}`;
}

/** A code span in a table, where a pipe ends the cell even in code unless a backslash stands before it. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

/** A block of code on lines of its own. What looks like its end stays within, for the fence is longer. */
export function fence(language: string, text: string): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}${language}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${marks}`;
}

/** A link with foreign words, to an http(s) address; the words alone where it is none. Fit for tables. */
export function link(words: string, address: string): string {
  const shown = escapeMarkdown(words);
  return /^https?:\/\/[^/]/i.test(address) ? `[${shown}](<${escapeAddress(address)}>)` : shown;
}

/** A picture; what it shows in words alone where the address is none of http(s). */
export function image(words: string, address: string): string {
  const linked = link(words, address);
  return linked.startsWith('[') ? `!${linked}` : linked;
}

/** What could end the address or its table's cell is written in percent; what is so already stays. */
function escapeAddress(address: string): string {
  return address.replaceAll(/[\s<>|\\`"]/g, (character) => encodeURIComponent(character));
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
