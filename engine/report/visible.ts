/**
 * Foreign text made safe for a terminal or a log: control characters, escape sequences and the marks that reorder
 * text are shown as `\u{…}` instead of acting; so is what begins a command to a CI server, `##[` and `##vso[`.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** The same for text that is laid out by lines: line breaks and tabs stay, and nothing is a command there. */
export function visibleLines(text: string): string {
  return text.replace(UNSAFE_IN_LINES, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

const UNSAFE_IN_LINES =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** C0 and C1 controls, line separators, Unicode's bidirectional formatting characters, and a CI server's commands. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|#(?=#(?:vso)?\[)/g;
