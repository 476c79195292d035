import type { FunctionKind } from './language-description.ts';

/** A function while it is measured, or the code of a file outside functions. */
export interface Unit {
  readonly node: number;
  readonly kind: FunctionKind | 'file';
  readonly name: string;
  readonly scope: readonly string[];
  readonly outer: Unit | undefined;
  /** Whether what it counts is the outer one's too. */
  readonly inside: boolean;
  /** For an anonymous function the named one around it. */
  readonly owner?: Unit | undefined;
  /** Nesting of the outer unit, its own level included, at which this one stands. */
  readonly level: number;
  readonly parameters: number;
  readonly isPublic: boolean;
  readonly documented: boolean;
  cyclomatic: number;
  cognitive: number;
  /** How many of the increments grow with nesting: so much more it is for each level further in. */
  nestable: number;
  nesting: number;
  callsItself: boolean;
  readonly increments: Increment[];
}

/** A step of cognitive complexity. */
export interface Increment {
  readonly node: number;
  readonly amount: number;
  readonly reason: string;
}

type Known = Pick<Unit, 'node' | 'kind' | 'name' | 'scope' | 'outer'> & Partial<Unit>;

/** A new unit before anything is counted. */
export function newUnit(known: Known): Unit {
  return {
    node: known.node,
    kind: known.kind,
    name: known.name,
    scope: known.scope,
    outer: known.outer,
    owner: known.owner,
    inside: known.inside ?? false,
    level: known.level ?? 0,
    parameters: known.parameters ?? 0,
    isPublic: known.isPublic ?? false,
    documented: known.documented ?? false,
    cyclomatic: known.cyclomatic ?? 1,
    cognitive: 0,
    nestable: 0,
    nesting: 0,
    callsItself: false,
    increments: [],
  };
}

/** The function that a call by name may mean: an anonymous one has no name to be called by. */
export function ownerOf(unit: Unit): Unit {
  return unit.owner ?? unit;
}

export interface ClassUnit {
  readonly node: number;
  readonly name: string;
  readonly scope: readonly string[];
  methods: number;
}

/** Enough to explain a number; a file may have a hundred thousand. */
const MAX_INCREMENTS = 30;

export function addIncrement(unit: Unit, increment: Increment): void {
  unit.cognitive += increment.amount;
  if (unit.increments.length < MAX_INCREMENTS) unit.increments.push(increment);
}

/** Adds what a nested function counts to the function around it, as if it were written there. */
export function addNested(outer: Unit, nested: Unit): void {
  outer.cognitive += nested.cognitive + nested.nestable * nested.level;
  outer.nestable += nested.nestable;
  for (const { node, amount, reason } of nested.increments) {
    if (outer.increments.length >= MAX_INCREMENTS) return;
    outer.increments.push({ node, amount: NESTABLE.has(reason) ? amount + nested.level : amount, reason });
  }
}

/** Reasons of increments that grow with nesting. */
const NESTABLE = new Set(['if', 'loop', 'switch', 'catch', 'conditional expression', 'conditional compilation']);
