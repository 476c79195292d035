import type { Term } from '../term.ts';
import { aTerm } from '../term.ts';
import type { Dialect, Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** JavaScript, TypeScript and their JSX: grammars of tree-sitter-javascript and tree-sitter-typescript. */
export const javascript: Dialect = {
  transparent: new Set([
    'expression_statement',
    'parenthesized_expression',
    'non_null_expression',
    'type_annotation',
    'else_clause',
    'finally_clause',
    'class_heritage',
    'jsx_expression',
    'computed_property_name',
    'parenthesized_type',
    'export_specifier',
    'ambient_declaration',
  ]),
  ignored: new Set(['empty_statement']),
  handlers: {
    program: shapes.listing('Block'),
    statement_block: shapes.listing('Block'),
    class_static_block: shapes.listing('Block'),
    ...shapes.names(
      'identifier',
      'property_identifier',
      'private_property_identifier',
      'type_identifier',
      'predefined_type',
      'statement_identifier',
      'this',
      'super',
      'import',
      'this_type',
    ),
    shorthand_property_identifier: shorthand,
    shorthand_property_identifier_pattern: shorthand,
    number: shapes.number,
    string: (the, node) => the.string(node, inQuotes(the.text(node))),
    template_string: template,
    template_substitution: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
    regex,
    ...shapes.literals('true', 'false', 'null', 'undefined'),
    call_expression: call,
    new_expression: (the, node) =>
      the.term('New', node, [
        the.lower(the.field(node, 'constructor'), node),
        the.listIn('Args', the.field(node, 'arguments'), node),
        the.none(node),
      ]),
    member_expression: (the, node) => shapes.member(the, node, 'object', 'property'),
    nested_type_identifier: (the, node) => shapes.member(the, node, 'module', 'name'),
    nested_identifier: (the, node) => shapes.member(the, node, 'object', 'property'),
    subscript_expression: (the, node) => shapes.index(the, node, 'object', 'index'),
    assignment_expression: (the, node) => shapes.assign(the, node, '='),
    augmented_assignment_expression: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
    unary_expression: shapes.unary,
    update_expression: (the, node) => shapes.unary(the, node, 'Update'),
    binary_expression: shapes.binary,
    ternary_expression: (the, node) =>
      the.term('Ternary', node, [
        the.lower(the.field(node, 'condition')),
        the.lower(the.field(node, 'consequence')),
        the.lower(the.field(node, 'alternative')),
      ]),
    await_expression: shapes.wrapping('Await'),
    yield_expression: shapes.wrapping('Yield'),
    spread_element: (the, node) => the.spread(node, '...'),
    rest_pattern: (the, node) => the.spread(node, '...'),
    sequence_expression: (the, node) => the.term('Sequence', node, [the.list('Elements', node, the.named(node))]),
    array: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    array_pattern: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    object: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
    object_pattern: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
    pair: (the, node) => pair(the, node, the.field(node, 'value')),
    pair_pattern: (the, node) => pair(the, node, the.field(node, 'value')),
    object_assignment_pattern: withDefault,
    assignment_pattern: withDefault,
    arrow_function: lambda,
    function_expression: lambda,
    generator_function: lambda,
    function_declaration: aFunction,
    generator_function_declaration: aFunction,
    function_signature: aFunction,
    method_definition: aFunction,
    method_signature: aFunction,
    abstract_method_signature: aFunction,
    required_parameter: param,
    string_fragment: (the, node) => the.string(node, the.text(node)),
    optional_parameter: param,
    formal_parameters: (the, node) => params(the, node),
    class_declaration: aClass,
    abstract_class_declaration: aClass,
    class: aClass,
    interface_declaration: aClass,
    public_field_definition: fieldDefinition,
    field_definition: fieldDefinition,
    property_signature: fieldDefinition,
    decorator: shapes.wrapping('Decorator'),
    as_expression: cast,
    satisfies_expression: cast,
    type_assertion: (the, node) => {
      const [type, value] = the.named(node);
      return the.term('Cast', node, [the.lower(type ?? 0, node), the.lower(value ?? 0, node)]);
    },
    generic_type: (the, node) =>
      the.term('Generic', node, [
        the.lower(the.field(node, 'name')),
        the.listIn('Args', the.field(node, 'type_arguments'), node),
      ]),
    lexical_declaration: declaration,
    variable_declaration: declaration,
    empty_statement: (the, node) => the.none(node),
    if_statement: shapes.ifStatement,
    while_statement: shapes.whileStatement,
    do_statement: (the, node) =>
      the.term('DoWhile', node, [the.block(the.field(node, 'body')), shapes.condition(the, node)]),
    for_statement: shapes.forStatement,
    for_in_statement: (the, node) =>
      the.term(
        'ForEach',
        node,
        [the.lower(the.field(node, 'left')), the.lower(the.field(node, 'right')), the.block(the.field(node, 'body'))],
        the.text(the.field(node, 'operator')),
      ),
    return_statement: shapes.wrapping('Return'),
    throw_statement: shapes.wrapping('Throw'),
    break_statement: shapes.wrapping('Break'),
    continue_statement: shapes.wrapping('Continue'),
    try_statement: (the, node) => {
      const handler = the.field(node, 'handler');
      return the.term('Try', node, [
        the.block(the.field(node, 'body')),
        the.list('Catches', handler || node, handler ? [handler] : []),
        the.none(node),
        the.block(the.field(node, 'finalizer'), node),
      ]);
    },
    catch_clause: (the, node) =>
      the.term('Catch', node, [
        the.none(node),
        the.lower(the.field(node, 'parameter'), node),
        the.block(the.field(node, 'body')),
      ]),
    switch_statement: (the, node) =>
      the.term('Switch', node, [
        shapes.condition(the, node, 'value'),
        the.list('Cases', node, the.named(the.field(node, 'body'))),
      ]),
    switch_case: switchCase,
    switch_default: switchCase,
    import_statement: importStatement,
    export_statement: exportStatement,
    jsx_element: (the, node) => {
      const open = the.field(node, 'open_tag');
      const close = the.field(node, 'close_tag');
      const contents = the.named(node).filter((child) => child !== open && child !== close);
      return element(the, node, { open, contents });
    },
    jsx_self_closing_element: (the, node) => element(the, node, { open: node, contents: [] }),
    jsx_attribute: (the, node) => {
      const [name, value] = the.named(node);
      return the.keyed('Attribute', node, { name: name ?? node, value: the.lower(value ?? 0, node) });
    },
    jsx_text: (the, node) => {
      const text = the.text(node).trim();
      if (text === '') return the.term('Nothing', node);
      const meant = the.isPattern ? the.placeholder(text) : undefined;
      return meant ? the.term(meant.kind, node, [], meant.value) : the.term('Text', node, [], text);
    },
  },
};

function inQuotes(text: string): string {
  return text.slice(1, -1);
}

/** A regular expression, its pattern as a string: `/.../` and `/$X/` stand for any. */
function regex(the: Lowering, node: number): Term {
  const pattern = the.field(node, 'pattern');
  const flags = the.field(node, 'flags');
  return the.term('Regex', node, [
    the.string(pattern || node, pattern ? the.text(pattern) : ''),
    flags ? the.term('Token', flags, [], the.text(flags)) : the.none(node),
  ]);
}

function shorthand(the: Lowering, node: number): Term {
  const name = the.name(node);
  if (name.kind === 'Ellipsis' || name.kind === 'MetaEllipsis') return name;
  return the.term('Pair', node, [the.name(node), name]);
}

function template(the: Lowering, node: number): Term {
  const parts = the.named(node).filter((child) => the.kind(child) === 'template_substitution');
  if (parts.length === 0) {
    const text = the.string(node, inQuotes(the.text(node)));
    if (text.kind === 'AnyString') return { ...text, kind: 'AnyTemplate' };
    return { ...text, children: [the.term('Token', node, [], '`')] };
  }
  return the.template(node, { parts, start: 1, end: 1 });
}

function call(the: Lowering, node: number): Term {
  const callee = the.lower(the.field(node, 'function'));
  const args = the.field(node, 'arguments');
  const given = the.kind(args) === 'template_string' ? the.list('Args', args, [args]) : the.listIn('Args', args, node);
  return shapes.aCall(the, node, callee, given);
}

/** `{'a': 1}` is `{a: 1}`. */
function pair(the: Lowering, node: number, value: number): Term {
  const whole = shapes.aPair(the, node, { key: the.field(node, 'key'), value });
  const [key, ...others] = whole.children;
  if (whole.kind !== 'Pair' || (key!.kind !== 'String' && key!.kind !== 'Number')) return whole;
  return { ...whole, children: [{ ...key!, kind: 'Name' }, ...others] };
}

function withDefault(the: Lowering, node: number): Term {
  return the.term('Default', node, [the.lower(the.field(node, 'left')), the.lower(the.field(node, 'right'))]);
}

function modifiers(the: Lowering, node: number): Term {
  const words = the.children(node).filter((child) => MODIFIERS.has(the.kind(child)));
  return the.listOf(
    'Modifiers',
    node,
    words.map((word) =>
      the.kind(word) === 'decorator' ? the.lower(word) : the.term('Modifier', word, [], the.text(word)),
    ),
  );
}

const MODIFIERS = new Set(
  'decorator async static get set * readonly abstract accessibility_modifier override_modifier export default declare'.split(
    ' ',
  ),
);

function lambda(the: Lowering, node: number): Term {
  return the.term('Lambda', node, [
    modifiers(the, node),
    params(the, the.field(node, 'parameters') || the.field(node, 'parameter'), node),
    the.lower(the.field(node, 'return_type'), node),
    arrowBody(the, the.field(node, 'body'), node),
  ]);
}

/** `x => e` returns `e`. */
function arrowBody(the: Lowering, body: number, near: number): Term {
  if (body === 0 || the.kind(body) === 'statement_block') return the.block(body, near);
  const value = the.lower(body);
  if (the.isPattern && (value.kind === 'Ellipsis' || value.kind === 'Meta')) return value;
  return aTerm('Block', value, [aTerm('Return', value, [value])]);
}

function aFunction(the: Lowering, node: number): Term {
  return the.term('Function', node, [
    modifiers(the, node),
    the.lower(the.field(node, 'name'), node),
    params(the, the.field(node, 'parameters'), node),
    the.lower(the.field(node, 'return_type'), node),
    the.block(the.field(node, 'body'), node),
  ]);
}

function params(the: Lowering, node: number, near = node): Term {
  if (node === 0) return { ...the.none(near), kind: 'Params' };
  const given = the.kind(node) === 'formal_parameters' ? the.named(node) : [node];
  return the.listOf(
    'Params',
    node,
    given.map((child) => paramOf(the, child)),
  );
}

function paramOf(the: Lowering, node: number): Term {
  const lowered = the.lower(node);
  if (lowered.kind === 'Param') return lowered;
  if (lowered.kind === 'Default') {
    const [target, value] = lowered.children;
    return shapes.aParam(the, node, { target: target!, value: value! });
  }
  return shapes.aParam(the, node, { target: lowered });
}

function param(the: Lowering, node: number): Term {
  return shapes.aParam(the, node, {
    modifiers: modifiers(the, node),
    target: the.lower(the.field(node, 'pattern'), node),
    type: the.lower(the.field(node, 'type'), node),
    value: the.lower(the.field(node, 'value'), node),
  });
}

function aClass(the: Lowering, node: number): Term {
  const heritage = the.children(node).filter((child) => HERITAGE.has(the.kind(child)));
  const supers = heritage.flatMap((child) => superTypes(the, child));
  const body = the.field(node, 'body');
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node),
      the.lower(the.field(node, 'name'), node),
      the.list('Supers', heritage[0] ?? node, supers),
      members(the, body, node),
    ],
    the.kind(node) === 'interface_declaration' ? 'interface' : 'class',
  );
}

