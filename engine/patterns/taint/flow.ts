import type { Term } from '../term.ts';
import { applyMarks } from './apply-marks.ts';
import { Environment } from './environment.ts';
import { expressionValue } from './expressions.ts';
import { CLEAN } from './value.ts';
import type { Flow, Walk } from './walk.ts';

/** Follows taints through a file: in the order of execution within functions, by summaries between them. */
export function followTaints(flow: Flow, root: Term): void {
  const walk: Walk = {
    flow,
    summaries: new Map(),
    evaluated: new Map(),
    collected: undefined,
    callDepth: 0,
    value(term, frame) {
      flow.budget.step();
      return applyMarks(walk, term, expressionValue(walk, term, frame), frame);
    },
  };
  walk.value(root, { env: new Environment(), result: CLEAN });
}
