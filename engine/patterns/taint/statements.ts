import type { Term } from '../term.ts';
import { childrenValue } from './children-value.ts';
import { store } from './store.ts';
import { allTaints, CLEAN, merge, ofTaints, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

export function followStatement(walk: Walk, term: Term, frame: Frame): Value {
  const { env } = frame;
  const [first, second, third] = term.children;
  switch (term.kind) {
    case 'If':
      walk.value(first!, frame);
      return followBranches(walk, frame, [second!, third!]);
    case 'While':
    case 'DoWhile':
    case 'For':
    case 'ForEach':
      return followLoopStatement(walk, term, frame);
    case 'Try':
      return followTry(walk, term, frame);
    case 'Switch': {
      const subject = walk.value(first!, frame);
      for (const one of second!.children) bindCase(walk, one, { subject, isMatch: second!.value !== '' }, frame);
      return followBranches(walk, frame, [...second!.children, undefined]);
    }
    case 'Case':
      walk.value(first!, frame);
      return walk.value(second!, frame);
    case 'Return':
      frame.result = merge(frame.result, walk.value(first!, frame));
      env.left = true;
      return CLEAN;
    case 'Throw':
      childrenValue(walk, term, frame);
      env.left = true;
      return CLEAN;
    case 'Block': {
      // The value of the last statement, for languages whose statements have values.
      let last: Value = CLEAN;
      for (const statement of term.children) last = walk.value(statement, frame);
      return last;
    }
    case 'Members':
      for (const member of term.children) walk.value(member, frame);
      return CLEAN;
    case 'Class':
      childrenValue(walk, term, { env: env.copy(), result: CLEAN });
      return CLEAN;
    default:
      return childrenValue(walk, term, frame);
  }
}

/** A loop in the order in which its parts are executed. */
function followLoopStatement(walk: Walk, term: Term, frame: Frame): Value {
  const [first, second, third, fourth] = term.children;
  switch (term.kind) {
    case 'While':
    case 'DoWhile':
      followLoop(frame, () => {
        walk.value(first!, frame);
        walk.value(second!, frame);
      });
      return CLEAN;
    case 'For':
      walk.value(first!, frame);
      followLoop(frame, () => {
        walk.value(second!, frame);
        walk.value(fourth!, frame);
        walk.value(third!, frame);
      });
      return CLEAN;
    case 'ForEach': {
      const items = ofTaints(allTaints(walk.value(second!, frame)));
      followLoop(frame, () => {
        store(walk, first!, items, frame);
        walk.value(third!, frame);
      });
      return CLEAN;
    }
    default:
      return CLEAN;
  }
}

function followLoop(frame: Frame, body: () => void): void {
  const { env } = frame;
  for (let pass = 0; pass < LOOP_PASSES; pass++) {
    const before = env.copy();
    body();
    const after = env.copy();
    after.left = false;
    env.left = false;
    env.become([before, after]);
  }
}

const LOOP_PASSES = 2;

function followTry(walk: Walk, term: Term, frame: Frame): Value {
  const { env } = frame;
  const [first, second, third, fourth] = term.children;
  const before = env.copy();
  let value = walk.value(first!, frame);
  const after = env.copy();
  const start = before.copy();
  start.become([before, after.left ? before : after]);
  const ends = [after];
  for (const clause of second!.children) {
    env.become([start]);
    env.left = false;
    value = merge(value, walk.value(clause, frame));
    ends.push(env.copy());
  }
  env.become(ends);
  walk.value(third!, frame);
  const wasLeft = env.left;
  env.left = false;
  walk.value(fourth!, frame);
  env.left ||= wasLeft;
  return value;
}

/** Each branch from the same start. What one returns is not added to what the function returns. */
function followBranches(walk: Walk, frame: Frame, branches: readonly (Term | undefined)[]): Value {
  const { env } = frame;
  let value: Value = CLEAN;
  const ends = branches.map((branch) => {
    const inner: Frame = { env: env.copy(), result: CLEAN };
    if (branch) value = merge(value, walk.value(branch, inner));
    frame.result = merge(frame.result, inner.result);
    return inner.env;
  });
  env.become(ends);
  return value;
}

/** What a case declares holds what is looked at; in a `match` all names of its pattern do. */
function bindCase(
  walk: Walk,
  one: Term,
  { subject, isMatch }: { subject: Value; isMatch: boolean },
  frame: Frame,
): void {
  if (one.kind !== 'Case' || allTaints(subject).length === 0) return;
  for (const label of one.children[0]!.children) {
    if (isMatch || label.kind === 'Define') store(walk, label, subject, frame);
  }
}
