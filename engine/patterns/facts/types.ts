import { aTerm, type Term, type TermTree } from '../term.ts';
import type { FactsOptions } from './facts.ts';
import type { Definition, Scopes } from './scopes.ts';

const NO_TYPES: readonly Term[] = [];

/** Types as far as they are written: at declarations, casts and constructors, and those of literals. */
export function readTypes(
  file: TermTree,
  scopes: Scopes,
  { literalTypes, callTypes, classNames }: FactsOptions,
): (term: Term) => readonly Term[] {
  const known = new Map<Term, readonly Term[]>();
  const named = (term: Term, names: readonly string[]): Term[] => names.map((name) => aType(term, name));

  const typesOf = (term: Term): readonly Term[] => {
    const before = known.get(term);
    if (before) return before;
    known.set(term, NO_TYPES);
    const found = compute(term);
    known.set(term, found);
    return found;
  };

  const compute = (term: Term): readonly Term[] => {
    switch (term.kind) {
      case 'String':
      case 'Template':
        return named(term, literalTypes.string);
      case 'Number':
        return named(term, /^-?\d+$/.test(term.value) ? literalTypes.integer : literalTypes.float);
      case 'Literal':
        if (NULL_POINTERS.has(term.value)) return [aTerm('PointerType', term, [aTerm('AnyType', term)])];
        return /^(?:true|false)$/i.test(term.value) ? named(term, literalTypes.boolean) : NO_TYPES;
      case 'New':
      case 'Cast':
        return [term.children[0]!];
      case 'Binary': {
        if (COMPARING.has(term.value)) return named(term, literalTypes.boolean);
        if (term.value === '+') return [...typesOf(term.children[0]!), ...typesOf(term.children[1]!)];
        return term.value === '-' || BITWISE.has(term.value) ? typeOfEither(term) : NO_TYPES;
      }
      case 'Name': {
        const definitions = scopes.variableOf(term)?.definitions ?? [];
        return isClassName(term, definitions) ? [term] : definitions.flatMap(ofDefinition);
      }
      case 'Member':
        if (SELVES.has(term.children[0]!.value)) return fieldsNamed(term.children[1]!.value);
        return typesOf(term.children[0]!).flatMap((type) => fieldOf(type, term.children[1]!.value));
      case 'Index':
        return typesOf(term.children[0]!).flatMap((type) => {
          const at = ELEMENT_AT[type.kind];
          return at === undefined ? [] : [type.children[at]!];
        });
      case 'Call':
        return ofCall(term);
      case 'Composite':
        return term.children[0]!.kind === 'None' ? NO_TYPES : [term.children[0]!];
      case 'Unary':
        return ofUnary(term);
      case 'Ternary':
        return [...typesOf(term.children[1]!), ...typesOf(term.children[2]!)];
      case 'Assign':
        return typesOf(term.children[1]!);
      default:
        return NO_TYPES;
    }
  };

  /** A class that something is called on has its own type. */
  const isClassName = (name: Term, definitions: readonly Definition[]): boolean =>
    classNames?.test(name.value) === true &&
    name.parent?.kind === 'Member' &&
    name.parent.children[0] === name &&
    definitions.every(({ kind }) => kind === 'import' || kind === 'class');

  /** What is known of one operand holds for both. */
  const typeOfEither = ({ children: [left, right] }: Term): readonly Term[] => {
    const types = typesOf(left!);
    return types.length > 0 ? types : typesOf(right!);
  };

  const ofUnary = ({ value, children: [operand], ...at }: Term): readonly Term[] => {
    switch (value) {
      case '!':
      case 'not':
        return named(operand!, literalTypes.boolean);
      case '&':
        return typesOf(operand!).map((type) => aTerm('PointerType', at, [type]));
      case '*':
        return typesOf(operand!).flatMap((type) => (type.kind === 'PointerType' ? [type.children[0]!] : []));
      case '-':
      case '+':
      case '~':
        return typesOf(operand!);
      default:
        return NO_TYPES;
    }
  };

  const ofDefinition = (definition: Definition): readonly Term[] => {
    const { type, value } = definition;
    if (type?.kind === 'Types') return type.children;
    if (type && !INFERRED.has(type.value)) return [type];
    return value && definition.kind !== 'function' && definition.kind !== 'class' ? typesOf(value) : NO_TYPES;
  };

  const fieldsNamed = (name: string): readonly Term[] =>
    (file.byKind.get('Define') ?? [])
      .filter((define) => define.parent?.kind === 'Members' && define.children[1]!.value === name)
      .flatMap((define) =>
        define.children[2]!.kind === 'None' ? typesOf(define.children[3]!) : [define.children[2]!],
      );

  /** The type of a field of a struct or class that the file declares. */
  const fieldOf = (type: Term, name: string): readonly Term[] => {
    const base = type.kind === 'PointerType' || type.kind === 'Generic' ? type.children[0]! : type;
    if (base.kind !== 'Name') return NO_TYPES;
    const declared = scopes.variableOf(base)?.definitions.find(({ kind }) => kind === 'class')?.value;
    return (declared?.children[3]?.children ?? [])
      .filter((one) => one.kind === 'Define' && one.children[1]!.value === name && one.children[2]!.kind !== 'None')
      .map((one) => one.children[2]!);
  };

  /** What the file declares goes before what the language's own functions of the name return. */
  const ofCall = (call: Term): readonly Term[] => {
    const declared = returned(call.children[0]!);
    return declared.length > 0 ? declared : (callTypes?.(call, typesOf) ?? NO_TYPES);
  };

  const returned = (callee: Term): readonly Term[] => {
    const name = callee.kind === 'Member' && SELVES.has(callee.children[0]!.value) ? callee.children[1]! : callee;
    if (name.kind !== 'Name') return NO_TYPES;
    return (file.byKind.get('Function') ?? [])
      .filter((declared) => declared.children[1]!.value === name.value && declared.children[3]!.kind !== 'None')
      .map((declared) => declared.children[3]!);
  };
  return typesOf;
}

/** A type by its name; `char *` is a pointer to `char`. */
function aType(at: Term, name: string): Term {
  const pointee = /^(.*\S) ?\*$/.exec(name)?.[1];
  return pointee === undefined
    ? aTerm('Name', at, [], name)
    : aTerm('PointerType', at, [aTerm('Name', at, [], pointee)]);
}

/** C's pointers to nothing, which are of every type of pointer. */
const NULL_POINTERS = new Set(['NULL', 'nullptr']);
const SELVES = new Set(['this', 'self', '$this', '@']);
const INFERRED = new Set(['var', 'auto', 'val', 'let']);
const BITWISE = new Set(['&', '|', '^']);
const COMPARING = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', '&&', '||', 'and', 'or', 'in', 'not in']);
/** For types of what holds others, which child is their type. */
const ELEMENT_AT: Readonly<Record<string, number>> = { ArrayType: 0, SliceType: 0, MapType: 1 };
