import { visibleLines } from '../visible.ts';

/** Text that JSON, UTF-8 and a reader can take: half surrogate pairs are replaced, controls and bidirectional marks shown. */
export function wellFormed(text: string): string {
  return visibleLines(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
