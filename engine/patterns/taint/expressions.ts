import type { Term } from '../term.ts';
import { applyMarks } from './apply-marks.ts';
import { callValue } from './calls.ts';
import { childrenValue } from './children-value.ts';
import { keyOf, keyText } from './paths.ts';
import { followStatement } from './statements.ts';
import { assign, store } from './store.ts';
import { summaryOf } from './summaries.ts';
import { allTaints, CLEAN, fieldOf, merge, ofTaints, unionTaints, type Taint, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

export function expressionValue(walk: Walk, term: Term, frame: Frame): Value {
  const [first, second, third, fourth] = term.children;
  switch (term.kind) {
    case 'Name':
      return frame.env.get(keyOf(walk, term));
    case 'Literal':
    case 'Number':
    case 'String':
    case 'Piece':
    case 'None':
    case 'Import':
      return CLEAN;
    case 'Member':
      return memberValue(walk, term, frame);
    case 'Index':
      return indexValue(walk, term, frame);
    case 'Assign':
      return assign(walk, term, frame);
    case 'Define': {
      const value = walk.value(fourth!, frame);
      if (fourth!.kind !== 'None') store(walk, second!, value, frame);
      return value;
    }
    case 'Dict':
    case 'Pairs':
      return dictValue(walk, term.kind === 'Dict' ? first! : term, frame);
    case 'Array':
      return first!.children.some(({ kind }) => kind === 'Pair')
        ? dictValue(walk, first!, frame)
        : childrenValue(walk, term, frame);
    case 'Binary':
      return binaryValue(walk, term, frame);
    case 'Ternary':
      walk.value(first!, frame);
      return merge(walk.value(second!, frame), walk.value(third!, frame));
    case 'Call':
    case 'New':
      return callValue(walk, term, frame);
    case 'Lambda':
    case 'Function':
      summaryOf(walk, term, frame);
      return CLEAN;
    case 'Cast':
      return walk.value(second!, frame);
    case 'Keyword':
    case 'Attribute':
      return walk.value(second!, frame);
    case 'Comprehension':
      return comprehensionValue(walk, term, frame);
    case 'InstanceOf':
    case 'As':
    case 'Let':
      return bindingValue(walk, term, frame);
    default:
      return followStatement(walk, term, frame);
  }
}

function memberValue(walk: Walk, term: Term, frame: Frame): Value {
  const [object, name] = term.children;
  const value = fieldOf(walk.value(object!, frame), name!.value);
  return applyMarks(walk, name!, value, frame);
}

function indexValue(walk: Walk, term: Term, frame: Frame): Value {
  const [object, at] = term.children;
  const whole = walk.value(object!, frame);
  const inside = childrenValue(walk, at!, frame);
  const [key] = at!.children;
  const name = key && keyText(key);
  const value = name === undefined ? ofTaints(allTaints(whole)) : fieldOf(whole, name);
  return walk.flow.options.taint_assume_safe_indexes ? value : merge(value, ofTaints(inside.taints));
}

function dictValue(walk: Walk, pairs: Term, frame: Frame): Value {
  const fields = new Map<string, Value>();
  let taints: readonly Taint[] = [];
  for (const pair of pairs.children) {
    // `new Box { Size = 1 }` stores in the box.
    if (pair.kind !== 'Pair' && pair.kind !== 'Assign') {
      taints = unionTaints(taints, allTaints(walk.value(pair, frame)));
      continue;
    }
    const [key, value] = pair.children;
    const name = key!.kind === 'Name' ? key!.value : keyText(key!);
    if (name === undefined) taints = unionTaints(taints, allTaints(walk.value(key!, frame)));
    const stored = applyMarks(walk, pair, walk.value(value!, frame), frame);
    if (name !== undefined) fields.set(name, stored);
    taints = unionTaints(taints, allTaints(stored));
  }
  const tainted = [...fields.values()].some((field) => allTaints(field).length > 0);
  return tainted ? { taints, fields } : ofTaints(taints);
}

function binaryValue(walk: Walk, term: Term, frame: Frame): Value {
  const value = childrenValue(walk, term, frame);
  // `x is Box b`
  if (term.value === 'is' && term.children[1]!.kind === 'Define') store(walk, term.children[1]!, value, frame);
  const changed = walk.flow.facts.scopes.changedBy(term);
  if (changed) store(walk, changed, value, frame);
  const isComparison = COMPARISONS.has(term.value);
  return isComparison && walk.flow.options.taint_assume_safe_comparisons ? CLEAN : value;
}

const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'not in', 'is', 'is not']);

function comprehensionValue(walk: Walk, term: Term, frame: Frame): Value {
  const [elements] = term.children;
  const inner: Frame = { env: frame.env.copy(), result: CLEAN };
  for (const clause of elements!.children.filter((child) => child.kind === 'ForIn')) {
    const items = ofTaints(allTaints(walk.value(clause.children[1]!, inner)));
    store(walk, clause.children[0]!, items, inner);
  }
  let taints: readonly Taint[] = [];
  for (const child of elements!.children) {
    if (child.kind === 'ForIn') continue;
    const value = walk.value(child, inner);
    if (child.kind !== 'raw:if_clause') taints = unionTaints(taints, allTaints(value));
  }
  return ofTaints(taints);
}

/** Gives a name to a value in passing: `x instanceof A a`, `a as x`, `let x = a`. */
function bindingValue(walk: Walk, term: Term, frame: Frame): Value {
  const [first, second, third] = term.children;
  const isLet = term.kind === 'Let';
  const value = walk.value(isLet ? second! : first!, frame);
  store(walk, isLet ? first! : term.kind === 'As' ? second! : third!, value, frame);
  return value;
}
