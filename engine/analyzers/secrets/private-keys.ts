import { tokenAnchor } from './find-provider-tokens.ts';
import type { FoundSecret } from './found-secret.ts';
import { entropyOf, isMadeUp } from './random-value.ts';

/** The label of RFC 7468, and of OpenPGP's armour (RFC 9580). */
const OPENING = /-----BEGIN (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;
const CLOSING = /-----END (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;

/** A whole PEM text in base64, as deployments and CI hand it over. */
const ENCODED = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]{100,20000}/g;

/** Characters: an RSA key of 16,384 bits has some 13,000, and line breaks as escapes add to them. */
const LONGEST_KEY = 20_000;

/** Characters between the opening and the key: headers, quotes and escapes. */
const FURTHEST_BODY = 600;

/** What a key begins with, in base64. */
const BODY = /[A-Za-z0-9+/]{40}/;

/** A random line of base64 has above 4 bits for each character; a name or a sentence without blanks has less. */
const LEAST_ENTROPY = 3.5;

/** Private keys in forms that the library passes by: encrypted, with headers, put together of strings, in base64. */
export function findPrivateKeys(text: string): readonly FoundSecret[] {
  return [...(text.includes('PRIVATE KEY') ? armoured(text) : []), ...encoded(text)];
}

function armoured(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { 0: opening, index: start } of text.matchAll(OPENING)) {
    const from = start + opening.length;
    CLOSING.lastIndex = from;
    const closing = CLOSING.exec(text.slice(0, from + LONGEST_KEY));
    const end = closing ? CLOSING.lastIndex : undefined;
    const body = BODY.exec(text.slice(from, Math.min(from + FURTHEST_BODY, closing?.index ?? Infinity)))?.[0];
    if (body === undefined || entropyOf(body) < LEAST_ENTROPY || isMadeUp(body)) continue;
    const stop = end ?? from + FURTHEST_BODY;
    found.push(privateKey(start, Math.min(stop, text.length), body));
  }
  return found;
}

function encoded(text: string): FoundSecret[] {
  if (!text.includes('LS0tLS1CRUdJTi')) return [];
  return [...text.matchAll(ENCODED)].flatMap(({ 0: value, index }) => {
    const inner = Buffer.from(value, 'base64').toString('latin1');
    return armoured(inner).length > 0 ? [privateKey(index, index + value.length, value)] : [];
  });
}

function privateKey(start: number, end: number, value: string): FoundSecret {
  return { ruleId: 'secrets/private-key', start, end, anchor: tokenAnchor('secrets/private-key', value) };
}
