import type { Facts } from '../facts/facts.ts';
import type { Budget } from '../match/budget.ts';
import type { RuleOptions } from '../rule.ts';
import type { Term } from '../term.ts';
import { Environment, type VariableKey } from './environment.ts';
import type { Marked, Marks } from './marks.ts';
import type { TaintSink } from '../rule.ts';
import { meetsRequirement } from './requires.ts';
import {
  addStep,
  allTaints,
  CLEAN,
  fieldOf,
  merge,
  ofTaints,
  stepped,
  unionTaints,
  withField,
  type Taint,
  type Value,
} from './value.ts';

export interface Flow {
  readonly marks: Marks;
  readonly facts: Facts;
  readonly options: RuleOptions;
  readonly budget: Budget;
  /** Called for each sink that taints reach. */
  readonly reached: (sink: Marked<TaintSink>, taints: readonly Taint[]) => void;
}

/** What a function does with what it is given. */
interface Summary {
  readonly result: Value;
  readonly sinks: readonly { readonly sink: Marked<TaintSink>; readonly taints: readonly Taint[] }[];
}

/** Follows taints through a file: in the order of execution within functions, by summaries between them. */
export function followTaints(flow: Flow, root: Term): void {
  new Walk(flow).run(root);
}

/** A function as its body is followed. */
interface Frame {
  readonly env: Environment;
  result: Value;
}

const LOOP_PASSES = 2;
/** Functions within calls of functions that are followed. */
const MAX_CALL_DEPTH = 12;

