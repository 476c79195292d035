import type { Term, TermTree } from '../term.ts';
import { compileRegex } from '../regex/compile-regex.ts';
import { readConstants, type Constant } from './constants.ts';
import { readNames } from './names.ts';
import { findScopes, type ScopeOptions, type Scopes } from './scopes.ts';
import { readTypes } from './types.ts';

export type { Constant } from './constants.ts';

/** What is known of a file beyond its tree: what names mean, and what values are known without running it. */
export interface Facts {
  readonly scopes: Scopes;
  /** Full names that a name or dotted name stands for because of imports. */
  qualifiedNames(term: Term): readonly (readonly string[])[];
  /** Names that stand for another by an import. */
  importedNames(): readonly Term[];
  /** The value an expression is known to have. */
  constantOf(term: Term): Constant | undefined;
  /** Whether an expression is known to be some string, even where it is not known which. */
  isString(term: Term): boolean;
  /** Types that an expression is declared to have, or evidently has. */
  typesOf(term: Term): readonly Term[];
  /** Whether two names of types mean types that are interchangeable. */
  sameType(name: string, other: string): boolean;
  /** The expression that the variable was given, if there is only one. */
  definitionOf(name: Term): Term | undefined;
  stringMatches(regex: string, text: string): boolean;
}

export interface FactsOptions extends ScopeOptions {
  /** `'a' + 1` is text. */
  readonly joinsNumbers?: boolean;
  /** The type of a call's result, where the language says it; undefined: it does not. */
  readonly callTypes?: (call: Term, typesOf: (term: Term) => readonly Term[]) => readonly Term[] | undefined;
  /** A type's name as those that are interchangeable with it are compared: Java's `Integer` is `int`. */
  readonly typeName?: (name: string) => string;
  /** How the names of classes look that things are called on as on objects of them. */
  readonly classNames?: RegExp;
  /** Functions that put constants together to a text, by their dotted names. */
  readonly formats?: ReadonlySet<string>;
  /** Whether other files may give what a `Define` declares another value. */
  readonly changesElsewhere?: (declaration: Term) => boolean;
  /** Functions of one argument that make a constant of a constant. */
  readonly keepsConstants?: ReadonlySet<string>;
  /** What dotted names stand for that a file gives values to by other means than assignments. */
  readonly namedValues?: (file: TermTree) => ReadonlyMap<string, Term>;
  /** Names of the types of literals: of strings, whole numbers, other numbers, truth values. */
  readonly literalTypes: Readonly<Record<'string' | 'integer' | 'float' | 'boolean', readonly string[]>>;
}

/** Reads the facts of a file; each is found when it is first asked for. */
export function readFacts(file: TermTree, options: FactsOptions): Facts {
  const scopes = lazily(() => findScopes(file, options));
  const names = lazily(() => readNames(file, scopes()));
  const constants = lazily(() => readConstants(scopes(), { ...options, named: options.namedValues?.(file) }));
  const types = lazily(() => readTypes(file, scopes(), options));
  const imported = lazily(() => (file.byKind.get('Name') ?? []).filter((name) => names()(name).length > 0));
  const regexes = new Map<string, (text: string) => boolean>();
  const typeName = options.typeName ?? ((name: string) => name);
  return {
    get scopes() {
      return scopes();
    },
    qualifiedNames: (term) => names()(term),
    importedNames: () => imported(),
    constantOf: (term) => constants().constantOf(term),
    isString: (term) => constants().isString(term),
    typesOf: (term) => types()(term),
    sameType: (name, other) => typeName(name) === typeName(other),
    definitionOf: (name) => constants().definitionOf(name),
    stringMatches(source, text) {
      let test = regexes.get(source);
      if (!test) {
        const compiled = compileRegex(source);
        test = compiled.ok ? (content) => compiled.regex.test(content) : () => false;
        regexes.set(source, test);
      }
      return test(text);
    },
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
