import type { IncomingMessage } from 'node:http';

/** How many bytes of bodies may be held at once, by all requests together. */
export interface BodyBudget {
  readonly bytes: number;
  held: number;
  readonly open: Set<OpenBody>;
}

interface OpenBody {
  bytes: number;
  /** Of `performance.now()`. */
  readonly since: number;
  readonly giveUp: () => void;
}

export function bodyBudget(bytes: number): BodyBudget {
  return { bytes, held: 0, open: new Set() };
}

export type BodyOutcome<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'too-large' }
  /** The budget was used up, and this body had cost most of it. */
  | { readonly kind: 'busy' }
  /** The sender went away before the end. */
  | { readonly kind: 'cut' };

/**
 * Reads a whole body and hands it to `use`, which has to be done with it when it returns.
 *
 * The budget counts bytes as they arrive, not as they are announced: who announces much and sends little holds little. Where it is used up, the body is given up that
 * has cost most, which is its bytes times how long they were held: whoever stalls goes first, and a small body that arrives at once goes last. Anybody
 * may send a body, so that a newcomer is never refused for what strangers hold.
 */
export function readBody<T>(
  incoming: IncomingMessage,
  { limit, budget }: { limit: number; budget: BodyBudget },
  use: (body: Buffer) => T,
): Promise<BodyOutcome<T>> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return Promise.resolve({ kind: 'too-large' });
  // Nothing would be heard of it any more.
  if (incoming.destroyed) return Promise.resolve({ kind: 'cut' });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const body: OpenBody = { bytes: 0, since: performance.now(), giveUp: () => end(() => ({ kind: 'busy' })) };
    budget.open.add(body);

    const end = (outcome: () => BodyOutcome<T>): void => {
      incoming.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      // A socket that fails later must not end the process for want of a listener.
      incoming.on('error', () => undefined);
      try {
        resolve(outcome());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        budget.held -= body.bytes;
        budget.open.delete(body);
      }
    };
    const onData = (chunk: Buffer): void => {
      body.bytes += chunk.length;
      budget.held += chunk.length;
      if (body.bytes > limit) end(() => ({ kind: 'too-large' }));
      else chunks.push(chunk);
      while (budget.held > budget.bytes) dearest(budget).giveUp();
    };
    const onEnd = (): void => {
      const [only] = chunks;
      end(() => ({
        kind: 'read',
        value: use(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks, body.bytes)),
      }));
    };
    const onClose = (): void => end(() => ({ kind: 'cut' }));

    incoming.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

function dearest({ open }: BodyBudget): OpenBody {
  const now = performance.now();
  const cost = ({ bytes, since }: OpenBody): number => bytes * (now - since);
  return [...open].reduce((most, body) => (cost(body) > cost(most) ? body : most));
}
