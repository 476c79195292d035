import { basename } from 'node:path/posix';
import * as z from 'zod';
import { objectKey, parseJson } from './json-lock-file.ts';
import { lineFinder, lockedPackage, type LockedPackage, type LockFileReader } from './lock-file.ts';
import { tomlPackages, type TomlPackage } from './toml-lock-file.ts';

/** `requirements.txt` and its kin, as far as versions are pinned by `==`. */
export const requirements: LockFileReader = {
  format: 'requirements.txt',
  matches: (path) =>
    /^(?:requirements(?:[-_.][\w.-]+)?|[\w.-]+[-_.]requirements)\.txt$/.test(basename(path)) ||
    /(?:^|\/)requirements\/[^/]+\.txt$/.test(path),
  read: (text) => {
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    for (const { written, line } of logicalLines(text)) {
      const pinned = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*===?\s*([^\s;,#*]+)\s*(?:[;#\s]|$)/.exec(written);
      const included = /^(?:-r|-c|--requirement|--constraint)[\s=]*(\S+)/.exec(written);
      const name = /^([A-Za-z0-9][\w.-]*)/.exec(written)?.[1];
      if (pinned) {
        packages.push(lockedPackage({ ecosystem: 'PyPI', name: pythonName(pinned[1]!), version: pinned[2]!, line }));
      } else if (included) problems.push(`${included[1]} is included and is looked at only if it is known by its name`);
      else if (/^(?:-e|--editable)\b/.test(written)) problems.push(`line ${line} names a folder or a repository`);
      else if (name !== undefined) problems.push(`${name} is not pinned to a version`);
    }
    return { packages, problems };
  },
};

/** Without comments, and with lines that end in `\` joined. */
function logicalLines(text: string): readonly { readonly written: string; readonly line: number }[] {
  const lines: { written: string; line: number }[] = [];
  let open = false;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trimEnd();
    const more = line.endsWith('\\');
    const part = (more ? line.slice(0, -1) : line).replace(/(?:^|\s)#.*/, '').trim();
    const last = lines.at(-1);
    if (open && last) lines[lines.length - 1] = { ...last, written: `${last.written} ${part}`.trim() };
    else lines.push({ written: part, line: index + 1 });
    open = more;
  });
  return lines.filter(({ written }) => written !== '');
}

export const pipfileLock: LockFileReader = {
  format: 'Pipfile.lock',
  matches: (path) => basename(path) === 'Pipfile.lock',
  read: (text) => {
    const lineOf = lineFinder(text, objectKey);
    const packages: LockedPackage[] = [];
    const problems: string[] = [];
    const lock = parseJson(text, pipfile);
    for (const [group, entries] of [
      ['default', lock.default],
      ['develop', lock.develop],
    ] as const) {
      for (const [name, { version }] of Object.entries(entries)) {
        const line = lineOf(name);
        const pinned = /^===?(.+)$/.exec(version ?? '')?.[1];
        const development = group === 'develop' ? true : undefined;
        if (pinned === undefined) problems.push(`${name} is not taken from the index`);
        else
          packages.push(
            lockedPackage({ ecosystem: 'PyPI', name: pythonName(name), version: pinned, line, development }),
          );
      }
    }
    return { packages, problems };
  },
};
const pipfileGroup = z.record(z.string(), z.object({ version: z.string().optional() })).default({});
const pipfile = z.object({ default: pipfileGroup, develop: pipfileGroup });

export const poetryLock: LockFileReader = {
  format: 'poetry.lock',
  matches: (path) => basename(path) === 'poetry.lock',
  read: (text) => {
    const { taken, problems } = fromIndex(tomlPackages(text), (source) =>
      /^(?:git|url|file|directory)$/.test(textAt(source, 'type')),
    );
    const packages = taken.map((one) =>
      python(one, { development: one.category === 'dev' || isOnlyDev(one.groups) ? true : undefined }),
    );
    return { packages, problems };
  },
};

function isOnlyDev(groups: unknown): boolean {
  return Array.isArray(groups) && groups.length > 0 && !groups.includes('main');
}

export const uvLock: LockFileReader = {
  format: 'uv.lock',
  matches: (path) => basename(path) === 'uv.lock',
  read: (text) => {
    const all = tomlPackages(text);
    const projects = all.filter(({ source }) => textAt(source, 'virtual') || textAt(source, 'editable'));
    const direct = new Set(
      projects.flatMap((one) => [...namesIn(one.dependencies), ...namesIn(one['dev-dependencies'])]),
    );
    const others = all.filter((one) => !projects.includes(one));
    const { taken, problems } = fromIndex(others, (source) => !textAt(source, 'registry'));
    return { packages: taken.map((one) => python(one, { direct: direct.has(one.name) })), problems };
  },
};

function namesIn(dependencies: unknown): readonly string[] {
  if (Array.isArray(dependencies)) return dependencies.map((one) => textAt(one, 'name')).filter((name) => name !== '');
  return typeof dependencies === 'object' && dependencies !== null ? Object.values(dependencies).flatMap(namesIn) : [];
}

function fromIndex(
  packages: readonly TomlPackage[],
  isElsewhere: (source: unknown) => boolean,
): { taken: readonly TomlPackage[]; problems: readonly string[] } {
  const taken = packages.filter((one) => one.version !== undefined && !isElsewhere(one.source));
  const problems = packages
    .filter((one) => !taken.includes(one))
    .map((one) => `${one.name} is not taken from the index`);
  return { taken, problems };
}

function python(one: TomlPackage, more: { direct?: boolean; development?: boolean | undefined }): LockedPackage {
  return lockedPackage({
    ecosystem: 'PyPI',
    name: pythonName(one.name),
    version: one.version!,
    line: one.line,
    ...more,
  });
}

/** The text that a table has under a key, or ''. */
function textAt(table: unknown, key: string): string {
  const value = typeof table === 'object' && table !== null ? (table as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
}

/** As the index compares names (PEP 503). */
function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
