import { createVerify } from 'node:crypto';
import type { App } from '../state/entities.ts';
import type { World } from '../state/world.ts';
import { unauthorized, ApiError } from '../http/api-error.ts';

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
const LONGEST_LIFE_SECONDS = 600;

/** The App that a token speaks for. Throws what GitHub answers where it speaks for none. */
export function verifyJsonWebToken(world: World, token: string): App {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims = readClaims(body);
  if (!claims || readPart(head)?.['alg'] !== 'RS256') throw unauthorized('A JSON web token could not be decoded');
  const app = [...world.apps.values()].find(
    ({ id, clientId }) => String(id) === String(claims.iss) || clientId === claims.iss,
  );
  if (!app) throw new ApiError(404, { message: 'Integration not found' });
  const verified = createVerify('RSA-SHA256')
    .update(`${head}.${body}`)
    .verify(app.publicKey, Buffer.from(signature, 'base64url'));
  if (!verified) throw unauthorized('A JSON web token could not be decoded');
  const now = world.now().getTime() / 1000;
  if (typeof claims.exp !== 'number' || claims.exp <= now) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (claims.exp > now + LONGEST_LIFE_SECONDS) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof claims.iat !== 'number' || claims.iat > now + 1) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  return app;
}

interface Claims {
  readonly iss: unknown;
  readonly exp: unknown;
  readonly iat: unknown;
}

function readClaims(text: string): Claims | undefined {
  const part = readPart(text);
  return part && { iss: part['iss'], exp: part['exp'], iat: part['iat'] };
}

function readPart(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
