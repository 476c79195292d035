import { parse } from '../../syntax/parse.ts';
import { Lowering } from '../lower/lowering.ts';
import type { Placeholder } from '../pattern/placeholders.ts';
import { MARK, unwritten } from '../pattern/placeholders.ts';
import { aTerm, aTermTree, type Term, type TermTree } from '../term.ts';
import { shell, VARIABLE_MARK } from './shell.ts';
import { splitInstructions, type RawInstruction } from './split-instructions.ts';
import { splitWords, type Word } from './split-words.ts';

export type ReadPlaceholder = (name: string) => Placeholder | undefined;

/**
 * Reads a Dockerfile, or with `placeholder` a pattern, as a uniform tree; the grammar for Bash is loaded before. The root is
 * a `Block` of `Instruction` (name) terms: [flags, body] for those that run something, where the body is a `Block` of the
 * shell's commands or an `Array`; [flags, image, tag, digest, alias] for FROM; [name, value] for each pair of ENV, LABEL
 * and ARG; [flags, `Elements`] for all others.
 */
export function readDockerfile(text: string, placeholder?: ReadPlaceholder): TermTree {
  const { text: shown, instructions } = splitInstructions(text);
  const reader = new DockerfileReader(shown, placeholder);
  const terms = instructions.flatMap((instruction) => reader.instruction(instruction));
  return aTermTree(aTerm('Block', { start: terms[0]?.start ?? 0, end: terms.at(-1)?.end ?? 0 }, terms), {
    text,
    cutOff: reader.cutOff,
    hasError: reader.hasError,
  });
}

class DockerfileReader {
  readonly cutOff: number[] = [];
  hasError = false;
  readonly #text: string;
  readonly #placeholder: ReadPlaceholder | undefined;

  constructor(text: string, placeholder: ReadPlaceholder | undefined) {
    this.#text = text;
    this.#placeholder = placeholder;
  }

