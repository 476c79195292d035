import { complementOf, oneCharacter, POSIX_CLASSES, setOf, type CharacterSet } from './character-set.ts';
import { parseCharacterEscape, type Reader } from './parse-escape.ts';
import { RegexProblem } from './regex-node.ts';

/** Reads a class, with the reader behind its `[`. `ignoreBlanks`: `(?xx)`. */
export function parseClass(reader: Reader, ignoreBlanks: boolean): CharacterSet {
  const { source } = reader;
  const negated = source[reader.at] === '^';
  if (negated) reader.at++;
  const ranges: (readonly [number, number])[] = [];
  const properties: string[] = [];
  const first = reader.at;
  let quoted = false;
  for (;;) {
    if (reader.at >= source.length) throw new RegexProblem('a class "[" that no "]" ends');
    if (source.startsWith('\\E', reader.at)) {
      quoted = false;
      reader.at += 2;
    } else if (quoted) {
      ranges.push(...takeCharacter(reader).ranges);
    } else if (source.startsWith('\\Q', reader.at)) {
      quoted = true;
      reader.at += 2;
    } else if (source[reader.at] === ']' && reader.at > first) {
      reader.at++;
      return setOf(ranges, properties, negated);
    } else if (ignoreBlanks && (source[reader.at] === ' ' || source[reader.at] === '\t')) {
      reader.at++;
    } else {
      const posix = parsePosix(reader);
      const from = posix ?? takeMember(reader);
      const to = posix ? undefined : parseRangeEnd(reader, from);
      if (to === undefined) {
        ranges.push(...from.ranges);
        properties.push(...propertiesOf(from));
      } else ranges.push([from.ranges[0]![0], to]);
    }
  }
}

function propertiesOf({ properties, negated }: CharacterSet): readonly string[] {
  if (!negated) return properties;
  throw new RegexProblem('a negated property of PCRE within a class');
}

/** The last character of `a-z` when the member before is one character and a range follows. */
function parseRangeEnd(reader: Reader, from: CharacterSet): number | undefined {
  const { source } = reader;
  const next = source[reader.at + 1];
  if (source[reader.at] !== '-' || next === ']' || next === undefined || !isOne(from)) return undefined;
  if (next === '[' && /^\[:\^?[a-z]+:\]/.test(source.slice(reader.at + 1, reader.at + 20))) return undefined;
  const dash = reader.at++;
  const to = takeMember(reader);
  if (!isOne(to)) {
    // `[a-\d]`: the dash is itself.
    reader.at = dash;
    return undefined;
  }
  const [first, last] = [from.ranges[0]![0], to.ranges[0]![0]];
  if (first > last) throw new RegexProblem('a range of a class whose end comes before its start');
  return last;
}

function isOne({ ranges, properties, negated }: CharacterSet): boolean {
  return !negated && properties.length === 0 && ranges.length === 1 && ranges[0]![0] === ranges[0]![1];
}

function takeMember(reader: Reader): CharacterSet {
  if (reader.source[reader.at] !== '\\') return takeCharacter(reader);
  reader.at++;
  if (reader.at >= reader.source.length) throw new RegexProblem('a backslash at the end');
  const escaped = parseCharacterEscape(reader, true);
  if (escaped) return escaped;
  const letter = reader.source[reader.at]!;
  // PCRE refuses these; others have no meaning and stand for themselves.
  if (/[BRXK]/.test(letter)) throw new RegexProblem(`\\${letter} within a class`);
  return takeCharacter(reader);
}

function takeCharacter(reader: Reader): CharacterSet {
  const code = reader.source.codePointAt(reader.at)!;
  reader.at += code > 0xffff ? 2 : 1;
  return oneCharacter(code);
}

function parsePosix(reader: Reader): CharacterSet | undefined {
  const form = /\[:(\^?)([a-z]{1,10}):\]/y;
  form.lastIndex = reader.at;
  const match = form.exec(reader.source);
  if (!match) return undefined;
  const ranges = Object.hasOwn(POSIX_CLASSES, match[2]!) ? POSIX_CLASSES[match[2]!] : undefined;
  if (!ranges) throw new RegexProblem(`no class is named [:${match[2]!}:]`);
  reader.at += match[0].length;
  return setOf(match[1] === '^' ? complementOf(ranges) : ranges);
}
