import { Logger } from 'graphile-worker';
import type { Log } from '../log.ts';

/**
 * What the library says, for our log. How jobs fare is said by us: its own messages hold errors' texts. Its fields hold payloads
 * and are left out.
 */
export function graphileLogger(log: Log): Logger {
  return new Logger(({ label }) => (level, message, meta) => {
    if (meta?.['success'] === true || meta?.['failure'] === true) return;
    const fields = { label, detail: message };
    if (level === 'error') log.error(fields, 'the queue reports an error');
    else if (level === 'warning') log.warn(fields, 'the queue reports a warning');
    else log.debug(fields, 'the queue reports');
  });
}
