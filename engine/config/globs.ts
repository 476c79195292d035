/**
 * Globs of a configuration, which may be anybody's: matched without regular expressions and without backtracking over
 * more than the last wildcard, so that no pattern is slow. (picomatch took minutes for three stars in each name.)
 */

export const MAX_GLOB_LENGTH = 300;
/** Patterns that `{a,b}{c,d}…` may stand for. Ours: room for any list of extensions. */
const MAX_ALTERNATIVES = 64;

/** Why a glob cannot be used, in words; undefined when it can. */
export function problemOfGlob(glob: string): string | undefined {
  if (glob.trim() === '') return 'a path pattern that is not empty';
  if (glob.length > MAX_GLOB_LENGTH) return `a path pattern of at most ${MAX_GLOB_LENGTH} characters`;
  if (glob.startsWith('!')) return 'a pattern without "!" (name what is left out under `exclude`)';
  if (glob.includes('\\')) return 'a path pattern with "/" between folders';
  if (glob.startsWith('/') || glob.startsWith('./') || glob.split('/').includes('..'))
    return 'a path pattern that starts at the root of the repository, without a leading "/", "./" or ".."';
  if (/[*+?@!]\(/.test(glob)) return 'a path pattern of `*`, `**`, `?`, `[abc]` and `{a,b}` alone';
  if (expandBraces(glob) === undefined) return `a path pattern whose braces stand for at most ${MAX_ALTERNATIVES}`;
  return undefined;
}

/**
 * Tells whether a path (from the root of the repository, with `/`) is named by any of the globs. A glob names files,
 * and folders with all that is in them: `dist` and `src/old/` cover everything below. Files that start with a dot are
 * named like others. No globs: no path.
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => expandBraces(glob) ?? [glob]).map(compile);
  return (path) => {
    const names = path.split('/').map((name) => [...name]);
    return patterns.some((pattern) =>
      matchesSequence(pattern, names, (part, name) => matchesSequence(part, name, fits)),
    );
  };
}

/** A sequence in which `'any'` stands for any run of items, none included. */
type Pattern<Part> = readonly (Part | 'any')[];
/** One character of a name: itself, whatever (`?`), or one of a class. */
type CharacterPattern = { readonly is: string } | { readonly one: true } | CharacterClass;
interface CharacterClass {
  readonly negated: boolean;
  /** First and last of each range. */
  readonly ranges: readonly (readonly [string, string])[];
}

/** What stands below a folder belongs to it: hence `any` at the end. */
function compile(glob: string): Pattern<Pattern<CharacterPattern>> {
  const names = glob.split('/').filter((name) => name !== '');
  return [...names.map((name) => (name === '**' ? 'any' : compileName(name))), 'any'];
}

function compileName(name: string): Pattern<CharacterPattern> {
  const characters = [...name];
  const parts: (CharacterPattern | 'any')[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    const end = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (end !== -1) {
      parts.push(compileClass(characters.slice(at + 1, end)));
      at = end;
    } else if (character === '*') parts.push('any');
    else parts.push(character === '?' ? { one: true } : { is: character });
  }
  return parts;
}

function compileClass(inner: readonly string[]): CharacterClass {
  const negated = inner.length > 1 && (inner[0] === '!' || inner[0] === '^');
  const members = negated ? inner.slice(1) : inner;
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at++) {
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    ranges.push([members[at]!, isRange ? members[at + 2]! : members[at]!]);
    if (isRange) at += 2;
  }
  return { negated, ranges };
}

function fits(part: CharacterPattern, character: string): boolean {
  if ('is' in part) return part.is === character;
  if ('one' in part) return true;
  return part.ranges.some(([first, last]) => first <= character && character <= last) !== part.negated;
}

/** Greedy: going back to the last `any` alone is enough, so the work is at most the product of both lengths. */
function matchesSequence<Part, Item>(
  pattern: Pattern<Part>,
  items: readonly Item[],
  matches: (part: Part, item: Item) => boolean,
): boolean {
  let part = 0;
  let lastAny = -1;
  let resumeAt = 0;
  let item = 0;
  while (item < items.length) {
    const wanted = pattern[part];
    if (wanted === 'any') {
      lastAny = part++;
      resumeAt = item;
    } else if (wanted !== undefined && matches(wanted, items[item]!)) {
      part++;
      item++;
    } else if (lastAny !== -1) {
      part = lastAny + 1;
      item = ++resumeAt;
    } else return false;
  }
  return pattern.slice(part).every((rest) => rest === 'any');
}

/** The patterns that braces stand for, innermost first; braces without a comma are plain text. Undefined: too many. */
function expandBraces(glob: string): string[] | undefined {
  const done: string[] = [];
  const open = [glob];
  for (let pattern = open.pop(); pattern !== undefined; pattern = open.pop()) {
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
    if (!braces) {
      done.push(pattern);
    } else {
      const [before, after] = [pattern.slice(0, braces.index), pattern.slice(braces.index + braces[0].length)];
      for (const alternative of braces[1]!.split(',').reverse()) open.push(before + alternative + after);
    }
    if (done.length + open.length > MAX_ALTERNATIVES) return undefined;
  }
  return done;
}
