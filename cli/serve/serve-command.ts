import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { LOG_OPTIONS } from '../../app/service/log-options.ts';
import { startService, type Service, type ServicePart } from '../../app/service/start-service.ts';
import { readSettings } from '../../app/settings.ts';
import { EXIT } from '../exit-codes.ts';
import { asUsageError } from './as-usage-error.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** `plumbline serve`: runs until it is asked to end; a second signal ends it at once. */
export function runServe({ only }: { readonly only: ServicePart | undefined }): Promise<number> {
  const asked = untilAskedToEnd();
  return asUsageError(async () => {
    const settings = readSettings(process.env);
    const log = createLog(settings.logLevel);
    const service = await startUnlessAsked({ asked, log }, (signal) =>
      startService({ settings, log, signal, ...(only && { only }) }),
    );
    if (service === undefined) return EXIT.passed;
    try {
      log.info({ url: service.url, only: only ?? 'all' }, 'plumbline serves');
      const signal = await Promise.race([asked, service.failed]);
      log.info({ signal }, 'ending: what is under way is finished or handed back');
    } finally {
      await service.stop();
    }
    return EXIT.passed;
  });
}

/** Milliseconds for a start to be undone. What is left then ends with this process: an embedded PostgreSQL has its guard. */
const UNDO_WITHIN_MS = 8_000;

/** Undefined where it was asked to end before it was up. */
async function startUnlessAsked(
  { asked, log }: { asked: Promise<string>; log: Logger },
  start: (signal: AbortSignal) => Promise<Service>,
): Promise<Service | undefined> {
  const ending = new AbortController();
  const starting = start(ending.signal);
  const service = await Promise.race([starting, asked.then(() => undefined)]);
  if (service !== undefined) return service;
  log.info({ signal: await asked }, 'ending before it was up');
  ending.abort();
  const tooLate = setTimeout(() => process.exit(EXIT.passed), UNDO_WITHIN_MS);
  await starting.then(
    (late) => late.stop(),
    () => undefined,
  );
  // What still holds the process, such as a connection being made, holds it no longer than that.
  tooLate.unref();
  return undefined;
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