class Walk {
  readonly #flow: Flow;
  readonly #summaries = new Map<Term, Summary | 'in progress'>();
  readonly #evaluated = new Map<Term, readonly Taint[]>();
  #collected: { sink: Marked<TaintSink>; taints: readonly Taint[] }[] | undefined;
  #callDepth = 0;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  run(root: Term): void {
    this.#value(root, { env: new Environment(), result: CLEAN });
  }

  /** The value of an expression, or CLEAN for a statement; follows everything that happens in it. */
  #value(term: Term, frame: Frame): Value {
    this.#flow.budget.step();
    let value = this.#compute(term, frame);
    value = this.#marked(term, value, frame);
    return value;
  }

  /** Adds what a term is as a source, takes away what it is cleaned of, and looks whether it is a sink. */
  #marked(term: Term, value: Value, frame: Frame): Value {
    const { marks } = this.#flow;
    let marked = value;
    for (const { spec, range } of marks.sources.get(term) ?? []) {
      if (spec.requires !== undefined && !meetsRequirement(spec.requires, labelsOf(allTaints(marked)))) continue;
      const taint: Taint = {
        key: `${range.start}-${range.end} ${spec.label ?? ''}`,
        label: spec.label,
        bindings: range.bindings,
        trace: [{ start: range.start, end: range.end, role: 'source' }],
      };
      if (spec.bySideEffect !== false) this.#touch(term, frame, (before) => merge(before, ofTaints([taint])));
      if (spec.bySideEffect !== 'only') marked = merge(ofTaints([taint]), marked);
    }
    for (const { spec } of marks.sanitizers.get(term) ?? []) {
      if (spec.bySideEffect) this.#touch(term, frame, () => CLEAN);
      marked = CLEAN;
    }
    marked = this.#propagated(term, marked, frame);
    const sinks = marks.sinks.get(term);
    if (sinks) {
      const taints = allTaints(marked);
      if (taints.length > 0) for (const sink of sinks) this.#reach(sink, taints);
    }
    return marked;
  }

  #propagated(term: Term, value: Value, frame: Frame): Value {
    let marked = value;
    this.#evaluated.set(term, allTaints(value));
    for (const { spec, from, to } of this.#flow.marks.propagators.get(term) ?? []) {
      const taints = term === from ? allTaints(value) : (this.#evaluated.get(from) ?? []);
      if (taints.length === 0) continue;
      if (spec.requires !== undefined && !meetsRequirement(spec.requires, labelsOf(taints))) continue;
      const passed =
        spec.label === undefined
          ? taints
          : taints.map((taint) => ({ ...taint, label: spec.label, key: `${taint.key} ${spec.label}` }));
      if (spec.bySideEffect) this.#touch(to, frame, (before) => merge(before, ofTaints(passed)));
      if (term === to) marked = merge(marked, ofTaints(passed));
    }
    return marked;
  }

  #reach(sink: Marked<TaintSink>, taints: readonly Taint[]): void {
    const { requires } = sink.spec;
    if (typeof requires === 'string') {
      const concrete = taints.filter((taint) => taint.param === undefined);
      if (!meetsRequirement(requires, labelsOf(concrete))) return;
    } else if (requires !== undefined) {
      const met = requires.every(({ metavariable, requires: wanted }) => {
        const [term] = sink.range.bindings.get(metavariable)?.terms ?? [];
        return term !== undefined && meetsRequirement(wanted, labelsOf(this.#evaluated.get(term) ?? []));
      });
      if (!met) return;
    }
    this.#collected?.push({ sink, taints });
    const concrete = taints.filter((taint) => taint.param === undefined);
    if (concrete.length > 0) this.#flow.reached(sink, concrete);
  }

  #compute(term: Term, frame: Frame): Value {
    const [first, second, third, fourth] = term.children;
    switch (term.kind) {
      case 'Name':
        return frame.env.get(this.#key(term));
      case 'Literal':
      case 'Number':
      case 'String':
      case 'Piece':
      case 'None':
      case 'Import':
        return CLEAN;
      case 'Member': {
        const object = this.#value(first!, frame);
        return this.#marksOnly(second!, fieldOf(object, second!.value), frame);
      }
      case 'Index':
        return this.#indexValue(term, frame);
      case 'Assign':
        return this.#assign(term, frame);
      case 'Define': {
        const value = this.#value(fourth!, frame);
        if (fourth!.kind !== 'None') this.#store(second!, value, frame);
        return value;
      }
      case 'Dict':
      case 'Pairs':
        return this.#dictValue(term.kind === 'Dict' ? first! : term, frame);
      case 'Array':
        return first!.children.some(({ kind }) => kind === 'Pair')
          ? this.#dictValue(first!, frame)
          : this.#children(term, frame);
      case 'Binary':
        return this.#binaryValue(term, frame);
      case 'Ternary': {
        this.#value(first!, frame);
        return merge(this.#value(second!, frame), this.#value(third!, frame));
      }
      case 'Call':
      case 'New':
        return this.#call(term, frame);
      case 'Lambda':
      case 'Function':
        this.#summary(term, frame);
        return CLEAN;
      case 'Cast':
        return this.#value(second!, frame);
      case 'Keyword':
      case 'Attribute':
        return this.#value(second!, frame);
      case 'Comprehension':
        return this.#comprehension(term, frame);
      case 'InstanceOf': {
        const value = this.#value(first!, frame);
        this.#store(third!, value, frame);
        return value;
      }
      case 'As': {
        const value = this.#value(first!, frame);
        this.#store(second!, value, frame);
        return value;
      }
      case 'Let': {
        const value = this.#value(second!, frame);
        this.#store(first!, value, frame);
        return value;
      }
      default:
        return this.#statement(term, frame);
    }
  }

  #statement(term: Term, frame: Frame): Value {
    const { env } = frame;
    const [first, second, third, fourth] = term.children;
    switch (term.kind) {
      case 'If': {
        this.#value(first!, frame);
        return this.#branches(frame, [second!, third!]);
      }
      case 'While':
        this.#loop(frame, () => {
          this.#value(first!, frame);
          this.#value(second!, frame);
        });
        return CLEAN;
      case 'DoWhile':
        this.#loop(frame, () => {
          this.#value(first!, frame);
          this.#value(second!, frame);
        });
        return CLEAN;
      case 'For':
        this.#value(first!, frame);
        this.#loop(frame, () => {
          this.#value(second!, frame);
          this.#value(fourth!, frame);
          this.#value(third!, frame);
        });
        return CLEAN;
      case 'ForEach': {
        const items = ofTaints(allTaints(this.#value(second!, frame)));
        this.#loop(frame, () => {
          this.#store(first!, items, frame);
          this.#value(third!, frame);
        });
        return CLEAN;
      }
      case 'Try': {
        const before = env.copy();
        let value = this.#value(first!, frame);
        const after = env.copy();
        const start = before.copy();
        start.become([before, after.left ? before : after]);
        const ends = [after];
        for (const clause of second!.children) {
          env.become([start]);
          env.left = false;
          value = merge(value, this.#value(clause, frame));
          ends.push(env.copy());
        }
        env.become(ends);
        this.#value(third!, frame);
        const wasLeft = env.left;
        env.left = false;
        this.#value(fourth!, frame);
        env.left ||= wasLeft;
        return value;
      }
      case 'Switch': {
        const subject = this.#value(first!, frame);
        for (const one of second!.children) this.#bindCase(one, { subject, isMatch: second!.value !== '' }, frame);
        return this.#branches(frame, [...second!.children, undefined]);
      }
      case 'Case':
        this.#value(first!, frame);
        return this.#value(second!, frame);
      case 'Return':
        frame.result = merge(frame.result, this.#value(first!, frame));
        env.left = true;
        return CLEAN;
      case 'Throw':
        this.#children(term, frame);
        env.left = true;
        return CLEAN;
      case 'Block': {
        // The value of the last statement, for languages whose statements have values.
        let last: Value = CLEAN;
        for (const statement of term.children) last = this.#value(statement, frame);
        return last;
      }
      case 'Members':
        for (const member of term.children) this.#value(member, frame);
        return CLEAN;
      case 'Class':
        this.#children(term, { env: env.copy(), result: CLEAN });
        return CLEAN;
      default:
        return this.#children(term, frame);
    }
  }

  /** What a construct without a meaning of its own holds: whatever its parts hold. */
  #children(term: Term, frame: Frame): Value {
    let taints: readonly Taint[] = [];
    for (const child of term.children) taints = unionTaints(taints, allTaints(this.#value(child, frame)));
    return ofTaints(taints);
  }

  #branches({ env, result }: Frame, branches: readonly (Term | undefined)[], frame = { env, result }): Value {
    void result;
    let value: Value = CLEAN;
    const ends = branches.map((branch) => {
      const inner = env.copy();
      if (branch) value = merge(value, this.#inBranch(branch, inner, frame));
      return inner;
    });
    env.become(ends);
    return value;
  }

  #inBranch(branch: Term, env: Environment, frame: Frame): Value {
    const inner: Frame = { env, result: CLEAN };
    const value = this.#value(branch, inner);
    this.#returned(inner.result, frame);
    return value;
  }

  #returned(result: Value, frame: Frame): void {
    frame.result = merge(frame.result, result);
  }

  #loop(frame: Frame, body: () => void): void {
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

  #indexValue(term: Term, frame: Frame): Value {
    const [object, at] = term.children;
    const whole = this.#value(object!, frame);
    const inside = this.#children(at!, frame);
    const [key] = at!.children;
    const name = key && keyText(key);
    const value = name === undefined ? ofTaints(allTaints(whole)) : fieldOf(whole, name);
    return this.#flow.options.taint_assume_safe_indexes ? value : merge(value, ofTaints(inside.taints));
  }

  #binaryValue(term: Term, frame: Frame): Value {
    const value = this.#children(term, frame);
    // `x is Box b`
    if (term.value === 'is' && term.children[1]!.kind === 'Define') this.#store(term.children[1]!, value, frame);
    const changed = this.#flow.facts.scopes.changedBy(term);
    if (changed) this.#store(changed, value, frame);
    const isComparison = COMPARISONS.has(term.value);
    return isComparison && this.#flow.options.taint_assume_safe_comparisons ? CLEAN : value;
  }

  #dictValue(pairs: Term, frame: Frame): Value {
    const fields = new Map<string, Value>();
    let taints: readonly Taint[] = [];
    for (const pair of pairs.children) {
      // `new Box { Size = 1 }` stores in the box.
      if (pair.kind !== 'Pair' && pair.kind !== 'Assign') {
        taints = unionTaints(taints, allTaints(this.#value(pair, frame)));
        continue;
      }
      const [key, value] = pair.children;
      const name = key!.kind === 'Name' ? key!.value : keyText(key!);
      if (name === undefined) taints = unionTaints(taints, allTaints(this.#value(key!, frame)));
      const stored = this.#marksOnly(pair, this.#value(value!, frame), frame);
      if (name !== undefined) fields.set(name, stored);
      taints = unionTaints(taints, allTaints(stored));
    }
    const tainted = [...fields.values()].some((field) => allTaints(field).length > 0);
    return tainted ? { taints, fields } : ofTaints(taints);
  }

  #comprehension(term: Term, frame: Frame): Value {
    const [elements] = term.children;
    const inner: Frame = { env: frame.env.copy(), result: CLEAN };
    for (const clause of elements!.children.filter((child) => child.kind === 'ForIn')) {
      const items = ofTaints(allTaints(this.#value(clause.children[1]!, inner)));
      this.#store(clause.children[0]!, items, inner);
    }
    let taints: readonly Taint[] = [];
    for (const child of elements!.children) {
      if (child.kind === 'ForIn') continue;
      const value = this.#value(child, inner);
      if (child.kind !== 'raw:if_clause') taints = unionTaints(taints, allTaints(value));
    }
    return ofTaints(taints);
  }

  #assign(term: Term, frame: Frame): Value {
    const [target, source] = term.children;
    const value = this.#value(source!, frame);
    if (term.value === '=' || term.value === ':=') {
      this.#store(target!, value, frame);
      this.#marksOnTarget(target!, frame);
      return value;
    }
    const whole = merge(this.#value(target!, frame), ofTaints(allTaints(value)));
    this.#store(target!, whole, frame);
    return whole;
  }

  /** A target is no value, but sinks and side effects may be on it. */
  #marksOnTarget(target: Term, frame: Frame): void {
    if (target.kind === 'Member') this.#value(target.children[0]!, frame);
    else if (target.kind === 'Index') {
      const taints = this.#children(target, frame);
      this.#marked(target, taints, frame);
    }
  }

  /** What a case declares holds what is looked at; in a `match` all names of its pattern do. */
  #bindCase(one: Term, { subject, isMatch }: { subject: Value; isMatch: boolean }, frame: Frame): void {
    if (one.kind !== 'Case' || allTaints(subject).length === 0) return;
    for (const label of one.children[0]!.children) {
      if (isMatch || label.kind === 'Define') this.#store(label, subject, frame);
    }
  }

  #store(target: Term, value: Value, frame: Frame): void {
    const { env } = frame;
    const kept = stepped(value, { start: target.start, end: target.end, role: 'step' });
    switch (target.kind) {
      case 'Name':
        env.set(this.#key(target), this.#asTarget(target, kept, frame));
        return;
      case 'Member':
      case 'Index': {
        const path = this.#path(target);
        if (!path) return this.#touch(target, frame, (before) => merge(before, kept));
        env.set(path.key, withField(env.get(path.key), path.fields, this.#asTarget(target, kept, frame)));
        return;
      }
      case 'Dict':
        for (const pair of target.children[0]!.children) {
          if (pair.kind === 'Pair') this.#store(pair.children[1]!, fieldOf(kept, pair.children[0]!.value), frame);
          else this.#store(pair, kept, frame);
        }
        return;
      case 'Param':
      case 'Define':
        return this.#store(target.children[1]!, value, frame);
      // `*p` in C is all that `p` points to.
      case 'Unary':
        return this.#store(target.children[0]!, kept, frame);
      // Patterns: `Some(x)`, `Box { size }`.
      case 'Call':
        for (const part of target.children[1]!.children) this.#store(part, ofTaints(allTaints(kept)), frame);
        return;
      case 'New':
        if (target.children[2]!.kind === 'Pairs') {
          for (const pair of target.children[2]!.children) this.#store(pair, ofTaints(allTaints(kept)), frame);
        }
        return;
      case 'Pair':
        return this.#store(target.children[1]!, kept, frame);
      case 'Default':
        this.#store(target.children[0]!, merge(kept, this.#value(target.children[1]!, frame)), frame);
        return;
      case 'Array':
      case 'Tuple':
      case 'Elements':
      case 'Spread':
      case 'Sequence':
        for (const part of target.children) this.#store(part, ofTaints(allTaints(kept)), frame);
        return;
      default:
        return;
    }
  }

  /** A stored variable that is itself matched as a source or sanitizer. */
  #asTarget(target: Term, value: Value, frame: Frame): Value {
    const { marks } = this.#flow;
    if (!marks.sources.has(target) && !marks.sanitizers.has(target)) return value;
    return this.#marked(target, value, frame);
  }

  #marksOnly(term: Term, value: Value, frame: Frame): Value {
    return this.#marked(term, value, frame);
  }

  /** Changes what the variable behind an expression holds, as by a side effect. */
  #touch(term: Term, frame: Frame, change: (before: Value) => Value): void {
    let at = term;
    while (THROUGH.has(at.kind) || isSomePlace(at)) {
      const next = at.kind === 'Keyword' ? at.children[1] : at.children[0];
      if (!next) return;
      at = next;
    }
    const path = this.#path(at);
    if (!path) return;
    const { env } = frame;
    const before = path.fields.reduce(fieldOf, env.get(path.key));
    env.set(path.key, withField(env.get(path.key), path.fields, change(before)));
  }

  /** `x.a.b` as a variable and the parts below it. */
  #path(term: Term): { readonly key: VariableKey; readonly fields: readonly string[] } | undefined {
    const fields: string[] = [];
    let at = term;
    for (;;) {
      const [, inside] = at.children;
      const key = at.kind === 'Index' ? inside!.children[0] : undefined;
      const name = at.kind === 'Member' ? inside!.value : key && keyText(key);
      if (name === undefined) break;
      fields.push(name);
      at = at.children[0]!;
    }
    return at.kind === 'Name' ? { key: this.#key(at), fields: fields.reverse() } : undefined;
  }

  #key(name: Term): VariableKey {
    return this.#flow.facts.scopes.variableOf(name) ?? name.value;
  }

  #call(term: Term, frame: Frame): Value {
    const [callee, args] = term.children;
    const receiver = callee!.kind === 'Member' ? this.#calleeObject(callee!, frame) : this.#value(callee!, frame);
    const values = args!.children.map((arg) => this.#argument(arg, receiver, frame));
    const known = term.kind === 'Call' ? this.#knownFunction(callee!) : undefined;
    if (known) {
      const summary = this.#summary(known, frame);
      if (summary) return this.#apply(summary, values, term);
    }
    if (this.#flow.options.taint_assume_safe_functions) return CLEAN;
    let taints = allTaints(receiver);
    for (const value of values) taints = unionTaints(taints, allTaints(value));
    const changed = this.#flow.facts.scopes.changedBy(term);
    if (changed) this.#store(changed, ofTaints(taints), frame);
    return term.kind === 'New' ? this.#made(term.children[2]!, ofTaints(taints), frame) : ofTaints(taints);
  }

  /** What is given to a new object behind its arguments: values of its fields, or members. */
  #made(given: Term, value: Value, frame: Frame): Value {
    const own = this.#value(given, frame);
    if (allTaints(own).length === 0) return value;
    return { ...own, taints: unionTaints(own.taints, allTaints(value)) };
  }

  /** The method itself may be marked too: `$X.exec` as a sink. */
  #calleeObject(callee: Term, frame: Frame): Value {
    const object = this.#value(callee.children[0]!, frame);
    const method = this.#marksOnly(callee.children[1]!, fieldOf(object, callee.children[1]!.value), frame);
    return merge(ofTaints(allTaints(object)), this.#marksOnly(callee, method, frame));
  }

  /** A function given to a method of a tainted collection gets its elements. */
  #argument(arg: Term, receiver: Value, frame: Frame): Value {
    if (arg.kind !== 'Lambda') return this.#value(arg, frame);
    const after = this.#body(arg, { frame, given: ofTaints(allTaints(receiver)) }).env;
    after.left = false;
    // Called now or not at all; what it stores around it stays.
    if (!frame.env.left) frame.env.become([frame.env.copy(), after]);
    return this.#marked(arg, CLEAN, frame);
  }

  #knownFunction(callee: Term): Term | undefined {
    if (callee.kind === 'Member' && SELVES.has(callee.children[0]!.value))
      return methodNamed(callee, callee.children[1]!.value);
    if (callee.kind === 'Lambda') return callee;
    if (callee.kind !== 'Name') return undefined;
    const definitions = this.#flow.facts.scopes.variableOf(callee)?.definitions ?? [];
    const [definition] = definitions;
    if (definitions.length !== 1 || !definition?.value) return undefined;
    const { value } = definition;
    return value.kind === 'Function' || value.kind === 'Lambda' ? value : undefined;
  }

  #summary(term: Term, frame: Frame): Summary | undefined {
    const known = this.#summaries.get(term);
    if (known === 'in progress') return undefined;
    if (known) return known;
    if (this.#callDepth >= MAX_CALL_DEPTH) return undefined;
    this.#summaries.set(term, 'in progress');
    this.#callDepth++;
    const outer = this.#collected;
    this.#collected = [];
    const { result } = this.#body(term, { frame });
    const summary: Summary = { result, sinks: this.#collected.filter(({ taints }) => taints.some(isParam)) };
    this.#collected = outer;
    this.#callDepth--;
    this.#summaries.set(term, summary);
    return summary;
  }

  /** Follows a function's body. Its parameters hold what is `given`, else taints that stand for them. */
  #body(term: Term, { frame, given }: { frame: Frame; given?: Value }): Frame {
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
      const otherwise = this.#value(param.children[3]!, inner);
      const passed = merge(given ?? ofTaints([standing]), otherwise);
      this.#store(target, this.#marksOnly(param, passed, inner), inner);
    });
    this.#value(body, inner);
    return inner;
  }

  /** What a call of a function that is known does: its result, and the sinks its arguments reach. */
  #apply({ result, sinks }: Summary, values: readonly Value[], call: Term): Value {
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
      if (reaching.length > 0) this.#reach(sink, reaching);
    }
    return ofTaints(concrete(allTaints(result)));
  }
}

