import type { Term } from '../term.ts';
import { arrayOf } from './java-types.ts';
import { isAny, type Handler, type Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

export const definitions: Readonly<Record<string, Handler>> = {
  class_declaration: aClass,
  interface_declaration: aClass,
  enum_declaration: aClass,
  record_declaration: aClass,
  annotation_type_declaration: aClass,
  field_declaration: (the, node) => declared(the, node, 'field'),
  constant_declaration: (the, node) => declared(the, node, 'field'),
  method_declaration: aFunction,
  constructor_declaration: aFunction,
  compact_constructor_declaration: aFunction,
  annotation_type_element_declaration: aFunction,
  static_initializer: (the, node) => the.term('StaticBlock', node, [the.block(the.named(node)[0] ?? 0, node)]),
  enum_constant: (the, node) => {
    const name = the.lower(the.field(node, 'name'));
    const args = the.field(node, 'arguments');
    const body = the.field(node, 'body');
    if (args === 0 && body === 0 && (name.kind === 'Ellipsis' || name.kind === 'MetaEllipsis')) return name;
    return the.term('EnumConstant', node, [
      modifiers(the, node),
      name,
      the.listIn('Args', args, node),
      members(the, body, node),
    ]);
  },
  enum_body_declarations: (the, node) =>
    the.several(
      node,
      the.named(node).map((child) => the.lower(child)),
    ),
  formal_parameters: (the, node) => params(the, node, node),
  formal_parameter: param,
  catch_formal_parameter: param,
  spread_parameter: spreadParam,
  receiver_parameter: (the, node) => the.term('Nothing', node),
  marker_annotation: annotation,
  annotation,
  element_value_array_initializer: (the, node) =>
    the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  element_value_pair: (the, node) => {
    const value = the.lower(the.field(node, 'value'), node);
    const key = the.field(node, 'key');
    if (the.isPattern && the.text(key) === POSITIONAL) return value;
    return the.keyed('Keyword', node, { name: key, value });
  },
  type_parameters: (the, node) => the.term('TypeParams', node, [the.list('Elements', node, the.named(node))]),
  type_parameter: (the, node) => {
    const bound = the.child(node, 'type_bound');
    const name = the.named(node).find((child) => the.kind(child).endsWith('identifier')) ?? 0;
    const lowered = the.lower(name, node);
    if (lowered.kind === 'Ellipsis' || lowered.kind === 'MetaEllipsis') return lowered;
    const bounds = bound ? the.list('Types', bound, the.named(bound)) : the.none(node);
    return the.term('TypeParam', node, [lowered, bounds]);
  },
};

/** In a pattern, the name given to an argument of an annotation that has none but stands beside others. */
export const POSITIONAL = 'µ__positional';

function annotation(the: Lowering, node: number): Term {
  const name = the.lower(the.field(node, 'name'), node);
  const args = the.field(node, 'arguments');
  const whole = args ? the.term('Call', node, [name, the.listIn('Args', args, node)]) : name;
  return the.term('Decorator', node, [whole]);
}

export function modifiers(the: Lowering, node: number, more: readonly Term[] = []): Term {
  const list = the.child(node, 'modifiers');
  const words = list
    ? the
        .children(list)
        .map((child) =>
          the.kind(child).includes('annotation') ? the.lower(child) : the.term('Modifier', child, [], the.text(child)),
        )
    : [];
  return the.listOf('Modifiers', list || node, [...words, ...more]);
}

/** What stands beside the words: the parameters of types and, one by one, the exceptions. */
function furtherModifiers(the: Lowering, node: number): Term[] {
  const typeParams = the.field(node, 'type_parameters');
  const throws = the.child(node, 'throws');
  const thrown = throws ? the.named(throws).map((type) => the.term('Throws', type, [the.lower(type)])) : [];
  return [...(typeParams ? [the.lower(typeParams)] : []), ...thrown];
}

/** Each variable of a declaration; in a pattern also the `...` that is written as one. */
export function declared(the: Lowering, node: number, word: string): Term {
  const declarators = the.fields(node, 'declarator');
  return the.several(
    node,
    declarators.map((declarator) =>
      declaredBy(the, declarators.length === 1 ? node : declarator, { node, declarator, word }),
    ),
  );
}

interface Declared {
  readonly node: number;
  readonly declarator: number;
  readonly word: string;
}

function declaredBy(the: Lowering, span: number, { node, declarator, word }: Declared): Term {
  const type = the.lower(the.field(node, 'type'), node);
  const target = the.lower(the.field(declarator, 'name'), node);
  const value = the.field(declarator, 'value');
  if (the.isPattern && value === 0 && target.kind === 'Ellipsis' && isAny(type)) return type;
  const words = modifiers(the, node);
  const isConstant = the.kind(node) === 'constant_declaration' || words.children.some((one) => one.value === 'final');
  return shapes.define(the, span, {
    modifiers: words,
    target,
    type: arrayOf(the, type, { node: declarator, dimensions: the.field(declarator, 'dimensions') }),
    value: the.lower(value, node),
    word: isConstant ? 'const' : word,
  });
}

function aFunction(the: Lowering, node: number): Term {
  const type = the.lower(the.field(node, 'type'), node);
  return the.term('Function', node, [
    modifiers(the, node, furtherModifiers(the, node)),
    the.lower(the.field(node, 'name'), node),
    params(the, the.field(node, 'parameters'), node),
    arrayOf(the, type, { node, dimensions: the.field(node, 'dimensions') }),
    the.block(the.field(node, 'body'), node),
  ]);
}

/** Of methods and of lambdas, whose parameters may be but names. */
export function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  const isList = the.kind(node) === 'formal_parameters' || the.kind(node) === 'inferred_parameters';
  return the.listOf(
    'Params',
    node,
    (isList ? the.named(node) : [node]).map((child) => {
      const lowered = the.lower(child);
      return lowered.kind === 'Name' || lowered.kind === 'Meta'
        ? shapes.aParam(the, child, { target: lowered })
        : lowered;
    }),
  );
}

