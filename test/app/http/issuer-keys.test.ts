import { decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createIssuerKeys } from '../../../app/http/action-api/issuer-keys.ts';
import { startOidcDouble, type OidcDouble, type TokenOptions } from '../../support/oidc-double.ts';

let oidc: OidcDouble;
beforeEach(async () => {
  oidc = await startOidcDouble();
});
afterEach(() => oidc.close());

/** Whether a token's key is found; the clock is for the test to set. */
function keysOf() {
  const clock = { milliseconds: 0 };
  const keys = createIssuerKeys(new URL(`${oidc.issuer}/.well-known/jwks`), () => clock.milliseconds);
  const verify = async (options: TokenOptions = {}, token = oidc.token({ aud: 'us' }, options)): Promise<string> => {
    try {
      const { protectedHeader } = await jwtVerify(token, keys);
      expect(protectedHeader).toEqual(decodeProtectedHeader(token));
      return 'good';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  };
  return { clock, verify };
}

const AWAY = 'ERR_JOSE_GENERIC';
const UNKNOWN = 'ERR_JWKS_NO_MATCHING_KEY';

it('an issuer that fails is asked once a second, however many tokens come', async () => {
  const { clock, verify } = keysOf();
  oidc.setAway(true);
  for (let at = 0; at < 20; at++) {
    clock.milliseconds = at * 100;
    expect(await verify()).toBe(AWAY);
  }
  expect(oidc.asked()).toBe(2);
  oidc.setAway(false);
  clock.milliseconds = 2_000;
  expect(await verify()).toBe('good');
  expect(oidc.asked()).toBe(3);
});

it('keys that are known stay good while the issuer is away; of others cannot be told whether they are', async () => {
  const { clock, verify } = keysOf();
  expect(await verify()).toBe('good');
  oidc.setAway(true);
  for (const minutes of [9, 11, 60, 24 * 60]) {
    clock.milliseconds = minutes * 60_000;
    expect(await verify()).toBe('good');
  }
  clock.milliseconds += 1_000;
  const asked = oidc.asked();
  for (let at = 0; at < 5; at++) expect(await verify({ signed: 'unknown' })).toBe(AWAY);
  expect(await verify()).toBe('good');
  expect(oidc.asked()).toBe(asked + 1);
});

it('a new key is found a second after the last look, one that was taken back is good for ten minutes', async () => {
  const { clock, verify } = keysOf();
  const before = oidc.token({ aud: 'us' });
  expect(await verify({}, before)).toBe('good');
  oidc.rotate();
  clock.milliseconds = 999;
  expect(await verify()).toBe(UNKNOWN);
  expect(await verify({}, before)).toBe('good');
  clock.milliseconds = 1_000;
  expect(await verify()).toBe('good');
  expect(await verify({}, before)).toBe(UNKNOWN);

  const second = oidc.token({ aud: 'us' });
  oidc.rotate();
  clock.milliseconds = 600_999;
  expect(await verify({}, second)).toBe('good');
  clock.milliseconds = 601_000;
  expect(await verify({}, second)).toBe(UNKNOWN);
});
