import { randomBytes, randomUUID } from 'node:crypto';
import { access, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDataFolder, unusableDataFolder } from '../data-folder.ts';
import { SettingsError } from '../settings.ts';

const KEY_BYTES = 32;
const FILE = 'service.key';

/**
 * The key that encrypts what is stored and signs links: the one that is given, else that of the file in the data folder, which is
 * made where there is none (readable by its owner alone). Throws {@link SettingsError} where the file holds no key, or cannot be.
 */
export async function loadServiceKey({
  given,
  dataFolder,
}: {
  given: Buffer | undefined;
  dataFolder: string;
}): Promise<Buffer> {
  if (given !== undefined) return given;
  makeDataFolder(dataFolder);
  const path = join(dataFolder, FILE);
  const text = await readOrMake(path).catch((error: unknown) => {
    throw unusableDataFolder(dataFolder, error);
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new SettingsError(
    `${path}: expected ${KEY_BYTES} bytes in base64. Put the key back from a backup: what was encrypted with it cannot be read without it.`,
  );
}

async function readOrMake(path: string): Promise<string> {
  await makeKeyFile(path);
  return readFile(path, 'utf8');
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
