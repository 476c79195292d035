import { createHmac, randomBytes } from 'node:crypto';
import { deriveKey } from '../secrets/seal.ts';
import { isSameText } from '../secrets/is-same-text.ts';

/** Seconds between the form and GitHub's sending people back: as long as GitHub's own code is good. */
export const STATE_SECONDS = 3600;

/** Ties GitHub's answer to the browser that began: `state` goes through GitHub, `nonce` stays in a cookie of that browser. */
export function issueState(serviceKey: Buffer, now: Date): { readonly state: string; readonly nonce: string } {
  const nonce = randomBytes(32).toString('base64url');
  const expires = Math.floor(now.getTime() / 1000) + STATE_SECONDS;
  return { state: `${expires}.${macOf(serviceKey, nonce, expires)}`, nonce };
}

export function isStateOf(
  nonce: string | undefined,
  state: string | undefined,
  { serviceKey, now }: { serviceKey: Buffer; now: Date },
): boolean {
  const [, expires, mac] = /^(\d{1,12})\.([\w-]{43})$/.exec(state ?? '') ?? [];
  if (nonce === undefined || expires === undefined || mac === undefined) return false;
  return now.getTime() < Number(expires) * 1000 && isSameText(mac, macOf(serviceKey, nonce, Number(expires)));
}

function macOf(serviceKey: Buffer, nonce: string, expires: number): string {
  return createHmac('sha256', deriveKey(serviceKey, 'setup-state')).update(`${nonce}.${expires}`).digest('base64url');
}
