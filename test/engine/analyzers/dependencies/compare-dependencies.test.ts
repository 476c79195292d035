import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDependencies } from '../../../../engine/analyzers/dependencies/compare-dependencies.ts';
import type { Dependency } from '../../../../engine/analyzers/dependencies/dependency-result.ts';
import { compareVersions } from '../../../../engine/analyzers/dependencies/fixed-version.ts';

const dependency = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  version: fc.constantFrom('1.0.0', '1.10.0', '1.9.0', '2.0.0-rc1', '2.0.0'),
});
const dependencies = fc
  .uniqueArray(dependency, { selector: ({ name, version }) => `${name} ${version}` })
  .map((all): Dependency[] => all.map((one) => ({ ...one, ecosystem: 'npm', path: 'yarn.lock', line: 1 })));
const idsOf = (all: readonly Dependency[]) => all.map(({ name, version }) => `${name} ${version}`).sort();

it('what was, without what went and with what came, is what is', () => {
  fc.assert(
    fc.property(dependencies, dependencies, (base, head) => {
      const { added, removed, changed } = compareDependencies(base, head);
      const gone = new Set(idsOf([...removed, ...changed.map(({ from }) => from)]));
      const come = [...added, ...changed.map(({ to }) => to)];
      expect(idsOf([...base.filter((one) => !gone.has(idsOf([one])[0]!)), ...come])).toEqual(idsOf(head));
      expect(changed.every(({ from, to }) => from.name === to.name && from.version !== to.version)).toBe(true);
    }),
  );
});

it('nothing changes against itself', () => {
  fc.assert(
    fc.property(dependencies, (all) => {
      expect(compareDependencies(all, [...all].reverse())).toEqual({ added: [], removed: [], changed: [] });
    }),
  );
});

it('versions are in their order', () => {
  const ordered = [
    '0.9',
    '1.0.0-alpha',
    '1.0.0-beta',
    '1.0.0-rc1',
    '1.0.0',
    '1.0.1',
    '1.9.0',
    '1.10.0',
    'v2',
    '2.0.1+build',
  ];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  expect(compareVersions('1.0', '1.0.0')).toBe(0);
});
