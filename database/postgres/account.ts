import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedServerError } from './embedded-server-error.ts';

/** Who PostgreSQL's programs run as: ids for `spawn`, and nothing where they run as we do. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Where we do, its account is, in this order: the owner of the data, so that whoever runs
 * this can choose; `postgres`; `plumbline`, which is made, without a home, a password or a shell.
 */
export function accountFor(folder: string): Account {
  if (process.getuid?.() !== 0) return {};
  const account = ownerOf(folder) ?? namedAccount('postgres') ?? namedAccount(OWN_NAME) ?? makeAccount();
  if (account) return account;
  throw new EmbeddedServerError('no-account', 'PostgreSQL does not run as root, and no account could be made for it', {
    advice: `Run this as another user, or make a system account named ${OWN_NAME}, or set DATABASE_URL`,
  });
}

const OWN_NAME = 'plumbline';

function ownerOf(folder: string): Account | undefined {
  const owner = statSync(folder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

function namedAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid || Number(uid) === 0) return undefined;
  return { uid: Number(uid), gid: Number(gid) };
}

/** Debian's and Red Hat's way, and Alpine's. */
function makeAccount(): Account | undefined {
  const ways = [
    [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/',
      '--shell',
      '/sbin/nologin',
      OWN_NAME,
    ],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', OWN_NAME],
  ] as const;
  for (const [command, ...values] of ways) {
    try {
      execFileSync(command, values, { stdio: 'ignore' });
    } catch {
      // It is not there, or another process has just made the account.
    }
    const account = namedAccount(OWN_NAME);
    if (account) return account;
  }
  return undefined;
}