function param(the: Lowering, node: number): Term {
  const type = the.lower(the.field(node, 'type'), node);
  const target = the.lower(the.field(node, 'name'), node);
  if (the.isPattern && target.kind === 'Ellipsis' && isAny(type)) return type;
  return shapes.aParam(the, node, {
    modifiers: modifiers(the, node),
    target,
    type: arrayOf(the, type, { node, dimensions: the.field(node, 'dimensions') }),
  });
}

function spreadParam(the: Lowering, node: number): Term {
  const declarator = the.child(node, 'variable_declarator');
  const type = the.named(node).find((child) => child !== declarator && the.kind(child) !== 'modifiers') ?? 0;
  return shapes.aParam(the, node, {
    modifiers: modifiers(the, node),
    target: the.lower(the.field(declarator, 'name'), node),
    type: the.term('Variadic', node, [the.lower(type, node)]),
  });
}

const WORDS: Readonly<Record<string, string>> = {
  interface_declaration: 'interface',
  annotation_type_declaration: '@interface',
  enum_declaration: 'enum',
  record_declaration: 'record',
};

function aClass(the: Lowering, node: number): Term {
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node, furtherModifiers(the, node)),
      the.lower(the.field(node, 'name'), node),
      supers(the, node),
      members(the, the.field(node, 'body'), node, the.field(node, 'parameters')),
    ],
    WORDS[the.kind(node)] ?? 'class',
  );
}

function supers(the: Lowering, node: number): Term {
  const parent = the.field(node, 'superclass');
  const extended = the.child(node, 'extends_interfaces');
  const implemented = the.field(node, 'interfaces');
  const typesIn = (clause: number): number[] =>
    clause ? the.named(clause).flatMap((child) => (the.kind(child) === 'type_list' ? the.named(child) : [child])) : [];
  return the.listOf('Supers', parent || extended || implemented || node, [
    ...[...typesIn(parent), ...typesIn(extended)].map((type) => the.lower(type)),
    ...typesIn(implemented).map((type) => {
      const lowered = the.lower(type);
      return lowered.kind === 'Ellipsis' ? lowered : the.term('Implements', type, [lowered]);
    }),
  ]);
}

/** The members of a class; a record's components are fields. */
export function members(the: Lowering, body: number, near: number, components = 0): Term {
  if (body === 0) return the.none(near);
  const fields = components ? the.named(components).map((child) => component(the, child)) : [];
  return the.listOf('Members', body, [...fields, ...the.named(body).map((child) => the.lower(child))]);
}

function component(the: Lowering, node: number): Term {
  const lowered = the.lower(node);
  if (lowered.kind !== 'Param') return lowered;
  const [words, target, type] = lowered.children;
  return shapes.define(the, node, {
    modifiers: words!,
    target: target!,
    type: type!,
    value: the.none(node),
    word: 'field',
  });
}
