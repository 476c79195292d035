import { createHmac } from 'node:crypto';
import { isSameText } from '../../secrets/is-same-text.ts';
import { deriveKey } from '../../secrets/seal.ts';

/** Whoever has such a link may read what is behind it, until it ends: nothing else is asked. */
export interface Link {
  /** From the host's root on, without a query. */
  readonly path: string;
  readonly expires: Date;
}

export type LinkVerdict = 'valid' | 'expired' | 'invalid';

/** `PATH?expires=SECONDS&signature=…`: HMAC SHA-256 over path and end. */
export function signLink({ path, expires }: Link, serviceKey: Buffer): string {
  const seconds = Math.floor(expires.getTime() / 1000);
  return `${path}?expires=${seconds}&signature=${signatureOf(`${path}\n${seconds}`, serviceKey)}`;
}

export function checkLink(
  given: { readonly path: string; readonly expires: string | undefined; readonly signature: string | undefined },
  { serviceKey, now }: { serviceKey: Buffer; now: Date },
): LinkVerdict {
  const { path, expires = '', signature = '' } = given;
  if (!/^\d{1,12}$/.test(expires)) return 'invalid';
  // The signature first: of a link that was made up, nothing is told.
  if (!isSameText(signature, signatureOf(`${path}\n${expires}`, serviceKey))) return 'invalid';
  return now.getTime() < Number(expires) * 1000 ? 'valid' : 'expired';
}

function signatureOf(text: string, serviceKey: Buffer): string {
  return createHmac('sha256', deriveKey(serviceKey, 'links')).update(text).digest('base64url');
}
