import type { Term } from '../term.ts';
import { applyMarks, reach } from './apply-marks.ts';
import { store } from './store.ts';
import { addStep, allTaints, CLEAN, merge, ofTaints, unionTaints, type Taint, type Value } from './value.ts';
import type { Frame, Summary, Walk } from './walk.ts';

export function summaryOf(walk: Walk, term: Term, frame: Frame): Summary | undefined {
  const known = walk.summaries.get(term);
  if (known === 'in progress') return undefined;
  if (known) return known;
  if (walk.callDepth >= MAX_CALL_DEPTH) return undefined;
  walk.summaries.set(term, 'in progress');
  walk.callDepth++;
  const outer = walk.collected;
  walk.collected = [];
  const { result } = followBody(walk, term, { frame });
  const summary: Summary = { result, sinks: walk.collected.filter(({ taints }) => taints.some(isParam)) };
  walk.collected = outer;
  walk.callDepth--;
  walk.summaries.set(term, summary);
  return summary;
}

/** Functions within calls of functions that are followed. */
const MAX_CALL_DEPTH = 12;

/** Follows a function's body. Its parameters hold what is `given`, else taints that stand for them. */
export function followBody(walk: Walk, term: Term, { frame, given }: { frame: Frame; given?: Value }): Frame {
  const params = term.children[term.kind === 'Function' ? 2 : 1]!;
  const body = term.children[term.kind === 'Function' ? 4 : 3]!;
  const inner: Frame = { env: frame.env.copy(), result: CLEAN };
  inner.env.left = false;
  params.children.forEach((param, at) => {
    if (param.kind !== 'Param') return;
    const target = param.children[1]!;
    const standing: Taint = {
      key: `param ${param.start}`,
      label: undefined,
      trace: [],
      bindings: new Map(),
      param: at,
    };
    const otherwise = walk.value(param.children[3]!, inner);
    const passed = merge(given ?? ofTaints([standing]), otherwise);
    store(walk, target, applyMarks(walk, param, passed, inner), inner);
  });
  walk.value(body, inner);
  return inner;
}

/** What a call of a function that is known does: its result, and the sinks its arguments reach. */
export function applySummary(walk: Walk, { result, sinks }: Summary, values: readonly Value[], call: Term): Value {
  const step = { start: call.start, end: call.end, role: 'step' } as const;
  const concrete = (taints: readonly Taint[]): readonly Taint[] =>
    taints.reduce<readonly Taint[]>((all, taint) => {
      if (taint.param === undefined) return unionTaints(all, [taint]);
      const given = allTaints(values[taint.param] ?? CLEAN).map((arg) =>
        taint.trace.reduce((way, next) => addStep(way, next), addStep(arg, step)),
      );
      return unionTaints(all, given);
    }, []);
  for (const { sink, taints } of sinks) {
    const reaching = concrete(taints.filter(isParam));
    if (reaching.length > 0) reach(walk, sink, reaching);
  }
  return ofTaints(concrete(allTaints(result)));
}

function isParam(taint: Taint): boolean {
  return taint.param !== undefined;
}
