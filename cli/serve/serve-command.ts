import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { LOG_OPTIONS } from '../../app/service/log-options.ts';
import { startService, type ServicePart } from '../../app/service/start-service.ts';
import { readSettings, SettingsError } from '../../app/settings.ts';
import { EXIT, UsageError } from '../exit-codes.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What whoever runs the service can mend: their messages say how. Known by name, so that nothing else has to be loaded. */
const MENDABLE = new Set(['SettingsError', 'EmbeddedServerError', 'MigrationError']);

/** `plumbline serve`: runs until it is asked to end; a second signal ends it at once. */
export async function runServe({ only }: { readonly only: ServicePart | undefined }): Promise<number> {
  const asked = untilAskedToEnd();
  try {
    const settings = readSettings(process.env);
    if (only !== undefined && settings.databaseUrl === undefined) {
      throw new SettingsError(
        `DATABASE_URL is missing: with --only ${only}, the parts meet in a PostgreSQL that all of them reach.`,
      );
    }
    const log = createLog(settings.logLevel);
    const service = await startService({ settings, log, ...(only && { only }) });
    try {
      log.info({ url: service.url, only: only ?? 'all' }, 'plumbline serves');
      const signal = await Promise.race([asked, service.failed]);
      log.info({ signal }, 'ending: what is under way is finished or handed back');
    } finally {
      await service.stop();
    }
    return EXIT.passed;
  } catch (error) {
    if (error instanceof Error && MENDABLE.has(error.name)) throw new UsageError(error.message);
    throw error;
  }
}

/** In place of ending at once, as other commands do. */
function untilAskedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.removeAllListeners(signal);
      process.once(signal, () => {
        for (const again of SIGNALS) process.once(again, () => process.exit(EXIT.plumblineFailed));
        resolve(signal);
      });
    }
  });
}

/** JSON lines for whoever collects them; readable ones in a terminal. */
function createLog(level: string): Logger {
  const options = { level, ...LOG_OPTIONS };
  return process.stdout.isTTY ? pino(options, pretty({ sync: true, singleLine: true })) : pino(options);
}
