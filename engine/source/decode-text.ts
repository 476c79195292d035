/**
 * A file's bytes as the text that analyzers see: UTF-8 without its byte order mark, so that the first line's columns
 * are those an editor shows. Bytes that are not UTF-8 become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

const decoder = new TextDecoder('utf-8');
