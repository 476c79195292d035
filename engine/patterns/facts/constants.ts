import type { Term } from '../term.ts';
import type { FactsOptions } from './facts.ts';
import type { Definition, Scopes, Variable } from './scopes.ts';

export type Constant = string | number | boolean;

export interface Constants {
  constantOf(term: Term): Constant | undefined;
  isString(term: Term): boolean;
  definitionOf(name: Term): Term | undefined;
}

/** How many expressions deep a constant is looked for. */
const MAX_DEPTH = 40;

type ConstantsOptions = Pick<FactsOptions, 'joinsNumbers' | 'keepsConstants' | 'formats' | 'changesElsewhere'> & {
  /** What dotted names stand for. */
  readonly named?: ReadonlyMap<string, Term> | undefined;
};

/** Values known without running the code: literals, what is put together of them, and variables that hold them. */
export function readConstants(
  scopes: Scopes,
  { joinsNumbers = false, keepsConstants, formats, changesElsewhere, named }: ConstantsOptions,
): Constants {
  const known = new Map<Term, { readonly value: Constant | undefined }>();

  /** The definition whose value a name has, unless another file may give it another one. */
  const holding = (name: Term): Definition | undefined => {
    const definition = reaching(scopes, name);
    const isOpen = definition !== undefined && changesElsewhere?.(definition.at) === true;
    return isOpen && functionOf(definition.name) !== functionOf(name) ? undefined : definition;
  };

  const constantOf = (term: Term, depth = 0): Constant | undefined => {
    const before = known.get(term);
    if (before) return before.value;
    if (depth > MAX_DEPTH) return undefined;
    known.set(term, { value: undefined });
    const value = compute(term, depth);
    known.set(term, { value });
    return value;
  };

  const compute = (term: Term, depth: number): Constant | undefined => {
    switch (term.kind) {
      case 'String':
      case 'Piece':
        return term.value;
      case 'Number':
        return Number.isNaN(Number(term.value)) ? undefined : Number(term.value);
      case 'Literal':
        if (/^(?:NULL|nullptr)$/.test(term.value)) return 0;
        return /^true$/i.test(term.value) ? true : /^false$/i.test(term.value) ? false : undefined;
      case 'Name': {
        if (isTarget(scopes, term)) return undefined;
        const definition = holding(term);
        return definition?.value && STORING.has(definition.kind) ? constantOf(definition.value, depth + 1) : undefined;
      }
      case 'Template': {
        const parts = term.children.map((part) => constantOf(part, depth + 1));
        return parts.includes(undefined) ? undefined : parts.join('');
      }
      case 'Binary':
        return combine(
          { operator: term.value, joinsNumbers },
          constantOf(term.children[0]!, depth + 1),
          constantOf(term.children[1]!, depth + 1),
        );
      case 'Unary': {
        const value = constantOf(term.children[0]!, depth + 1);
        return term.value === '-' && typeof value === 'number' ? -value : undefined;
      }
      case 'Member': {
        const value =
          classConstant(term, scopes) ?? fieldValue(term, scopes, changesElsewhere) ?? named?.get(dotted(term));
        return value && constantOf(value, depth + 1);
      }
      case 'Call': {
        const [callee, args] = term.children;
        const [only, ...others] = args!.children;
        const keeps = callee!.kind === 'Name' && keepsConstants?.has(callee!.value) === true;
        return keeps && only && others.length === 0 ? constantOf(only, depth + 1) : undefined;
      }
      default:
        return undefined;
    }
  };

  const isFormatted = (call: Term): boolean =>
    formats?.has(dotted(call.children[0]!)) === true &&
    call.children[1]!.children.every((arg) => constantOf(arg) !== undefined);

  const isString = (term: Term): boolean => {
    if (typeof constantOf(term) === 'string') return true;
    if (term.kind === 'Binary' && term.value === '*') return isString(term.children[0]!);
    if (term.kind === 'Binary' && term.value === '+') return isString(term.children[0]!) && isString(term.children[1]!);
    if (term.kind === 'Ternary') return isString(term.children[1]!) && isString(term.children[2]!);
    if (term.kind === 'Call') return isFormatted(term);
    if (term.kind !== 'Name') return false;
    const definition = holding(term);
    if (definition?.value?.kind === 'Call' && STORING.has(definition.kind)) return isFormatted(definition.value);
    const definitions = scopes.variableOf(term)?.definitions ?? [];
    return (
      definitions.filter(({ value }) => value !== undefined).length > 1 &&
      definitions.every(
        (definition) =>
          (STORING.has(definition.kind) &&
            definition.value !== undefined &&
            typeof constantOf(definition.value) === 'string') ||
          (definition.kind === 'define' && definition.value === undefined),
      ) &&
      definitions.some((definition) => definition.value !== undefined)
    );
  };

  return {
    constantOf: (term) => constantOf(term),
    isString,
    definitionOf: (name) => {
      if (name.kind === 'Member') return named?.get(dotted(name));
      const definition = holding(name);
      return definition && STORING.has(definition.kind) ? definition.value : undefined;
    },
  };
}

