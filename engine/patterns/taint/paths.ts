import type { Term } from '../term.ts';
import type { VariableKey } from './environment.ts';
import { fieldOf, withField, type Value } from './value.ts';
import type { Frame, Walk } from './walk.ts';

/** Changes what the variable behind an expression holds, as by a side effect. */
export function touch(walk: Walk, term: Term, frame: Frame, change: (before: Value) => Value): void {
  let at = term;
  while (THROUGH.has(at.kind) || isSomePlace(at)) {
    const next = at.kind === 'Keyword' ? at.children[1] : at.children[0];
    if (!next) return;
    at = next;
  }
  const path = pathOf(walk, at);
  if (!path) return;
  const { env } = frame;
  const before = path.fields.reduce(fieldOf, env.get(path.key));
  env.set(path.key, withField(env.get(path.key), path.fields, change(before)));
}

/** Kinds of terms that change what stands in them. */
const THROUGH = new Set(['Call', 'Unary', 'Keyword', 'Spread']);

/** A place in a collection that is not known: what is stored there is somewhere in the whole. */
function isSomePlace({ kind, children }: Term): boolean {
  const key = kind === 'Index' ? children[1]!.children[0] : undefined;
  return kind === 'Index' && (key === undefined || keyText(key) === undefined);
}

/** `x.a.b` as a variable and the parts below it. */
export function pathOf(
  walk: Walk,
  term: Term,
): { readonly key: VariableKey; readonly fields: readonly string[] } | undefined {
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
  return at.kind === 'Name' ? { key: keyOf(walk, at), fields: fields.reverse() } : undefined;
}

export function keyOf(walk: Walk, name: Term): VariableKey {
  return walk.flow.facts.scopes.variableOf(name) ?? name.value;
}

/** What a part of a collection is found by, if it is written out. */
export function keyText(key: Term): string | undefined {
  if (key.kind === 'Atom') return key.children[0]?.kind === 'Name' ? key.children[0].value : undefined;
  return key.kind === 'String' ? key.value : undefined;
}
