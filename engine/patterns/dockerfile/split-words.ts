/** A word with the quotes around it, if all of it stands in some. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** What it says, without quotes. */
  readonly text: string;
  readonly quote: '' | '"' | "'";
  /** Position of the first `=` outside of quotes, from its start; -1 without. */
  readonly equals: number;
}

/** Words of a stretch, parted by blanks and line continuations, or by `separator` with blanks around. */
export function splitWords(text: string, from: number, to: number, separator = ''): Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    const letter = text[at]!;
    if (
      /\s/.test(letter) ||
      letter === separator ||
      (/[\\`]/.test(letter) && /^[ \t]*\r?\n/.test(text.slice(at + 1, at + 20)))
    ) {
      at++;
      continue;
    }
    const word = wordFrom(text, { start: at, to, separator });
    words.push(word);
    at = word.end;
  }
  return words;
}

function wordFrom(text: string, { start, to, separator }: { start: number; to: number; separator: string }): Word {
  let said = '';
  let equals = -1;
  let open = '';
  let at = start;
  for (; at < to; at++) {
    const letter = text[at]!;
    if (open === '' && (/\s/.test(letter) || letter === separator)) break;
    if (letter === '\\' && open !== "'" && at + 1 < to) {
      if (/\r|\n/.test(text[at + 1]!)) break;
      said += text[++at]!;
    } else if (letter === open) open = '';
    else if (open === '' && (letter === '"' || letter === "'")) open = letter;
    else {
      if (letter === '=' && open === '' && equals === -1) equals = at - start;
      said += letter;
    }
  }
  const first = text[start]!;
  const quoted = (first === '"' || first === "'") && text[at - 1] === first && at - start - 2 === said.length;
  return { start, end: at, text: said, quote: quoted ? first : '', equals };
}
