import type { FoundSecret } from './found-secret.ts';
import { tokenAnchor } from './find-provider-tokens.ts';

const TOKEN = /(?<![\w.-])(eyJ[\w-]{10,2000})\.(eyJ[\w-]{5,8000})\.[\w-]{20,2000}(?![\w-])/g;

/** Seconds: a token that lives shorter than this is dead when somebody reads the repository. */
const SHORTEST_LIFE = 24 * 60 * 60;

/**
 * JSON Web Tokens (RFC 7519) that open something: signed, of more than a day's life, and neither the sample that
 * everybody copies nor a key that services mean to be public.
 */
export function findJsonWebTokens(text: string): readonly FoundSecret[] {
  if (!text.includes('.eyJ')) return [];
  const found: FoundSecret[] = [];
  for (const { 0: value, 1: header = '', 2: payload = '', index: start } of text.matchAll(TOKEN)) {
    const [head, claims] = [decoded(header), decoded(payload)];
    if (!head || !claims || typeof head.alg !== 'string' || head.alg === 'none' || isHarmless(claims)) continue;
    const anchor = tokenAnchor('secrets/json-web-token', value);
    found.push({ ruleId: 'secrets/json-web-token', start, end: start + value.length, anchor });
  }
  return found;
}

function decoded(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isHarmless({ exp, iat, nbf, sub, role, name }: Readonly<Record<string, unknown>>): boolean {
  // The sample of jwt.io, in all its variants.
  if (sub === '1234567890' || name === 'John Doe' || name === 'Jane Doe') return true;
  // Supabase puts this one into every page.
  if (role === 'anon') return true;
  const from = typeof iat === 'number' ? iat : nbf;
  return typeof exp === 'number' && typeof from === 'number' && exp - from <= SHORTEST_LIFE;
}
