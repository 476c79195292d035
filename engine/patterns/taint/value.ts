import type { RangeBinding } from '../formula/range.ts';
import type { TraceStep } from '../match.ts';

/** A taint: where it comes from, what it is called, and the way it took so far. */
export interface Taint {
  /** Tells taints apart: the source's place and label, or the parameter that it stands for. */
  readonly key: string;
  readonly label: string | undefined;
  readonly trace: readonly TraceStep[];
  readonly bindings: ReadonlyMap<string, RangeBinding>;
  /** Position of the function's parameter that the taint stands for while a summary is made. */
  readonly param?: number;
}

/** What is known of a value: its own taints, and those of its parts where they are known apart. */
export interface Value {
  readonly taints: readonly Taint[];
  readonly fields?: ReadonlyMap<string, Value>;
}

export const CLEAN: Value = { taints: [] };

/** Most taints that are kept apart in one value; a further one changes nothing for the reader. */
const MAX_TAINTS = 40;
/** Steps kept of a trace. */
const MAX_STEPS = 30;

export function ofTaints(taints: readonly Taint[]): Value {
  return taints.length === 0 ? CLEAN : { taints };
}

export function isClean(value: Value): boolean {
  return value.taints.length === 0 && value.fields === undefined;
}

export function unionTaints(a: readonly Taint[], b: readonly Taint[]): readonly Taint[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const keys = new Set(a.map((taint) => taint.key));
  const added = b.filter((taint) => !keys.has(taint.key));
  return added.length === 0 ? a : [...a, ...added].slice(0, MAX_TAINTS);
}

/** What holds if either of the values may be there. */
export function merge(a: Value, b: Value): Value {
  if (a === b || isClean(b)) return a;
  if (isClean(a)) return b;
  const taints = unionTaints(a.taints, b.taints);
  if (!a.fields && !b.fields) return { taints };
  const fields = new Map(a.fields);
  for (const [name, field] of b.fields ?? []) fields.set(name, merge(fields.get(name) ?? ofTaints(a.taints), field));
  return { taints, fields };
}

/** All taints of a value and its parts: what who gets the whole value gets. */
export function allTaints(value: Value): readonly Taint[] {
  let taints = value.taints;
  for (const field of value.fields?.values() ?? []) taints = unionTaints(taints, allTaints(field));
  return taints;
}

/** A part of a value; a part not known apart has the taints of the whole. */
export function fieldOf(value: Value, name: string): Value {
  return value.fields?.get(name) ?? ofTaints(value.taints);
}

/** The value after something was stored at the end of a path of parts. */
export function withField(value: Value, path: readonly string[], stored: Value): Value {
  const [first, ...rest] = path;
  if (first === undefined) return stored;
  const fields = new Map(value.fields);
  fields.set(first, withField(fieldOf(value, first), rest, stored));
  return { taints: value.taints, fields };
}

/** The value with a step added to the way of each of its taints. */
export function stepped(value: Value, step: TraceStep): Value {
  if (isClean(value)) return value;
  const taints = value.taints.map((taint) => addStep(taint, step));
  if (!value.fields) return { taints };
  return { taints, fields: new Map([...value.fields].map(([name, field]) => [name, stepped(field, step)])) };
}

export function addStep(taint: Taint, step: TraceStep): Taint {
  const last = taint.trace.at(-1);
  if (taint.trace.length >= MAX_STEPS || (last?.start === step.start && last.end === step.end)) return taint;
  return { ...taint, trace: [...taint.trace, step] };
}
