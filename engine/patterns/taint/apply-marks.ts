import type { TaintSink } from '../rule.ts';
import type { Term } from '../term.ts';
import type { Marked } from './marks.ts';
import { touch } from './paths.ts';
import { meetsRequirement } from './requires.ts';
import { allTaints, CLEAN, merge, ofTaints, type Taint, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

/** Adds what a term is as a source, takes away what it is cleaned of, and looks whether it is a sink. */
export function applyMarks(walk: Walk, term: Term, value: Value, frame: Frame): Value {
  const { marks } = walk.flow;
  let marked = value;
  for (const { spec, range } of marks.sources.get(term) ?? []) {
    if (spec.requires !== undefined && !meetsRequirement(spec.requires, labelsOf(allTaints(marked)))) continue;
    const taint: Taint = {
      key: `${range.start}-${range.end} ${spec.label ?? ''}`,
      label: spec.label,
      bindings: range.bindings,
      trace: [{ start: range.start, end: range.end, role: 'source' }],
    };
    if (spec.bySideEffect !== false) touch(walk, term, frame, (before) => merge(before, ofTaints([taint])));
    if (spec.bySideEffect !== 'only') marked = merge(ofTaints([taint]), marked);
  }
  for (const { spec } of marks.sanitizers.get(term) ?? []) {
    if (spec.bySideEffect) touch(walk, term, frame, () => CLEAN);
    marked = CLEAN;
  }
  marked = propagate(walk, term, marked, frame);
  const sinks = marks.sinks.get(term);
  if (sinks) {
    const taints = allTaints(marked);
    if (taints.length > 0) for (const sink of sinks) reach(walk, sink, taints);
  }
  return marked;
}

function propagate(walk: Walk, term: Term, value: Value, frame: Frame): Value {
  let marked = value;
  walk.evaluated.set(term, allTaints(value));
  for (const { spec, from, to } of walk.flow.marks.propagators.get(term) ?? []) {
    const taints = term === from ? allTaints(value) : (walk.evaluated.get(from) ?? []);
    if (taints.length === 0) continue;
    if (spec.requires !== undefined && !meetsRequirement(spec.requires, labelsOf(taints))) continue;
    const passed =
      spec.label === undefined
        ? taints
        : taints.map((taint) => ({ ...taint, label: spec.label, key: `${taint.key} ${spec.label}` }));
    if (spec.bySideEffect) touch(walk, to, frame, (before) => merge(before, ofTaints(passed)));
    if (term === to) marked = merge(marked, ofTaints(passed));
  }
  return marked;
}

export function reach(walk: Walk, sink: Marked<TaintSink>, taints: readonly Taint[]): void {
  const { requires } = sink.spec;
  if (typeof requires === 'string') {
    const concrete = taints.filter((taint) => taint.param === undefined);
    if (!meetsRequirement(requires, labelsOf(concrete))) return;
  } else if (requires !== undefined) {
    const met = requires.every(({ metavariable, requires: wanted }) => {
      const [term] = sink.range.bindings.get(metavariable)?.terms ?? [];
      return term !== undefined && meetsRequirement(wanted, labelsOf(walk.evaluated.get(term) ?? []));
    });
    if (!met) return;
  }
  walk.collected?.push({ sink, taints });
  const concrete = taints.filter((taint) => taint.param === undefined);
  if (concrete.length > 0) walk.flow.reached(sink, concrete);
}

function labelsOf(taints: readonly Taint[]): ReadonlySet<string> {
  return new Set(taints.map((taint) => taint.label ?? '__SOURCE__'));
}
