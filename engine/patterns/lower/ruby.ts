import { aTerm, type Term } from '../term.ts';
import type { Dialect, Lowering } from './lowering.ts';
import { returningLast } from './implicit-returns.ts';
import { isLocal } from './ruby-locals.ts';
import * as strings from './ruby-strings.ts';
import * as shapes from './shapes.ts';

/** Ruby: tree-sitter-ruby. Methods and blocks return their last expression; a call needs no parentheses. */
export const ruby: Dialect = {
  transparent: new Set(['in', 'superclass', 'pattern', 'if_guard', 'exception_variable']),
  ignored: new Set(['empty_statement', 'heredoc_body', 'uninterpreted']),
  handlers: {
    program: block,
    body_statement: block,
    block_body: block,
    then: block,
    do: block,
    else: block,
    ensure: block,
    begin: block,
    begin_block: block,
    end_block: block,
    parenthesized_statements: parenthesized,
    ...shapes.names('identifier', 'constant', 'self', 'super', 'operator', 'instance_variable', 'class_variable'),
    ...shapes.names('global_variable'),
    setter: (the, node) => the.name(node, the.text(node).replace(/\s+/g, '')),
    ...shapes.literals('nil', 'true', 'false'),
    integer: shapes.number,
    float: shapes.number,
    ...strings.HANDLERS,
    scope_resolution: (the, node) => {
      const name = the.lower(the.field(node, 'name'), node);
      const scope = the.field(node, 'scope');
      return scope
        ? the.term('Member', node, [the.lower(scope), name])
        : { ...name, start: the.tree.startOffset[node]! };
    },
    call,
    argument_list: shapes.listing('Args'),
    element_reference: (the, node) => {
      const object = the.field(node, 'object');
      const at = the.named(node).filter((child) => child !== object && !the.kind(child).endsWith('block'));
      return the.term('Index', node, [the.lower(object), the.list('Args', at[0] ?? node, at)]);
    },
    pair,
    keyword_pattern: pair,
    splat_argument: (the, node) => spread(the, node, '*'),
    hash_splat_argument: (the, node) => spread(the, node, '**'),
    block_argument: (the, node) => spread(the, node, '&'),
    rest_assignment: (the, node) => spread(the, node, '*'),
    block: lambdaOf,
    do_block: lambdaOf,
    lambda: (the, node) => ({ ...lambdaOf(the, the.field(node, 'body'), node), start: the.tree.startOffset[node]! }),
    assignment,
    operator_assignment: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
    left_assignment_list: tuple,
    destructured_left_assignment: tuple,
    right_assignment_list: tuple,
    unary,
    binary: (the, node) => {
      const whole = shapes.binary(the, node);
      return { ...whole, value: WORDS.get(whole.value) ?? whole.value };
    },
    range: (the, node) =>
      the.term(
        'Binary',
        node,
        [rangeEnd(the, node, 'begin'), rangeEnd(the, node, 'end')],
        the.text(the.field(node, 'operator')),
      ),
    conditional: (the, node) =>
      the.term('Ternary', node, [
        the.lower(the.field(node, 'condition')),
        the.lower(the.field(node, 'consequence')),
        the.lower(the.field(node, 'alternative')),
      ]),
    array: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    array_pattern: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
    hash: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
    hash_pattern: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
    method: aMethod,
    singleton_method: aMethod,
    class: aClass,
    module: aClass,
    singleton_class: aClass,
    if: conditionally,
    elsif: conditionally,
    unless: conditionally,
    if_modifier: conditionally,
    unless_modifier: conditionally,
    while: loop,
    until: loop,
    while_modifier: loop,
    until_modifier: loop,
    for: (the, node) =>
      the.term('ForEach', node, [
        the.lower(the.field(node, 'pattern')),
        the.lower(the.field(node, 'value')),
        the.block(the.field(node, 'body'), node),
      ]),
    case: choice,
    case_match: choice,
    when: choiceCase,
    in_clause: choiceCase,
    rescue_modifier: (the, node) => {
      const handler = the.block(the.field(node, 'handler'));
      return the.term('Try', node, [
        the.block(the.field(node, 'body')),
        aTerm('Catches', handler, [aTerm('Catch', handler, [the.none(node), the.none(node), handler])]),
        the.none(node),
        the.none(node),
      ]);
    },
    rescue: (the, node) => {
      const caught = the.named(the.field(node, 'exceptions'));
      const types =
        caught.length > 1 ? tupleOf(the, the.field(node, 'exceptions'), caught) : the.lower(caught[0] ?? 0, node);
      return the.term('Catch', node, [
        types,
        the.lower(the.field(node, 'variable'), node),
        the.field(node, 'body') ? the.block(the.field(node, 'body')) : shapes.emptyList(the, 'Block', node),
      ]);
    },
    return: (the, node) => the.term('Return', node, [argument(the, node)]),
    break: (the, node) => the.term('Break', node, [argument(the, node)]),
    next: (the, node) => the.term('Continue', node, [argument(the, node)]),
    yield: (the, node) => the.term('Yield', node, [argument(the, node)]),
  },
};

