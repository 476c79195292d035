import { aTerm, copyOf, type Term } from '../term.ts';
import { several } from './kotlin-several.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Classes, functions, properties and annotations of Kotlin. */
export const kotlinDefinitions: Readonly<Record<string, Handler>> = {
  class_declaration: (the, node) => aClass(the, node, the.child(node, 'interface') ? 'interface' : 'class'),
  object_declaration: (the, node) => aClass(the, node, 'object'),
  companion_object: (the, node) => {
    const word = the.child(node, 'companion');
    return shapes.decorate(aClass(the, node, 'object'), [the.term('Modifier', word || node, [], 'companion')]);
  },
  object_literal: (the, node) => aClass(the, node, 'object'),
  enum_entry: (the, node) => {
    const body = the.child(node, 'class_body');
    return the.term('EnumConstant', node, [
      modifiers(the, node),
      the.lower(the.child(node, 'identifier'), node),
      the.lower(the.child(node, 'value_arguments'), node),
      body ? the.list('Members', body, the.named(body)) : the.none(node),
    ]);
  },
  function_declaration: (the, node) => {
    const body = the.child(node, 'function_body');
    return the.term('Function', node, [
      modifiers(the, node),
      the.lower(the.field(node, 'name'), node),
      params(the, the.child(node, 'function_value_parameters'), node),
      the.lower(typeAfter(the, node, the.child(node, 'function_value_parameters')), node),
      the.child(body, '=') ? shapes.returningOne(the, body, node) : shapes.returning(the, body, node),
    ]);
  },
  secondary_constructor: (the, node) => {
    const word = the.child(node, 'constructor');
    return the.term('Function', node, [
      modifiers(the, node),
      the.term('Name', word || node, [], 'constructor'),
      params(the, the.child(node, 'function_value_parameters'), node),
      the.none(node),
      constructorBody(the, node),
    ]);
  },
  constructor_invocation: (the, node) => {
    const [type = 0, args = 0] = the.named(node);
    return the.term('Call', node, [the.lower(type, node), the.lower(args, node)]);
  },
  explicit_delegation: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  property_declaration: property,
  variable_declaration: (the, node) =>
    the.lower(the.named(node).find((child) => the.kind(child) !== 'annotation') ?? 0, node),
  type_alias: (the, node) => {
    const name = the.field(node, 'type');
    return the.term('TypeDefinition', node, [the.lower(name, node), the.lower(the.named(node).at(-1) ?? 0, node)]);
  },
  annotation: (the, node) =>
    the.several(
      node,
      the
        .named(node)
        .filter((child) => the.kind(child) !== 'use_site_target')
        .map((child) => the.term('Decorator', node, [the.lower(child)])),
    ),
};

/** Annotations and words before a definition. */
function modifiers(the: Lowering, node: number): Term {
  const list = the.child(node, 'modifiers', 'parameter_modifiers');
  const words = list ? the.named(list) : [];
  return the.listOf(
    'Modifiers',
    list || node,
    words.map((word) => modifier(the, word)),
  );
}

function modifier(the: Lowering, word: number): Term {
  return the.kind(word) === 'annotation' ? the.lower(word) : the.term('Modifier', word, [], the.text(word));
}

function typeAfter(the: Lowering, node: number, at: number): number {
  const children = the.children(node);
  const next = children[children.indexOf(at) + 1] ?? 0;
  return next !== 0 && the.kind(next) === ':' ? (children[children.indexOf(at) + 2] ?? 0) : 0;
}

/** Parameters, their words and their default values stand in a row. */
export function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  const items: Term[] = [];
  let words = shapes.emptyList(the, 'Modifiers', node);
  const children = the.children(node);
  children.forEach((child, at) => {
    if (the.kind(child) === 'parameter_modifiers') {
      words = the.listOf(
        'Modifiers',
        child,
        the.named(child).map((word) => modifier(the, word)),
      );
    } else if (the.kind(child) === 'parameter') {
      const value = the.kind(children[at + 1] ?? node) === '=' ? (children[at + 2] ?? 0) : 0;
      items.push(parameter(the, child, { words, value }));
      words = shapes.emptyList(the, 'Modifiers', node);
    }
  });
  return the.listOf('Params', node, items);
}

function parameter(the: Lowering, node: number, { words, value }: { words: Term; value: number }): Term {
  const [name = 0, type = 0] = the.named(node);
  return shapes.aParam(the, node, {
    modifiers: words,
    target: the.lower(name, node),
    type: givenType(the, type, node),
    value: the.lower(value, node),
  });
}

/** In a pattern a type that was added for the grammar's sake says nothing. */
function givenType(the: Lowering, type: number, near: number): Term {
  const lowered = the.lower(type, near);
  return the.isPattern && lowered.kind === 'Ellipsis' ? the.none(near) : lowered;
}

