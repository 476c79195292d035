import { aTerm, type Term } from '../term.ts';
import { isAny, type Handler, type Lowering } from './lowering.ts';

/** Shapes that most languages share. */

/** Parts of a dotted name or chain that are read where a grammar lists them flat; ours: people write ten. */
export const MAX_PARTS = 200;

export function names(...kinds: readonly string[]): Record<string, Handler> {
  return Object.fromEntries(kinds.map((kind) => [kind, (the: Lowering, node: number) => the.name(node)]));
}

export function literals(...kinds: readonly string[]): Record<string, Handler> {
  return Object.fromEntries(
    kinds.map((kind) => [kind, (the: Lowering, node: number) => the.term('Literal', node, [], the.text(node))]),
  );
}

export function listing(kind: string): Handler {
  return (the, node) => the.list(kind, node, the.named(node));
}

/** A construct with at most one operand. */
export function wrapping(kind: string): Handler {
  return (the, node) => the.term(kind, node, [the.lower(the.named(node)[0] ?? 0, node)]);
}

/** A number by its value where that is plain (`0x10` is `16`), else by its text. */
export function number(the: Lowering, node: number): Term {
  return the.term('Number', node, [], numberValue(the.text(node)));
}

export function numberValue(text: string): string {
  const plain = text.replaceAll('_', '').replace(/(?<=\d)(?:[uUlLnN]+)$/, '');
  const octal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
  const value = Number(octal);
  return Number.isNaN(value) ? text : String(value);
}

export function member(the: Lowering, node: number, object: string, property: string): Term {
  const left = the.field(node, object);
  const right = the.field(node, property);
  return the.term('Member', node, [the.lower(left, node), the.lower(right, node)]);
}

export function index(the: Lowering, node: number, object: string, inside: string): Term {
  const at = the.field(node, inside);
  return the.term('Index', node, [
    the.lower(the.field(node, object), node),
    the.list('Args', at || node, at ? [at] : []),
  ]);
}

export function assign(the: Lowering, node: number, operator: string): Term {
  return the.term(
    'Assign',
    node,
    [the.lower(the.field(node, 'left'), node), the.lower(the.field(node, 'right'), node)],
    operator,
  );
}

export function unary(the: Lowering, node: number, kind: unknown = 'Unary'): Term {
  const operand = the.field(node, 'argument') || the.named(node).at(-1) || 0;
  const operator = the.field(node, 'operator') || the.children(node).find((child) => child !== operand) || 0;
  return the.term(
    typeof kind === 'string' ? kind : 'Unary',
    node,
    [the.lower(operand, node)],
    operator ? the.text(operator) : '',
  );
}

export function binary(the: Lowering, node: number): Term {
  const operator = the.field(node, 'operator');
  return the.term(
    'Binary',
    node,
    [the.lower(the.field(node, 'left'), node), the.lower(the.field(node, 'right'), node)],
    operator ? the.text(operator) : '',
  );
}

/** A cast; in a pattern also a metavariable with a type, which is written as one. */
export function aCast(the: Lowering, node: number, of: { type: number; value: number }): Term {
  const type = the.lower(of.type, node);
  const value = the.lower(of.value, node);
  if (value.kind === 'TypedName') return the.term('Typed', node, [type], value.value);
  return the.term('Cast', node, [type, value]);
}

/** A call; in a pattern also `<... x ...>`, which is written as one. */
export function aCall(the: Lowering, node: number, callee: Term, args: Term): Term {
  // `<... ...>` is anything at all.
  if (callee.kind === 'Deep') return the.term(args.children.length > 0 ? 'Deep' : 'Ellipsis', node, args.children);
  return the.term('Call', node, [callee, args]);
}

/** A body that may be an expression, which is returned: `=> x`. In a pattern an ellipsis stands for any body. */
export function returning(the: Lowering, body: number, near: number): Term {
  const lowered = the.lower(body, near);
  const isWhole = lowered.kind === 'Block' || lowered.kind === 'None';
  return isWhole || (the.isPattern && isAny(lowered)) ? lowered : returned(lowered);
}

/** As {@link returning}, but a metavariable stands for what is returned. */
export function returningOne(the: Lowering, body: number, near: number): Term {
  const lowered = returning(the, body, near);
  return lowered.kind === 'Meta' ? returned(lowered) : lowered;
}

function returned(value: Term): Term {
  return aTerm('Block', value, [aTerm('Return', value, [value])]);
}

