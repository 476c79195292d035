import type { Queryable } from '../../database/connect.ts';
import { SettingsError } from '../settings.ts';
import { deriveKey } from './seal.ts';

/**
 * Holds that all processes on a database have the same key; the first one decides. Throws {@link SettingsError} for one that could
 * not read what the others keep.
 */
export async function checkServiceKey(database: Queryable, serviceKey: Buffer): Promise<void> {
  const fingerprint = deriveKey(serviceKey, 'fingerprint').toString('hex');
  const [row] = await database.query<{ fingerprint: string }>(
    `insert into service_key (fingerprint) values ($1)
     on conflict (only_row) do update set fingerprint = service_key.fingerprint
     returning fingerprint`,
    [fingerprint],
  );
  if (row?.fingerprint === fingerprint) return;
  throw new SettingsError(
    'PLUMBLINE_KEY: expected the key that this database was first used with. Set it to what the other processes have, or put the file service.key of the first data folder back.',
  );
}
