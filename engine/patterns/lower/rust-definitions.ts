import { aTerm, type Term } from '../term.ts';
import { returningLast } from './implicit-returns.ts';
import type { Handler, Lowering } from './lowering.ts';

import { readArguments } from './rust-macros.ts';
import { mutability } from './rust-mutability.ts';
import * as shapes from './shapes.ts';

/** Functions, types, modules and attributes of Rust. */
export const rustDefinitions: Readonly<Record<string, Handler>> = {
  function_item: aFunction,
  function_signature_item: aFunction,
  parameter: (the, node) =>
    shapes.aParam(the, node, {
      modifiers: mutability(the, node),
      target: the.lower(the.field(node, 'pattern'), node),
      type: the.lower(the.field(node, 'type'), node),
    }),
  self_parameter: (the, node) => shapes.aParam(the, node, { target: the.lower(the.child(node, 'self'), node) }),
  variadic_parameter: (the, node) => the.term('Spread', node, [the.none(node)], '...'),
  struct_item: (the, node) => aClass(the, node, 'struct'),
  union_item: (the, node) => aClass(the, node, 'union'),
  enum_item: (the, node) => aClass(the, node, 'enum'),
  trait_item: (the, node) => aClass(the, node, 'trait'),
  impl_item: (the, node) => aClass(the, node, 'impl'),
  trait_bounds: (the, node) => the.list('Supers', node, the.named(node)),
  field_declaration: field,
  enum_variant: field,
  const_item: (the, node) => constant(the, node, 'const'),
  static_item: (the, node) => constant(the, node, 'static'),
  type_item: typeDefinition,
  associated_type: typeDefinition,
  mod_item: (the, node) => {
    const body = the.field(node, 'body');
    return the.term('Namespace', node, [
      the.lower(the.field(node, 'name'), node),
      body ? the.listOf('Block', body, itemsOf(the, body)) : the.none(node),
    ]);
  },
  attribute_item: (the, node) => the.term('Decorator', node, [the.lower(the.named(node)[0] ?? 0, node)]),
  attribute: (the, node) => {
    const given = the.field(node, 'arguments');
    const value = the.field(node, 'value');
    const name = the.lower(the.named(node).find((child) => child !== given && child !== value) ?? 0, node);
    if (value) return the.term('Assign', node, [name, the.lower(value)], '=');
    if (given === 0) return name;
    const args = readArguments(the, given, node);
    return the.term('Call', node, [name, { ...args, children: args.children.map(asKeyword) }]);
  },
};

/** `name = value` among an attribute's arguments is found by its name. */
function asKeyword(term: Term): Term {
  const isNamed = term.kind === 'Assign' && term.value === '=' && term.children[0]!.kind !== 'Ellipsis';
  return isNamed ? { ...term, kind: 'Keyword', value: '' } : term;
}

/** The items of a file, block or body; attributes stand before what they belong to. */
export function itemsOf(the: Lowering, node: number): Term[] {
  const items: Term[] = [];
  let decorators: Term[] = [];
  for (const child of the.named(node)) {
    if (SKIPPED.has(the.kind(child))) continue;
    const lowered = the.lower(child);
    if (lowered.kind === 'Decorator') {
      decorators.push(lowered);
      continue;
    }
    items.push(decorators.length > 0 ? shapes.decorate(lowered, decorators) : lowered);
    decorators = [];
  }
  return [...items, ...decorators];
}

const SKIPPED = new Set(['empty_statement', 'inner_attribute_item', 'label']);

/** `pub`, `async`, `unsafe` … */
function modifiers(the: Lowering, node: number): Term {
  const words = the.children(node).flatMap((child) => {
    if (the.kind(child) === 'function_modifiers') return the.children(child);
    return WORDS.has(the.kind(child)) ? [child] : [];
  });
  return the.listOf(
    'Modifiers',
    words[0] ?? node,
    words.map((word) => the.term('Modifier', word, [], the.text(word))),
  );
}

const WORDS = new Set([
  'visibility_modifier',
  'mutable_specifier',
  'unsafe',
  'async',
  'const',
  'extern_modifier',
  'default',
]);

/** A function gives back its last expression. */
function aFunction(the: Lowering, node: number): Term {
  const body = the.block(the.field(node, 'body'), node);
  return the.term('Function', node, [
    modifiers(the, node),
    the.lower(the.field(node, 'name'), node),
    params(the, the.field(node, 'parameters'), node),
    the.lower(the.field(node, 'return_type'), node),
    the.isPattern ? body : returningLast(body),
  ]);
}

export function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  return the.listOf(
    'Params',
    node,
    the
      .named(node)
      .filter((child) => the.kind(child) !== 'attribute_item')
      .map((child) => {
        const lowered = the.lower(child);
        return lowered.kind === 'Param' || lowered.kind === 'Spread'
          ? lowered
          : shapes.aParam(the, child, { target: lowered });
      }),
  );
}

function aClass(the: Lowering, node: number, word: string): Term {
  const isImpl = word === 'impl';
  const trait = the.field(node, isImpl ? 'trait' : 'bounds');
  const body = the.field(node, 'body');
  const supers = the.lower(trait, node);
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node),
      the.lower(the.field(node, isImpl ? 'type' : 'name'), node),
      supers.kind === 'Supers' ? supers : the.listOf('Supers', trait || node, trait ? [supers] : []),
      body ? the.listOf('Members', body, itemsOf(the, body)) : the.none(node),
    ],
    word,
  );
}

function field(the: Lowering, node: number): Term {
  const type = the.lower(the.field(node, 'type'), node);
  const body = the.field(node, 'body');
  const target = the.lower(the.field(node, 'name'), node);
  // `...` between fields is written as one.
  if (the.isPattern && /Ellipsis$/.test(target.kind) && body === 0) return target;
  return shapes.define(the, node, {
    modifiers: modifiers(the, node),
    target,
    type: body ? aTerm('Tuple', target, [the.list('Elements', body, the.named(body))]) : type,
    value: the.lower(the.field(node, 'value'), node),
    word: 'field',
  });
}

function constant(the: Lowering, node: number, word: string): Term {
  return shapes.define(the, node, {
    modifiers: modifiers(the, node),
    target: the.lower(the.field(node, 'name'), node),
    type: the.lower(the.field(node, 'type'), node),
    value: the.lower(the.field(node, 'value'), node),
    word,
  });
}

function typeDefinition(the: Lowering, node: number): Term {
  return the.term('TypeDefinition', node, [
    the.lower(the.field(node, 'name'), node),
    the.lower(the.field(node, 'type'), node),
  ]);
}
