import { aTerm, copyOf, type Term } from '../term.ts';
import type { Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** What a declarator says: the name, the type built around it, and for a function its parameters. */
export interface Declared {
  readonly name: Term;
  readonly type: Term;
  readonly value: Term;
  /** The node of the parameters; 0: it declares no function. */
  readonly parameters: number;
  readonly declarator: number;
}

/** Nesting of pointers and arrays beyond this is left out of a type; ours: nobody writes ten. */
const MAX_WRAPPERS = 50;

/**
 * Reads a declarator from the outside in: `*argv[]` after `char` is an array of pointers to `char`. Without a declarator
 * only the type is said.
 */
export function readDeclarator(the: Lowering, declarator: number, base: Term): Declared {
  let type = base;
  let at = declarator;
  let value = 0;
  for (let depth = 0; at !== 0; depth++) {
    const kind = the.kind(at);
    const inner = the.field(at, 'declarator') || (UNFIELDED.has(kind) ? innerOf(the, at) : 0);
    if (kind === 'init_declarator') value = the.field(at, 'value');
    else if (POINTERS.has(kind)) type = wrap(depth, type, 'PointerType', []);
    else if (ARRAYS.has(kind)) {
      const size = the.field(at, 'size');
      type = wrap(depth, type, 'ArrayType', [the.list('Args', size || at, size ? [size] : [])]);
    } else if (FUNCTIONS.has(kind)) {
      const name = functionName(the, inner);
      const returned = the.child(at, 'trailing_return_type');
      const result = returned ? the.lower(returned) : type;
      const parameters = the.field(at, 'parameters');
      if (name !== 0) return declared(the, { at: name, type: result, value, parameters, declarator: at });
      type = wrap(depth, type, 'FunctionType', [the.listIn('Params', the.field(at, 'parameters'), at)]);
    } else if (!UNFIELDED.has(kind)) break;
    at = inner;
  }
  return declared(the, { at, type, value, parameters: 0, declarator });
}

interface Parts {
  readonly at: number;
  readonly type: Term;
  readonly value: number;
  readonly parameters: number;
  readonly declarator: number;
}

function declared(the: Lowering, { at, type, value, parameters, declarator }: Parts): Declared {
  const near = declarator || at;
  const isConstructed = value !== 0 && LISTS.has(the.kind(value)) && the.child(the.tree.parent[value]!, '=') === 0;
  const given = isConstructed ? constructed(the, value, type) : undefined;
  const name = at === 0 ? aTerm('None', { start: type.end, end: type.end }) : the.lower(at);
  return { name, type, value: given ?? the.lower(value, near), parameters, declarator };
}

const LISTS = new Set(['argument_list', 'initializer_list']);

/** `Foo x(1)` and `Foo x{1}` make a `Foo`. */
function constructed(the: Lowering, args: number, type: Term): Term {
  return the.term('New', args, [copyOf(type), the.listIn('Args', args, args), the.none(args)]);
}

function wrap(depth: number, type: Term, kind: string, more: readonly Term[]): Term {
  return depth < MAX_WRAPPERS ? aTerm(kind, type, [type, ...more]) : type;
}

/** The name of a function that a declarator declares; 0 where it stands for a pointer to one. */
function functionName(the: Lowering, inner: number): number {
  let at = inner;
  while (the.kind(at) === 'parenthesized_declarator') at = innerOf(the, at);
  return NAMES.has(the.kind(at)) ? at : 0;
}

function innerOf(the: Lowering, node: number): number {
  return the.named(node).findLast((child) => !QUALIFYING.test(the.kind(child))) ?? 0;
}

const QUALIFYING = /qualifier|specifier|modifier/;
const POINTERS = new Set(['pointer_declarator', 'abstract_pointer_declarator', 'pointer_type_declarator']);
const ARRAYS = new Set(['array_declarator', 'abstract_array_declarator']);
const FUNCTIONS = new Set(['function_declarator', 'abstract_function_declarator']);
const UNFIELDED = new Set([
  'parenthesized_declarator',
  'abstract_parenthesized_declarator',
  'attributed_declarator',
  'reference_declarator',
  'abstract_reference_declarator',
  'variadic_declarator',
  'init_declarator',
]);
const NAMES = new Set([
  'identifier',
  'field_identifier',
  'type_identifier',
  'qualified_identifier',
  'destructor_name',
  'operator_name',
  'operator_cast',
  'template_function',
]);

/** Words before a declaration: `static`, `const`, attributes. */
export function modifiers(the: Lowering, node: number): Term {
  const words = the.children(node).filter((child) => MODIFIERS.has(the.kind(child)));
  return the.listOf(
    'Modifiers',
    words[0] ?? node,
    words.map((word) => {
      const lowered = the.kind(word) === 'attribute_declaration' ? the.lower(word) : undefined;
      return lowered ?? the.term('Modifier', word, [], the.text(word));
    }),
  );
}

const MODIFIERS = new Set([
  'storage_class_specifier',
  'type_qualifier',
  'attribute_specifier',
  'attribute_declaration',
  'ms_declspec_modifier',
  'virtual',
  'virtual_function_specifier',
  'virtual_specifier',
  'explicit_function_specifier',
  'alignas_qualifier',
  'inline',
  'constexpr',
  'friend',
]);

/** The type that stands before the declarators. */
export function baseType(the: Lowering, node: number): Term {
  return the.lower(the.field(node, 'type'), node);
}

export function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  const items = the.named(node).map((child) => {
    const lowered = the.lower(child);
    return PARAMETERS.has(lowered.kind) ? lowered : shapes.aParam(the, child, { target: lowered });
  });
  // `(void)` are no parameters.
  const isVoid =
    items.length === 1 && items[0]!.children[1]?.kind === 'None' && the.text(the.named(node)[0]!) === 'void';
  return the.listOf('Params', node, isVoid ? [] : items);
}

const PARAMETERS = new Set(['Param', 'Ellipsis', 'MetaEllipsis']);

export function aParameter(the: Lowering, node: number): Term {
  const type = baseType(the, node);
  const declarator = the.field(node, 'declarator');
  // `f(..., int x)`: an ellipsis is read as a type.
  if (the.isPattern && declarator === 0 && (type.kind === 'Ellipsis' || type.kind === 'MetaEllipsis')) return type;
  const found = readDeclarator(the, declarator, type);
  const value = the.field(node, 'default_value');
  return shapes.aParam(the, node, {
    modifiers: modifiers(the, node),
    target: found.name,
    type: found.type,
    value: value ? the.lower(value) : found.value,
  });
}