  instruction(raw: RawInstruction): Term[] {
    const { name, start, argumentsStart, end } = raw;
    const meant = this.#placeholder?.(this.#text.slice(start, start + name.length));
    if (meant) return [aTerm(meant.kind, raw, [], meant.value)];
    const words = splitWords(this.#text, argumentsStart, end);
    const flagged = words.findIndex(({ text }) => !text.startsWith('--'));
    const flags = words.slice(0, flagged === -1 ? words.length : flagged);
    const rest = words.slice(flags.length);
    const body = { start: rest[0]?.start ?? end, end };
    const attributes = aTerm(
      'Attributes',
      { start: argumentsStart, end: body.start },
      flags.map((flag) => this.#flag(flag)),
    );
    const term = (...children: Term[]): Term[] => [aTerm('Instruction', raw, children, name)];
    switch (name) {
      case 'RUN':
      case 'CMD':
      case 'ENTRYPOINT':
      case 'SHELL':
        return term(attributes, this.#command(body));
      case 'HEALTHCHECK':
        return term(this.#healthFlags(attributes, rest), this.#inner(rest, end));
      case 'ONBUILD':
        return term(attributes, this.#inner(rest, end));
      case 'FROM':
        return term(attributes, ...this.#from(rest, body));
      case 'ENV':
      case 'LABEL':
      case 'ARG':
        return this.#pairs(raw, rest).map((pair) => aTerm('Instruction', raw, pair, name));
      case 'MAINTAINER':
        return term(attributes, this.#word(this.#wordAt(body.start, end)));
      case 'USER': {
        const [user, group] = this.#parts(rest[0], [':'], end);
        return term(attributes, user!, group!);
      }
      default:
        return term(attributes, this.#elements(rest, body));
    }
  }

  #elements(words: readonly Word[], span: { start: number; end: number }): Term {
    const array = this.#array(span);
    return (
      array ??
      aTerm(
        'Elements',
        span,
        words.map((word) => this.#word(word)),
      )
    );
  }

  /** A command in the form of an array or of the shell. */
  #command(span: { start: number; end: number }): Term {
    const meant = this.#placeholder?.(this.#text.slice(span.start, span.end).trim());
    if (meant) return aTerm(meant.kind, span, [], meant.value);
    return this.#array(span) ?? this.#shell(span);
  }

  #array(span: { start: number; end: number }): Term | undefined {
    const text = this.#text.slice(span.start, span.end);
    if (!text.startsWith('[') || !text.trimEnd().endsWith(']')) return undefined;
    const items = splitWords(this.#text, span.start + 1, span.start + text.lastIndexOf(']'), ',');
    if (!this.#placeholder && items.some((item) => item.quote !== '"')) return undefined;
    return aTerm('Array', span, [
      aTerm(
        'Elements',
        span,
        items.map((item) => this.#word(item)),
      ),
    ]);
  }

  #shell(span: { start: number; end: number }): Term {
    const text = this.#text.slice(span.start, span.end);
    let tree = parse('bash', text);
    if (tree.hasError && this.#placeholder) tree = parse('bash', text.replaceAll(MARK, VARIABLE_MARK));
    this.hasError ||= tree.hasError;
    const lowered = new Lowering(tree, shell, this.#placeholder).whole();
    this.cutOff.push(...lowered.cutOff.map((offset) => offset + span.start));
    const statements = lowered.root.children.map((statement) => shifted(statement, span.start));
    if (statements.length < 2) return aTerm('Block', span, statements);
    return aTerm('Block', span, [aTerm('raw:commands', span, statements)]);
  }

  #inner(words: readonly Word[], end: number): Term {
    const at = words.findIndex(({ text }) => /^(?:CMD|RUN|COPY|ADD|NONE|ENV|USER|WORKDIR|EXPOSE)$/i.test(text));
    const word = words[Math.max(0, at)];
    if (!word) return aTerm('None', { start: end, end });
    if (at === -1 || words.length === at + 1) return this.#word({ ...word, text: word.text });
    const argumentsStart = words[at + 1]!.start;
    return this.instruction({ name: word.text.toUpperCase(), start: word.start, argumentsStart, end })[0]!;
  }

  /** `HEALTHCHECK ... CMD x` has any flags. */
  #healthFlags(flags: Term, [first]: readonly Word[]): Term {
    return first && this.#placeholder?.(first.text)?.kind === 'Ellipsis' ? aTerm('Ellipsis', flags) : flags;
  }

  #from(words: readonly Word[], span: { start: number; end: number }): Term[] {
    const [image, tag, digest] = this.#parts(words[0], [':', '@'], span.end);
    const alias = words[1]?.text.toLowerCase() === 'as' ? words[2] : undefined;
    const absent = this.#absent(span.end);
    return [image!, tag!, digest!, alias ? this.#word(alias) : absent];
  }

  /** What a word is made of: before the first mark, and after each; absent where the mark is. */
  #parts(word: Word | undefined, marks: readonly string[], near: number): Term[] {
    if (!word) return ['', ...marks].map(() => this.#absent(near));
    const parts: Term[] = [];
    let { end } = word;
    for (const mark of [...marks].reverse()) {
      const from = mark === ':' ? this.#text.lastIndexOf('/', end - 1) : word.start;
      const at = this.#text.indexOf(mark, Math.max(from, word.start));
      const has = at !== -1 && at < end;
      parts.unshift(has ? this.#word(this.#wordAt(at + 1, end)) : this.#absent(end));
      if (has) end = at;
    }
    return [this.#word(this.#wordAt(word.start, end)), ...parts];
  }

  #wordAt(start: number, end: number): Word {
    return { start, end, text: this.#text.slice(start, end), quote: '', equals: -1 };
  }

  /** `a=b c=d`, and the old form `a b`. */
  #pairs({ name, end }: RawInstruction, words: readonly Word[]): Term[][] {
    const isEllipsis = (word: Word): boolean => this.#placeholder?.(word.text)?.kind === 'Ellipsis';
    const given = words.filter((word) => !isEllipsis(word));
    const [first] = given;
    if (!first) return words.length > 0 ? [[aTerm('Ellipsis', words[0]!), aTerm('Ellipsis', words[0]!)]] : [];
    if (name !== 'ARG' && words.length > 1 && !first.text.includes('=')) {
      const second = given[1];
      return [[this.#word(first), second ? this.#word(this.#join(second, end)) : this.#absent(end)]];
    }
    return given.map((word) => {
      if (word.equals === -1) return [this.#word(word), aTerm('None', { start: word.end, end: word.end })];
      const [key] = splitWords(this.#text, word.start, word.start + word.equals);
      const [value] = splitWords(this.#text, word.start + word.equals + 1, word.end);
      return [
        key ? this.#word(key) : this.#absent(word.start),
        value ? this.#word(value) : aTerm('String', { start: word.end, end: word.end }),
      ];
    });
  }

  #join(word: Word, end: number): Word {
    const [only, ...others] = splitWords(this.#text, word.start, end);
    return others.length === 0 ? only! : this.#wordAt(word.start, end);
  }

  #flag(word: Word): Term {
    const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word.text) ?? [];
    const valueStart = word.end - (value?.length ?? 0);
    const label = aTerm('Name', { start: word.start, end: word.start + name.length + 2 }, [], name);
    if (value === undefined)
      return aTerm('Attribute', word, [label, aTerm('None', { start: word.end, end: word.end })]);
    if (!/^\w+=/.test(value)) return aTerm('Attribute', word, [label, this.#word(this.#wordAt(valueStart, word.end))]);
    const options = splitWords(this.#text, valueStart, word.end, ',').map((option) => {
      const at = option.text.indexOf('=');
      const key = aTerm('Name', option, [], at === -1 ? option.text : option.text.slice(0, at));
      const set = at === -1 ? aTerm('None', option) : this.#word(this.#wordAt(option.start + at + 1, option.end));
      return aTerm('Attribute', option, [key, set]);
    });
    return aTerm('Attribute', word, [label, aTerm('Attributes', { start: valueStart, end: word.end }, options)]);
  }

  #word(word: Word): Term {
    const meant = this.#placeholder?.(word.text);
    if (meant) {
      const kind = word.quote === '' ? meant.kind : meant.kind === 'Ellipsis' ? 'AnyString' : 'StringMeta';
      return aTerm(kind, word, [], meant.value);
    }
    return aTerm('String', word, [], this.#placeholder ? unwritten(word.text) : word.text);
  }

  /** What is not there: in a pattern it may be there. */
  #absent(at: number): Term {
    return aTerm(this.#placeholder ? 'Ellipsis' : 'None', { start: at, end: at });
  }
}

function shifted(term: Term, by: number): Term {
  const span = { start: term.start + by, end: term.end + by };
  return aTerm(
    term.kind,
    span,
    term.children.map((child) => shifted(child, by)),
    term.value,
  );
}
