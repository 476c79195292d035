import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import { caseless } from './php-expressions.ts';
import * as shapes from './shapes.ts';

/** PHP's functions, classes, fields and imports. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  function_definition: (the, node) => {
    const whole = aFunction(the, node);
    const [modifiers, name, ...others] = whole.children;
    return { ...whole, children: [modifiers!, caseless(name!), ...others] };
  },
  method_declaration: aFunction,
  anonymous_function: lambda,
  anonymous_function_creation_expression: lambda,
  arrow_function: lambda,
  simple_parameter: param,
  variadic_parameter: param,
  property_promotion_parameter: param,
  class_declaration: aClass,
  interface_declaration: aClass,
  trait_declaration: aClass,
  enum_declaration: aClass,
  declaration_list: (the, node) => the.list('Members', node, the.named(node)),
  enum_declaration_list: (the, node) => the.list('Members', node, the.named(node)),
  enum_case: (the, node) =>
    shapes.define(the, node, {
      modifiers: modifiers(the, node),
      target: the.lower(the.field(node, 'name')),
      value: the.lower(the.field(node, 'value'), node),
      word: 'const',
    }),
  attribute: (the, node) => {
    const [name] = the.named(node);
    const args = the.field(node, 'parameters');
    const type = the.lower(name ?? 0, node);
    return the.term('Decorator', node, [args ? the.term('Call', node, [type, the.listIn('Args', args, node)]) : type]);
  },
  property_declaration: (the, node) => fields(the, node, { word: 'field', element: 'property_element' }),
  const_declaration: (the, node) => fields(the, node, { word: 'const', element: 'const_element' }),
  function_static_declaration: (the, node) =>
    fields(the, node, { word: 'static', element: 'static_variable_declaration' }),
  use_declaration: (the, node) => {
    const names = the.named(node).map((name) => the.lower(name));
    const [mark, only] = names;
    if (mark?.kind === 'Ellipsis' && only) return only;
    return the.term('Use', node, [the.listOf('Elements', node, names)]);
  },
  namespace_use_declaration: uses,
  namespace_definition: (the, node) => {
    const body = the.field(node, 'body');
    return body ? the.block(body) : the.term('Package', node, [the.lower(the.field(node, 'name'), node)]);
  },
};

const ANY = new Set(['Ellipsis', 'Meta', 'MetaEllipsis']);

const MODIFIERS = /^(?:abstract|final|static|readonly|visibility|var)_modifier$/;

/** Attributes and words before a definition. */
function modifiers(the: Lowering, node: number): Term {
  const list: Term[] = [];
  for (const child of the.named(node)) {
    if (the.kind(child) === 'attribute_list') {
      for (const group of the.named(child)) list.push(...the.named(group).map((attribute) => the.lower(attribute)));
    } else if (MODIFIERS.test(the.kind(child))) {
      list.push(the.term('Modifier', child, [], the.text(child).toLowerCase()));
    }
  }
  return the.listOf('Modifiers', node, list);
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

function lambda(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  const isArrow = the.kind(node) === 'arrow_function';
  return the.term('Lambda', node, [
    modifiers(the, node),
    params(the, the.field(node, 'parameters'), node),
    the.lower(the.field(node, 'return_type'), node),
    isArrow ? returned(the, body) : the.block(body, node),
  ]);
}

function returned(the: Lowering, node: number): Term {
  const value = the.lower(node);
  if (the.isPattern && ANY.has(value.kind)) return value;
  return aTerm('Block', value, [aTerm('Return', value, [value])]);
}

function params(the: Lowering, node: number, near: number): Term {
  return node ? the.list('Params', node, the.named(node)) : shapes.emptyList(the, 'Params', near);
}

function param(the: Lowering, node: number): Term {
  const name = the.lower(the.field(node, 'name'), node);
  const isRest = the.kind(node) === 'variadic_parameter' && name.kind !== 'Ellipsis' && name.kind !== 'MetaEllipsis';
  return shapes.aParam(the, node, {
    modifiers: modifiers(the, node),
    target: isRest ? aTerm('Spread', name, [name], '...') : name,
    type: the.lower(the.field(node, 'type'), node),
    value: the.lower(the.field(node, 'default_value'), node),
  });
}

function aClass(the: Lowering, node: number): Term {
  const clauses = the.named(node).filter((child) => SUPERS.has(the.kind(child)));
  const supers = clauses.flatMap((clause) => the.named(clause));
  return the.term(
    'Class',
    node,
    [
      modifiers(the, node),
      the.lower(the.field(node, 'name'), node),
      the.list('Supers', clauses[0] ?? node, supers),
      the.lower(the.field(node, 'body'), node),
    ],
    the.kind(node).replace('_declaration', ''),
  );
}

const SUPERS = new Set(['base_clause', 'class_interface_clause']);

/** Several fields may be declared at once. */
function fields(the: Lowering, node: number, { word, element }: { word: string; element: string }): Term {
  const elements = the.named(node).filter((child) => the.kind(child) === element);
  const type = the.lower(the.field(node, 'type'), node);
  return the.several(
    node,
    elements.map((child) => {
      const [first, second] = the.named(child);
      const name = the.field(child, 'name') || first || 0;
      const value =
        the.field(child, 'default_value') || the.field(child, 'value') || (second !== name ? second : 0) || 0;
      return shapes.define(the, elements.length === 1 ? node : child, {
        modifiers: modifiers(the, node),
        target: the.lower(name, child),
        type: { ...type },
        value: the.lower(value, child),
        word,
      });
    }),
  );
}

/** `use A\{B, C as D};`: an import for each name. */
function uses(the: Lowering, node: number): Term {
  const group = the.field(node, 'body');
  const prefix = group ? the.child(node, 'namespace_name', 'qualified_name', 'name') : 0;
  const base = prefix ? the.lower(prefix) : undefined;
  const isFunction = the.children(node).some((child) => the.kind(child) === 'function');
  const clauses = the.named(group || node).filter((child) => the.kind(child) === 'namespace_use_clause');
  const single = clauses.length === 1;
  return the.several(
    node,
    clauses.map((clause) => {
      const alias = the.field(clause, 'alias');
      const [name] = the.named(clause);
      const path = under(base, the.lower(name ?? 0, clause));
      const here = alias ? the.lower(alias) : undefined;
      const forFunction = isFunction || the.child(clause, 'function') !== 0;
      return anImport(the, single ? node : clause, { path, here, forFunction });
    }),
  );
}

function under(base: Term | undefined, path: Term): Term {
  if (!base) return path;
  if (path.kind !== 'Member') return aTerm('Member', { start: base.start, end: path.end }, [base, path]);
  const [first, name] = path.children;
  return aTerm('Member', { start: base.start, end: path.end }, [under(base, first!), name!]);
}

interface Used {
  readonly path: Term;
  readonly here: Term | undefined;
  readonly forFunction: boolean;
}

function anImport(the: Lowering, node: number, { path, here, forFunction }: Used): Term {
  if (path.kind !== 'Member') {
    const name = path.kind === 'Meta' ? path : { ...path };
    return the.term('Import', node, [name, the.listOf('Elements', node, here ? [whole(the, node, here)] : [])]);
  }
  const [module, name] = path.children;
  const spelled = forFunction ? caseless : (term: Term): Term => term;
  const local = here ?? (the.isPattern ? the.none(node) : { ...name! });
  const taken = aTerm('Imported', name!, [spelled(name!), spelled(local)]);
  return the.term('Import', node, [module!, aTerm('Elements', name!, [taken])], 'use');
}

function whole(the: Lowering, node: number, here: Term): Term {
  return aTerm('Imported', here, [the.term('Literal', node, [], '*'), here]);
}
