import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAsset } from '../engine/assets.ts';
import { GUARDED, guardProcess, killGuarded } from '../engine/processes/guard-process.ts';
import type { ActionState } from './action-state.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Programs of others that have a package for each platform. */
export type NativeProgram = 'oxlint' | 'typst';

/** A package of one platform, as package-lock.json has it. Written by scripts/build.js. */
export interface NativePart {
  readonly program: NativeProgram;
  readonly name: string;
  readonly version: string;
  /** `sha512-…`, of the packed package. */
  readonly integrity: string;
  /** As Node names them. */
  readonly os: string;
  readonly cpu: string;
  /** Of Linux alone. */
  readonly libc?: 'glibc' | 'musl';
}

const WITHOUT: Readonly<Record<NativeProgram, string>> = {
  oxlint: 'ESLint looks for all of it, which takes longer.',
  typst: 'There is no PDF.',
};

/** What npm takes, at most, to bring 20 MB. */
const FETCH_MS = 60_000;

/**
 * Path of the library of a program for this machine: where the Action carries none, it is fetched once by the runner's npm,
 * with its registry and mirror, and kept in the runner's tool cache. Undefined where that fails; a notice says why.
 */
export async function nativePart({ env, write }: ActionState, program: NativeProgram): Promise<string | undefined> {
  try {
    const list = findAsset('native-parts.json');
    // Not built: linting finds oxlint beside the source.
    if (list === undefined && program === 'oxlint') return undefined;
    const part = list === undefined ? undefined : partFor(program, list);
    if (part === undefined) throw new Error(`there is none for ${process.platform} on ${process.arch}`);
    return carried(part) ?? (await kept(part, env));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    write(annotationCommand('notice', `${program} is not available here: ${reason}. ${WITHOUT[program]}`));
    return undefined;
  }
}

function partFor(program: NativeProgram, list: string): NativePart | undefined {
  const parts = JSON.parse(readFileSync(list, 'utf8')) as readonly NativePart[];
  const here = parts.filter(
    (part) => part.program === program && part.os === process.platform && part.cpu === process.arch,
  );
  return here.length > 1 ? here.find(({ libc }) => libc === libcHere()) : here[0];
}

function libcHere(): NativePart['libc'] {
  // As napi-rs' loaders ask.
  const ldd = '/usr/bin/ldd';
  return existsSync(ldd) && readFileSync(ldd, 'utf8').includes('musl') ? 'musl' : 'glibc';
}

function carried({ name }: NativePart): string | undefined {
  try {
    // Its entry is the library.
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}

/**
 * The packed package is what is kept, and is compared each time: a tool cache that jobs share can be written by others. What is
 * not what it should be is fetched anew. The library is for this job alone, and goes with what is temporary.
 */
async function kept(part: NativePart, env: NodeJS.ProcessEnv): Promise<string> {
  const tool = part.name.replace(/^@/, '').replaceAll('/', '-');
  const { cacheFile, extractTar, find } = await import('@actions/tool-cache');
  // Empty: no .npmrc of what is reviewed says where npm looks.
  const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'plumbline-npm-'));
  const packed = join(folder, PACKED);
  try {
    if (!takenFrom(find(tool, part.version))) {
      renameSync(await pack(part, { folder, env }), packed);
      if (!isWhatItShouldBe()) throw new Error(`what npm brought as ${part.name} is not what it should be`);
      await cacheFile(packed, PACKED, tool, part.version);
    }
    const extracted = join(await extractTar(packed, join(folder, 'extracted')), 'package');
    const library = readdirSync(extracted).find((name) => name.endsWith('.node'));
    if (library === undefined) throw new Error(`${part.name} holds no library`);
    return join(extracted, library);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(packed, { force: true });
  }

  /** Copied before it is compared: nobody can put another in its place between. */
  function takenFrom(place: string): boolean {
    if (place === '' || !existsSync(join(place, PACKED))) return false;
    copyFileSync(join(place, PACKED), packed);
    if (isWhatItShouldBe()) return true;
    rmSync(packed);
    return false;
  }

  function isWhatItShouldBe(): boolean {
    return `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}` === part.integrity;
  }
}

const PACKED = 'packed.tgz';

/** Path of what npm packed. Nothing of a package runs when it is packed. */
async function pack(
  { name, version }: NativePart,
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    env: forNpm(env),
    stdio: ['ignore', 'ignore', 'pipe'],
    // npm is a script of the shell there. The arguments are our own.
    shell: process.platform === 'win32',
    ...GUARDED,
  });
  guardProcess(child);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    killGuarded(child);
    // What npm started may hold it open.
    child.stderr.destroy();
  }, FETCH_MS);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, MOST_SAID)));
  await new Promise<void>((resolve, reject) => {
    child.once('error', ({ message }) => reject(new Error(`npm cannot be started: ${message}`)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else if (isLate) reject(new Error(`npm took more than ${FETCH_MS / 1000} s`));
      else reject(new Error(`npm could not bring ${name}: ${said.trim().split('\n', 1)[0]}`));
    });
  }).finally(() => clearTimeout(timer));
  const packed = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (packed === undefined || !existsSync(join(folder, packed))) throw new Error(`npm brought nothing as ${name}`);
  return join(folder, packed);
}

const MOST_SAID = 1000;

/** What npm and the Node that runs it go by. Source: docs.npmjs.com/cli/using-npm/config, nodejs.org/api/cli.html */
const OF_NPM: readonly RegExp[] = [
  // Where programs, settings and what is temporary are; the same of Windows.
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|XDG_\w+|LD_LIBRARY_PATH)$/i,
  /^(?:PATHEXT|SystemRoot|SystemDrive|windir|ComSpec|OS|PROCESSOR_ARCHITECTURE|NUMBER_OF_PROCESSORS|ProgramData)$/i,
  /^(?:ProgramFiles(?:\(x86\))?|ProgramW6432|APPDATA|LOCALAPPDATA|USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH)$/i,
  // Registries and their tokens: actions/setup-node writes an .npmrc that reads the last one.
  /^(?:npm_config_.+|NODE_AUTH_TOKEN)$/i,
  // Proxies and certificates.
  /^(?:(?:https?_|no_|all_)?proxy|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|NODE_USE_\w+|NODE_OPTIONS)$/i,
];

/** No token and no secret of the workflow is for npm, but what npm itself is set up with. */
function forNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => OF_NPM.some((known) => known.test(name))));
}