/** Decorators stand before the member they belong to; the grammar lists them as its siblings. */
function members(the: Lowering, body: number, near: number): Term {
  if (body === 0) return the.none(near);
  const items: Term[] = [];
  let decorators: Term[] = [];
  for (const child of the.named(body)) {
    const lowered = the.lower(child);
    if (lowered.kind === 'Decorator') {
      decorators.push(lowered);
      continue;
    }
    items.push(decorators.length > 0 ? shapes.decorate(lowered, decorators) : lowered);
    decorators = [];
  }
  return the.listOf('Members', body, items);
}

const HERITAGE = new Set(['class_heritage', 'extends_type_clause']);

function superTypes(the: Lowering, node: number): number[] {
  return the
    .named(node)
    .flatMap((child) =>
      the.kind(child) === 'extends_clause' || the.kind(child) === 'implements_clause' ? the.named(child) : [child],
    );
}

function fieldDefinition(the: Lowering, node: number): Term {
  const name = the.field(node, 'name') || the.field(node, 'property');
  return shapes.define(the, node, {
    modifiers: modifiers(the, node),
    target: the.lower(name, node),
    type: the.lower(the.field(node, 'type'), node),
    value: the.lower(the.field(node, 'value'), node),
    word: 'field',
  });
}

function cast(the: Lowering, node: number): Term {
  const [value, type] = the.named(node);
  return shapes.aCast(the, node, { type: type ?? 0, value: value ?? 0 });
}

