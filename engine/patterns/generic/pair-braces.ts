/** Pairs of an opening and a closing brace, each one character. */
export type Braces = readonly (readonly [open: string, close: string])[];

export const COMMON_BRACES: Braces = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
];

/**
 * For each token the position of the brace it belongs to; -1 for what is no brace, and for a brace without partner. A
 * brace that opens and closes alike (a quote) closes what was opened last, or opens.
 */
export function pairBraces(tokens: readonly string[], braces: Braces = COMMON_BRACES): Int32Array {
  const openings = new Set(braces.map(([open]) => open));
  const openingOf = new Map(braces.map(([open, close]) => [close, open]));
  const partners = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  const waiting = new Map<string, number>();
  const count = (brace: string, by: number): void => void waiting.set(brace, (waiting.get(brace) ?? 0) + by);
  tokens.forEach((token, at) => {
    const opening = openingOf.get(token);
    const closes =
      opening === token ? tokens[open.at(-1) ?? -1] === token : opening !== undefined && waiting.get(opening);
    if (!closes) {
      if (openings.has(token)) {
        open.push(at);
        count(token, 1);
      }
      return;
    }
    for (;;) {
      const last = open.pop()!;
      count(tokens[last]!, -1);
      if (tokens[last] !== opening) continue;
      partners[last] = at;
      partners[at] = last;
      return;
    }
  });
  return partners;
}