function constructorBody(the: Lowering, node: number): Term {
  const body = the.block(the.child(node, 'block'), node);
  const delegation = the.child(node, 'constructor_delegation_call');
  if (delegation === 0) return body;
  const [callee = delegation] = the.children(delegation);
  const args = the.lower(the.child(delegation, 'value_arguments'), delegation);
  const first = the.term('Call', delegation, [the.name(callee), args]);
  return { ...body, kind: 'Block', children: [first, ...body.children] };
}

function aClass(the: Lowering, node: number, word: string): Term {
  const bases = the.child(node, 'delegation_specifiers');
  const supers = (bases ? the.named(bases) : []).flatMap((child) => superTypes(the, child));
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node),
      the.lower(the.field(node, 'name'), node),
      the.listOf('Supers', bases || node, supers),
      members(the, node),
    ],
    word,
  );
}

/** `Base(x)` is found as `Base` too, and `Base by x` as `Base` alone. */
function superTypes(the: Lowering, node: number): Term[] {
  const type = the.named(node).findLast((child) => the.kind(child) !== 'annotation') ?? 0;
  const lowered = the.lower(type, node);
  return lowered.kind === 'Call' && !the.isPattern ? [lowered, copyOf(lowered.children[0]!)] : [lowered];
}

/** The members, the first of them the constructor: a class has one, whether it is written or not. */
function members(the: Lowering, node: number): Term {
  const body = the.child(node, 'class_body', 'enum_class_body');
  const head = the.child(node, 'primary_constructor');
  if (body === 0 && head === 0 && the.isPattern) return the.none(node);
  const items = (body ? the.named(body) : []).map((child) => the.lower(child));
  if (head !== 0 || !the.isPattern) items.unshift(constructor(the, head, node));
  return the.listOf('Members', body || head || node, items);
}

function constructor(the: Lowering, head: number, near: number): Term {
  const list = head ? the.child(head, 'class_parameters') : 0;
  const items = (list ? the.named(list) : []).map((child) => classParameter(the, child));
  return aTerm('Constructor', the.term('', head || near), [
    head ? modifiers(the, head) : shapes.emptyList(the, 'Modifiers', near),
    the.listOf('Params', list || near, items),
  ]);
}

/** A parameter of a class is known in all of it, as a field is. */
function classParameter(the: Lowering, node: number): Term {
  const [name = 0, type = 0, value = 0] = the.named(node).filter((child) => the.kind(child) !== 'modifiers');
  const target = the.lower(name, node);
  if (target.kind === 'Ellipsis' || target.kind === 'MetaEllipsis') return target;
  const word = the.child(node, 'val', 'var');
  return shapes.define(the, node, {
    modifiers: modifiers(the, node),
    target,
    type: givenType(the, type, node),
    value: the.lower(value, node),
    word: word ? the.text(word) : 'param',
  });
}

/** A property; accessors are functions beside it. */
function property(the: Lowering, node: number): Term {
  const single = the.child(node, 'variable_declaration');
  const tuple = the.child(node, 'multi_variable_declaration');
  const [name = 0, type = 0] = (single ? the.named(single) : []).filter((child) => the.kind(child) !== 'annotation');
  const children = the.children(node);
  const equals = children.findIndex((child) => the.kind(child) === '=');
  const value = equals < 0 ? the.child(node, 'property_delegate') : (children[equals + 1] ?? 0);
  const target = tuple ? several(the, tuple) : the.lower(name, node);
  const given = the.lower(type, node);
  // `...` between members is written as one.
  if (the.isPattern && value === 0 && given.kind === 'Ellipsis' && /Ellipsis$/.test(target.kind)) return target;
  const define = shapes.define(the, node, {
    modifiers: modifiers(the, node),
    target,
    type: given,
    value: the.lower(value, node),
    word: the.child(node, 'val') ? 'val' : 'var',
  });
  const accessors = the.named(node).filter((child) => ['getter', 'setter'].includes(the.kind(child)));
  return the.several(node, [define, ...accessors.map((child) => accessor(the, child))]);
}

function accessor(the: Lowering, node: number): Term {
  const isGetter = the.kind(node) === 'getter';
  const name = isGetter ? 0 : the.child(node, 'identifier');
  const items = name ? [shapes.aParam(the, name, { target: the.lower(name) })] : [];
  return the.term('Function', node, [
    modifiers(the, node),
    the.term('Name', node, [], isGetter ? 'get' : 'set'),
    the.listOf('Params', name || node, items),
    the.none(node),
    shapes.returning(the, the.child(node, 'function_body'), node),
  ]);
}
