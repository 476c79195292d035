/** An instruction of a Dockerfile: its name, and the stretch of the text that its arguments take. */
export interface RawInstruction {
  /** In capitals. */
  readonly name: string;
  readonly start: number;
  /** Where the arguments begin. */
  readonly argumentsStart: number;
  readonly end: number;
}

export interface RawDockerfile {
  /** The text with blanks in place of comments within instructions, of the same length. */
  readonly text: string;
  readonly instructions: readonly RawInstruction[];
}

/** Takes a Dockerfile apart into instructions, over lines that are continued, with heredocs. */
export function splitInstructions(given: string): RawDockerfile {
  const escape = /^(?:\s*#.*\n)*?\s*#\s*escape\s*=\s*`/i.test(given.slice(0, MAX_DIRECTIVES)) ? '`' : '\\';
  const pieces: string[] = [];
  const instructions: RawInstruction[] = [];
  let open: { name: string; start: number; argumentsStart: number; end: number } | undefined;
  let heredocs: string[] = [];
  let start = 0;
  const close = (): void => {
    if (open) instructions.push({ ...open, argumentsStart: Math.min(open.argumentsStart, open.end) });
    open = undefined;
  };
  for (const line of given.split('\n')) {
    const end = start + line.length;
    const shown = heredocs.length > 0 ? line : blankComment(line);
    if (open && heredocs.length > 0) {
      open.end = end;
      if (line.replace(/^\t+/, '').trimEnd() === heredocs[0]) heredocs.shift();
      if (heredocs.length === 0) close();
    } else if (shown.trim() !== '') {
      const name = open ? undefined : /^(\s*)([A-Za-zµ_\d$]+)[ \t]*/.exec(shown);
      if (name) {
        const at = start + name[1]!.length;
        open = { name: name[2]!.toUpperCase(), start: at, argumentsStart: start + name[0].length, end };
      }
      const text = shown.trimEnd();
      const continues = text.endsWith(escape);
      if (open) {
        open.end = start + text.length - (continues ? 1 : 0);
        heredocs = MAY_HAVE_HEREDOC.has(open.name) ? heredocsOf(text) : [];
      }
      if (!continues && heredocs.length === 0) close();
    }
    pieces.push(shown);
    // A comment between lines that continue one another is not there: its line does not end the one before.
    pieces.push(open && shown !== line && heredocs.length === 0 ? ' ' : '\n');
    start = end + 1;
  }
  close();
  return { text: pieces.join('').slice(0, given.length), instructions };
}

/** Ours: parser directives stand in the first lines. */
const MAX_DIRECTIVES = 500;
const MAY_HAVE_HEREDOC: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

function blankComment(line: string): string {
  return /^\s*#/.test(line) ? ' '.repeat(line.length) : line;
}

function heredocsOf(line: string): string[] {
  return Array.from(line.matchAll(/<<-?\s*(["']?)(\w+)\1/g), (match) => match[2]!);
}
