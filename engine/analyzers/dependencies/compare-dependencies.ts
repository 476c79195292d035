import type { Dependency } from './dependency-result.ts';
import { compareVersions } from './fixed-version.ts';

export interface DependencyChanges {
  readonly added: readonly Dependency[];
  readonly removed: readonly Dependency[];
  readonly changed: readonly { readonly from: Dependency; readonly to: Dependency }[];
}

/**
 * What a change does to the packages of each lock file. A name may have several versions: those that both sides have
 * are left alone, the others are paired from the lowest on, and what has no partner is added or removed.
 */
export function compareDependencies(base: readonly Dependency[], head: readonly Dependency[]): DependencyChanges {
  const before = byName(base);
  const after = byName(head);
  const added: Dependency[] = [];
  const removed: Dependency[] = [];
  const changed: { from: Dependency; to: Dependency }[] = [];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const gone = without(before.get(key) ?? [], after.get(key) ?? []);
    const come = without(after.get(key) ?? [], before.get(key) ?? []);
    const pairs = Math.min(gone.length, come.length);
    for (let at = 0; at < pairs; at++) changed.push({ from: gone[at]!, to: come[at]! });
    removed.push(...gone.slice(pairs));
    added.push(...come.slice(pairs));
  }
  return { added, removed, changed };
}

function byName(dependencies: readonly Dependency[]): ReadonlyMap<string, readonly Dependency[]> {
  const groups = new Map<string, Dependency[]>();
  for (const one of dependencies) {
    const key = `${one.path}\0${one.ecosystem}\0${one.name}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function without(all: readonly Dependency[], known: readonly Dependency[]): readonly Dependency[] {
  const versions = new Set(known.map(({ version }) => version));
  return all
    .filter(({ version }) => !versions.has(version))
    .sort((a, b) => compareVersions(a.version, b.version) || (a.version < b.version ? -1 : 1));
}