export function aPair(the: Lowering, node: number, of: { key: number; value: number }): Term {
  const key = the.lower(of.key, node);
  const value = the.lower(of.value, node);
  if (key.kind === 'Ellipsis' && value.kind === 'Ellipsis') return key;
  return the.term('Pair', node, [key, value]);
}

export interface ParamParts {
  readonly modifiers?: Term;
  readonly target: Term;
  readonly type?: Term;
  readonly value?: Term;
}

export function aParam(the: Lowering, node: number, { modifiers, target, type, value }: ParamParts): Term {
  if (target.kind === 'Ellipsis' || target.kind === 'MetaEllipsis') return target;
  return the.term('Param', node, [
    modifiers ?? emptyList(the, 'Modifiers', node),
    target,
    type ?? the.none(node),
    value ?? the.none(node),
  ]);
}

export interface DefineParts extends ParamParts {
  /** `const`, `let`, `var`, `field` … */
  readonly word: string;
}

export function define(the: Lowering, node: number, { modifiers, target, type, value, word }: DefineParts): Term {
  const bare =
    (type ?? value)?.kind !== undefined && type?.kind !== 'None' ? false : (value?.kind ?? 'None') === 'None';
  if (target.kind === 'Ellipsis' && bare) return target;
  return the.term(
    'Define',
    node,
    [modifiers ?? emptyList(the, 'Modifiers', node), target, type ?? the.none(node), value ?? the.none(node)],
    word,
  );
}

export function emptyList(the: Lowering, kind: string, near: number): Term {
  return { ...the.none(near), kind };
}

/** Puts decorators and words before a definition's own modifiers. */
export function decorate(definition: Term, decorators: readonly Term[]): Term {
  const [modifiers, ...others] = definition.children;
  if (modifiers?.kind !== 'Modifiers') return definition;
  const start = Math.min(definition.start, decorators[0]?.start ?? definition.start);
  const list = aTerm('Modifiers', { start, end: modifiers.end }, [...decorators, ...modifiers.children]);
  return { ...definition, start, children: [list, ...others] };
}

/** What stands between the parentheses that a statement asks for: they are none of the condition's own. */
export function condition(the: Lowering, node: number, field = 'condition'): Term {
  const given = the.field(node, field);
  const inner = given !== 0 && PARENTHESES.has(the.kind(given)) ? the.named(given) : [];
  return the.lower(inner.length === 1 ? inner[0]! : given, node);
}

const PARENTHESES = new Set(['parenthesized_expression', 'condition_clause']);

export function ifStatement(the: Lowering, node: number): Term {
  return the.term('If', node, [
    condition(the, node),
    the.block(the.field(node, 'consequence') || the.field(node, 'body'), node),
    elseBranch(the, the.field(node, 'alternative'), node),
  ]);
}

/** `else if` is an `If`; anything else a block. */
export function elseBranch(the: Lowering, node: number, near: number): Term {
  const lowered = the.lower(node, near);
  if (lowered.kind === 'If' || lowered.kind === 'None' || lowered.kind === 'Block') return lowered;
  if (the.isPattern && (lowered.kind === 'Meta' || lowered.kind === 'Ellipsis')) return lowered;
  return aTerm('Block', lowered, lowered.kind === 'Several' ? lowered.children : [lowered]);
}

export function whileStatement(the: Lowering, node: number): Term {
  return the.term('While', node, [condition(the, node), the.block(the.field(node, 'body'), node)]);
}

export function forStatement(the: Lowering, node: number): Term {
  return the.term('For', node, [
    the.lower(the.field(node, 'initializer') || the.field(node, 'init'), node),
    the.lower(the.field(node, 'condition'), node),
    the.lower(the.field(node, 'increment') || the.field(node, 'update'), node),
    the.block(the.field(node, 'body'), node),
  ]);
}

/** Code within a string; in a pattern `...` stands for one such piece of code. */
export function interpolation(the: Lowering, node: number): Term {
  const parts = the.named(node);
  if (parts.length === 0) return the.term('Nothing', node);
  const inner = parts.length === 1 ? the.lower(parts[0]!) : the.list('Block', node, parts);
  return inner.kind === 'Ellipsis' ? the.term('Meta', node, [], '$_') : inner;
}

/** Strings that stand side by side are one. */
export function joined(the: Lowering, node: number, parts: readonly Term[]): Term {
  if (parts.every((part) => part.kind === 'String')) {
    return the.term('String', node, [], parts.map((part) => part.value).join(''));
  }
  return the.term(
    'Template',
    node,
    parts.flatMap((part) => (part.kind === 'Template' ? part.children : [part])),
  );
}
