import { aTerm, type Term } from '../term.ts';
import type { Dialect, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Python 3, and what the grammar still knows of Python 2: tree-sitter-python. */
export const python: Dialect = {
  transparent: new Set(['parenthesized_expression', 'type', 'else_clause', 'finally_clause', 'with_clause', 'chevron']),
  handlers: {
    module: shapes.listing('Block'),
    block: shapes.listing('Block'),
    ...shapes.names('identifier'),
    ...shapes.literals('true', 'false', 'none'),
    ellipsis: (the, node) => (the.isPattern ? the.term('Ellipsis', node) : the.term('Literal', node, [], '...')),
    expression_statement: expressionStatement,
    integer: shapes.number,
    float: shapes.number,
    string,
    concatenated_string: concatenated,
    interpolation: (the, node) => the.lower(the.field(node, 'expression') || the.named(node)[0] || 0, node),
    attribute: (the, node) => shapes.member(the, node, 'object', 'attribute'),
    dotted_name: dotted,
    subscript: (the, node) => the.term('Index', node, [the.lower(the.field(node, 'value')), subscripts(the, node)]),
    call,
    argument_list: shapes.listing('Args'),
    keyword_argument: (the, node) =>
      the.keyed('Keyword', node, { name: the.field(node, 'name'), value: the.lower(the.field(node, 'value'), node) }),
    list_splat: (the, node) => the.spread(node, '*'),
    dictionary_splat: (the, node) => the.spread(node, '**'),
    list_splat_pattern: (the, node) => the.spread(node, '*'),
    dictionary_splat_pattern: (the, node) => the.spread(node, '**'),
    assignment,
    augmented_assignment: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
    named_expression: (the, node) =>
      the.term('Assign', node, [the.lower(the.field(node, 'name')), the.lower(the.field(node, 'value'))], '='),
    binary_operator: shapes.binary,
    boolean_operator: shapes.binary,
    comparison_operator: comparison,
    not_operator: shapes.unary,
    unary_operator: shapes.unary,
    conditional_expression: (the, node) => {
      const [then, condition, otherwise] = the.named(node);
      return the.term('Ternary', node, [
        the.lower(condition ?? 0, node),
        the.lower(then ?? 0, node),
        the.lower(otherwise ?? 0, node),
      ]);
    },
    await: shapes.wrapping('Await'),
    yield: shapes.wrapping('Yield'),
    list: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    tuple,
    expression_list: tuple,
    pattern_list: tuple,
    tuple_pattern: tuple,
    list_pattern: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    set: (the, node) => the.term('Set', node, [the.list('Elements', node, the.named(node))]),
    dictionary: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
    pair: (the, node) => shapes.aPair(the, node, { key: the.field(node, 'key'), value: the.field(node, 'value') }),
    lambda: (the, node) => {
      const body = the.lower(the.field(node, 'body'));
      return the.term('Lambda', node, [
        shapes.emptyList(the, 'Modifiers', node),
        params(the, the.field(node, 'parameters'), node),
        the.none(node),
        the.isPattern && body.kind === 'Ellipsis' ? body : aTerm('Block', body, [aTerm('Return', body, [body])]),
      ]);
    },
    function_definition: aFunction,
    decorated_definition: decorated,
    decorator: shapes.wrapping('Decorator'),
    class_definition: (the, node) =>
      the.term(
        'Class',
        node,
        [
          shapes.emptyList(the, 'Modifiers', node),
          the.lower(the.field(node, 'name'), node),
          the.listIn('Supers', the.field(node, 'superclasses'), node),
          { ...the.lower(the.field(node, 'body'), node), kind: 'Members' },
        ],
        'class',
      ),
    default_parameter: param,
    typed_default_parameter: param,
    typed_parameter: param,
    if_statement: ifStatement,
    elif_clause: (the, node) =>
      the.term('If', node, [
        the.lower(the.field(node, 'condition')),
        the.block(the.field(node, 'consequence'), node),
        the.none(node),
      ]),
    for_statement: (the, node) =>
      the.term('ForEach', node, [
        the.lower(the.field(node, 'left'), node),
        the.lower(the.field(node, 'right'), node),
        the.block(the.field(node, 'body'), node),
      ]),
    while_statement: shapes.whileStatement,
    return_statement: shapes.wrapping('Return'),
    raise_statement: shapes.wrapping('Throw'),
    delete_statement: shapes.wrapping('Delete'),
    assert_statement: (the, node) => the.term('Assert', node, [the.list('Args', node, the.named(node))]),
    print_statement: (the, node) =>
      the.term('Call', node, [
        aTerm('Name', { start: the.tree.startOffset[node]!, end: the.tree.startOffset[node]! + 5 }, [], 'print'),
        the.list('Args', node, the.named(node)),
      ]),
    try_statement: tryStatement,
    except_clause: except,
    except_group_clause: except,
    with_statement: (the, node) =>
      the.term('With', node, [
        the.list('Elements', node, the.named(the.child(node, 'with_clause'))),
        the.block(the.field(node, 'body'), node),
      ]),
    with_item: (the, node) => the.lower(the.field(node, 'value') || the.named(node)[0] || 0, node),
    as_pattern: (the, node) => {
      const [value, target] = the.named(node);
      return the.term('As', node, [the.lower(value ?? 0, node), the.lower(target ?? 0, node)]);
    },
    as_pattern_target: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
    import_statement: importStatement,
    import_from_statement: importFrom,
    future_import_statement: importFrom,
    list_comprehension: comprehension,
    generator_expression: comprehension,
    set_comprehension: comprehension,
    dictionary_comprehension: comprehension,
    for_in_clause: (the, node) =>
      the.term('ForIn', node, [the.lower(the.field(node, 'left'), node), the.lower(the.field(node, 'right'), node)]),
  },
};

/** `a, b` without parentheses is a tuple. */
function expressionStatement(the: Lowering, node: number): Term {
  const parts = the.named(node);
  return parts.length === 1 ? the.lower(parts[0]!) : the.term('Tuple', node, [the.list('Elements', node, parts)]);
}

/** `x[1, 2]` has one index, a tuple. */
function subscripts(the: Lowering, node: number): Term {
  const given = the.fields(node, 'subscript');
  if (given.length < 2) return the.list('Args', given[0] ?? node, given);
  const first = the.lower(given[0]!);
  const others = given.slice(1).map((child) => the.lower(child));
  const span = { start: first.start, end: others.at(-1)!.end };
  return aTerm('Args', span, [aTerm('Tuple', span, [aTerm('Elements', span, [first, ...others])])]);
}

function tuple(the: Lowering, node: number): Term {
  return the.term('Tuple', node, [the.list('Elements', node, the.named(node))]);
}

const PREFIX = /^([A-Za-z]*)("""|'''|"|')/;

function string(the: Lowering, node: number): Term {
  const text = the.text(node);
  const [opening, prefix = '', quote = ''] = PREFIX.exec(text) ?? [''];
  const parts = the.named(node).filter((child) => the.kind(child) === 'interpolation');
  const isFormat = /f/i.test(prefix);
  if (isFormat) return the.template(node, { parts, start: opening.length, end: quote.length, value: 'f' });
  const content = text.slice(opening.length, text.length - quote.length);
  const whole = the.string(node, content);
  return /b/i.test(prefix) && whole.kind === 'String'
    ? { ...whole, children: [the.term('Token', node, [], 'b')] }
    : whole;
}

function concatenated(the: Lowering, node: number): Term {
  const parts = the.named(node).map((child) => the.lower(child));
  if (parts.every((part) => part.kind === 'String')) {
    return the.term('String', node, [], parts.map((part) => part.value).join(''));
  }
  return the.term(
    'Template',
    node,
    parts.flatMap((part) => (part.kind === 'Template' ? part.children : [part])),
    'f',
  );
}

function dotted(the: Lowering, node: number): Term {
  const [first, ...others] = the.named(node);
  let whole = the.lower(first ?? 0, node);
  for (const other of others) {
    const name = the.lower(other);
    whole = aTerm('Member', { start: whole.start, end: name.end }, [whole, name]);
  }
  return whole;
}

function call(the: Lowering, node: number): Term {
  const callee = the.lower(the.field(node, 'function'));
  const args = the.field(node, 'arguments');
  const given = the.kind(args) === 'argument_list' ? the.listIn('Args', args, node) : the.list('Args', args, [args]);
  if (the.isPattern && callee.kind === 'TypedName') return the.term('Typed', node, [given.children[0]!], callee.value);
  return shapes.aCall(the, node, callee, given);
}

function assignment(the: Lowering, node: number): Term {
  const type = the.field(node, 'type');
  const target = the.lower(the.field(node, 'left'));
  const value = the.lower(the.field(node, 'right'), node);
  if (type === 0) return the.term('Assign', node, [target, value], '=');
  return shapes.define(the, node, { target, type: the.lower(type), value, word: '' });
}

/** `a < b < c` is `a < b and b < c`; most have two operands. */
function comparison(the: Lowering, node: number): Term {
  const children = the.children(node);
  const operands = the.named(node);
  let whole: Term | undefined;
  for (let i = 0; i + 1 < operands.length; i++) {
    const between = children.slice(children.indexOf(operands[i]!) + 1, children.indexOf(operands[i + 1]!));
    const operator = between.map((token) => the.text(token)).join(' ');
    const [left, right] = [the.lower(operands[i]!), the.lower(operands[i + 1]!)];
    const pair = aTerm('Binary', { start: left.start, end: right.end }, [left, right], operator);
    whole = whole ? aTerm('Binary', { start: whole.start, end: pair.end }, [whole, pair], 'and') : pair;
  }
  return whole ?? the.raw(node);
}

function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  return the.listOf(
    'Params',
    node,
    the.named(node).map((child) => {
      const lowered = the.lower(child);
      return lowered.kind === 'Param' ? lowered : shapes.aParam(the, child, { target: lowered });
    }),
  );
}

function param(the: Lowering, node: number): Term {
  const type = the.field(node, 'type');
  const value = the.field(node, 'value');
  const name = the.field(node, 'name') || the.named(node).find((child) => child !== type && child !== value) || 0;
  return shapes.aParam(the, node, {
    target: the.lower(name, node),
    type: the.lower(type, node),
    value: the.lower(value, node),
  });
}

function aFunction(the: Lowering, node: number): Term {
  const isAsync = the.child(node, 'async');
  return the.term('Function', node, [
    the.listOf('Modifiers', node, isAsync ? [the.term('Modifier', isAsync, [], 'async')] : []),
    the.lower(the.field(node, 'name'), node),
    params(the, the.field(node, 'parameters'), node),
    the.lower(the.field(node, 'return_type'), node),
    the.block(the.field(node, 'body'), node),
  ]);
}

function decorated(the: Lowering, node: number): Term {
  const definition = the.field(node, 'definition');
  const decorators = the.named(node).filter((child) => child !== definition);
  const whole = shapes.decorate(
    the.lower(definition),
    decorators.map((child) => the.lower(child)),
  );
  return { ...whole, start: the.tree.startOffset[node]! };
}

function ifStatement(the: Lowering, node: number): Term {
  const alternatives = the.fields(node, 'alternative');
  let otherwise = the.none(node);
  for (const alternative of alternatives.toReversed()) {
    if (the.kind(alternative) === 'elif_clause') {
      const [condition, then] = the.lower(alternative).children;
      const span = { start: the.tree.startOffset[alternative]!, end: the.tree.endOffset[node]! };
      otherwise = aTerm('If', span, [condition!, then!, otherwise]);
    } else {
      otherwise = shapes.elseBranch(the, the.field(alternative, 'body') || alternative, node);
    }
  }
  return the.term('If', node, [
    the.lower(the.field(node, 'condition')),
    the.block(the.field(node, 'consequence'), node),
    otherwise,
  ]);
}

function tryStatement(the: Lowering, node: number): Term {
  const clauses = the.named(node).filter((child) => the.kind(child).startsWith('except'));
  const otherwise = the.child(node, 'else_clause');
  const last = the.child(node, 'finally_clause');
  return the.term('Try', node, [
    the.block(the.field(node, 'body'), node),
    the.list('Catches', clauses[0] ?? node, clauses),
    otherwise ? the.block(the.field(otherwise, 'body') || otherwise) : the.none(node),
    last ? the.block(the.named(last)[0] ?? 0, last) : the.none(node),
  ]);
}

function except(the: Lowering, node: number): Term {
  const parts = the.named(node);
  const body = the.child(node, 'block');
  const [caught, name] = parts.filter((child) => child !== body);
  const what = the.lower(caught ?? 0, node);
  const [type, target] = what.kind === 'As' ? what.children : [what, the.lower(name ?? 0, node)];
  return the.term('Catch', node, [type!, target!, the.block(body, node)]);
}

/** `import a.b as c`: one `Import` for each module, as people write one a line. */
function importStatement(the: Lowering, node: number): Term {
  const taken = the.fields(node, 'name');
  return the.several(
    node,
    taken.map((name) => {
      const alias = the.field(name, 'alias');
      const module = the.lower(alias ? the.field(name, 'name') : name);
      return the.term('Import', node, [
        module,
        the.listOf(
          'Elements',
          name,
          alias ? [the.term('Imported', name, [the.term('Literal', name, [], '*'), the.lower(alias)])] : [],
        ),
      ]);
    }),
  );
}

function importFrom(the: Lowering, node: number): Term {
  const module = the.field(node, 'module_name');
  const names = the.fields(node, 'name');
  const all = the.child(node, 'wildcard_import');
  const taken = names.map((name) => {
    const alias = the.field(name, 'alias');
    const there = the.lower(alias ? the.field(name, 'name') : name);
    if (there.kind === 'Ellipsis') return there;
    return the.term('Imported', name, [
      there,
      alias ? the.lower(alias) : there.kind === 'Name' && !the.isPattern ? { ...there } : the.none(name),
    ]);
  });
  if (all) taken.push(the.term('Imported', all, [the.term('Literal', all, [], '*'), the.none(all)]));
  return the.term('Import', node, [the.lower(module, node), the.listOf('Elements', node, taken)], 'from');
}

function comprehension(the: Lowering, node: number): Term {
  const kind = the.kind(node).replace('_comprehension', '').replace('_expression', '');
  return the.term('Comprehension', node, [the.list('Elements', node, the.named(node))], kind);
}
