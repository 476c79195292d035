/** For changes to patterns that no grammar takes as they were rewritten: their brackets and what stands between them. */

/** Changes the parts between commas of each list that `opening`, which ends with its bracket, finds. */
export function mapLists(text: string, opening: RegExp, change: (piece: string, opening: string) => string): string {
  let written = '';
  let from = 0;
  for (const found of text.matchAll(opening)) {
    const open = found.index + found[0].length;
    if (open < from) continue;
    const close = closing(text, open);
    if (close === undefined) continue;
    const pieces = splitAtCommas(text.slice(open, close));
    const changed = pieces.map((piece) => piece.replace(/\S[\s\S]*\S|\S/, (trimmed) => change(trimmed, found[0])));
    written += text.slice(from, open) + changed.join(',');
    from = close;
  }
  return written + text.slice(from);
}

/** The parts between commas that stand in no brackets; quotes hold theirs together. */
export function splitAtCommas(inner: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    const letter = inner[at]!;
    if (letter === '"' || letter === "'") at = endOfQuote(inner, at);
    else if ('([{<'.includes(letter)) depth++;
    else if (')]}>'.includes(letter) && inner[at - 1] !== '-' && inner[at - 1] !== '=') depth--;
    else if (letter === ',' && depth === 0) {
      pieces.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return [...pieces, inner.slice(from)];
}

/** Where the bracket opened before `from` closes. */
export function closing(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"' || letter === "'") at = endOfQuote(text, at);
    else if (letter === '(' || letter === '{' || letter === '[') depth++;
    else if ((letter === ')' || letter === '}' || letter === ']') && --depth === 0) return at;
  }
  return undefined;
}

/** A lone quote, as of a lifetime, holds nothing together. */
function endOfQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[from]) return at;
  }
  return from;
}

/**
 * Changes ellipses and metavariables that stand alone between the statements of a block, by what the text before the
 * block's brace says it is; undefined leaves them.
 */
export function mapStatements(text: string, change: (name: string, header: string) => string | undefined): string {
  const headers: string[] = [''];
  let written = '';
  let from = 0;
  let statement = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"' || letter === "'") at = endOfQuote(text, at);
    else if (letter === '{') {
      headers.push(text.slice(statement, at));
      statement = at + 1;
    } else if (letter === '}') {
      if (headers.length > 1) headers.pop();
      statement = at + 1;
    } else if (letter === ';') statement = at + 1;
    else if (letter === 'µ' && /(?:^|[{};\n])\s*$/.test(text.slice(Math.max(from, at - 40), at))) {
      const [found, name] = /^(µ\w*)(?:;|(?=\s*(?:[\n}]|$)))/.exec(text.slice(at)) ?? [];
      const changed = found === undefined ? undefined : change(name!, headers.at(-1)!);
      if (found === undefined || changed === undefined) continue;
      written += text.slice(from, at) + changed;
      from = at + found.length;
      at = from - 1;
    }
  }
  return written + text.slice(from);
}
