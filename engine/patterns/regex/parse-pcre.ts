import { oneCharacter, setOf } from './character-set.ts';
import { parseClass } from './parse-class.ts';
import { parseCharacterEscape, type Reader } from './parse-escape.ts';
import { assertion, ASSERTIONS, GRAPHEME, NEWLINE_SEQUENCE, refusalOf } from './pcre-constants.ts';
import { withFlags, WITHOUT_FLAGS, type Modes, type RegexFlags } from './pcre-modes.ts';
import { RegexProblem, type ParsedRegex, type RegexNode } from './regex-node.ts';

/** Ours: groups within groups. */
const MAX_DEPTH = 200;

/** Reads an expression in PCRE's notation; throws {@link RegexProblem} for what is wrong or cannot be carried out. */
export function parsePcre(source: string, flags: RegexFlags): ParsedRegex {
  return new PcreParser(source, flags).parse();
}

class PcreParser implements Reader {
  readonly source: string;
  at = 0;
  #modes: Modes;
  #groups = 0;
  #depth = 0;
  #lookbehind = 0;
  readonly #names = new Map<string, number>();
  /** Names and numbers referred to may come later: looked up when all is read. */
  readonly #references: { readonly target: string | number; readonly node: { group: number } }[] = [];

  constructor(source: string, flags: RegexFlags) {
    this.source = source;
    this.#modes = { ...flags, extended: false, extendedMore: false, ungreedy: false, noCapture: false };
  }

