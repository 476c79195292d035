import { packageName } from '../facts/names.ts';
import { aTerm, type Term } from '../term.ts';
import type { Dialect, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Go, by the grammar tree-sitter-go. */
export const go: Dialect = {
  transparent: new Set([
    'expression_statement',
    'parenthesized_expression',
    'parenthesized_type',
    'literal_element',
    'type_constraint',
  ]),
  ignored: new Set(['empty_statement']),
  handlers: {
    source_file: shapes.listing('Block'),
    block,
    package_clause: (the, node) => the.term('Package', node, [the.lower(the.named(node)[0] ?? 0, node)]),
    import_declaration: (the, node) => the.several(node, imports(the, node)),
    import_spec: importSpec,
    ...shapes.names('identifier', 'field_identifier', 'package_identifier', 'blank_identifier', 'label_name', 'dot'),
    type_identifier: (the, node) => (the.text(node) === 'any' ? the.term('AnyType', node) : the.name(node)),
    ...shapes.literals('true', 'false', 'nil', 'iota', 'rune_literal'),
    int_literal: shapes.number,
    float_literal: shapes.number,
    imaginary_literal: shapes.number,
    interpreted_string_literal: (the, node) => the.string(node, the.text(node).slice(1, -1)),
    raw_string_literal: (the, node) => the.string(node, the.text(node).slice(1, -1)),
    expression_list: tupled,
    selector_expression: (the, node) => shapes.member(the, node, 'operand', 'field'),
    qualified_type: (the, node) => shapes.member(the, node, 'package', 'name'),
    index_expression: (the, node) => shapes.index(the, node, 'operand', 'index'),
    slice_expression: (the, node) =>
      the.term(
        'Slice',
        node,
        ['operand', 'start', 'end', 'capacity'].map((name) => the.lower(the.field(node, name), node)),
      ),
    call_expression: call,
    type_conversion_expression: (the, node) =>
      the.term('Call', node, [
        the.lower(the.field(node, 'type')),
        the.list('Args', the.field(node, 'operand'), [the.field(node, 'operand')]),
      ]),
    type_instantiation_expression: (the, node) => {
      const type = the.field(node, 'type');
      const args = the.named(node).filter((child) => child !== type);
      return the.term('Generic', node, [the.lower(type), the.list('Args', args[0] ?? node, args)]);
    },
    argument_list: shapes.listing('Args'),
    variadic_argument: (the, node) => the.spread(node, '...'),
    type_assertion_expression: (the, node) => {
      const value = the.lower(the.field(node, 'operand'));
      const type = the.lower(the.field(node, 'type'), node);
      return value.kind === 'TypedName'
        ? the.term('Typed', node, [type], value.value)
        : the.term('Cast', node, [type, value]);
    },
    unary_expression: shapes.unary,
    binary_expression: shapes.binary,
    inc_statement: (the, node) => shapes.unary(the, node, 'Update'),
    dec_statement: (the, node) => shapes.unary(the, node, 'Update'),
    composite_literal: (the, node) =>
      the.term('Composite', node, [
        the.lower(the.field(node, 'type'), node),
        entries(the, the.field(node, 'body'), node),
      ]),
    literal_value: (the, node) => the.term('Composite', node, [the.none(node), entries(the, node, node)]),
    keyed_element: (the, node) => {
      const [key, value] = the.named(node);
      return shapes.aPair(the, node, { key: key ?? 0, value: value ?? 0 });
    },
    func_literal: (the, node) =>
      the.term('Lambda', node, [
        shapes.emptyList(the, 'Modifiers', node),
        params(the, the.field(node, 'parameters'), node, 'function'),
        the.lower(the.field(node, 'result'), node),
        the.block(the.field(node, 'body'), node),
      ]),
    function_declaration: aFunction,
    method_declaration: aFunction,
    method_elem: aFunction,
    parameter_list: (the, node) => params(the, node, node),
    ...types(),
    type_declaration: (the, node) =>
      the.several(
        node,
        the.named(node).map((child) => the.lower(child)),
      ),
    type_spec: typeSpec,
    type_alias: (the, node) =>
      the.term('TypeDef', node, [the.lower(the.field(node, 'name')), the.lower(the.field(node, 'type'))], '='),
    const_declaration: (the, node) => declaration(the, node, 'const'),
    var_declaration: (the, node) => declaration(the, node, 'var'),
    short_var_declaration: shortDeclaration,
    assignment_statement: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
    receive_statement: (the, node) => {
      const right = the.lower(the.field(node, 'right'), node);
      if (the.field(node, 'left') === 0) return right;
      return the.children(node).some((child) => the.kind(child) === ':=')
        ? shortDeclaration(the, node)
        : shapes.assign(the, node, '=');
    },
    send_statement: (the, node) =>
      the.term('Send', node, [the.lower(the.field(node, 'channel')), the.lower(the.field(node, 'value'))]),
    go_statement: shapes.wrapping('Go'),
    defer_statement: shapes.wrapping('Defer'),
    return_statement: shapes.wrapping('Return'),
    break_statement: shapes.wrapping('Break'),
    continue_statement: shapes.wrapping('Continue'),
    goto_statement: shapes.wrapping('Goto'),
    labeled_statement: (the, node) => {
      const [label, statement] = the.named(node);
      return the.term('Label', node, [the.lower(label ?? 0, node), the.lower(statement ?? 0, node)]);
    },
    if_statement: (the, node) => withInit(the, node, shapes.ifStatement(the, node)),
    for_statement: forStatement,
    expression_switch_statement: (the, node) => withInit(the, node, aSwitch(the, node, the.field(node, 'value'))),
    type_switch_statement: (the, node) => withInit(the, node, typeSwitch(the, node)),
    select_statement: (the, node) => the.term('Select', node, [the.list('Cases', node, the.named(node))]),
    expression_case: aCase,
    type_case: aCase,
    communication_case: aCase,
    default_case: aCase,
  },
};

function types(): Dialect['handlers'] {
  return {
    pointer_type: shapes.wrapping('PointerType'),
    slice_type: shapes.wrapping('SliceType'),
    implicit_length_array_type: (the, node) =>
      the.term('ArrayType', node, [the.term('Ellipsis', node), the.lower(the.field(node, 'element'))]),
    array_type: (the, node) =>
      the.term('ArrayType', node, [the.lower(the.field(node, 'length')), the.lower(the.field(node, 'element'))]),
    map_type: (the, node) =>
      the.term('MapType', node, [the.lower(the.field(node, 'key')), the.lower(the.field(node, 'value'))]),
    channel_type: (the, node) => {
      const value = the.field(node, 'value');
      const arrows = the.children(node).filter((child) => child !== value);
      return the.term('ChannelType', node, [the.lower(value)], arrows.map((child) => the.text(child)).join(''));
    },
    function_type: (the, node) =>
      the.term('FunctionType', node, [
        params(the, the.field(node, 'parameters'), node),
        the.field(node, 'result') ? the.lower(the.field(node, 'result')) : the.term('NoResult', node),
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
}

function block(the: Lowering, node: number): Term {
  const list = the.child(node, 'statement_list');
  return the.list('Block', node, list ? the.named(list) : the.named(node));
}

/** Each of a group begins with the word they share. */
function imports(the: Lowering, node: number): Term[] {
  const list = the.child(node, 'import_spec_list');
  return the.named(list || node).map((spec) => {
    const lowered = the.lower(spec);
    return lowered.kind === 'Import' ? { ...lowered, start: the.tree.startOffset[node]! } : lowered;
  });
}

/** `import m "a/b"`: the path, and the name of the package here, which is the path's last part where none is given. */
function importSpec(the: Lowering, node: number): Term {
  const name = the.field(node, 'name');
  const path = the.field(node, 'path');
  const here = name ? the.lower(name) : the.none(path);
  if (here.kind === 'Ellipsis' || here.kind === 'MetaEllipsis') return here;
  const module = the.lower(path);
  const alias = name ? here : implicitName(the, path, module);
  const taken = alias.kind === 'None' ? [] : [the.term('Imported', node, [the.term('Literal', path, [], '*'), alias])];
  const elements = the.isPattern && name === 0 ? [the.term('Ellipsis', path)] : taken;
  return the.term('Import', node, [module, the.listOf('Elements', node, elements)], 'package');
}

function implicitName(the: Lowering, path: number, module: Term): Term {
  return module.kind === 'String' ? the.term('Name', path, [], packageName(module.value)) : the.none(path);
}

function tupled(the: Lowering, node: number): Term {
  const parts = the.named(node);
  return parts.length === 1 ? the.lower(parts[0]!) : the.term('Tuple', node, [the.list('Elements', node, parts)]);
}

function call(the: Lowering, node: number): Term {
  const callee = the.lower(the.field(node, 'function'));
  const given = takesType(callee) ? typeFirst(the, node) : the.listIn('Args', the.field(node, 'arguments'), node);
  const typeArguments = the.field(node, 'type_arguments');
  if (typeArguments === 0) return shapes.aCall(the, node, callee, given);
  const span = { start: callee.start, end: the.tree.endOffset[typeArguments]! };
  return the.term('Call', node, [
    aTerm('Generic', span, [callee, the.list('Args', typeArguments, the.named(typeArguments))]),
    given,
  ]);
}

function takesType(callee: Term): boolean {
  return callee.kind === 'Name' && (callee.value === 'make' || callee.value === 'new');
}

/** What `make` and `new` are called with first is no expression. */
function typeFirst(the: Lowering, node: number): Term {
  const args = the.field(node, 'arguments');
  return the.listOf(
    'Args',
    args,
    the.named(args).map((child, at) => {
      const lowered = the.lower(child);
      return at > 0 || lowered.kind === 'Ellipsis' ? lowered : the.term('TypeArgument', child, [lowered]);
    }),
  );
}

/** With keys the entries are found in any order, without them in their own; in a pattern only `...`: whichever. */
function entries(the: Lowering, body: number, near: number): Term {
  if (body === 0) return shapes.emptyList(the, 'Pairs', near);
  const items = the.named(body).map((child) => the.lower(child));
  if (the.isPattern && items.length === 1 && items[0]!.kind === 'Ellipsis') return items[0]!;
  if (!the.isPattern && items.length === 0) return the.term('Pairs', body);
  return the.listOf(items.some((item) => item.kind === 'Pair') ? 'Pairs' : 'Elements', body, items);
}

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
function params(the: Lowering, node: number, near: number, of: 'function' | 'type' = 'type'): Term {
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
const EMPTY = { struct: 'EmptyStruct', interface: 'AnyType' } as const;

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

function declaration(the: Lowering, node: number, word: string): Term {
  const list = the.child(node, 'var_spec_list');
  const specs = the.named(list || node);
  const isGroup = list !== 0 || the.children(node).some((child) => the.kind(child) === '(');
  return the.several(
    node,
    specs.map((spec) => specOf(the, isGroup ? spec : node, { spec, word })),
  );
}

/** `var a, b = 1, 2` defines each with its own value; `var a, b = f()` both by one. */
function specOf(the: Lowering, node: number, { spec, word }: { spec: number; word: string }): Term {
  const names = the.fields(spec, 'name').filter((child) => the.kind(child) !== ',');
  if (names.length === 0) return the.lower(spec);
  const type = the.field(spec, 'type');
  const list = the.field(spec, 'value');
  const values = list ? the.named(list) : [];
  if (values.length === names.length || values.length === 0) {
    return the.several(
      node,
      names.map((name, at) =>
        shapes.define(the, names.length === 1 ? node : name, {
          target: the.lower(name),
          type: the.lower(type, node),
          value: the.lower(values[at] ?? 0, node),
          word,
        }),
      ),
    );
  }
  const target = the.term('Tuple', spec, [the.list('Elements', spec, names)]);
  return shapes.define(the, node, { target, type: the.lower(type, node), value: the.lower(list), word });
}

/** `x := y` declares; in a pattern it stands for plain assignments too. */
function shortDeclaration(the: Lowering, node: number): Term {
  const target = the.lower(the.field(node, 'left'));
  const value = the.lower(the.field(node, 'right'));
  if (the.isPattern) return the.term('Assign', node, [target, value], '=');
  return shapes.define(the, node, { target, value, type: the.none(node), word: ':=' });
}

/** What a statement declares for itself alone stands before it, in a block of its own. */
function withInit(the: Lowering, node: number, statement: Term): Term {
  const init = the.field(node, 'initializer');
  return init === 0 ? statement : the.term('Block', node, [the.lower(init), statement], 'init');
}

function forStatement(the: Lowering, node: number): Term {
  const body = the.block(the.field(node, 'body'), node);
  const range = the.child(node, 'range_clause');
  if (range) {
    const target = the.lower(the.field(range, 'left'), range);
    return the.term('ForEach', node, [target, the.lower(the.field(range, 'right'), range), body]);
  }
  const clause = the.child(node, 'for_clause');
  if (clause) {
    const [init, condition, update] = ['initializer', 'condition', 'update'].map((name) =>
      the.lower(the.field(clause, name), clause),
    );
    return the.term('For', node, [init!, condition!, update!, body]);
  }
  const condition = the.named(node).find((child) => child !== the.field(node, 'body')) ?? 0;
  const lowered = the.lower(condition, node);
  const isAny = lowered.kind === 'Ellipsis';
  const [init, test] = isAny ? [lowered, the.none(node)] : [the.none(node), lowered];
  return the.term('For', node, [init, test, the.none(node), body]);
}

const CASES = new Set(['expression_case', 'type_case', 'default_case', 'communication_case']);

function aSwitch(the: Lowering, node: number, value: number): Term {
  const cases = the.named(node).filter((child) => CASES.has(the.kind(child)));
  return the.term('Switch', node, [the.lower(value, node), the.list('Cases', cases[0] ?? node, cases)]);
}

/** `switch y := x.(type)`. */
function typeSwitch(the: Lowering, node: number): Term {
  const [value, cases] = aSwitch(the, node, the.field(node, 'value')).children;
  const alias = the.field(node, 'alias');
  const subject = the.term('Cast', node, [the.term('Literal', node, [], 'type'), value!]);
  const named = alias
    ? shapes.define(the, alias, { target: the.lower(alias), type: the.none(alias), value: subject, word: ':=' })
    : subject;
  return the.term('Switch', node, [named, cases!]);
}

function aCase(the: Lowering, node: number): Term {
  const list = the.child(node, 'statement_list');
  const labels = the.named(node).filter((child) => child !== list);
  const values = labels.flatMap((label) => (the.kind(label) === 'expression_list' ? the.named(label) : [label]));
  const elements =
    the.kind(node) === 'default_case'
      ? the.listOf('Elements', node, [the.term('Literal', node, [], 'default')])
      : the.list('Elements', values[0] ?? node, values);
  const body = the.list('Block', list || node, list ? the.named(list) : []);
  const [only] = elements.children;
  if (only?.kind === 'Ellipsis' && elements.children.length === 1 && body.children.length === 0) return only;
  return the.term('Case', node, [elements, body]);
}
