import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ObjectFormat } from './blob-id.ts';
import { fileNameOf, splitAtNul } from './file-name.ts';
import { runGit } from './git-process.ts';
import { SourceError } from './source.ts';

/** Where a repository is and what kind it is. */
export interface RepositoryFacts {
  readonly gitDir: string;
  /** Where the objects are: the same as `gitDir` but in a linked worktree. */
  readonly commonDir: string;
  /** Absent in a bare repository. */
  readonly root?: string;
  /** From `root` to the folder asked for; '' at the root. */
  readonly prefix: string;
  readonly shallow: boolean;
  /** Made to lack objects until they are asked for. */
  readonly partial: boolean;
  readonly objectFormat: ObjectFormat;
  /** From the remote's address, or the folder. */
  readonly name: string;
  /** Of the remote on the web, without credentials; absent where no remote tells it. */
  readonly uri?: string;
  /** False where the disk keeps no executable bit (`core.fileMode`). */
  readonly tracksExecutables: boolean;
}

export interface DiscoverOptions {
  /** The repository at this very folder may be another user's, as the workspace of a container's job is; absent: git refuses one. */
  readonly isTrusted?: boolean;
}

/** Asks git about the repository that `folder` is in. Throws {@link SourceError} if there is none. */
export async function discoverRepository(
  folder: string,
  { isTrusted = false }: DiscoverOptions = {},
): Promise<RepositoryFacts> {
  await mustBeFolder(folder);
  // Git knows whom it trusts by paths without links.
  const place = isTrusted ? { folder: await realpath(folder), isTrusted } : { folder };
  const [answers, settings] = await Promise.all([
    runGit(place, ['rev-parse', ...QUESTIONS]),
    runGit(place, ['config', '-z', '--get-regexp', SETTINGS]).catch(() => Buffer.alloc(0)), // none of them is set
  ]);
  const [gitDir, commonDir, bare, insideWorkTree, shallow, format, cdup, prefix] = answers.toString('utf8').split('\n');
  const root = bare === 'false' && insideWorkTree === 'true' ? resolve(folder, cdup ?? '') : undefined;
  const values = settingsOf(settings);
  const remote = remoteOf(values) ?? { name: basename(root ?? gitDir!).replace(/\.git$/, '') };
  return {
    gitDir: gitDir!,
    commonDir: resolve(folder, commonDir!),
    ...(root !== undefined && { root }),
    prefix: (prefix ?? '').replace(/\/$/, ''),
    shallow: shallow === 'true',
    partial: [...values.keys()].some((key) => PARTIAL.test(key)),
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
    ...remote,
    tracksExecutables: values.get('core.filemode') !== 'false',
  };
}

const QUESTIONS = [
  '--absolute-git-dir',
  '--git-common-dir',
  '--is-bare-repository',
  '--is-inside-work-tree',
  '--is-shallow-repository',
  '--show-object-format',
  '--show-cdup',
  '--show-prefix',
];

const SETTINGS = '^(remote\\..*\\.(url|partialclonefilter|promisor)|core\\.filemode|extensions\\.partialclone)$';
const PARTIAL = /^(?:remote\..*\.(?:partialclonefilter|promisor)|extensions\.partialclone)$/;

async function mustBeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new SourceError('no-such-folder', `${folder} is ${found ? 'not a folder' : 'not there'}`, {
    advice: 'Give the path of a folder.',
  });
}

function settingsOf(output: Buffer): Map<string, string> {
  const pairs = splitAtNul(output).map((entry): [string, string] => {
    const [name = '', ...value] = fileNameOf(entry).split('\n');
    return [name, value.join('\n')];
  });
  return new Map(pairs);
}

/** `git@host:owner/name.git` and `https://host/owner/name` are both `owner/name` at `https://host/owner/name`. */
function remoteOf(settings: ReadonlyMap<string, string>): { readonly name: string; readonly uri?: string } | undefined {
  const url =
    settings.get('remote.origin.url') ?? [...settings].find(([key]) => /^remote\..*\.url$/.test(key))?.[1] ?? '';
  const name = NAME.exec(url)?.[1];
  if (name === undefined) return undefined;
  const uri = addressOf(url);
  return { name, ...(uri !== undefined && { uri }) };
}

const NAME = /^(?:[a-z+]+:\/\/[^/]+\/|[^/]+@[^/:]+:)(?:.*\/)?([^/]+\/[^/]+?)(?:\.git)?\/*$/;

/** Where a host serves git by SSH, its pages are at the same name. */
function addressOf(url: string): string | undefined {
  const [, scheme, host, path] = /^(https?|ssh):\/\/(?:[^/@]*@)?([^/@]+)\/(.+?)(?:\.git)?\/*$/.exec(url) ?? [];
  if (scheme === 'ssh') return `https://${host?.replace(/:\d+$/, '')}/${path}`;
  if (scheme !== undefined) return `${scheme}://${host}/${path}`;
  const [, at, below] = /^[^/@]+@([^/:@]+):(?!\/)(.+?)(?:\.git)?\/*$/.exec(url) ?? [];
  return at === undefined ? undefined : `https://${at}/${below}`;
}
