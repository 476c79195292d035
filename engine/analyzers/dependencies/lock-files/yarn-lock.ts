import { basename } from 'node:path/posix';
import { LockFileError, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';

/**
 * `yarn.lock` of yarn 1 and of yarn 2 and later ("berry"). Both are lines: a key without indent, its fields by two
 * spaces. Read line by line, as only three fields are wanted, with their lines. Does not say what is direct.
 */
export const yarnLock: LockFileReader = {
  format: 'yarn.lock',
  matches: (path) => basename(path) === 'yarn.lock',
  read: (text) => {
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    for (const { key, line, fields } of entriesOf(text)) {
      const id = fields.has('resolution') ? berryId(fields.get('resolution')!) : classicId(key, fields);
      if (id === 'of-the-project' || key === '__metadata') continue;
      if (id === undefined) problems.push(`${key} is not taken from the registry`);
      else packages.push(lockedPackage({ ecosystem: 'npm', name: id.name, version: id.version, line }));
    }
    if (packages.length === 0 && problems.length === 0 && !/^# yarn lockfile v1$|^__metadata:/m.test(text)) {
      throw new LockFileError('it is neither of yarn 1 nor of a later yarn');
    }
    return { packages, problems };
  },
};

interface Entry {
  readonly key: string;
  readonly line: number;
  readonly fields: Map<string, string>;
}

function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  text.split('\n').forEach((written, index) => {
    const line = written.trimEnd();
    if (/^[^\s#].*:$/.test(line)) {
      entries.push({ key: unquoted(line.slice(0, -1).split(/,\s/, 1)[0]!), line: index + 1, fields: new Map() });
      return;
    }
    const field = /^ {2}(version|resolution|resolved):? (.+)$/.exec(line);
    if (field) entries.at(-1)?.fields.set(field[1]!, unquoted(field[2]!));
  });
  return entries;
}

type Id = { readonly name: string; readonly version: string } | 'of-the-project' | undefined;

/** `lodash@npm:4.17.21`, `acme@workspace:.`, `fs@patch:fs@npm%3A1.0.0#…`. */
function berryId(resolution: string): Id {
  const at = resolution.indexOf('@', 1);
  const source = resolution.slice(at + 1);
  if (/^(?:workspace|link|portal):/.test(source)) return 'of-the-project';
  const plain = /^npm:(.+)$/.exec(source);
  const patched = /^patch:.*@npm(?:%3A|:)(\d[^#@&]*)/.exec(source);
  const version = (plain ?? patched)?.[1];
  return version === undefined ? undefined : { name: resolution.slice(0, at), version };
}

/** `lodash@^4.0.0`; an alias is `mine@npm:lodash@^4.0.0`. */
function classicId(key: string, fields: ReadonlyMap<string, string>): Id {
  const version = fields.get('version');
  const at = key.indexOf('@', 1);
  const range = key.slice(at + 1);
  if (version === undefined || /^(?:file|link|git|git\+\w+|https?|ssh|github):/.test(range)) return undefined;
  const alias = /^npm:(@?[^@]+)/.exec(range);
  return { name: alias ? alias[1]! : key.slice(0, at), version };
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1').replace(/^"/, '');
}
