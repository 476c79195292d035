import type { Term } from '../term.ts';
import { applyMarks } from './apply-marks.ts';
import { store } from './store.ts';
import { applySummary, followBody, summaryOf } from './summaries.ts';
import { allTaints, CLEAN, fieldOf, merge, ofTaints, unionTaints, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

export function callValue(walk: Walk, term: Term, frame: Frame): Value {
  const [callee, args] = term.children;
  const receiver = callee!.kind === 'Member' ? calleeObject(walk, callee!, frame) : walk.value(callee!, frame);
  const values = args!.children.map((arg) => argumentValue(walk, arg, receiver, frame));
  const known = term.kind === 'Call' ? knownFunction(walk, callee!) : undefined;
  if (known) {
    const summary = summaryOf(walk, known, frame);
    if (summary) return applySummary(walk, summary, givenTo(known, { callee: callee!, args: args!, values }), term);
  }
  // A sink's own arguments reach it all the same.
  if (walk.flow.options.taint_assume_safe_functions && !isSink(walk, term)) return CLEAN;
  let taints = allTaints(receiver);
  for (const value of values) taints = unionTaints(taints, allTaints(value));
  const changed = walk.flow.facts.scopes.changedBy(term);
  if (changed) store(walk, changed, ofTaints(taints), frame);
  return term.kind === 'New' ? madeValue(walk, term.children[2]!, ofTaints(taints), frame) : ofTaints(taints);
}

/** Whether a call is a sink itself, not only within one. */
function isSink(walk: Walk, term: Term): boolean {
  const marks = walk.flow.marks.sinks.get(term) ?? [];
  return marks.some(({ range }) => range.start === term.start && range.end === term.end);
}

/** What each parameter of a function is given: named arguments by their name, and a method's own object apart. */
function givenTo(
  known: Term,
  { callee, args, values }: { readonly callee: Term; readonly args: Term; readonly values: readonly Value[] },
): Value[] {
  const params = known.children[known.kind === 'Function' ? 2 : 1]!.children;
  const names = params.map((param) => (param.kind === 'Param' ? param.children[1]!.value : ''));
  const given: Value[] = [];
  let next = callee.kind === 'Member' && OBJECTS.has(names[0] ?? '') ? 1 : 0;
  args.children.forEach((arg, at) => {
    const named = arg.kind === 'Keyword' ? names.indexOf(arg.children[0]!.value) : -1;
    given[named >= 0 ? named : next++] = values[at]!;
  });
  return given;
}

/** Names of a first parameter that stands for the method's object or class. */
const OBJECTS = new Set(['self', 'cls']);

/** What is given to a new object behind its arguments: values of its fields, or members. */
function madeValue(walk: Walk, given: Term, value: Value, frame: Frame): Value {
  const own = walk.value(given, frame);
  if (allTaints(own).length === 0) return value;
  return { ...own, taints: unionTaints(own.taints, allTaints(value)) };
}

/** The method itself may be marked too: `$X.exec` as a sink. */
function calleeObject(walk: Walk, callee: Term, frame: Frame): Value {
  const object = walk.value(callee.children[0]!, frame);
  const method = applyMarks(walk, callee.children[1]!, fieldOf(object, callee.children[1]!.value), frame);
  return merge(ofTaints(allTaints(object)), applyMarks(walk, callee, method, frame));
}

/** A function given to a method of a tainted collection gets its elements. */
function argumentValue(walk: Walk, arg: Term, receiver: Value, frame: Frame): Value {
  if (arg.kind !== 'Lambda') return walk.value(arg, frame);
  const after = followBody(walk, arg, { frame, given: ofTaints(allTaints(receiver)) }).env;
  after.left = false;
  // Called now or not at all; what it stores around it stays.
  if (!frame.env.left) frame.env.become([frame.env.copy(), after]);
  return applyMarks(walk, arg, CLEAN, frame);
}

function knownFunction(walk: Walk, callee: Term): Term | undefined {
  if (callee.kind === 'Member' && SELVES.has(callee.children[0]!.value))
    return methodNamed(callee, callee.children[1]!.value);
  if (callee.kind === 'Lambda') return callee;
  if (callee.kind !== 'Name') return undefined;
  const definitions = walk.flow.facts.scopes.variableOf(callee)?.definitions ?? [];
  const [definition] = definitions;
  if (definitions.length !== 1 || !definition?.value) return undefined;
  const { value } = definition;
  return value.kind === 'Function' || value.kind === 'Lambda' ? value : undefined;
}

function methodNamed(from: Term, name: string): Term | undefined {
  let at: Term | undefined = from;
  while (at && at.kind !== 'Class') at = at.parent;
  return at?.children[3]?.children.find((member) => member.kind === 'Function' && member.children[1]!.value === name);
}

const SELVES = new Set(['this', 'self', '$this']);
