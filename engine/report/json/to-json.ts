/**
 * Readable JSON with a newline at its end. Halves of surrogate pairs, which JavaScript can escape but many readers
 * refuse, become U+FFFD.
 */
export function toJson(value: unknown): string {
  const replaceLoneSurrogates = (_: string, part: unknown): unknown =>
    typeof part === 'string' ? wellFormed(part) : part;
  return `${JSON.stringify(value, replaceLoneSurrogates, 2)}\n`;
}

export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
