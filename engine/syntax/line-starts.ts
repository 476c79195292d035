/** Offsets at which lines start. LF alone ends a line, as git sees it: CRLF does too, a lone CR does not. */
export function lineStartsOf(text: string): Uint32Array {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
