import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { accountFor, type Account } from './account.ts';
import { EmbeddedServerError } from './embedded-server-error.ts';
import type { Programs } from './find-programs.ts';

/** Where a server of our own keeps what it needs, and who owns it. */
export interface DataFolder {
  /** The folder as a whole. */
  readonly folder: string;
  /** PostgreSQL's data. */
  readonly data: string;
  /** Its socket: nobody but the account and root gets in. */
  readonly sockets: string;
  readonly account: Account;
}

/** The name of the superuser. */
export const OWNER = 'plumbline';

/** Makes the folder if it is not there, and sees that the server's account can use it. Throws {@link EmbeddedServerError}. */
export function prepareFolder(path: string): DataFolder {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true });
    const account = accountFor(folder);
    claim(folder, account);
    const sockets = socketFolder(folder);
    mkdirSync(sockets, { recursive: true });
    claim(sockets, account);
    assertUsable(folder, account);
    return { folder, data: join(folder, 'data'), sockets, account };
  } catch (cause) {
    if (cause instanceof EmbeddedServerError) throw cause;
    throw unusable(folder, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** A folder that is somebody else's, or a link to one, is not taken: in a folder for all, anybody could have made it. */
function claim(folder: string, { uid, gid }: Account): void {
  const info = lstatSync(folder);
  const own = process.getuid?.();
  if (!info.isDirectory() || (info.uid !== own && info.uid !== uid))
    throw unusable(folder, 'it is not a folder of ours');
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}

/** Bytes that the path of a socket can have: 104 on macOS and 108 on Linux, with the byte that ends it (`sun_path`). */
const LONGEST_SOCKET_PATH = 103;
/** PostgreSQL names its socket for a port, also where there is none. */
export const PORT = 5432;

/** The same for every process that uses the folder. */
function socketFolder(folder: string): string {
  const inside = join(folder, 'run');
  if (Buffer.byteLength(join(inside, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET_PATH) return inside;
  return `/tmp/plumbline-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
}

function assertUsable(folder: string, account: Account): void {
  const name = `.tried-${randomBytes(6).toString('hex')}`;
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && : >"$2" && rm -- "$2"', 'sh', folder, name], {
    ...account,
    cwd: '/',
    env: {},
    encoding: 'utf8',
  });
  const who = account.uid === undefined ? 'we' : `the account with the number ${account.uid}`;
  if (status !== 0) throw unusable(folder, error?.message ?? `${who} cannot enter it or write into it`);
}

function unusable(folder: string, why: string, cause?: unknown): EmbeddedServerError {
  const root = process.getuid?.() === 0;
  return new EmbeddedServerError('folder-unusable', `the database cannot use the folder ${folder}: ${why}`, {
    advice: root
      ? 'PostgreSQL does not run as root: choose a folder that other accounts can reach, such as one in /var/lib, by PLUMBLINE_DATA'
      : 'Choose a folder of your own by PLUMBLINE_DATA',
    cause,
  });
}

/**
 * Makes the data, if it is not there. It is made under another name and moved: two processes may do so at once, and one that is
 * killed leaves nothing half-made. Throws {@link EmbeddedServerError}.
 */
export async function initialiseData(
  { folder, data, account }: DataFolder,
  { programs, durable }: { programs: Programs; durable: boolean },
): Promise<void> {
  if (!existsSync(data)) {
    removeOldDrafts(folder);
    const draft = join(folder, `data.new-${randomBytes(6).toString('hex')}`);
    try {
      await runInitdb(
        programs.initdb,
        [`--pgdata=${draft}`, ...INITDB_OPTIONS, ...(durable ? [] : ['--no-sync'])],
        account,
      );
      renameSync(draft, data);
    } catch (cause) {
      if (!existsSync(data)) throw cause;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  assertVersion(data, programs);
}

/** Milliseconds; making one takes seconds. */
const DRAFT_IS_OLD = 60 * 60_000;

/** Left by a process that was killed. */
function removeOldDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('data.new-'))) {
    const draft = join(folder, name);
    const made = statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - made > DRAFT_IS_OLD) rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Trust, because nobody but the account gets to the socket. The locale is PostgreSQL's own: an index does not depend on the
 * system's library, whose next version may sort in another way.
 */
const INITDB_OPTIONS = [
  `--username=${OWNER}`,
  '--auth-local=trust',
  '--auth-host=reject',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

async function runInitdb(initdb: string, values: readonly string[], account: Account): Promise<void> {
  try {
    await promisify(execFile)(initdb, values, { ...account, cwd: '/', env: SERVER_ENVIRONMENT });
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new EmbeddedServerError('does-not-start', `PostgreSQL could not make its data: ${said}`, {
      advice: 'Mend that, or set DATABASE_URL to use another PostgreSQL',
      cause,
    });
  }
}

/** Nothing of ours: it holds secrets, and PostgreSQL's own variables would change what it does. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

function assertVersion(data: string, { majorVersion }: Programs): void {
  let found: string;
  try {
    found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (cause) {
    throw unusable(data, 'what is in it is not a database of PostgreSQL', cause);
  }
  if (Number(found) === majorVersion) return;
  throw new EmbeddedServerError(
    'other-version',
    `the database in ${data} was written by PostgreSQL ${found}, and this is PostgreSQL ${majorVersion}`,
    {
      advice: `Run the version of Plumbline that wrote it and move the data by pg_dump and pg_restore, or choose another PLUMBLINE_DATA`,
    },
  );
}