function declaration(the: Lowering, node: number): Term {
  const declarators = the.named(node).filter((child) => the.kind(child) === 'variable_declarator');
  const word = the.text(the.children(node)[0]!);
  const single = declarators.length === 1;
  return the.several(
    node,
    declarators.map((declarator) =>
      shapes.define(the, single ? node : declarator, {
        target: the.lower(the.field(declarator, 'name'), node),
        type: the.lower(the.field(declarator, 'type'), node),
        value: the.lower(the.field(declarator, 'value'), node),
        word,
      }),
    ),
  );
}

function switchCase(the: Lowering, node: number): Term {
  const value = the.field(node, 'value');
  const body = the.named(node).filter((child) => child !== value);
  return the.term('Case', node, [
    the.list('Elements', value || node, value ? [value] : []),
    the.list('Block', body[0] ?? node, body),
  ]);
}

/** `import a, {b as c} from 'm'`: the module, and what is taken from it: `Imported` (name there) [name here]. */
function importStatement(the: Lowering, node: number): Term {
  const clause = the.child(node, 'import_clause');
  const taken: Term[] = [];
  for (const child of clause ? the.named(clause) : []) {
    if (the.kind(child) === 'named_imports') {
      for (const specifier of the.named(child)) {
        const name = the.field(specifier, 'name');
        const here = the.field(specifier, 'alias') || name;
        const local = the.isPattern && here === name ? the.none(name) : the.name(here);
        const there = the.name(name);
        taken.push(there.kind === 'Ellipsis' ? there : the.term('Imported', specifier, [there, local]));
      }
    } else if (the.kind(child) === 'namespace_import') {
      taken.push(
        the.term('Imported', child, [the.term('Literal', child, [], '*'), the.lower(the.named(child)[0] ?? 0, child)]),
      );
    } else {
      const name = the.lower(child);
      const any = name.kind === 'Ellipsis';
      taken.push(any ? name : the.term('Imported', child, [the.term('Literal', child, [], 'default'), name]));
    }
  }
  return the.term('Import', node, [
    the.lower(the.field(node, 'source'), node),
    the.listOf('Elements', clause || node, taken),
  ]);
}

/** An exported definition is the definition with a modifier. */
function exportStatement(the: Lowering, node: number): Term {
  const declared = the.field(node, 'declaration');
  const value = the.field(node, 'value');
  const before = the.children(node).filter((child) => MODIFIERS.has(the.kind(child)));
  if (declared === 0 && value === 0) return the.raw(node);
  const lowered = the.lower(declared || value);
  const words = before.map((word) =>
    the.kind(word) === 'decorator' ? the.lower(word) : the.term('Modifier', word, [], the.text(word)),
  );
  if (lowered.kind === 'Several') return lowered;
  if (DEFINITIONS.has(lowered.kind)) return { ...shapes.decorate(lowered, words), start: the.tree.startOffset[node]! };
  return the.term('Export', node, [lowered]);
}

const DEFINITIONS = new Set(['Function', 'Class', 'Define']);

function element(the: Lowering, node: number, of: { open: number; contents: readonly number[] }): Term {
  const name = the.field(of.open, 'name');
  const attributes = the.fields(of.open, 'attribute');
  return the.term('Element', node, [
    the.lower(name, node),
    the.list('Attributes', of.open, attributes),
    the.list('Contents', of.contents[0] ?? of.open, of.contents),
  ]);
}

export type { Handler };
