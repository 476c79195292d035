import { createHmac, timingSafeEqual } from 'node:crypto';

export interface WebhookSecrets {
  readonly current: string;
  /** The secret before the current one, while a rotation lasts. */
  readonly old?: { readonly secret: string; readonly until?: Date | undefined } | undefined;
}

export type SignatureVerdict = 'valid' | 'missing' | 'malformed' | 'wrong' | 'expired';

const SHAPE = /^sha256=([0-9a-f]{64})$/i;

/** What can be said of the header `X-Hub-Signature-256` before the body is there. */
export function signatureShape(header: string | undefined): 'plausible' | 'missing' | 'malformed' {
  if (header === undefined || header === '') return 'missing';
  return SHAPE.test(header) ? 'plausible' : 'malformed';
}

/**
 * Whether GitHub signed these bytes: an HMAC SHA-256 of the raw body.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifySignature(
  body: Buffer,
  header: string | undefined,
  { secrets, now }: { secrets: WebhookSecrets; now: Date },
): SignatureVerdict {
  const shape = signatureShape(header);
  if (shape !== 'plausible') return shape;
  const given = Buffer.from(SHAPE.exec(header ?? '')?.[1] ?? '', 'hex');
  if (isSignedBy(secrets.current, body, given)) return 'valid';
  const { old } = secrets;
  if (old === undefined || !isSignedBy(old.secret, body, given)) return 'wrong';
  return old.until !== undefined && now >= old.until ? 'expired' : 'valid';
}

function isSignedBy(secret: string, body: Buffer, given: Buffer): boolean {
  // Anybody can sign with the empty secret.
  if (secret === '') return false;
  return timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given);
}
