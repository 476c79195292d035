import { posix } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { pathMatcher, problemOfGlob } from '../../engine/config/globs.ts';

/** A part of a monorepo, as its package manager knows it. */
export interface Workspace {
  readonly name: string;
  /** Its folder. */
  readonly path: string;
}

export interface RepositoryFiles {
  readonly paths: readonly string[];
  /** Text of a file that is there; undefined where it cannot be read. */
  read(path: string): Promise<string | undefined>;
}

/** The members of npm, yarn, pnpm, Cargo and Go workspaces that have a manifest, ordered by folder. */
export async function detectWorkspaces(files: RepositoryFiles): Promise<Workspace[]> {
  const folders = new Set<string>();
  for (const { file, manifest, membersIn } of WORKSPACES) {
    const text = files.paths.includes(file) ? await files.read(file) : undefined;
    if (text === undefined) continue;
    const members = quietly(() => membersIn(text)) ?? [];
    for (const folder of foldersOf(members, { manifest, paths: files.paths })) folders.add(folder);
  }
  const sorted = [...folders].sort();
  return sorted.map((path) => ({ name: shortName(path, sorted), path }));
}

interface WorkspaceKind {
  readonly file: string;
  readonly manifest: string;
  /** Folders and globs of folders; throws or answers nonsense for a file of another form. */
  readonly membersIn: (text: string) => unknown;
}

const WORKSPACES: readonly WorkspaceKind[] = [
  {
    file: 'package.json',
    manifest: 'package.json',
    membersIn: (text) => {
      const workspaces = member(JSON.parse(text), 'workspaces');
      return Array.isArray(workspaces) ? workspaces : member(workspaces, 'packages');
    },
  },
  {
    file: 'pnpm-workspace.yaml',
    manifest: 'package.json',
    membersIn: (text) => member(parseYaml(text, { maxAliasCount: 10, logLevel: 'silent' }), 'packages'),
  },
  {
    file: 'Cargo.toml',
    manifest: 'Cargo.toml',
    membersIn: (text) => member(member(parseToml(text), 'workspace'), 'members'),
  },
  {
    file: 'go.work',
    manifest: 'go.mod',
    membersIn: (text) =>
      [...text.matchAll(/^[ \t]*(?:use[ \t]+)?(\.{1,2}\/[^\s()"]{1,200})[ \t]*$/gm)].map((match) => match[1]),
  },
];

function foldersOf(members: unknown, { manifest, paths }: { manifest: string; paths: readonly string[] }): string[] {
  const globs = (Array.isArray(members) ? members : [])
    .filter((one) => typeof one === 'string')
    .map((one) => ({
      glob: one.replace(/^!/, '').replace(/^\.\//, '').replace(/\/$/, ''),
      leftOut: one.startsWith('!'),
    }))
    .filter(({ glob }) => problemOfGlob(glob) === undefined);
  const pick = (leftOut: boolean) =>
    globs.filter((one) => one.leftOut === leftOut).map(({ glob }) => `${glob}/${manifest}`);
  const isMember = pathMatcher(pick(false));
  const isLeftOut = pathMatcher(pick(true));
  return (
    paths
      .filter(
        (path) =>
          path.endsWith(`/${manifest}`) && !path.includes('node_modules/') && isMember(path) && !isLeftOut(path),
      )
      .map((path) => posix.dirname(path))
      // A folder that reads like a pattern cannot be named by one.
      .filter((folder) => /^[^*?[\]{}()!\\]+$/.test(folder) && problemOfGlob(folder) === undefined)
  );
}

/** The folder's own name where no other part has it, else its path. */
function shortName(path: string, all: readonly string[]): string {
  const name = posix.basename(path);
  return all.some((other) => other !== path && posix.basename(other) === name) ? path : name;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** A manifest that cannot be read tells nothing; its own tool will complain. */
function quietly(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