const WORDS = new Map([
  ['and', '&&'],
  ['or', '||'],
]);

function unary(the: Lowering, node: number): Term {
  const operator = the.text(the.field(node, 'operator'));
  const operand = the.lower(the.field(node, 'operand'), node);
  if (operator !== 'defined?') return the.term('Unary', node, [operand], operator === 'not' ? '!' : operator);
  const name = aTerm('Name', the.term('', the.field(node, 'operator')), [], operator);
  return the.term('Call', node, [name, aTerm('Args', operand, [operand])]);
}

/** `1..` has an end that is nil. */
function rangeEnd(the: Lowering, node: number, field: 'begin' | 'end'): Term {
  const end = the.lower(the.field(node, field), node);
  return end.kind === 'None' ? { ...end, kind: 'Literal', value: 'nil' } : end;
}

/** Statements, with the handlers of a body around them. A lone name that is no variable is a call. */
function block(the: Lowering, node: number): Term {
  const parts = the.named(node).filter((part) => !ruby.ignored?.has(the.kind(part)));
  const handlers = parts.filter((part) => the.kind(part) === 'rescue');
  const otherwise = parts.find((part) => the.kind(part) === 'else') ?? 0;
  const last = parts.find((part) => the.kind(part) === 'ensure') ?? 0;
  const statements = parts.filter((part) => !PARTS_OF_TRY.has(the.kind(part))).map((part) => statement(the, part));
  const body = the.listOf('Block', node, statements);
  if (handlers.length === 0 && last === 0) return body;
  const first = statements[0];
  const inner = first ? { ...body, start: first.start, end: statements.at(-1)!.end } : { ...body, end: body.start };
  const whole = the.term('Try', node, [
    inner,
    the.list('Catches', handlers[0] ?? node, handlers),
    the.lower(otherwise, node),
    the.lower(last, node),
  ]);
  return the.kind(node) === 'begin' ? whole : the.term('Block', node, [whole]);
}

const PARTS_OF_TRY = new Set(['rescue', 'else', 'ensure']);

function statement(the: Lowering, node: number): Term {
  const lowered = the.lower(node);
  const kind = the.kind(node);
  const isCall = kind === 'super' || (kind === 'identifier' && !isLocal(the.tree, node));
  if (the.isPattern || !isCall) return lowered;
  return the.term('Call', node, [lowered, { ...the.none(node), kind: 'Args', start: lowered.end, end: lowered.end }]);
}

function parenthesized(the: Lowering, node: number): Term {
  const [only, ...others] = the.named(node);
  return only && others.length === 0 ? the.lower(only) : block(the, node);
}

function call(the: Lowering, node: number): Term {
  const receiver = the.field(node, 'receiver');
  const method = the.field(node, 'method');
  const given = the.field(node, 'arguments');
  const name = method ? the.lower(method) : aTerm('Name', the.none(given || node), [], 'call');
  const object = receiver ? the.lower(receiver) : undefined;
  const callee = object ? aTerm('Member', { start: object.start, end: name.end }, [object, name]) : name;
  const blockNode = the.field(node, 'block');
  if (given === 0 && blockNode === 0) return { ...callee, end: the.tree.endOffset[node]! };
  const args = given ? the.lower(given) : undefined;
  if (callee.kind === 'Deep' && args) return the.term('Deep', node, args.children);
  const called = args ? aTerm('Call', { start: the.tree.startOffset[node]!, end: args.end }, [callee, args]) : callee;
  if (blockNode === 0) return called;
  const lambda = the.lower(blockNode);
  return the.term('Call', node, [called, aTerm('Args', lambda, [lambda])]);
}

