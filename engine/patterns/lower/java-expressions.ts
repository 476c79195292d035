import { aTerm, type Term } from '../term.ts';
import { arrayOf } from './java-types.ts';
import type { Handler, Lowering } from './lowering.ts';
import { members, params } from './java-definitions.ts';
import * as shapes from './shapes.ts';

export const expressions: Readonly<Record<string, Handler>> = {
  ...shapes.literals('true', 'false', 'null_literal', 'character_literal'),
  decimal_integer_literal: number,
  hex_integer_literal: number,
  octal_integer_literal: number,
  binary_integer_literal: number,
  decimal_floating_point_literal: number,
  hex_floating_point_literal: number,
  string_literal: string,
  template_expression: (the, node) => the.lower(the.named(node).at(-1) ?? 0, node),
  method_invocation: invocation,
  argument_list: shapes.listing('Args'),
  explicit_constructor_invocation: (the, node) =>
    the.term('Call', node, [
      the.lower(the.field(node, 'constructor'), node),
      the.listIn('Args', the.field(node, 'arguments'), node),
    ]),
  object_creation_expression: creation,
  array_creation_expression: (the, node) => {
    const sizes = the.fields(node, 'dimensions');
    let type = the.lower(the.field(node, 'type'), node);
    for (const size of sizes) {
      type =
        the.kind(size) === 'dimensions'
          ? arrayOf(the, type, { node: size, dimensions: size })
          : the.term('ArrayType', size, [type, shapes.emptyList(the, 'Args', size)]);
    }
    const given = sizes.filter((size) => the.kind(size) === 'dimensions_expr').map((size) => the.named(size).at(-1)!);
    return the.term('NewArray', node, [
      type,
      the.list('Args', sizes[0] ?? node, given),
      the.lower(the.field(node, 'value'), node),
    ]);
  },
  array_initializer: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  field_access: fieldAccess,
  array_access: (the, node) => shapes.index(the, node, 'array', 'index'),
  assignment_expression: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  unary_expression: shapes.unary,
  update_expression: (the, node) => shapes.unary(the, node, 'Update'),
  binary_expression: shapes.binary,
  ternary_expression: (the, node) =>
    the.term(
      'Ternary',
      node,
      ['condition', 'consequence', 'alternative'].map((part) => the.lower(the.field(node, part), node)),
    ),
  instanceof_expression: instanceOf,
  cast_expression: cast,
  lambda_expression: (the, node) =>
    the.term('Lambda', node, [
      shapes.emptyList(the, 'Modifiers', node),
      params(the, the.field(node, 'parameters'), node),
      the.none(node),
      lambdaBody(the, the.field(node, 'body'), node),
    ]),
  method_reference: (the, node) => {
    const [object, name] = the.named(node);
    return the.term('MethodReference', node, [
      the.lower(object ?? 0, node),
      name === undefined ? the.term('Name', node, [], 'new') : the.lower(name),
    ]);
  },
  class_literal: (the, node) => {
    const [type] = the.named(node);
    return the.term('Member', node, [the.lower(type ?? 0, node), the.term('Name', node, [], 'class')]);
  },
};

/** By its value, without the suffix that says its type. */
function number(the: Lowering, node: number): Term {
  const text = the.text(node);
  const isHex = /^0[xX]/.test(text);
  return the.term(
    'Number',
    node,
    [],
    shapes.numberValue(isHex ? text.replace(/[lL]$/, '') : text.replace(/[lLfFdD]$/, '')),
  );
}

/** A text block's content begins on the line after its quotes. */
function string(the: Lowering, node: number): Term {
  const text = the.text(node);
  if (text.startsWith('"""')) return the.string(node, text.slice(3, -3).replace(/^[ \t]*\r?\n/, ''));
  return the.string(node, text.slice(1, -1));
}

function invocation(the: Lowering, node: number): Term {
  const object = the.field(node, 'object');
  const name = the.lower(the.field(node, 'name'));
  const args = the.listIn('Args', the.field(node, 'arguments'), node);
  if (object === 0) return shapes.aCall(the, node, name, args);
  const on = the.lower(object);
  // `Outer.super.f()`
  const isOuter = the.children(node).some((child) => the.kind(child) === 'super' && child !== object);
  const whole = isOuter ? aTerm('Member', on, [on, aTerm('Name', on, [], 'super')]) : on;
  return the.term('Call', node, [aTerm('Member', { start: on.start, end: name.end }, [whole, name]), args]);
}

function creation(the: Lowering, node: number): Term {
  const type = the.lower(the.field(node, 'type'), node);
  const body = the.child(node, 'class_body');
  const [first] = the.named(node);
  const outer = first !== undefined && first !== the.field(node, 'type') && the.children(node)[0] === first;
  return the.term('New', node, [
    outer ? aTerm('Member', type, [the.lower(first), type]) : type,
    the.listIn('Args', the.field(node, 'arguments'), node),
    members(the, body, node),
  ]);
}

/** In a pattern, a typed metavariable is written as the field of a cast, which may stand wherever a variable may. */
function fieldAccess(the: Lowering, node: number): Term {
  const object = the.lower(the.field(node, 'object'), node);
  if (object.kind === 'Typed' && the.text(the.field(node, 'field')) === 'µ__') return object;
  return the.term('Member', node, [object, the.lower(the.field(node, 'field'), node)]);
}

function cast(the: Lowering, node: number): Term {
  const [type] = the.fields(node, 'type');
  const value = the.lower(the.field(node, 'value'), node);
  const to = the.lower(type ?? 0, node);
  return value.kind === 'TypedName' ? the.term('Typed', node, [to], value.value) : the.term('Cast', node, [to, value]);
}

/** `x instanceof T t` also declares `t`. */
function instanceOf(the: Lowering, node: number): Term {
  const right = the.field(node, 'right') || the.field(node, 'pattern');
  const name = the.field(node, 'name');
  const type = the.lower(right, node);
  const declared = name
    ? shapes.aParam(the, name, { target: the.lower(name), type: the.lower(right, node) })
    : the.none(node);
  return the.term('InstanceOf', node, [the.lower(the.field(node, 'left')), type, declared]);
}

/** `x -> e` returns `e`. */
function lambdaBody(the: Lowering, body: number, near: number): Term {
  if (the.kind(body) === 'block') return the.block(body, near);
  const value = the.lower(body, near);
  if (the.isPattern && (value.kind === 'Ellipsis' || value.kind === 'Meta')) return value;
  return aTerm('Block', value, [aTerm('Return', value, [value])]);
}