  parse(): ParsedRegex {
    // What tells PCRE to take the text as Unicode; it is here anyway.
    this.#take(/(?:\(\*(?:UTF8?|UCP)\))*/y);
    const root = this.#choice();
    if (this.at < this.source.length) throw new RegexProblem(`a ")" that nothing opened, at character ${this.at + 1}`);
    for (const { target, node } of this.#references) node.group = this.#resolve(target);
    return { root, groups: this.#groups, names: this.#names };
  }

  #resolve(target: string | number): number {
    const number = typeof target === 'number' ? target : this.#names.get(target);
    if (number === undefined || number < 1 || number > this.#groups)
      throw new RegexProblem(`a reference to the group ${target}, which there is not`);
    return number;
  }

  #choice(): RegexNode {
    if (++this.#depth > MAX_DEPTH) throw new RegexProblem(`groups nested more than ${MAX_DEPTH} deep`);
    const options = [this.#sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      options.push(this.#sequence());
    }
    this.#depth--;
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) {
      if (this.#skipped()) continue;
      if (this.source.startsWith('\\Q', this.at)) items.push(...this.#quoted());
      else {
        const item = this.#item();
        if (item) items.push(this.#quantified(item));
      }
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  /** Comments, and blanks where they mean nothing. */
  #skipped(): boolean {
    if (this.#take(/\(\?#[^)]*\)|\\E/y) !== undefined) return true;
    return this.#modes.extended && this.#take(/\s+|#[^\n]*/y) !== undefined;
  }

  /** `\Q…\E`: as it stands; a quantifier after it is the last character's. */
  #quoted(): RegexNode[] {
    const end = this.source.indexOf('\\E', this.at);
    const text = this.source.slice(this.at + 2, end === -1 ? undefined : end);
    this.at = end === -1 ? this.source.length : end + 2;
    const items = [...text].map((character) => this.#set(oneCharacter(character.codePointAt(0)!)));
    const last = items.pop();
    return last ? [...items, this.#quantified(last)] : [];
  }

  #item(): RegexNode | undefined {
    const character = String.fromCodePoint(this.source.codePointAt(this.at)!);
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        this.at++;
        return this.#set(parseClass(this, this.#modes.extendedMore));
      case '.':
        this.at++;
        return this.#set(setOf(this.#modes.dotAll ? [] : [[0x0a, 0x0a]], [], true));
      case '^':
        this.at++;
        return assertion(this.#modes.multiline ? 'line-start' : 'text-start');
      case '$':
        this.at++;
        return assertion(this.#modes.multiline ? 'line-end' : 'text-end-or-last-newline');
      case '\\':
        this.at++;
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new RegexProblem(`nothing to repeat before "${character}", at character ${this.at + 1}`);
      default:
        this.at += character.length;
        return this.#set(oneCharacter(character.codePointAt(0)!));
    }
  }

  #set(set: ReturnType<typeof setOf>): RegexNode {
    return { kind: 'set', set, caseless: this.#modes.caseless };
  }

  #escape(): RegexNode {
    const letter = this.source[this.at];
    if (letter === undefined) throw new RegexProblem('a backslash at the end');
    if (Object.hasOwn(ASSERTIONS, letter)) {
      this.at++;
      return assertion(ASSERTIONS[letter]!);
    }
    const reference = this.#reference();
    if (reference) return reference;
    const set = parseCharacterEscape(this, false);
    if (set) return this.#set(set);
    this.at++;
    if (letter === 'K') return { kind: 'keep' };
    if (letter === 'R') return NEWLINE_SEQUENCE;
    if (letter === 'X') return GRAPHEME;
    throw new RegexProblem(`\\${letter}, which has no meaning here`);
  }

  #reference(): RegexNode | undefined {
    const named = this.#take(/k(?:\{(?<a>\w+)\}|<(?<b>\w+)>|'(?<c>\w+)')|g\{(?<d>[A-Za-z_]\w*)\}/y);
    const name = named?.groups && Object.values(named.groups).find((group) => group !== undefined);
    if (name !== undefined) return this.#referTo(name);
    const called = this.#take(/g(?:<[^>]*>|'[^']*')/y);
    if (called) throw new RegexProblem(`\\${called[0]}: a group called like a function`);
    const numbered = this.#take(/g(?:\{([+-]?\d{1,3})\}|([+-]?\d{1,3}))/y);
    if (numbered) {
      const written = numbered[1] ?? numbered[2]!;
      const number = Number(written);
      if (written.startsWith('-')) return this.#referTo(this.#groups + 1 + number);
      return this.#referTo(written.startsWith('+') ? this.#groups + number : number);
    }
    const plain = /[1-9]\d{0,2}/y;
    plain.lastIndex = this.at;
    const digits = plain.exec(this.source)?.[0];
    // As PCRE decides: below 8, or as many groups before it; else an octal character.
    if (digits === undefined || (Number(digits) > 7 && Number(digits) > this.#groups)) return undefined;
    this.at += digits.length;
    return this.#referTo(Number(digits));
  }

  #referTo(target: string | number): RegexNode {
    const node = { kind: 'reference' as const, group: 0, caseless: this.#modes.caseless };
    this.#references.push({ target, node });
    return node;
  }

  #group(): RegexNode | undefined {
    const start = this.at;
    if (this.source.startsWith('(*', start)) throw new RegexProblem('a verb "(*…)"');
    const outside = this.#modes;
    const flags = this.#take(/\(\?(\^?)([imsxnUJ]*)(?:-([imsxnUJ]*))?([:)])/y);
    if (flags) {
      const [, reset = '', on = '', off = '', end] = flags;
      this.#modes = withFlags(reset === '^' ? WITHOUT_FLAGS : this.#modes, on, off);
      if (end === ')') return undefined;
      return this.#closed(outside, (body) => body);
    }
    if (this.#take(/\(\?>/y)) return this.#closed(outside, (body) => this.#atomic(body));
    const look = this.#take(/\(\?(<?)([=!])/y);
    if (look) return this.#look({ ahead: look[1] === '', negated: look[2] === '!' }, outside);
    const back = this.#take(/\(\?P=(\w+)\)/y);
    if (back) return this.#referTo(back[1]!);
    const named = this.#take(/\(\?(?:P?<(?<a>[A-Za-z_]\w*)>|'(?<b>[A-Za-z_]\w*)')/y);
    const name = named?.groups?.['a'] ?? named?.groups?.['b'];
    if (name === undefined && this.source.startsWith('(?', start))
      throw new RegexProblem(refusalOf(this.source, start));
    if (name === undefined) this.at++;
    if (name === undefined && outside.noCapture) return this.#closed(outside, (body) => body);
    const number = ++this.#groups;
    if (name !== undefined && !this.#names.has(name)) this.#names.set(name, number);
    return this.#closed(outside, (body) => ({ kind: 'group', number, body }));
  }

  #look(kind: { readonly ahead: boolean; readonly negated: boolean }, outside: Modes): RegexNode {
    if (!kind.ahead) this.#lookbehind++;
    const node = this.#closed(outside, (body): RegexNode => ({ kind: 'look', ...kind, body }));
    if (!kind.ahead) this.#lookbehind--;
    return node;
  }

  /** JavaScript looks behind from right to left, where going atomic by a reference does not work. */
  #atomic(body: RegexNode): RegexNode {
    return this.#lookbehind > 0 ? body : { kind: 'atomic', body };
  }

  #closed(outside: Modes, wrap: (body: RegexNode) => RegexNode): RegexNode {
    const body = this.#choice();
    if (this.source[this.at] !== ')') throw new RegexProblem('a "(" that no ")" closes');
    this.at++;
    this.#modes = outside;
    // A group of one alternative is one item: a quantifier after it is for all of it.
    return wrap(body);
  }

  #quantified(item: RegexNode): RegexNode {
    let node = item;
    while (this.#skipped());
    for (let times = 0; ; times++) {
      const match = this.#take(/(?:([*+?])|\{ *(\d{1,5}) *(?:(,) *(\d{1,5})? *)?\}|\{ *, *(\d{1,5}) *\})([+?]?)/y);
      if (!match) return node;
      if (times === MAX_DEPTH) throw new RegexProblem('too many quantifiers in a row');
      const [, sign, least, comma, most, upTo, mode] = match;
      const min = upTo !== undefined ? 0 : sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
      const max = maximum({ sign, least, comma, most: upTo ?? most });
      if (max < min) throw new RegexProblem('a quantifier whose most is below its least');
      const repeat: RegexNode = { kind: 'repeat', body: node, min, max, lazy: (mode === '?') !== this.#modes.ungreedy };
      node = mode === '+' ? this.#atomic({ ...repeat, lazy: false }) : repeat;
      while (this.#skipped());
    }
  }

  #take(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at;
    const match = form.exec(this.source);
    if (!match || match[0] === '') return undefined;
    this.at += match[0].length;
    return match;
  }
}

function maximum(of: {
  sign: string | undefined;
  least: string | undefined;
  comma: string | undefined;
  most: string | undefined;
}): number {
  if (of.sign !== undefined) return of.sign === '?' ? 1 : Infinity;
  if (of.most !== undefined) return Number(of.most);
  return of.comma === undefined ? Number(of.least) : Infinity;
}
