import type { Database } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import { SettingsError } from '../settings.ts';

/** Milliseconds that a database may take to come up: it is often started together with us. */
const READY_WITHIN = 60_000;
/** Milliseconds after which whoever watches is told what is waited for. */
const SAY_AFTER = 500;

/**
 * Waits for the database that `DATABASE_URL` names. Throws {@link SettingsError} where it does not come up, and at once where waiting
 * would not help: an unknown host, a wrong password, no such database.
 */
export async function waitForDatabase(
  database: Pick<Database, 'waitUntilReady'>,
  { log, signal, within = READY_WITHIN }: { log: Log; signal?: AbortSignal; within?: number },
): Promise<void> {
  const say = setTimeout(() => log.warn({ seconds: within / 1000 }, 'waiting for the database'), SAY_AFTER);
  try {
    await database.waitUntilReady({ timeout: within, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    // Without its cause, which may hold the address with its password.
    throw new SettingsError(`DATABASE_URL: the database cannot be used: ${reasonOf(error)}`);
  } finally {
    clearTimeout(say);
  }
}

function reasonOf(error: unknown): string {
  // A host with several addresses has an error for each, and no words of its own.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
