import { complementOf, LETTER_CLASSES, oneCharacter, setOf, type CharacterSet } from './character-set.ts';
import { RegexProblem } from './regex-node.ts';

/** A place in an expression's source, moved on by those who read. */
export interface Reader {
  readonly source: string;
  at: number;
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, e: 0x1b, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09 };

/**
 * Reads what stands for characters after a backslash, with the reader behind the backslash. Nothing, and the reader
 * left where it is, for what is no character: assertions, references, quoting.
 */
export function parseCharacterEscape(reader: Reader, inClass: boolean): CharacterSet | undefined {
  const { source } = reader;
  const letter = String.fromCodePoint(source.codePointAt(reader.at) ?? 0);
  const take = (length: number, set: CharacterSet) => {
    reader.at += length;
    return set;
  };
  const small = letter.toLowerCase();
  if (Object.hasOwn(LETTER_CLASSES, small)) {
    const ranges = LETTER_CLASSES[small]!;
    return take(1, setOf(letter === small ? ranges : complementOf(ranges)));
  }
  if (letter === 'N' && !inClass && source[reader.at + 1] !== '{') return take(1, setOf([[0x0a, 0x0a]], [], true));
  if (letter === 'b' && inClass) return take(1, oneCharacter(8));
  if (Object.hasOwn(CONTROL, letter)) return take(1, oneCharacter(CONTROL[letter]!));
  if (letter === 'c') {
    const code = source.charCodeAt(reader.at + 1);
    if (!(code >= 0x20 && code < 0x7f)) throw new RegexProblem('\\c without a character after it');
    return take(2, oneCharacter(String.fromCharCode(code).toUpperCase().charCodeAt(0) ^ 0x40));
  }
  if (small === 'p') return parseProperty(reader);
  const numbered = parseNumbered(reader, inClass);
  if (numbered !== undefined) return oneCharacter(numbered);
  if (/^[\w]$/.test(letter)) return undefined;
  return take(letter.length, oneCharacter(letter.codePointAt(0)!));
}

const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/x\{([0-9a-f]{1,6})\}/iy, 16],
  [/x([0-9a-f]{0,2})/iy, 16],
  [/N\{U\+([0-9a-f]{1,6})\}/iy, 16],
  [/u([0-9a-f]{4})/iy, 16],
  [/o\{([0-7]{1,8})\}/y, 8],
  [/(0[0-7]{0,2})/y, 8],
  // Three octal digits are a character; fewer are a reference, told apart by the caller.
  [/([1-3][0-7]{2})/y, 8],
];

function parseNumbered(reader: Reader, inClass: boolean): number | undefined {
  for (const [form, base] of inClass ? [...NUMBERS, [/([1-7][0-7]{0,2})/y, 8] as const] : NUMBERS) {
    form.lastIndex = reader.at;
    const match = form.exec(reader.source);
    if (!match) continue;
    const code = Number.parseInt(match[1] === '' ? '0' : match[1]!, base);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw new RegexProblem(`\\${match[0]} stands for no character`);
    reader.at += match[0].length;
    return code;
  }
  return undefined;
}

/** PCRE's own properties beside Unicode's. */
const OWN_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'L&': ['\\p{Lu}', '\\p{Ll}', '\\p{Lt}'],
  Xan: ['\\p{L}', '\\p{N}'],
  Xwd: ['\\p{L}', '\\p{N}', '_'],
  Xsp: ['\\s'],
  Xps: ['\\s'],
};

function parseProperty(reader: Reader): CharacterSet {
  const form = /([pP])(?:\{(\^?)([\w&= ]{1,60})\}|([A-Z]))/y;
  form.lastIndex = reader.at;
  const match = form.exec(reader.source);
  if (!match) throw new RegexProblem('\\p without the name of a property');
  const name = (match[3] ?? match[4]!).trim();
  const negated = (match[1] === 'P') !== (match[2] === '^');
  reader.at += match[0].length;
  const own = Object.hasOwn(OWN_PROPERTIES, name) ? OWN_PROPERTIES[name]! : undefined;
  if (own) return { ranges: [], properties: own, negated };
  for (const candidate of [name, `Script_Extensions=${name}`]) {
    if (isProperty(candidate))
      return { ranges: [], properties: [`\\${negated ? 'P' : 'p'}{${candidate}}`], negated: false };
  }
  throw new RegexProblem(`no Unicode property is named ${name}`);
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
