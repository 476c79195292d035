const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The same random characters each time (Park and Miller's generator), so that no secret stands in a test. */
export function noise(length: number, alphabet = LETTERS_AND_DIGITS): string {
  let state = 20260102;
  let text = '';
  while (text.length < length) {
    state = (state * 48271) % 2147483647;
    text += alphabet[state % alphabet.length];
  }
  return text;
}