/** Kinds of terms that change what stands in them. */
const THROUGH = new Set(['Call', 'Unary', 'Keyword', 'Spread']);

/** A place in a collection that is not known: what is stored there is somewhere in the whole. */
function isSomePlace({ kind, children }: Term): boolean {
  const key = kind === 'Index' ? children[1]!.children[0] : undefined;
  return kind === 'Index' && (key === undefined || keyText(key) === undefined);
}

/** What a part of a collection is found by, if it is written out. */
function keyText(key: Term): string | undefined {
  if (key.kind === 'Atom') return key.children[0]?.kind === 'Name' ? key.children[0].value : undefined;
  return key.kind === 'String' ? key.value : undefined;
}

function isParam(taint: Taint): boolean {
  return taint.param !== undefined;
}

function labelsOf(taints: readonly Taint[]): ReadonlySet<string> {
  return new Set(taints.map((taint) => taint.label ?? '__SOURCE__'));
}

function methodNamed(from: Term, name: string): Term | undefined {
  let at: Term | undefined = from;
  while (at && at.kind !== 'Class') at = at.parent;
  return at?.children[3]?.children.find((member) => member.kind === 'Function' && member.children[1]!.value === name);
}

const SELVES = new Set(['this', 'self', '$this']);
const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'not in', 'is', 'is not']);
