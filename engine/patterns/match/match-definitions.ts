import { aTerm, type Term } from '../term.ts';
import type { Bindings } from './bindings.ts';
import { matchAll } from './match-children.ts';
import { matchArgs } from './match-collections.ts';
import type { Found, Matcher } from './matcher-contract.ts';

/** `const f = () => {}` is a function named `f`. */
export function matchStoredFunction(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const value = term.children[3]!;
  if (value.kind !== 'Lambda') return;
  const [modifiers, params, type, body] = value.children;
  const wanted = pattern.children;
  const patterns = [wanted[0]!, wanted[1]!, wanted[2]!];
  const terms = [term.children[0]!.children.length > 0 ? term.children[0]! : modifiers!, term.children[1]!, params!];
  if (wanted[3]!.kind !== 'None') {
    patterns.push(wanted[3]!);
    terms.push(type!);
  }
  if (wanted[4]!.kind !== 'None') {
    patterns.push(wanted[4]!);
    terms.push(body!);
  }
  matchAll(the, patterns, terms, bindings, found);
}

/** `function ...(…)` stands for functions without a name too. */
export function matchLambda(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [modifiers, , params, type, body] = pattern.children;
  const wanted = [modifiers!, params!, type!, body!];
  const pairs = wanted
    .map((child, at) => ({ child, given: term.children[at]! }))
    .filter(({ child }) => child.kind !== 'None');
  matchAll(
    the,
    pairs.map(({ child }) => child),
    pairs.map(({ given }) => given),
    bindings,
    found,
  );
}

/** `@a` is `@a()`. */
export function matchDecorator(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [wanted, wantedArgs] = pattern.kind === 'Call' ? pattern.children : [pattern];
  const [given, givenArgs] = term.kind === 'Call' ? term.children : [term];
  if (wanted!.kind === 'Meta' && !wantedArgs && givenArgs)
    return givenArgs.children.length === 0 ? the.match(wanted!, given!, bindings, found) : undefined;
  if (!wantedArgs && (givenArgs?.children.length ?? 0) > 0) return;
  the.match(wanted!, given!, bindings, (so) => {
    if (!wantedArgs) return found(so);
    matchArgs(the, wantedArgs, givenArgs ?? aTerm('Args', term), so, found);
  });
}

/** What is caught may be left out, in the pattern and in the code. */
export function matchCatch(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const pairs = pattern.children
    .map((child, at) => ({ child, given: term.children[at]! }))
    .filter(({ child, given }, at) => child.kind !== 'None' && !(at === 1 && given.kind === 'None'));
  const patterns = pairs.map(({ child }) => child);
  matchAll(
    the,
    patterns,
    pairs.map(({ given }) => given),
    bindings,
    found,
  );
}
