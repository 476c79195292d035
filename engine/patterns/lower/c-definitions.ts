import { aTerm, copyOf, type Term } from '../term.ts';
import { aParameter, baseType, modifiers, params, readDeclarator } from './c-declarators.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Declarations, types and directives that C and C++ share. */
export const cDefinitions: Readonly<Record<string, Handler>> = {
  declaration: (the, node) => declaration(the, node, ''),
  field_declaration: (the, node) => declaration(the, node, 'field'),
  function_definition: functionDefinition,
  parameter_list: (the, node) => params(the, node, node),
  parameter_declaration: aParameter,
  optional_parameter_declaration: aParameter,
  variadic_parameter_declaration: aParameter,
  variadic_parameter: (the, node) => the.term('Spread', node, [the.none(node)], '...'),
  type_definition: (the, node) => {
    const base = baseType(the, node);
    return the.several(
      node,
      the.fields(node, 'declarator').map((declarator) => {
        const { name, type } = readDeclarator(the, declarator, copyOf(base));
        return the.term('TypeDefinition', node, [name, type]);
      }),
    );
  },
  struct_specifier: (the, node) => aClass(the, node, 'struct'),
  union_specifier: (the, node) => aClass(the, node, 'union'),
  enum_specifier: (the, node) => aClass(the, node, 'enum'),
  enumerator: (the, node) =>
    shapes.define(the, node, {
      target: the.lower(the.field(node, 'name'), node),
      value: the.lower(the.field(node, 'value'), node),
      word: 'enumerator',
    }),
  ...shapes.names('primitive_type', 'type_identifier'),
  sized_type_specifier: (the, node) => the.term('Name', node, [], the.plain(the.text(node)).replace(/\s+/g, ' ')),
  type_descriptor: (the, node) => readDeclarator(the, the.field(node, 'declarator'), baseType(the, node)).type,
  preproc_include: (the, node) =>
    the.term('Import', node, [the.lower(the.field(node, 'path'), node), shapes.emptyList(the, 'Elements', node)]),
  system_lib_string: (the, node) => the.string(node, the.text(node).slice(1, -1)),
  preproc_def: macro,
  preproc_function_def: macro,
  preproc_params: (the, node) => params(the, node, node),
  preproc_arg: (the, node) => the.name(node, the.text(node).trim()),
  preproc_if: conditional,
  preproc_ifdef: conditional,
  preproc_else: conditional,
  preproc_elif: conditional,
  preproc_elifdef: conditional,
  linkage_specification: (the, node) => {
    const body = the.field(node, 'body');
    return the.kind(body) === 'declaration_list'
      ? the.several(
          node,
          the.named(body).map((child) => the.lower(child)),
        )
      : the.lower(body, node);
  },
};

/** A definition for each declarator; a lone type is that type. */
function declaration(the: Lowering, node: number, word: string): Term {
  const base = baseType(the, node);
  const declarators = the.fields(node, 'declarator');
  if (declarators.length === 0) return base;
  const words = modifiers(the, node);
  const single = declarators.length === 1;
  const type = base.kind === 'Class' ? aTerm('TypeName', base, [copyOf(base.children[1]!)], base.value) : base;
  const items = declarators.map((declarator) => {
    const at = single ? node : declarator;
    const found = readDeclarator(the, declarator, copyOf(type));
    const own = copyOf(words);
    if (found.parameters !== 0) return aFunction(the, at, { ...found, words: own, body: 0 });
    // `...` between declarations is written as one, for it may stand where statements may not.
    if (the.isPattern && base.kind === 'Ellipsis' && /Ellipsis$/.test(found.name.kind)) return found.name;
    const value = the.field(node, 'default_value');
    return shapes.define(the, at, {
      modifiers: own,
      target: found.name,
      type: found.type,
      value: value && single ? the.lower(value) : found.value,
      word,
    });
  });
  // `struct a { ... } x;` defines the type as well.
  return the.several(node, base.kind === 'Class' ? [base, ...items] : items);
}

interface FunctionParts {
  readonly name: Term;
  readonly type: Term;
  readonly parameters: number;
  readonly words: Term;
  readonly body: number;
}

function aFunction(the: Lowering, node: number, { name, type, parameters, words, body }: FunctionParts): Term {
  return the.term('Function', node, [words, name, params(the, parameters, node), type, the.block(body, node)]);
}

export function functionDefinition(the: Lowering, node: number): Term {
  const found = readDeclarator(the, the.field(node, 'declarator'), baseType(the, node));
  return aFunction(the, node, { ...found, words: modifiers(the, node), body: the.field(node, 'body') });
}

/** `struct a` without members only names the type. */
export function aClass(the: Lowering, node: number, word: string): Term {
  const body = the.field(node, 'body');
  const name = the.field(node, 'name');
  if (body === 0 && the.kind(the.tree.parent[node]!) !== 'translation_unit') {
    return the.term('TypeName', node, [the.lower(name, node)], word);
  }
  const supers = the.child(node, 'base_class_clause');
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node),
      the.lower(name, node),
      the.list('Supers', supers || node, supers ? the.named(supers) : []),
      body ? the.list('Members', body, the.named(body)) : the.none(node),
    ],
    word,
  );
}

function macro(the: Lowering, node: number): Term {
  return the.term('Macro', node, [
    the.lower(the.field(node, 'name'), node),
    the.lower(the.field(node, 'parameters'), node),
    the.lower(the.field(node, 'value'), node),
  ]);
}

/** Every branch of a conditional compilation is code. */
function conditional(the: Lowering, node: number): Term {
  const head = [the.field(node, 'condition'), the.field(node, 'name')];
  const parts = the.named(node).filter((child) => !head.includes(child));
  return the.term(
    'Several',
    node,
    parts.map((child) => the.lower(child)),
  );
}
