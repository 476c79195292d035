import { aTerm, type Term } from '../term.ts';
import type { Bindings } from './bindings.ts';
import { matchAll, matchChildren } from './match-children.ts';
import { matchUnordered } from './match-list.ts';
import type { Found, Matcher } from './matcher-contract.ts';

/**
 * A module matches by its beginning, as `import a` means all of `a`; a pattern that takes nothing from it by name
 * matches whatever is taken.
 */
export function matchImport(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [module, names] = pattern.children;
  if (pattern.value === 'static' && term.value !== 'static') return;
  const imported =
    term.kind === 'Import' ? { module: term.children[0]!, names: term.children[1]! } : requiredNames(term);
  if (!imported) return;
  const given = imported.names;
  const seen = firstOnly(found);
  if (names!.children.length === 0) matchImportedPath(the, module!, imported, bindings, seen);
  if (names!.children.length === 1) matchAsPath(the, pattern, imported, bindings, seen);
  matchModule(the, module!, imported.module, bindings, (so) => {
    if (names!.children.length === 0) return seen(so);
    const wanted = names!.children.filter((name) => name.kind !== 'Ellipsis');
    matchUnordered(the, wanted, { terms: given.children, partial: true }, so, (to) => seen(to.bindings));
  });
}

/** Passes on the first way alone: one import is one match, whichever of its spellings fits. */
function firstOnly(found: Found): Found {
  let once = false;
  return (bindings) => {
    if (!once) found(bindings);
    once = true;
  };
}

interface ImportedNames {
  readonly module: Term;
  readonly names: Term;
}

/** The module of a pattern against a module, which may go on after it. */
function matchModule(the: Matcher, pattern: Term, module: Term, bindings: Bindings | undefined, found: Found): void {
  if (pattern.kind === 'String' && module.kind === 'String') {
    if (module.value.startsWith(pattern.value)) found(bindings);
    return;
  }
  const wanted = pathOf(pattern);
  const given = pathOf(module);
  if (!wanted || !given) return the.match(pattern, module, bindings, found);
  if (wanted.length === 1 && wanted[0]!.kind === 'Meta') return the.match(pattern, module, bindings, found);
  if (wanted.length <= given.length) matchAll(the, wanted, given.slice(0, wanted.length), bindings, found);
}

/** `import a.b` is what `from a import b` does. */
function matchImportedPath(
  the: Matcher,
  module: Term,
  imported: ImportedNames,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const wanted = pathOf(module);
  const given = pathOf(imported.module);
  if (!wanted || !given || wanted.length < 2) return;
  for (const { children } of imported.names.children) {
    const there = pathOf(children[0]!);
    if (there && wanted.length === given.length + there.length)
      matchAll(the, wanted, [...given, ...there], bindings, found);
  }
}

/** And `from a import b` is what `import a.b` does. */
function matchAsPath(
  the: Matcher,
  pattern: Term,
  imported: ImportedNames,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [name] = pattern.children[1]!.children;
  const module = pathOf(pattern.children[0]!);
  const last = name?.kind === 'Imported' ? pathOf(name.children[0]!) : undefined;
  const given = pathOf(imported.module);
  const isWhole = imported.names.children.every(({ children }) => children[0]?.kind === 'Literal');
  if (!module || !last || !given || !isWhole || given.length !== module.length + last.length) return;
  matchAll(the, [...module, ...last], given, bindings, found);
}

/** The parts of a dotted name. */
function pathOf(module: Term): Term[] | undefined {
  const parts: Term[] = [];
  let at = module;
  for (; at.kind === 'Member'; at = at.children[0]!) parts.push(at.children[1]!);
  return at.kind === 'Name' || at.kind === 'Meta' ? [at, ...parts.reverse()] : undefined;
}

/** `const {a} = require('m')` and a lone `require('m')`, as what they import. */
function requiredNames(term: Term): ImportedNames | undefined {
  const value = term.kind === 'Define' ? term.children[3]! : term;
  const callee = value.kind === 'Call' ? value.children[0]! : undefined;
  const module = value.children[1]?.children[0];
  if (callee?.kind !== 'Name' || !REQUIRING.has(callee.value) || module?.kind !== 'String') return undefined;
  const target = term.kind === 'Define' ? term.children[1]! : undefined;
  const names = target?.kind === 'Dict' ? target.children[0]!.children : [];
  const taken = names
    .filter((name) => name.kind === 'Pair')
    .map((pair) => aTerm('Imported', pair, [pair.children[0]!, pair.children[1]!]));
  if (target?.kind === 'Name') taken.push(aTerm('Imported', target, [aTerm('Literal', target, [], 'default'), target]));
  return { module, names: aTerm('Elements', term, taken) };
}

const REQUIRING = new Set(['require', 'import']);

/** A name that is imported under another one too, unless the pattern says which. */
export function matchImported(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const [there, here] = pattern.children;
  if (here!.kind !== 'None') return matchChildren(the, pattern, term, bindings, found);
  const local = there!.kind === 'Meta' && term.children[1]!.kind !== 'None' ? term.children[1]! : term.children[0]!;
  the.match(there!, local, bindings, found);
}
