import type { IncomingMessage } from 'node:http';

/** How many bytes of bodies may be held at once, by all requests together. */
export interface BodyBudget {
  readonly bytes: number;
  held: number;
}

export type BodyOutcome<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'too-large' }
  /** The budget is used up by other requests. */
  | { readonly kind: 'busy' }
  /** The sender went away before the end. */
  | { readonly kind: 'cut' };

/**
 * Reads a whole body and hands it to `use`, which has to be done with it when it returns.
 *
 * The budget counts bytes as they arrive, not as they are announced: who announces much and sends little holds little. A body that finds the budget used up is refused
 * at once instead of waiting, so that half-read bodies never wait for each other.
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
    let length = 0;

    const end = (outcome: () => BodyOutcome<T>): void => {
      incoming.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      // A socket that fails later must not end the process for want of a listener.
      incoming.on('error', () => undefined);
      try {
        resolve(outcome());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        budget.held -= length;
      }
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      budget.held += chunk.length;
      if (length > limit) end(() => ({ kind: 'too-large' }));
      else if (budget.held > budget.bytes) end(() => ({ kind: 'busy' }));
      else chunks.push(chunk);
    };
    const onEnd = (): void => {
      const [only] = chunks;
      end(() => ({
        kind: 'read',
        value: use(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks, length)),
      }));
    };
    const onClose = (): void => end(() => ({ kind: 'cut' }));

    incoming.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
