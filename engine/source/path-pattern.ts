/**
 * Patterns of paths as git writes them in .gitattributes and .gitignore: `*` and `?` stop at `/`, a segment `**` stands
 * for any number of folders, `[...]` for one character; a pattern without `/` matches the file name in any folder.
 *
 * Own code, because patterns come from reviewed repositories: every library at hand turns them into a regular
 * expression, whose time grows with the power of the number of `*`. This one costs at most the product of both lengths.
 */
export type PathPattern = (path: string) => boolean;

/** Longer patterns match nothing: paths that long do not exist. */
const MAX_PATTERN_LENGTH = 4096;

/** A pattern that is a folder's name does not match what is in it: `docs/**` does. */
export function pathPattern(pattern: string): PathPattern {
  if (pattern === '' || pattern.length > MAX_PATTERN_LENGTH) return () => false;
  const anchored = pattern.includes('/');
  const segments = pattern.replace(/^\//, '').split('/').map(segmentOf);
  if (!anchored) {
    const name = segments[0]!;
    return (path) => matchesSegment(name, path.slice(path.lastIndexOf('/') + 1));
  }
  return (path) => matchesSegments(segments, path.split('/'));
}

type Token = { readonly any: true } | { readonly one: (character: string) => boolean };
type Segment = readonly Token[] | '**';

function segmentOf(text: string): Segment {
  return /^\*{2,}$/.test(text) ? '**' : tokensOf(text);
}

function tokensOf(text: string): Token[] {
  const characters = [...text];
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '*') {
      if (!('any' in (tokens.at(-1) ?? {}))) tokens.push({ any: true });
    } else if (character === '?') {
      tokens.push({ one: () => true });
    } else if (character === '[') {
      const set = characterSet(characters, at);
      tokens.push({ one: set?.has ?? ((c) => c === '[') });
      at = set?.end ?? at;
    } else {
      const literal = character === '\\' && at + 1 < characters.length ? characters[++at]! : character;
      tokens.push({ one: (c) => c === literal });
    }
  }
  return tokens;
}

/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`, `[[:digit:]]`. `undefined`: the bracket is not closed. */
function characterSet(
  characters: readonly string[],
  start: number,
): { readonly has: (character: string) => boolean; readonly end: number } | undefined {
  const negated = /[!^]/.test(characters[start + 1] ?? '');
  const first = start + (negated ? 2 : 1);
  const tests: ((character: string) => boolean)[] = [];
  for (let at = first; at < characters.length; at++) {
    const from = characters[at]!;
    if (from === ']' && at > first) {
      return { has: (character) => tests.some((test) => test(character)) !== negated, end: at };
    }
    const named = from === '[' ? /^\[:([a-z]+):\]/.exec(characters.slice(at, at + 12).join(''))?.[1] : undefined;
    if (named !== undefined) {
      tests.push((character) => CLASSES[named]?.test(character) ?? false);
      at += named.length + 3;
    } else if (characters[at + 1] === '-' && at + 2 < characters.length && characters[at + 2] !== ']') {
      const to = characters[at + 2]!;
      tests.push((character) => character >= from && character <= to);
      at += 2;
    } else {
      tests.push((character) => character === from);
    }
  }
  return undefined;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /^[0-9A-Za-z]$/,
  alpha: /^[A-Za-z]$/,
  digit: /^[0-9]$/,
  lower: /^[a-z]$/,
  upper: /^[A-Z]$/,
  space: /^\s$/,
  punct: /^[!-/:-@[-`{-~]$/,
  xdigit: /^[0-9A-Fa-f]$/,
};

function matchesSegments(pattern: readonly Segment[], path: readonly string[]): boolean {
  // A last `**` wants something in the folder.
  const last = pattern.length - 1;
  return matchesGlob(pattern.length, path.length, {
    isStar: (at) => pattern[at] === '**',
    equal: (at, part) => {
      const segment = pattern[at]!;
      return segment !== '**' && matchesSegment(segment, path[part]!);
    },
    starNeedsOne: (at) => at === last && last > 0,
  });
}

function matchesSegment(segment: Segment, text: string): boolean {
  if (segment === '**') return true;
  const characters = [...text];
  return matchesGlob(segment.length, characters.length, {
    isStar: (at) => 'any' in segment[at]!,
    equal: (at, position) => {
      const token = segment[at]!;
      return 'one' in token && token.one(characters[position]!);
    },
    starNeedsOne: () => false,
  });
}

interface Glob {
  isStar(at: number): boolean;
  equal(at: number, position: number): boolean;
  starNeedsOne(at: number): boolean;
}

/** Going back to the last star alone is enough: an earlier one that took more would leave less for the rest. */
function matchesGlob(patternLength: number, textLength: number, glob: Glob): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < textLength || at < patternLength) {
    if (at < patternLength && glob.isStar(at)) {
      star = at;
      resume = position + (glob.starNeedsOne(at) ? 1 : 0);
      if (resume > textLength) return false;
      position = resume;
      at++;
    } else if (at < patternLength && position < textLength && glob.equal(at, position)) {
      at++;
      position++;
    } else if (star !== -1 && resume < textLength) {
      position = ++resume;
      at = star + 1;
    } else {
      return false;
    }
  }
  return true;
}