/** A dotted name as text; empty for anything else. */
function dotted(term: Term): string {
  const parts: string[] = [];
  let at = term;
  for (; at.kind === 'Member'; at = at.children[0]!) parts.push(at.children[1]!.value);
  return at.kind === 'Name' ? [at.value, ...parts.reverse()].join('.') : '';
}

/** Where a variable is given a value, its name stands for no value yet. */
function isTarget(scopes: Scopes, name: Term): boolean {
  return scopes.variableOf(name)?.definitions.some((definition) => definition.name === name) ?? false;
}

const STORING = new Set<Definition['kind']>(['define', 'assign']);

function combine(
  { operator, joinsNumbers }: { readonly operator: string; readonly joinsNumbers: boolean },
  left: Constant | undefined,
  right: Constant | undefined,
): Constant | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === 'string' || typeof right === 'string') {
    const joins = typeof left === typeof right || joinsNumbers;
    return joins && JOINING.has(operator) ? String(left) + String(right) : undefined;
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    case '%':
      return right === 0 ? undefined : left % right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
}

const JOINING = new Set(['+', '.', '..']);

/** The value of `self::NAME` or `Class::NAME`, where that is a constant declared in a class of the file. */
function classConstant(member: Term, scopes: Scopes): Term | undefined {
  const [object, name] = member.children;
  if (object!.kind !== 'Name' || name!.kind !== 'Name') return undefined;
  const declared = OWN_CLASS.has(object!.value)
    ? classAround(member)
    : scopes.variableOf(object!)?.definitions.find((definition) => definition.kind === 'class')?.value;
  const constant = declared?.children[3]?.children.find(
    (one) => one.kind === 'Define' && one.value === 'const' && one.children[1]!.value === name!.value,
  );
  return constant?.children[3];
}

/** What a field of the same object was declared with, if nothing else is ever stored in it. */
function fieldValue(
  member: Term,
  scopes: Scopes,
  changesElsewhere: FactsOptions['changesElsewhere'],
): Term | undefined {
  const [first, ...others] = scopes.fieldOf(member)?.definitions ?? [];
  if (first?.kind !== 'define' || others.length > 0 || changesElsewhere?.(first.at) === true) return undefined;
  return first.value;
}

const OWN_CLASS = new Set(['self', 'static']);

function classAround(term: Term): Term | undefined {
  let at = term.parent;
  while (at && at.kind !== 'Class') at = at.parent;
  return at;
}

/**
 * The one definition whose value a name has at its place: the last before it, if it is always executed before and none
 * can come between. Undefined where that is not certain.
 */
