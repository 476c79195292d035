import type { Term } from '../term.ts';
import { allTaints, ofTaints, unionTaints, type Taint, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

/** What a construct without a meaning of its own holds: whatever its parts hold. */
export function childrenValue(walk: Walk, term: Term, frame: Frame): Value {
  let taints: readonly Taint[] = [];
  for (const child of term.children) taints = unionTaints(taints, allTaints(walk.value(child, frame)));
  return ofTaints(taints);
}