/** An entry of a hash, or a named argument: `a: 1` and `:a => 1` are the same. */
function pair(the: Lowering, node: number): Term {
  const key = the.field(node, 'key');
  const isSymbol = the.kind(key) === 'string' && the.child(node, ':') !== 0;
  const name = the.lower(key);
  const value = the.lower(the.field(node, 'value'), node);
  if (name.kind === 'Atom' && name.children[0]!.kind === 'Ellipsis' && value.kind === 'Ellipsis') return value;
  const named = isSymbol && name.kind === 'String' ? aTerm('Atom', name, [aTerm('Name', name, [], name.value)]) : name;
  return the.term(the.kind(the.tree.parent[node]!) === 'hash' ? 'Pair' : 'Keyword', node, [named, value]);
}

function spread(the: Lowering, node: number, operator: string): Term {
  const whole = the.spread(node, operator);
  const [inner] = whole.children;
  return inner?.kind === 'Ellipsis' || inner?.kind === 'MetaEllipsis' ? inner : whole;
}

function lambdaOf(the: Lowering, node: number, holder = node): Term {
  const body = the.kind(node) === 'block' || the.kind(node) === 'do_block' ? the.field(node, 'body') : node;
  return the.term('Lambda', node, [
    shapes.emptyList(the, 'Modifiers', node),
    params(the, the.field(holder, 'parameters'), node),
    the.none(node),
    bodyOf(the, body, node),
  ]);
}

/** A body as it runs: what its last expression gives is returned. */
function bodyOf(the: Lowering, node: number, near: number): Term {
  const end = the.tree.endOffset[near]!;
  if (node === 0) return aTerm('Block', { start: end, end });
  const kind = the.kind(node);
  const body = kind === 'body_statement' || kind === 'block_body' ? block(the, node) : the.block(node);
  return the.isPattern ? body : returningLast(body);
}

function params(the: Lowering, node: number, near: number): Term {
  if (node === 0) return shapes.emptyList(the, 'Params', near);
  const given = the.named(node).filter((child) => the.tree.fields[the.tree.field[child]!] !== 'locals');
  return the.listOf(
    'Params',
    node,
    given.map((child) => param(the, child)),
  );
}

const SPREADS = new Map([
  ['splat_parameter', '*'],
  ['hash_splat_parameter', '**'],
  ['block_parameter', '&'],
]);

function param(the: Lowering, node: number): Term {
  const kind = the.kind(node);
  if (kind === 'destructured_parameter') return shapes.aParam(the, node, { target: tuple(the, node) });
  const name = the.field(node, 'name');
  const target = name ? the.lower(name) : kind === 'identifier' ? the.lower(node) : the.none(node);
  const operator = SPREADS.get(kind);
  if (operator) return shapes.aParam(the, node, { target: the.term('Spread', node, [target], operator) });
  if (kind === 'forward_parameter') return shapes.aParam(the, node, { target: the.term('Spread', node, [], '...') });
  return shapes.aParam(the, node, { target, value: the.lower(the.field(node, 'value'), node) });
}

function aMethod(the: Lowering, node: number): Term {
  const object = the.field(node, 'object');
  const name = the.lower(the.field(node, 'name'), node);
  const body = the.field(node, 'body');
  return the.term('Function', node, [
    shapes.emptyList(the, 'Modifiers', node),
    object ? aTerm('Member', { start: the.tree.startOffset[object]!, end: name.end }, [the.lower(object), name]) : name,
    params(the, the.field(node, 'parameters'), node),
    the.none(node),
    bodyOf(the, body, node),
  ]);
}

