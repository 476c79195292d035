import { aTerm, type Term } from '../term.ts';
import { hclStrings } from './hcl-strings.ts';
import { MAX_DEPTH, type Dialect, type Handler, type Lowering } from './lowering.ts';
import { aCall, literals, names, number } from './shapes.ts';

/**
 * HCL, the language of Terraform. A block is a `Section` [type, Args (its labels), Dict]: its attributes are pairs, as
 * the elements of objects are. Labels are strings, whether in quotes or not.
 */
export const hcl: Dialect = {
  transparent: new Set([
    'operation',
    'literal_value',
    'collection_value',
    'template_expr',
    'for_expr',
    'variable_expr',
  ]),
  handlers: {
    ...hclStrings,
    ...names('identifier'),
    ...literals('bool_lit', 'null_lit'),
    numeric_lit: number,
    config_file: (the, node) => {
      const body = the.child(node, 'body');
      return the.list('Block', node, the.named(body === 0 ? node : body));
    },
    block: section,
    attribute: (the, node) => {
      const [key, value] = the.named(node);
      return pair(the, node, { key: key ?? 0, value: value ?? 0 });
    },
    expression: (the, node) => withAccess(the, the.children(node), node),
    binary_operation: binary,
    unary_operation: (the, node) => {
      const [operator, ...operand] = the.children(node);
      return the.term('Unary', node, [withAccess(the, operand, node)], operator ? the.text(operator) : '');
    },
    conditional: (the, node) => {
      const [condition = 0, then = 0, otherwise = 0] = the.named(node);
      return the.term('Ternary', node, [the.lower(condition, node), the.lower(then, node), the.lower(otherwise, node)]);
    },
    function_call: (the, node) => {
      const [callee = 0] = the.named(node);
      return aCall(the, node, the.lower(callee, node), args(the, the.child(node, 'function_arguments'), node));
    },
    tuple: (the, node) => the.term('Array', node, [the.list('Elements', node, valuesIn(the, node))]),
    object: (the, node) => the.term('Dict', node, [the.list('Pairs', node, valuesIn(the, node))]),
    object_elem: (the, node) => pair(the, node, { key: the.field(node, 'key'), value: the.field(node, 'val') }),
    for_tuple_expr: comprehension('list'),
    for_object_expr: comprehension('dictionary'),
    for_intro: (the, node) => {
      const variables = the.named(node).filter((child) => the.kind(child) === 'identifier');
      const elements = the.list('Elements', variables[0] ?? node, variables);
      const target = variables.length === 1 ? elements.children[0]! : the.term('Tuple', node, [elements]);
      return the.term('ForIn', node, [target, the.lower(the.child(node, 'expression'), node)]);
    },
    for_cond: (the, node) => the.lower(the.child(node, 'expression'), node),
  },
};

function section(the: Lowering, node: number): Term {
  const [type = 0, ...rest] = the.named(node);
  const labels = rest.filter((child) => LABELS.has(the.kind(child)));
  return the.term('Section', node, [
    the.lower(type, node),
    the.listOf(
      'Args',
      labels[0] ?? type,
      labels.map((child) => label(the, child)),
    ),
    contents(the, node),
  ]);
}

/** What stands in a block's braces, as an object. */
function contents(the: Lowering, node: number): Term {
  const body = the.child(node, 'body');
  const start = the.tree.startOffset[the.child(node, 'block_start') || node]!;
  const end = the.tree.endOffset[node]!;
  const items = body === 0 ? [] : the.named(body).map((child) => the.lower(child));
  const pairs = the.listOf('Pairs', body || node, items);
  return aTerm('Dict', { start, end }, [{ ...pairs, start, end }]);
}

const LABELS = new Set(['identifier', 'string_lit']);

function label(the: Lowering, node: number): Term {
  const lowered = the.lower(node);
  return lowered.kind === 'Name' ? { ...lowered, kind: 'String' } : lowered;
}

function pair(the: Lowering, node: number, of: { readonly key: number; readonly value: number }): Term {
  const key = the.lower(of.key, node);
  const value = the.lower(of.value, node);
  if (isRest(key) && value.kind === 'Ellipsis') return key;
  return the.term('Pair', node, [key, value]);
}

