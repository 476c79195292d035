import type { Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Functions and types, and how types are written. */
export const definitions: Readonly<Record<string, Handler>> = {
  function_declaration: aFunction,
  method_declaration: aFunction,
  method_elem: aFunction,
  parameter_list: (the, node) => params(the, node, node),
  type_declaration: (the, node) =>
    the.several(
      node,
      the.named(node).map((child) => the.lower(child)),
    ),
  type_spec: typeSpec,
  type_alias: (the, node) =>
    the.term('TypeDef', node, [the.lower(the.field(node, 'name')), the.lower(the.field(node, 'type'))], '='),
  pointer_type: shapes.wrapping('PointerType'),
  slice_type: shapes.wrapping('SliceType'),
  implicit_length_array_type: (the, node) =>
    the.term('ArrayType', node, [
      the.lower(the.field(node, 'element')),
      the.listOf('Args', node, [the.term('Literal', node, [], '...')]),
    ]),
  array_type: (the, node) =>
    the.term('ArrayType', node, [
      the.lower(the.field(node, 'element')),
      the.list('Args', node, the.fields(node, 'length')),
    ]),
  map_type: (the, node) =>
    the.term('MapType', node, [the.lower(the.field(node, 'key')), the.lower(the.field(node, 'value'))]),
  channel_type: (the, node) => {
    const value = the.field(node, 'value');
    const arrows = the.children(node).filter((child) => child !== value);
    return the.term('ChannelType', node, [the.lower(value)], arrows.map((child) => the.text(child)).join(''));
  },
  function_type: (the, node) =>
    the.term('FunctionType', node, [
      the.field(node, 'result') ? the.lower(the.field(node, 'result')) : the.term('NoResult', node),
      params(the, the.field(node, 'parameters'), node),
    ]),
  generic_type: (the, node) =>
    the.term('Generic', node, [
      the.lower(the.field(node, 'type')),
      the.listIn('Args', the.field(node, 'type_arguments'), node),
    ]),
  type_elem: (the, node) => {
    const parts = the.named(node);
    return parts.length === 1 ? the.lower(parts[0]!) : the.raw(node);
  },
  struct_type: (the, node) => composite(the, node, { name: the.none(node), type: node }),
  interface_type: (the, node) => composite(the, node, { name: the.none(node), type: node }),
  field_declaration: fieldDeclaration,
};

function aFunction(the: Lowering, node: number): Term {
  const receiver = the.field(node, 'receiver');
  const typeParams = the.field(node, 'type_parameters');
  const before: Term[] = [];
  if (receiver) before.push(the.term('Receiver', receiver, [params(the, receiver, receiver)]));
  if (typeParams) before.push(the.term('TypeParams', typeParams, [params(the, typeParams, typeParams)]));
  return the.term('Function', node, [
    the.listOf('Modifiers', receiver || node, before),
    the.lower(the.field(node, 'name'), node),
    params(the, the.field(node, 'parameters'), node, 'function'),
    the.lower(the.field(node, 'result'), node),
    the.block(the.field(node, 'body'), node),
  ]);
}

/** `a, b int` is two parameters; one without a name has only a type. */
export function params(the: Lowering, node: number, near: number, of: 'function' | 'type' = 'type'): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  return the.listOf(
    'Params',
    node,
    the.named(node).flatMap((child) => paramsOf(the, child, of)),
  );
}

function paramsOf(the: Lowering, node: number, of: 'function' | 'type'): Term[] {
  const names = the.fields(node, 'name').filter((child) => the.kind(child) !== ',');
  const typeOf = (): Term => {
    const type = the.lower(the.field(node, 'type'), node);
    return the.kind(node) === 'variadic_parameter_declaration' ? the.term('Variadic', node, [type]) : type;
  };
  if (names.length === 0) {
    const type = typeOf();
    if (the.isPattern && (type.kind === 'Ellipsis' || type.kind === 'MetaEllipsis')) return [type];
    // `func f($X)` means a parameter by its name.
    const isName = the.isPattern && of === 'function' && type.kind === 'Meta';
    return [shapes.aParam(the, node, isName ? { target: type } : { target: the.none(node), type })];
  }
  return names.map((name) =>
    shapes.aParam(the, names.length === 1 ? node : name, { target: the.lower(name), type: typeOf() }),
  );
}

function typeSpec(the: Lowering, node: number): Term {
  const type = the.field(node, 'type');
  const name = the.lower(the.field(node, 'name'));
  const kind = the.kind(type);
  if (kind === 'struct_type' || kind === 'interface_type') return composite(the, node, { name, type });
  return the.term('TypeDef', node, [name, the.lower(type, node)]);
}

/** A struct or an interface, with a name or as a type by itself. */
function composite(the: Lowering, node: number, { name, type }: { name: Term; type: number }): Term {
  const word = the.kind(type) === 'struct_type' ? 'struct' : 'interface';
  const list = word === 'struct' ? the.child(type, 'field_declaration_list') : type;
  const members = the.listOf(
    'Members',
    list || type,
    the.named(list).map((child) => the.lower(child)),
  );
  if (name.kind === 'None' && members.children.length === 0) return the.term(EMPTY[word], node);
  const typeParams = the.field(node, 'type_parameters');
  const modifiers = typeParams ? [the.term('TypeParams', typeParams, [params(the, typeParams, typeParams)])] : [];
  return the.term(
    'Class',
    node,
    [the.listOf('Modifiers', node, modifiers), name, shapes.emptyList(the, 'Supers', node), members],
    word,
  );
}

/** `interface{}` is `any`. */
const EMPTY = { struct: 'EmptyStruct', interface: 'EmptyInterface' } as const;

function fieldDeclaration(the: Lowering, node: number): Term {
  const names = the.fields(node, 'name').filter((child) => the.kind(child) !== ',');
  const tag = the.field(node, 'tag');
  const isPointer = names.length === 0 && the.children(node).some((child) => the.kind(child) === '*');
  const aField = (target: Term, span: number): Term => {
    const type = the.lower(the.field(node, 'type'), node);
    const isAny = type.kind === 'Ellipsis' || type.kind === 'MetaEllipsis';
    if (the.isPattern && target.kind === 'None' && isAny) return type;
    return shapes.define(the, span, {
      modifiers: tag ? the.list('Modifiers', tag, [tag]) : shapes.emptyList(the, 'Modifiers', span),
      target,
      type: isPointer ? the.term('PointerType', node, [type]) : type,
      value: the.none(node),
      word: 'field',
    });
  };
  if (names.length === 0) return aField(the.none(node), node);
  return the.several(
    node,
    names.map((name) => aField(the.lower(name), names.length === 1 ? node : name)),
  );
}