/** The body runs in the order of its statements, so it is a block. A pattern's empty one says nothing. */
function aClass(the: Lowering, node: number): Term {
  const superclass = the.field(node, 'superclass');
  const body = the.field(node, 'body');
  const empty = the.isPattern ? the.none(node) : shapes.emptyList(the, 'Block', node);
  return the.term(
    'Class',
    node,
    [
      shapes.emptyList(the, 'Modifiers', node),
      the.lower(the.field(node, 'name') || the.field(node, 'value'), node),
      the.list('Supers', superclass || node, superclass ? [superclass] : []),
      body ? the.block(body) : empty,
    ],
    the.kind(node),
  );
}

/** `if` and `unless`, before what they decide on or behind it. */
function conditionally(the: Lowering, node: number): Term {
  const condition = the.lower(the.field(node, 'condition'));
  const negated = the.kind(node).startsWith('unless');
  const then = the.field(node, 'consequence') || the.field(node, 'body');
  return the.term('If', node, [
    negated ? aTerm('Unary', condition, [condition], '!') : condition,
    then ? bodyPart(the, then) : shapes.emptyList(the, 'Block', node),
    shapes.elseBranch(the, the.field(node, 'alternative'), node),
  ]);
}

function bodyPart(the: Lowering, node: number): Term {
  const lowered = the.kind(node) === 'then' || the.kind(node) === 'do' ? the.lower(node) : statement(the, node);
  return lowered.kind === 'Block' ? lowered : aTerm('Block', lowered, [lowered]);
}

function loop(the: Lowering, node: number): Term {
  const condition = the.lower(the.field(node, 'condition'));
  const kind = the.kind(node);
  const checked = kind.startsWith('until') ? aTerm('Unary', condition, [condition], '!') : condition;
  const body = the.field(node, 'body');
  const runsFirst = kind.endsWith('modifier') && the.kind(body) === 'begin';
  return runsFirst
    ? the.term('DoWhile', node, [bodyPart(the, body), checked])
    : the.term('While', node, [checked, bodyPart(the, body)]);
}

function choice(the: Lowering, node: number): Term {
  const value = the.field(node, 'value');
  const cases = the.named(node).filter((child) => child !== value);
  return the.term('Switch', node, [
    the.lower(value, node),
    the.listOf(
      'Cases',
      node,
      cases.map((one) => {
        const lowered = the.lower(one);
        if (the.kind(one) !== 'else') return lowered;
        return the.term('Case', one, [shapes.emptyList(the, 'Elements', one), lowered]);
      }),
    ),
  ]);
}

function choiceCase(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  const patterns = the.named(node).filter((child) => child !== body);
  return the.term('Case', node, [
    the.list('Elements', patterns[0] ?? node, patterns),
    body ? the.block(body) : shapes.emptyList(the, 'Block', node),
  ]);
}

/** `a, b = 1, 2` stores each on its own. */
function assignment(the: Lowering, node: number): Term {
  const [left, right] = [the.field(node, 'left'), the.field(node, 'right')];
  if (the.kind(left) === 'left_assignment_list' && the.kind(right) === 'right_assignment_list') {
    const [targets, values] = [the.named(left), the.named(right)];
    const single = [...targets, ...values].every((part) => !SPREADING.has(the.kind(part)));
    if (single && targets.length === values.length) {
      return the.several(
        node,
        targets.map((target, at) => the.term('Assign', node, [the.lower(target), the.lower(values[at]!)], '=')),
      );
    }
  }
  return shapes.assign(the, node, '=');
}

const SPREADING = new Set(['rest_assignment', 'splat_argument']);

function tuple(the: Lowering, node: number): Term {
  return tupleOf(the, node, the.named(node));
}

function tupleOf(the: Lowering, node: number, parts: readonly number[]): Term {
  return the.term('Tuple', node, [the.list('Elements', node, parts)]);
}

/** What `return`, `break` and the like are given; several are a tuple. */
function argument(the: Lowering, node: number): Term {
  const list = the.child(node, 'argument_list');
  const given = list ? the.named(list) : [];
  return given.length > 1 ? tupleOf(the, list, given) : the.lower(given[0] ?? 0, node);
}
