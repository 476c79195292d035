import { aTerm, copyOf, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Types, members, imports and namespaces of C#. */
export const definitions: Readonly<Record<string, Handler>> = {
  using_directive: using,
  namespace_declaration: (the, node) =>
    the.term('Namespace', node, [
      the.lower(the.field(node, 'name'), node),
      the.list('Block', the.field(node, 'body') || node, the.named(the.field(node, 'body'))),
    ]),
  file_scoped_namespace_declaration: (the, node) =>
    the.term('Namespace', node, [the.lower(the.field(node, 'name'), node), the.none(node)]),
  class_declaration: (the, node) => aClass(the, node, 'class'),
  struct_declaration: (the, node) => aClass(the, node, 'struct'),
  interface_declaration: (the, node) => aClass(the, node, 'interface'),
  record_declaration: (the, node) => aClass(the, node, 'record'),
  enum_declaration: (the, node) => aClass(the, node, 'enum'),
  enum_member_declaration: (the, node) =>
    shapes.define(the, node, {
      modifiers: modifiers(the, node),
      target: the.lower(the.field(node, 'name'), node),
      value: the.lower(the.field(node, 'value'), node),
      word: 'enumerator',
    }),
  method_declaration: aFunction,
  local_function_statement: aFunction,
  constructor_declaration: aFunction,
  destructor_declaration: aFunction,
  delegate_declaration: aFunction,
  operator_declaration: aFunction,
  conversion_operator_declaration: aFunction,
  indexer_declaration: property,
  property_declaration: property,
  event_declaration: property,
  field_declaration: (the, node) => field(the, node),
  event_field_declaration: (the, node) =>
    the.several(
      node,
      flat(field(the, node)).map((one) => shapes.decorate(one, [the.term('Modifier', node, [], 'event')])),
    ),
  parameter: (the, node) => {
    const [type, name] = [the.field(node, 'type'), the.field(node, 'name')];
    const value = the.named(node).findLast((child) => !PARAMETER_PARTS.has(the.kind(child))) ?? 0;
    return shapes.aParam(the, node, {
      modifiers: modifiers(the, node),
      target: the.lower(name, node),
      type: the.lower(type, node),
      value: the.lower(value === name || value === type ? 0 : value, node),
    });
  },
  attribute: (the, node) => {
    const name = the.lower(the.field(node, 'name'), node);
    const args = the.child(node, 'attribute_argument_list');
    return the.term('Decorator', node, [args ? the.term('Call', node, [name, the.listIn('Args', args, node)]) : name]);
  },
  attribute_list: (the, node) =>
    the.several(
      node,
      the
        .named(node)
        .filter((child) => the.kind(child) === 'attribute')
        .map((child) => the.lower(child)),
    ),
  attribute_argument: (the, node) => {
    const name = the.field(node, 'name');
    const value = the.lower(the.named(node).findLast((child) => child !== name) ?? 0, node);
    return name === 0 ? value : the.keyed('Keyword', node, { name, value });
  },
  primary_constructor_base_type: (the, node) => the.lower(the.field(node, 'type'), node),
};

const PARAMETER_PARTS = new Set(['attribute_list', 'modifier']);

/** `using A.B;` takes all names of a namespace, `using static` those of a type; `using X = A.B;` gives one another name. */
function using(the: Lowering, node: number): Term {
  const alias = the.field(node, 'name');
  const module = the.lower(the.named(node).findLast((child) => child !== alias) ?? 0, node);
  const all = the.term('Literal', node, [], '*');
  const taken = the.term('Imported', node, [all, the.lower(alias, node)]);
  return the.term(
    'Import',
    node,
    [module, the.listOf('Elements', node, [taken])],
    the.child(node, 'static') ? 'static' : 'using',
  );
}

/** Attributes and words before a definition. */
export function modifiers(the: Lowering, node: number): Term {
  const before = the.children(node).filter((child) => PARAMETER_PARTS.has(the.kind(child)));
  return the.listOf(
    'Modifiers',
    before[0] ?? node,
    before.map((child) =>
      the.kind(child) === 'modifier' ? the.term('Modifier', child, [], the.text(child)) : the.lower(child),
    ),
  );
}

/** Parameters; the last, after `params`, has no node of its own. */
export function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  if (!the.kind(node).endsWith('parameter_list'))
    return the.listOf('Params', node, [shapes.aParam(the, node, { target: the.lower(node) })]);
  const given = the.named(node).filter((child) => ['parameter', 'implicit_parameter'].includes(the.kind(child)));
  const items = given.map((child) => {
    const lowered = the.lower(child);
    return lowered.kind === 'Name' || lowered.kind === 'Meta'
      ? shapes.aParam(the, child, { target: lowered })
      : lowered;
  });
  const rest = the.child(node, 'params');
  if (rest) {
    const name = the.field(node, 'name');
    items.push(
      shapes.aParam(the, name || node, {
        modifiers: the.listOf('Modifiers', rest, [the.term('Modifier', rest, [], 'params')]),
        target: the.lower(name, node),
        type: the.lower(the.field(node, 'type'), node),
      }),
    );
  }
  return the.listOf('Params', node, items);
}