function isRest({ kind }: Term): boolean {
  return kind === 'Ellipsis' || kind === 'MetaEllipsis';
}

/** Between the brackets, which are nodes of their own. */
function valuesIn(the: Lowering, node: number): number[] {
  return the.named(node).filter((child) => !BRACKETS.has(the.kind(child)));
}

const BRACKETS = new Set(['tuple_start', 'tuple_end', 'object_start', 'object_end']);

/** `f(a, b...)`: the last argument may be taken apart. */
function args(the: Lowering, node: number, near: number): Term {
  if (node === 0) return { ...the.none(near), kind: 'Args' };
  const values: Term[] = [];
  for (const child of the.named(node)) {
    if (the.kind(child) !== 'ellipsis') values.push(the.lower(child));
    else if (values.length > 0) values.push(spread(values.pop()!));
  }
  return the.listOf('Args', node, values);
}

function spread(of: Term): Term {
  return aTerm('Spread', of, [of], '...');
}

/** `[for x in xs : x if c]`, `{ for k, v in xs : k => v... }`. */
function comprehension(kind: string): Handler {
  return (the, node) => {
    const values: Term[] = [];
    const clauses: Term[] = [];
    for (const child of valuesIn(the, node)) {
      const kindOfChild = the.kind(child);
      if (kindOfChild === 'for_intro' || kindOfChild === 'for_cond') clauses.push(the.lower(child));
      else if (kindOfChild === 'ellipsis') values.push(...values.splice(-1).map(spread));
      else values.push(the.lower(child));
    }
    const [key, value] = values;
    const yielded = key && value ? [aTerm('Pair', { start: key.start, end: value.end }, [key, value])] : values;
    return the.term('Comprehension', node, [the.listOf('Elements', node, [...yielded, ...clauses])], kind);
  };
}

/** The operands stand unwrapped around the operator, with what is accessed of them. */
function binary(the: Lowering, node: number): Term {
  const children = the.children(node);
  const at = children.findIndex((child) => !the.isTerm(child) && !PARENTHESES.has(the.text(child)));
  return the.term(
    'Binary',
    node,
    [withAccess(the, children.slice(0, at), node), withAccess(the, children.slice(at + 1), node)],
    the.text(children[at]!),
  );
}

const PARENTHESES = new Set(['(', ')']);

/** A value, and behind it members, indexes and splats, each taken of what stands before. */
function withAccess(the: Lowering, nodes: readonly number[], near: number): Term {
  const first = nodes.findIndex((child) => the.isTerm(child));
  const value = nodes[first];
  if (value === undefined) return the.none(near);
  const accesses = nodes
    .slice(first + 1)
    .flatMap((child) => (the.kind(child) === 'splat' ? splat(the, child) : [child]));
  if (accesses.length > MAX_DEPTH) return the.tooDeep(value);
  const start = the.tree.startOffset[nodes[0]!]!;
  let term = the.lower(value);
  for (const child of accesses) {
    const end = the.tree.endOffset[child]!;
    if (the.text(child) === ')') term = { ...term, start, end };
    else if (the.isTerm(child) || SPLATS.has(the.text(child))) term = accessed(the, child, { of: term, start, end });
  }
  return term;
}

/** `.*` and `[*]`, and what is taken of each element. */
function splat(the: Lowering, node: number): number[] {
  return the.named(node).flatMap((child) => the.children(child));
}

const SPLATS = new Set(['.*', '[*]']);

function accessed(
  the: Lowering,
  node: number,
  { of, start, end }: { readonly of: Term; readonly start: number; readonly end: number },
): Term {
  const span = { start, end };
  const [inner = 0] = the.named(node);
  if (the.kind(node) === 'get_attr') return aTerm('Member', span, [of, the.lower(inner, node)]);
  if (the.kind(node) !== 'index')
    return aTerm('Index', span, [of, the.term('Args', node, [the.term('Literal', node, [], '*')])]);
  // `x.0` is what was once written for `x[0]`.
  const position = /^\.(\d+)$/.exec(the.text(node));
  const at = position ? the.term('Number', node, [], position[1]) : the.lower(the.child(inner, 'expression'), node);
  return aTerm('Index', span, [of, the.term('Args', node, [at])]);
}
