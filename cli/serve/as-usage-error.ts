import { UsageError } from '../exit-codes.ts';

/** What whoever runs the service can mend: their messages say how. Known by name, so that nothing else has to be loaded. */
const MENDABLE = new Set(['SettingsError', 'EmbeddedServerError', 'MigrationError']);

/** Has what can be mended said without a stack trace. */
export async function asUsageError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && MENDABLE.has(error.name)) throw new UsageError(error.message);
    throw error;
  }
}
