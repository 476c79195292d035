/** What a name in a rewritten pattern stands for. */
export interface Placeholder {
  readonly kind: 'Meta' | 'MetaEllipsis' | 'Ellipsis' | 'Deep' | 'TypedName';
  /** With its `$`: `$X`, `$...X`; empty for those without a name. */
  readonly value: string;
}

/**
 * Patterns are parsed by the language's own grammar, so what the grammar does not know is first written as a name it
 * takes. Code hardly has names that begin with this letter and go on so.
 */
export const MARK = 'µ';
export const ELLIPSIS = `${MARK}___`;
export const DEEP = `${MARK}__deep`;
export const TYPED = `${MARK}__typed`;
/** Stands before the mark where a language takes only names with a capital, as Ruby does for classes. */
export const CAPITAL = 'X';

/** Reads a name of a rewritten pattern; undefined: it is a name of the code. */
export function readPlaceholder(name: string): Placeholder | undefined {
  const text = name.startsWith(CAPITAL + MARK) ? name.slice(CAPITAL.length) : name;
  if (!text.startsWith(MARK)) return undefined;
  if (text === ELLIPSIS) return { kind: 'Ellipsis', value: '' };
  if (text === DEEP) return { kind: 'Deep', value: '' };
  if (text.startsWith(TYPED)) return { kind: 'TypedName', value: `$${text.slice(TYPED.length)}` };
  if (text.startsWith(ELLIPSIS)) return { kind: 'MetaEllipsis', value: `$...${text.slice(ELLIPSIS.length)}` };
  return { kind: 'Meta', value: `$${text.slice(MARK.length)}` };
}

/** A stretch of a rewritten pattern as its author wrote it, for what is text there: strings, regular expressions. */
export function unwritten(text: string): string {
  if (!text.includes(MARK)) return text;
  return text
    .replaceAll(CAPITAL + MARK, MARK)
    .replaceAll(`$${MARK}`, MARK)
    .replaceAll(`${DEEP}(`, '<...')
    .replace(/µ___;/g, '...')
    .replace(/µ___([A-Z_][A-Z_0-9]*)/g, '$$...$1')
    .replaceAll(ELLIPSIS, '...')
    .replace(/µ(?:__typed)?(?=[A-Z_0-9])/g, '$$');
}
