/**
 * Foreign text made safe for a terminal or a log: control characters, escape sequences and the marks that reorder
 * text are shown as `\u{…}` instead of acting; so is what begins a command to a CI server, `##[` and `##vso[`.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** C0 and C1 controls, line separators, Unicode's bidirectional formatting characters, and a CI server's commands. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|#(?=#(?:vso)?\[)/g;
