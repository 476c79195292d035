import { randomBytes, randomUUID } from 'node:crypto';
import { access, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from '../settings.ts';

const KEY_BYTES = 32;
const FILE = 'service.key';

/**
 * The key that encrypts what is stored and signs links: the one that is given, else that of the file in the data folder, which is
 * made where there is none (readable by its owner alone). Throws {@link SettingsError} where the file holds no key.
 */
export async function loadServiceKey({
  given,
  dataFolder,
}: {
  given: Buffer | undefined;
  dataFolder: string;
}): Promise<Buffer> {
  if (given !== undefined) return given;
  // The embedded PostgreSQL, which runs as another account where we are root, has its own folder in it.
  await mkdir(dataFolder, { recursive: true, mode: 0o711 });
  const path = join(dataFolder, FILE);
  await makeKeyFile(path);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new SettingsError(
    `${path}: expected ${KEY_BYTES} bytes in base64. Put the key back from a backup: what was encrypted with it cannot be read without it.`,
  );
}

/** Written beside, then linked: who finds the file finds all of it, and of two processes that start at once one wins. */
async function makeKeyFile(path: string): Promise<void> {
  if (await access(path).then(yes, no)) return;
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const yes = (): boolean => true;
const no = (): boolean => false;
