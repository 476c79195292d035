import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';
import type { Found, Matcher } from './matcher-contract.ts';

export function matchMember(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [object, name] = pattern.children;
  if (name!.kind === 'Ellipsis') return matchChain(the, object!, term, bindings, found);
  let once = false;
  if (term.kind === 'Member' && term.value === pattern.value) {
    the.match(name!, term.children[1]!, bindings, (so) =>
      the.match(object!, term.children[0]!, so, (to) => {
        once = true;
        found(to);
      }),
    );
  }
  if (once) return;
  if (matchesQualified(the, pattern, term)) return found(bindings);
  if (object!.kind === 'Meta' && name!.kind === 'Name' && term.kind === 'Name')
    matchModuleMeta(the, pattern, term, bindings, found);
  if (name!.kind === 'Meta' && (term.kind === 'Name' || term.kind === 'Member'))
    matchQualifiedMeta(the, pattern, term, bindings, found);
}

/** `$LIB.f` on a name that was imported as `f` of some module. */
function matchModuleMeta(the: Matcher, pattern: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  for (const name of the.facts.qualifiedNames(term)) {
    if (name.length < 2 || name.at(-1) !== pattern.children[1]!.value) continue;
    const bound = bind(bindings, pattern.children[0]!.value, { terms: [term], content: name.slice(0, -1).join('.') });
    if (bound) found(bound.to);
    return;
  }
}

/** `lib.$F` on a name imported from `lib`. */
function matchQualifiedMeta(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const module = dottedName(pattern.children[0]!);
  if (!module) return;
  for (const name of the.facts.qualifiedNames(term)) {
    if (name.length !== module.length + 1 || !sameNames(name.slice(0, -1), module)) continue;
    const last = term.kind === 'Member' ? term.children[1]! : term;
    const bound = bind(bindings, pattern.children[1]!.value, {
      terms: [last],
      ...(last.value === name.at(-1) ? {} : { content: name.at(-1)! }),
    });
    if (bound) found(bound.to);
    return;
  }
}

/** `x. ... ` : the object at any distance down a chain of members and calls. */
function matchChain(the: Matcher, object: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  for (let at: Term | undefined = term; at; at = nextInChain(at)) the.match(object, at, bindings, found);
}

function nextInChain(term: Term): Term | undefined {
  return IN_CHAIN.has(term.kind) ? term.children[0] : undefined;
}

const IN_CHAIN = new Set(['Call', 'Member', 'Index', 'Generic', 'Await', 'Question']);

/** A name or dotted name, against what an imported name stands for. */
export function matchesQualified(the: Matcher, pattern: Term, term: Term): boolean {
  if (term.kind !== 'Name' && term.kind !== 'Member') return false;
  const wanted = dottedName(pattern);
  return wanted !== undefined && the.facts.qualifiedNames(term).some((name) => sameNames(name, wanted));
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, at) => part === b[at]);
}

/** The parts of a dotted name that has no metavariables. */
export function dottedName(term: Term): string[] | undefined {
  const parts: string[] = [];
  let at = term;
  while (at.kind === 'Member' && at.children[1]!.kind === 'Name') {
    parts.push(at.children[1]!.value);
    at = at.children[0]!;
  }
  if (at.kind !== 'Name') return undefined;
  parts.push(at.value);
  return parts.reverse();
}

/** Whether the callees evidently differ: the last of their names do, and no import makes them the same. */
export function callsAnother(the: Matcher, pattern: Term, term: Term): boolean {
  const wanted = lastName(pattern);
  const given = lastName(term);
  // In some languages names are the same in any case.
  if (!wanted || !given || wanted.value.toLowerCase() === given.value.toLowerCase()) return false;
  return the.facts.qualifiedNames(term).length === 0;
}

function lastName(term: Term): Term | undefined {
  const name = term.kind === 'Member' ? term.children[1]! : term;
  return name.kind === 'Name' ? name : undefined;
}
