import { aTerm, type Term } from '../term.ts';
import { returningLast } from './implicit-returns.ts';
import type { Handler, Lowering } from './lowering.ts';
import { tuple } from './ruby-expressions.ts';
import { block } from './ruby-statements.ts';
import * as shapes from './shapes.ts';

/** Ruby's methods, classes, modules and blocks. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  block: lambdaOf,
  do_block: lambdaOf,
  lambda: (the, node) => ({ ...lambdaOf(the, the.field(node, 'body'), node), start: the.tree.startOffset[node]! }),
  method: aMethod,
  singleton_method: aMethod,
  class: aClass,
  module: aClass,
  singleton_class: aClass,
};

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
