import type { Delivery } from './record-delivery.ts';

export interface DeliveryRecorder {
  /**
   * Resolves once the delivery is committed: 'new', or 'known' where it was before.
   * Rejects with `TooManyWaiting` where more wait than may, or with the database's error.
   */
  record(delivery: Delivery): Promise<'new' | 'known'>;
}

/** Records deliveries in one transaction, and answers the ids that were new: see `recordDeliveries`. */
export type RecordAll = (deliveries: readonly Delivery[]) => Promise<ReadonlySet<string>>;

export interface RecorderLimits {
  /** How many deliveries go into one transaction. */
  readonly batch: number;
  /** How many transactions run at once. */
  readonly lanes: number;
  /** How many deliveries may wait: each is some kilobytes. */
  readonly waiting: number;
}

export const DEFAULT_RECORDER_LIMITS: RecorderLimits = { batch: 500, lanes: 4, waiting: 5000 };

export class TooManyWaiting extends Error {
  constructor() {
    super('more deliveries wait for the database than may');
    this.name = 'TooManyWaiting';
  }
}

interface Waiting {
  readonly delivery: Delivery;
  readonly resolve: (outcome: 'new' | 'known') => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Deliveries that arrive while a transaction is under way share the next one: a commit waits for the disk, and a hundred
 * deliveries wait no longer than one. A lone delivery waits for nobody.
 */
export function createDeliveryRecorder(
  recordAll: RecordAll,
  limits: RecorderLimits = DEFAULT_RECORDER_LIMITS,
): DeliveryRecorder {
  let waiting: Waiting[] = [];
  let running = 0;

  async function runLane(): Promise<void> {
    running += 1;
    // Whatever else arrived in this turn of the event loop comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await recordBatch(recordAll, takeDistinct());
    running -= 1;
  }

  /** The oldest, by id; of the same id only one, as a statement can touch a row only once. */
  function takeDistinct(): Waiting[] {
    const batch = new Map<string, Waiting>();
    const later: Waiting[] = [];
    for (const entry of waiting) {
      if (batch.size < limits.batch && !batch.has(entry.delivery.id)) batch.set(entry.delivery.id, entry);
      else later.push(entry);
    }
    waiting = later;
    return [...batch.values()].sort((a, b) => (a.delivery.id < b.delivery.id ? -1 : 1));
  }

  return {
    record(delivery) {
      if (waiting.length >= limits.waiting) return Promise.reject(new TooManyWaiting());
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (running < limits.lanes) void runLane();
      });
    },
  };
}

async function recordBatch(recordAll: RecordAll, batch: readonly Waiting[]): Promise<void> {
  try {
    const fresh = await recordAll(batch.map(({ delivery }) => delivery));
    for (const { delivery, resolve } of batch) resolve(fresh.has(delivery.id) ? 'new' : 'known');
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return only.reject(error);
    if (!isAboutData(error)) return batch.forEach(({ reject }) => reject(error));
    // One that the database refuses must not take the others with it.
    for (const entry of batch) await recordBatch(recordAll, [entry]);
  }
}

/** Classes 22 and 23 of SQLSTATE: data exceptions and violated constraints. https://www.postgresql.org/docs/18/errcodes-appendix.html */
function isAboutData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}
