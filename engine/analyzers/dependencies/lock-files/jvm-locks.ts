import { basename } from 'node:path/posix';
import type { XmlElement } from '../../read-xml.ts';
import { LockFileError, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';

/** What a `pom.xml` itself says: its own dependencies, with the properties and managed versions of the same file. */
export const pom: LockFileReader = {
  format: 'pom.xml',
  matches: (path) => basename(path) === 'pom.xml',
  read: async (text) => {
    const project = await projectOf(text);
    const valueOf = properties(project);
    const managed = new Map(
      dependenciesOf(project.child('dependencyManagement')).map((one) => [
        nameOf(one, valueOf),
        valueOf(one.child('version')?.text),
      ]),
    );
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    for (const one of dependenciesOf(project)) {
      const name = nameOf(one, valueOf);
      const version = valueOf(one.child('version')?.text) ?? managed.get(name);
      const development = one.child('scope')?.text === 'test' ? true : undefined;
      if (version === undefined || !/^[\w.+-]+$/.test(version))
        problems.push(`the version of ${name} is not told in this file`);
      else
        packages.push(lockedPackage({ ecosystem: 'Maven', name, version, line: one.line, direct: true, development }));
    }
    if (packages.length > 0) problems.push('what these packages need in turn is not told by a pom.xml');
    return { packages, problems };
  },
};

async function projectOf(text: string): Promise<XmlElement> {
  // Loaded on first use: most repositories have no `pom.xml`.
  const { readXml, XmlError } = await import('../../read-xml.ts');
  try {
    const root = readXml(text);
    if (root.name !== 'project') throw new LockFileError(`its root is <${root.name}>, not <project>`);
    return root;
  } catch (error) {
    if (error instanceof XmlError) throw new LockFileError(`it is no well-formed XML: ${error.message}`);
    throw error;
  }
}

function dependenciesOf(parent: XmlElement | undefined): readonly XmlElement[] {
  return (parent?.children('dependencies') ?? []).flatMap((one) => one.children('dependency'));
}

function nameOf(one: XmlElement, valueOf: (text: string | undefined) => string | undefined): string {
  return ['groupId', 'artifactId'].map((part) => valueOf(one.child(part)?.text) ?? '?').join(':');
}

/** Properties may name properties: as deep as people go. */
const DEEPEST_PROPERTY = 5;

/** Replaces `${…}`; undefined where one is not told in this file. */
function properties(project: XmlElement): (text: string | undefined) => string | undefined {
  const own = project.child('properties');
  const builtIn = (name: string): string | undefined => {
    const key = /^(?:project|pom)\.(?:parent\.)?(version|groupId|artifactId)$/.exec(name)?.[1];
    if (key === undefined) return undefined;
    const parent = project.child('parent')?.child(key)?.text;
    return name.includes('.parent.') ? parent : (project.child(key)?.text ?? parent);
  };
  return (text) => {
    let value = text;
    for (let depth = 0; depth < DEEPEST_PROPERTY && value?.includes('${'); depth++) {
      value = value.replace(
        /\$\{([^{}]{1,200})\}/g,
        (whole, name: string) => builtIn(name) ?? own?.child(name)?.text ?? whole,
      );
      if (value.length > 1000) return undefined;
    }
    return value === undefined || value === '' || value.includes('${') ? undefined : value;
  };
}

/** `group:name:version=configuration,…` by line, as Gradle's dependency locking writes it. */
export const gradleLockfile: LockFileReader = {
  format: 'gradle.lockfile',
  matches: (path) => ['gradle.lockfile', 'buildscript-gradle.lockfile'].includes(basename(path)),
  read: (text) => {
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    text.split('\n').forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#') || line.startsWith('empty=')) return;
      const match = /^([^:=\s]+:[^:=\s]+):([^:=\s]+)(?:=(.*))?$/.exec(line);
      if (!match) return void problems.push(`line ${index + 1} cannot be read`);
      const [, name = '', version = '', configurations = ''] = match;
      const isTest = configurations !== '' && configurations.split(',').every((one) => /test/i.test(one));
      packages.push(
        lockedPackage({ ecosystem: 'Maven', name, version, line: index + 1, development: isTest ? true : undefined }),
      );
    });
    return { packages, problems };
  },
};
