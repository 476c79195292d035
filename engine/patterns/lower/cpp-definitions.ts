import type { Term } from '../term.ts';
import { aClass, functionDefinition } from './c-definitions.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Classes, templates, namespaces and what is taken from them. */
export const cppDefinitions: Readonly<Record<string, Handler>> = {
  class_specifier: (the, node) => aClass(the, node, 'class'),
  template_declaration: (the, node) => {
    const word = the.child(node, 'template');
    const declared = the.lower(the.named(node).at(-1) ?? 0, node);
    return shapes.decorate(declared, [the.term('Modifier', word || node, [], 'template')]);
  },
  function_definition: aFunction,
  inline_method_definition: aFunction,
  constructor_or_destructor_definition: aFunction,
  alias_declaration: (the, node) =>
    the.term('TypeDefinition', node, [
      the.lower(the.field(node, 'name'), node),
      the.lower(the.field(node, 'type'), node),
    ]),
  namespace_definition: (the, node) => {
    const body = the.field(node, 'body');
    return the.term('Namespace', node, [
      the.lower(the.field(node, 'name'), node),
      body ? the.list('Block', body, the.named(body)) : the.none(node),
    ]);
  },
  namespace_alias_definition: (the, node) => {
    const name = the.field(node, 'name');
    const module = the.lower(the.named(node).findLast((child) => child !== name) ?? 0, node);
    const all = the.term('Literal', node, [], '*');
    const taken = the.term('Imported', node, [all, the.lower(name, node)]);
    return the.term('Import', node, [module, the.listOf('Elements', node, [taken])], 'from');
  },
  using_declaration: using,
  attribute_declaration: (the, node) =>
    the.several(
      node,
      the.named(node).map((child) => the.term('Decorator', child, [the.lower(child)])),
    ),
  attribute: (the, node) => {
    const given = the.child(node, 'argument_list');
    const name = the.lower(the.field(node, 'name'), node);
    return given ? the.term('Call', node, [name, the.lower(given)]) : name;
  },
};

/** `using namespace a` takes all of it, `using a::b` one name. */
function using(the: Lowering, node: number): Term {
  const path = the.lower(the.named(node)[0] ?? 0, node);
  if (the.child(node, 'namespace')) {
    const taken = the.term('Imported', node, [the.term('Literal', node, [], '*'), the.none(node)]);
    return the.term('Import', node, [path, the.listOf('Elements', node, [taken])], 'namespace');
  }
  if (path.kind !== 'Member') return the.term('Import', node, [path, shapes.emptyList(the, 'Elements', node)], 'from');
  const [module, name] = path.children;
  const here = the.isPattern ? the.none(node) : { ...name! };
  const taken = name!.kind === 'Ellipsis' ? name! : the.term('Imported', node, [name!, here]);
  return the.term('Import', node, [module!, the.listOf('Elements', node, [taken])], 'from');
}

/** What a constructor stores before its body is stored at its beginning. */
function aFunction(the: Lowering, node: number): Term {
  const whole = functionDefinition(the, node);
  const list = the.child(node, 'field_initializer_list');
  const body = whole.children[4];
  if (list === 0 || body?.kind !== 'Block') return whole;
  const stored = the.named(list).map((child) => {
    const [name = 0, value = 0] = the.named(child);
    const args = the.listIn('Args', value, child);
    const [only] = args.children;
    const given =
      args.children.length === 1 ? only! : the.term('Tuple', value || child, [{ ...args, kind: 'Elements' }]);
    return the.term('Assign', child, [the.lower(name, child), given], '=');
  });
  const [words, name, params, type] = whole.children;
  return { ...whole, children: [words!, name!, params!, type!, { ...body, children: [...stored, ...body.children] }] };
}
