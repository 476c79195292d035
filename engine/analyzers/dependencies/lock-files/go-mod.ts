import { basename } from 'node:path/posix';
import { LockFileError, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';

/**
 * `go.mod`, not `go.sum`: since Go 1.17 it names every module that a build takes, at the version it takes, while
 * `go.sum` also keeps the digests of versions that were only considered.
 */
export const goMod: LockFileReader = {
  format: 'go.mod',
  matches: (path) => basename(path) === 'go.mod',
  read: (text) => {
    const { required, replaced, go } = directivesOf(text);
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    for (const module of required) {
      const replacement = replaced.get(`${module.name}@${module.version}`) ?? replaced.get(module.name);
      const { name, version } = replacement ?? module;
      if (version === undefined) problems.push(`${module.name} is replaced by a folder`);
      else
        packages.push(
          lockedPackage({
            ecosystem: 'Go',
            name,
            version: version.replace(/^v/, ''),
            line: module.line,
            direct: module.direct,
          }),
        );
    }
    const [major, minor] = go?.split('.').map(Number) ?? [1, 0];
    const isComplete = (major ?? 0) > 1 || (minor ?? 0) >= 17;
    if (!isComplete && required.length > 0) problems.push('modules needed indirectly are not named before Go 1.17');
    return { packages, problems };
  },
};

interface Module {
  readonly name: string;
  /** Absent: a folder. */
  readonly version?: string;
}

interface Directives {
  readonly required: (Module & { readonly version: string; readonly line: number; readonly direct: boolean })[];
  readonly replaced: Map<string, Module>;
  go: string | undefined;
}

function directivesOf(text: string): Directives {
  const found: Directives = { required: [], replaced: new Map(), go: undefined };
  let block: string | undefined;
  let isModule = false;
  text.split('\n').forEach((raw, index) => {
    const indirect = /\/\/.*\bindirect\b/.test(raw);
    const words = raw
      .replace(/\/\/.*/, '')
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/^["`](.*)["`]$/, '$1'));
    if (words[0] === '') return;
    if (words[0] === ')') return void (block = undefined);
    if (words[1] === '(') return void (block = words[0]);
    const [directive, ...rest] = block === undefined ? words : [block, ...words];
    if (directive === 'module') isModule = true;
    if (directive === 'go') found.go = rest[0];
    if (directive === 'require' && rest[0] && rest[1]) {
      found.required.push({ name: rest[0], version: rest[1], line: index + 1, direct: !indirect });
    }
    if (directive === 'replace') addReplacement(found.replaced, rest);
  });
  if (!isModule) throw new LockFileError('it has no module directive');
  return found;
}

/** `a => b v1`, `a v1 => ../b`. */
function addReplacement(replaced: Map<string, Module>, words: readonly string[]): void {
  const arrow = words.indexOf('=>');
  const [name, version] = words.slice(0, arrow);
  const [to, toVersion] = words.slice(arrow + 1);
  if (arrow < 1 || name === undefined || to === undefined) return;
  replaced.set(
    version === undefined ? name : `${name}@${version}`,
    toVersion === undefined ? { name: to } : { name: to, version: toVersion },
  );
}