export function reaching(scopes: Scopes, name: Term): Definition | undefined {
  const variable = scopes.variableOf(name);
  if (!variable) return undefined;
  const { definitions } = variable;
  const valued = definitions.filter((definition) => definition.value !== undefined || definition.kind !== 'define');
  if (valued.length === 1) return only(valued[0]!, name, variable);
  const before = valued.findLast(({ at }) => at.last <= name.index && !neverArrives(at, name));
  if (!before || functionOf(before.name) !== functionOf(name)) return undefined;
  if (!dominates(before.at, name)) return undefined;
  return valued.some((other) => other !== before && comesBetween(other, before, name)) ? undefined : before;
}

/** A variable with a single definition has its value wherever it is used, but in its own making. */
function only(definition: Definition, name: Term, variable: Variable): Definition | undefined {
  const isOwn = name.index >= definition.at.index && name.index < definition.at.last;
  if (isOwn || definition.kind === 'param') return undefined;
  const sameFunction = functionOf(definition.name) === functionOf(name);
  if (!sameFunction && definition.kind === 'assign' && variable.scope.kind === 'Class') return undefined;
  if (sameFunction && definition.at.index < name.index && !dominates(definition.at, name)) return undefined;
  if (sameFunction && definition.at.index > name.index && variable.scope.kind !== 'Class') return undefined;
  return definition;
}

function functionOf(term: Term): Term | undefined {
  for (let at = term.parent; at; at = at.parent) if (at.kind === 'Function' || at.kind === 'Lambda') return at;
  return undefined;
}

/** Whether a definition's block holds the use: then it was executed before it. */
function dominates(definition: Term, use: Term): boolean {
  let at = definition;
  for (let holder = at.parent; holder; at = holder, holder = holder.parent) {
    if (branches(holder, at)) return false;
    const isBlock = holder.kind === 'Block' || holder.kind === 'Members';
    if (isBlock && holder.index <= use.index && use.index < holder.last) return true;
    if (isBlock && !ALWAYS_RUN.has(holder.parent?.kind ?? '')) return false;
  }
  return false;
}

/** Whether a part of a construct is only sometimes executed. */
function branches(holder: Term, part: Term): boolean {
  const isFirst = holder.children[0]!.index === part.index;
  if (CONDITIONS_FIRST.has(holder.kind)) return !isFirst;
  if (holder.kind === 'Binary') return SHORT_CUTS.has(holder.value) && !isFirst;
  return BRANCHING.has(holder.kind);
}

/** What has a condition first, which is executed in any case. */
const CONDITIONS_FIRST = new Set(['If', 'Ternary']);
const SHORT_CUTS = new Set(['&&', '||', '??', 'and', 'or']);
const BRANCHING = new Set(['Case', 'Catch', 'Lambda']);
/** Kinds whose block is executed in any case. */
const ALWAYS_RUN = new Set(['Block', 'Synchronized', 'Lock', 'With', 'Label']);
const LOOPS = new Set(['For', 'ForEach', 'While', 'DoWhile']);

function comesBetween(other: Definition, before: Definition, use: Term): boolean {
  const at = other.at.index;
  if (neverArrives(other.at, use)) return false;
  if (at > before.at.index && other.at.last <= use.index) return true;
  for (let loop = use.parent; loop; loop = loop.parent) {
    const holdsBefore = loop.index <= before.at.index && before.at.index < loop.last;
    if (holdsBefore) return false;
    if (LOOPS.has(loop.kind) && loop.index <= at && at < loop.last) return true;
  }
  return false;
}

/** Whether a definition's branch is left before the use is reached, or is never reached itself. */
function neverArrives(definition: Term, use: Term): boolean {
  let leaves = false;
  for (let block = definition.parent; block; block = block.parent) {
    // From anywhere in a `try` its handlers may be reached.
    if (block.index <= use.index && use.index < block.last) return leaves && block.kind !== 'Try';
    // What is left is then the inner function alone.
    if (block.kind === 'Function' || block.kind === 'Lambda') return false;
    leaves ||= block.kind === 'Block' && block.children.some((statement) => LEAVING.has(statement.kind));
  }
  return false;
}

const LEAVING = new Set(['Return', 'Throw']);