function aFunction(the: Lowering, node: number): Term {
  const operator = the.field(node, 'operator');
  const name = the.field(node, 'name');
  return the.term('Function', node, [
    modifiers(the, node),
    operator ? the.term('Name', operator, [], the.text(operator)) : the.lower(name, node),
    params(the, the.field(node, 'parameters'), node),
    the.lower(the.field(node, 'returns') || the.field(node, 'type'), node),
    functionBody(the, node),
  ]);
}

/** `: base(x)` is a call before all others. */
function functionBody(the: Lowering, node: number): Term {
  const body = shapes.returningOne(the, the.field(node, 'body'), node);
  const initializer = the.child(node, 'constructor_initializer');
  if (initializer === 0 || body.kind !== 'Block') return body;
  const [callee, args] = the.children(initializer).filter((child) => the.isTerm(child));
  const first = the.term('Call', initializer, [
    the.name(callee ?? initializer),
    the.listIn('Args', args ?? 0, initializer),
  ]);
  return { ...body, start: first.start, children: [first, ...body.children] };
}

function aClass(the: Lowering, node: number, word: string): Term {
  const bases = the.child(node, 'base_list');
  const types = bases ? the.named(bases).filter((child) => the.kind(child) !== 'argument_list') : [];
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node),
      the.lower(the.field(node, 'name'), node),
      the.list('Supers', bases || node, types),
      members(the, node),
    ],
    word,
  );
}

/** The members; parameters of a primary constructor are fields. */
function members(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  const parameters = the.child(node, 'parameter_list');
  const fields = params(the, parameters, node).children.map((child) =>
    child.kind === 'Param' ? aTerm('Define', child, child.children, 'field') : child,
  );
  const items = (body ? the.named(body) : []).map((child) => the.lower(child));
  if (body === 0 && parameters === 0) return the.none(node);
  return the.listOf('Members', body || parameters, [...fields, ...items]);
}

interface Declarators {
  readonly declaration: number;
  readonly modifiers: Term;
  readonly word: string;
}

/** The variables of one declaration: a definition for each. */
export function declarators(the: Lowering, node: number, { declaration, modifiers: words, word }: Declarators): Term {
  const type = the.field(declaration, 'type');
  const found = the.named(declaration).filter((child) => the.kind(child) === 'variable_declarator');
  return the.several(
    node,
    found.map((declarator) => {
      const [name = 0, value = 0] = the
        .named(declarator)
        .filter((child) => the.kind(child) !== 'bracketed_argument_list');
      const target = the.lower(name, node);
      // The rewritten `...` between statements and members is a declaration, which may stand in both places.
      if (the.isPattern && the.placeholder(the.text(type))?.kind === 'Ellipsis' && value === 0) {
        if (target.kind === 'Ellipsis' || target.kind === 'MetaEllipsis') return target;
      }
      return shapes.define(the, found.length === 1 ? node : declarator, {
        modifiers: copyOf(words),
        target,
        type: the.lower(type, node),
        value: the.lower(value, node),
        word,
      });
    }),
  );
}

function flat(term: Term): readonly Term[] {
  return term.kind === 'Several' ? term.children : [term];
}

function field(the: Lowering, node: number): Term {
  return declarators(the, node, {
    declaration: the.child(node, 'variable_declaration'),
    modifiers: modifiers(the, node),
    word: 'field',
  });
}

/** A property is a field; accessors with bodies are functions beside it, and all its accessors are words before it. */
function property(the: Lowering, node: number): Term {
  const accessors = the.field(node, 'accessors');
  const declared = accessors ? the.named(accessors) : [];
  const value = the.field(node, 'value');
  const isComputed = the.kind(value) === 'arrow_expression_clause';
  const words = modifiers(the, node);
  const gets = declared.map((child) => the.field(child, 'name') || child);
  const own = {
    ...words,
    children: [...words.children, ...gets.map((word) => the.term('Modifier', word, [], the.text(word)))],
  };
  const name = the.field(node, 'name') || the.child(node, 'this');
  const target = the.lower(name, node);
  const type = the.lower(the.field(node, 'type'), node);
  const parameters = (): Term => params(the, the.field(node, 'parameters'), node);
  const bodies = declared
    .filter((child) => the.field(child, 'body') !== 0)
    .map((child) =>
      the.term('Function', child, [
        modifiers(the, child),
        the.name(the.field(child, 'name') || child),
        parameters(),
        copyOf(type),
        shapes.returning(the, the.field(child, 'body'), child),
      ]),
    );
  if (isComputed) {
    const body = shapes.returning(the, value, node);
    bodies.push(
      the.term('Function', value, [
        shapes.emptyList(the, 'Modifiers', value),
        the.term('Name', value, [], 'get'),
        parameters(),
        the.none(value),
        body,
      ]),
    );
  }
  const define = shapes.define(the, node, {
    modifiers: own,
    target,
    type,
    value: isComputed ? the.none(node) : the.lower(value, node),
    word: 'field',
  });
  return the.several(node, [define, ...bodies]);
}
