import type { FoundSecret } from './found-secret.ts';
import { isHarmlessUrl, urlAnchor } from './harmless-url.ts';
import { looksLikeCredential } from './random-value.ts';

/** From behind the scheme on. Parts are bounded, and no two of them can match the same character. */
const PASSWORD_IN_URL = /:\/\/[^\s:@/?#'"`<>]{0,100}:[^\s@/?#'"`<>]{8,200}@[\w.-]{1,253}/g;

const SCHEME = /[A-Za-z][A-Za-z0-9+.-]{1,20}$/;
const LONGEST_SCHEME = 21;

/**
 * Passwords in addresses that the library passes by: with punctuation, without a user, of queues, caches and mail.
 * A password of letters alone is not told from a placeholder here.
 */
export function findUrlPasswords(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { 0: rest, index } of text.matchAll(PASSWORD_IN_URL)) {
    const scheme = SCHEME.exec(text.slice(Math.max(0, index - LONGEST_SCHEME), index))?.[0];
    if (scheme === undefined) continue;
    const url = scheme + rest;
    const password = rest.slice(rest.indexOf(':', '://'.length) + 1, rest.lastIndexOf('@'));
    if (isHarmlessUrl(url) || !looksLikeCredential(password, { isPassword: true })) continue;
    const start = index - scheme.length;
    found.push({ ruleId: 'secrets/basic-auth-url', start, end: start + url.length, anchor: urlAnchor(url) });
  }
  return found;
}
