import type { Term } from '../term.ts';
import { applyMarks } from './apply-marks.ts';
import { childrenValue } from './children-value.ts';
import { keyOf, pathOf, touch } from './paths.ts';
import { allTaints, fieldOf, merge, ofTaints, stepped, withField, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

export function assign(walk: Walk, term: Term, frame: Frame): Value {
  const [target, source] = term.children;
  const value = walk.value(source!, frame);
  if (term.value === '=' || term.value === ':=') {
    store(walk, target!, value, frame);
    marksOnTarget(walk, target!, frame);
    return value;
  }
  const whole = merge(walk.value(target!, frame), ofTaints(allTaints(value)));
  store(walk, target!, whole, frame);
  return whole;
}

/** A target is no value, but sinks and side effects may be on it. */
function marksOnTarget(walk: Walk, target: Term, frame: Frame): void {
  if (target.kind === 'Member') walk.value(target.children[0]!, frame);
  else if (target.kind === 'Index') {
    const taints = childrenValue(walk, target, frame);
    applyMarks(walk, target, taints, frame);
  }
}

export function store(walk: Walk, target: Term, value: Value, frame: Frame): void {
  const { env } = frame;
  const kept = stepped(value, { start: target.start, end: target.end, role: 'step' });
  switch (target.kind) {
    case 'Name':
      env.set(keyOf(walk, target), asTarget(walk, target, kept, frame));
      return;
    case 'Member':
    case 'Index': {
      const path = pathOf(walk, target);
      if (!path) return touch(walk, target, frame, (before) => merge(before, kept));
      env.set(path.key, withField(env.get(path.key), path.fields, asTarget(walk, target, kept, frame)));
      return;
    }
    case 'Dict':
      for (const pair of target.children[0]!.children) {
        if (pair.kind === 'Pair') store(walk, pair.children[1]!, fieldOf(kept, pair.children[0]!.value), frame);
        else store(walk, pair, kept, frame);
      }
      return;
    case 'Param':
    case 'Define':
      return store(walk, target.children[1]!, value, frame);
    // `*p` in C is all that `p` points to.
    case 'Unary':
      return store(walk, target.children[0]!, kept, frame);
    // Patterns: `Some(x)`, `Box { size }`.
    case 'Call':
      for (const part of target.children[1]!.children) store(walk, part, ofTaints(allTaints(kept)), frame);
      return;
    case 'New':
      if (target.children[2]!.kind === 'Pairs') {
        for (const pair of target.children[2]!.children) store(walk, pair, ofTaints(allTaints(kept)), frame);
      }
      return;
    case 'Pair':
      return store(walk, target.children[1]!, kept, frame);
    case 'Default':
      store(walk, target.children[0]!, merge(kept, walk.value(target.children[1]!, frame)), frame);
      return;
    case 'Array':
    case 'Tuple':
    case 'Elements':
    case 'Spread':
    case 'Sequence':
      for (const part of target.children) store(walk, part, ofTaints(allTaints(kept)), frame);
      return;
    default:
      return;
  }
}

/** A stored variable that is itself matched as a source or sanitizer. */
function asTarget(walk: Walk, target: Term, value: Value, frame: Frame): Value {
  const { marks } = walk.flow;
  if (!marks.sources.has(target) && !marks.sanitizers.has(target)) return value;
  return applyMarks(walk, target, value, frame);
}
