import { basename } from 'node:path/posix';
import { lockedPackage, type LockFileReader } from './lock-file.ts';
import { tomlPackages } from './toml-lock-file.ts';

/** A package without a source is of the workspace; what it depends on is direct. */
export const cargoLock: LockFileReader = {
  format: 'Cargo.lock',
  matches: (path) => basename(path) === 'Cargo.lock',
  read: (text) => {
    const all = tomlPackages(text);
    const direct = new Set(all.filter((one) => one.source === undefined).flatMap((one) => namesOf(one.dependencies)));
    const others = all.filter((one) => one.source !== undefined);
    const isRegistry = (source: unknown) => typeof source === 'string' && /^(?:registry|sparse)\+/.test(source);
    const packages = others
      .filter((one) => isRegistry(one.source) && one.version !== undefined)
      .map(({ name, version, line }) =>
        lockedPackage({ ecosystem: 'crates.io', name, version: version!, line, direct: direct.has(name) }),
      );
    const problems = others
      .filter((one) => !isRegistry(one.source))
      .map(({ name }) => `${name} is not taken from a registry`);
    return { packages, problems };
  },
};

/** `serde`, or `serde 1.0.2 (registry+…)` where there are several. */
function namesOf(dependencies: unknown): readonly string[] {
  return Array.isArray(dependencies) ? dependencies.map((one) => String(one).split(' ', 1)[0]!) : [];
}
