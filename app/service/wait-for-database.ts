import type { Database } from '../../database/connect.ts';
import { isConnectionLost } from '../../database/errors.ts';
import type { Log } from '../../database/log.ts';
import { SettingsError } from '../settings.ts';

/** Milliseconds that a database may take to come up: it is often started together with us. */
const READY_WITHIN = 60_000;
/** Milliseconds after which whoever watches is told what is waited for, and how often after that. */
const SAY_AFTER = 500;
const SAY_EVERY = 10_000;

export interface WaitingOptions {
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly within?: number;
}

/** How often something is done in whose middle the database goes away. */
const ATTEMPTS = 5;

/** Does something once the database answers, and anew where that goes away meanwhile: it has to bear being done twice. */
export async function onceReady<T>(
  database: Pick<Database, 'waitUntilReady' | 'newClient'>,
  options: WaitingOptions,
  act: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await waitForDatabase(database, options);
    options.signal?.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS || !isOutage(error)) throw error;
      options.log.warn({ err: error }, 'the database went away; it is waited for');
    }
  }
}

/** Whether the database went away, or whatever failed did so because of it. */
export function isOutage(error: unknown): boolean {
  return isConnectionLost(error) || (error instanceof Error && isConnectionLost(error.cause));
}

/**
 * Waits for the database that `DATABASE_URL` names. Throws {@link SettingsError} where it does not come up, and at once where waiting
 * would not help: an unknown host, a wrong password, no such database.
 */
export async function waitForDatabase(
  database: Pick<Database, 'waitUntilReady' | 'newClient'>,
  { log, signal, within = READY_WITHIN }: WaitingOptions,
): Promise<void> {
  let reason: string | undefined;
  const say = () => log.warn({ ...placeOf(database), reason, seconds: within / 1000 }, 'waiting for the database');
  const first = setTimeout(say, SAY_AFTER);
  const again = setInterval(say, SAY_EVERY);
  try {
    const observe = (error: unknown) => (reason = reasonOf(error));
    await database.waitUntilReady({ timeout: within, observe, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    // Without its cause, which may hold the address with its password.
    throw new SettingsError(`DATABASE_URL: the database cannot be used: ${reasonOf(error)}`);
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}

/** As pg understands the address; never with its password. */
function placeOf({ newClient }: Pick<Database, 'newClient'>) {
  const { host, port, database } = newClient();
  return { host, port, database };
}

function reasonOf(error: unknown): string {
  // A host with several addresses has an error for each, and no words of its own.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
