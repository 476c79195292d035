import type { Term, TermTree } from '../term.ts';
import type { Matcher } from './matcher-contract.ts';

const indexes = new WeakMap<TermTree, ReadonlyMap<string, readonly Term[]>>();

/** The names of a file by what they say; made once for all patterns. */
function namesOf(file: TermTree): ReadonlyMap<string, readonly Term[]> {
  let index = indexes.get(file);
  if (!index) {
    const made = new Map<string, Term[]>();
    for (const name of file.byKind.get('Name') ?? []) {
      const same = made.get(name.value);
      if (same) same.push(name);
      else made.set(name.value, [name]);
    }
    indexes.set(file, (index = made));
  }
  return index;
}

/**
 * Terms that a pattern with a known last name could match: those with that name, and those that stand for another by an
 * import. Undefined: the pattern has no such name.
 */
export function termsNamed(the: Matcher, root: Term): readonly Term[] | undefined {
  if (the.options.symbolic_propagation) return undefined;
  const name = root.kind === 'Call' ? lastName(root.children[0]!) : NAMED.has(root.kind) ? lastName(root) : undefined;
  if (name === undefined) return undefined;
  const names = [...(namesOf(the.file).get(name) ?? []), ...the.facts.importedNames()];
  const found = new Set<Term>();
  for (const each of names) {
    const whole = wholeOf(each);
    if (root.kind !== 'Call') found.add(whole);
    else {
      // With type arguments: `f<T>(x)`.
      const callee = whole.parent?.kind === 'Generic' && whole.position === 0 ? whole.parent : whole;
      if (callee.parent?.kind === 'Call' && callee.position === 0) found.add(callee.parent);
    }
  }
  return [...found];
}

const NAMED = new Set(['Name', 'Member']);

function lastName(term: Term): string | undefined {
  const name = term.kind === 'Member' ? term.children[1]! : term;
  return name.kind === 'Name' ? name.value : undefined;
}

/** `a.b` for its `b`; a name by itself otherwise. */
function wholeOf(name: Term): Term {
  return name.parent?.kind === 'Member' && name.position === 1 ? name.parent : name;
}
