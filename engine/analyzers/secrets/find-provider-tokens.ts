import { createHash } from 'node:crypto';
import type { FoundSecret } from './found-secret.ts';
import { PROVIDER_TOKENS } from './provider-tokens.ts';
import { entropyOf, isMadeUp } from './random-value.ts';

/**
 * Shannon entropy in bits for each character that all real tokens keep above: random hexadecimal ones of 32 characters
 * fall below it once in millions, placeholders mostly do.
 */
const LEAST_ENTROPY = 2.8;

/** Published with the software that takes it: Azurite, the emulator of Azure's storage. */
const PUBLIC_TOKENS = /^Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/;

/** Tokens in the forms of services that the library does not know. */
export function findProviderTokens(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const { id, pattern } of tokensMarkedIn(text)) {
    for (const match of text.matchAll(pattern)) {
      const value = match.slice(1).find((group) => group !== undefined) ?? match[0];
      if (isMadeUp(value) || entropyOf(value) < LEAST_ENTROPY || PUBLIC_TOKENS.test(value)) continue;
      const start = match.index + match[0].indexOf(value);
      found.push({ ruleId: id, start, end: start + value.length, anchor: tokenAnchor(id, value) });
    }
  }
  return found;
}

const MARKS = new RegExp(`\\b(?:${PROVIDER_TOKENS.map(({ mark }) => `(${mark.source})`).join('|')})`, 'g');

/** Those whose mark stands in a text, by one pass over it. */
function tokensMarkedIn(text: string): typeof PROVIDER_TOKENS {
  const marked = new Set<number>();
  for (const match of text.matchAll(MARKS))
    marked.add(match.findIndex((group, at) => at > 0 && group !== undefined) - 1);
  return PROVIDER_TOKENS.filter((_, index) => marked.has(index));
}

/** 24 bits of its digest: a service's token is too random for them to tell anything of it. */
export function tokenAnchor(ruleId: string, value: string): string {
  return createHash('sha256').update(`${ruleId}\0${value}`).digest('hex').slice(0, 6);
}
