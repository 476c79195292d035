/** The issuer of workflows' tokens: its keys over HTTP, and tokens of runs, good and bad. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OidcDouble {
  /** For `ACTIONS_OIDC_ISSUER`. */
  readonly issuer: string;
  /** How often the keys were asked for. */
  readonly asked: () => number;
  /** A token of a run of a workflow; a claim given as undefined is left out. */
  readonly token: (claims: Claims, options?: TokenOptions) => string;
  /** What a runner sets for a job with `id-token: write`: with it the job asks for tokens of its own, for any audience. */
  readonly jobMayAsk: (claims: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>>;
  /** From now on another key signs, and the ones before are not given any more. */
  readonly rotate: () => void;
  /** Whether the keys can be had. */
  setAway(away: boolean): void;
  readonly close: () => Promise<void>;
}

export type Claims = Readonly<Record<string, unknown>> & { readonly aud: string };

export interface TokenOptions {
  /**
   * How it is signed: `none` not at all, `hmac` by the public key as if that were a secret, `stranger` by a key that is not
   * the issuer's, with the id of one that is, `unknown` by one that nobody has heard of.
   */
  readonly signed?: 'rightly' | 'none' | 'hmac' | 'stranger' | 'unknown';
  /** When it is issued; it is good for five minutes. */
  readonly at?: Date;
}

interface Key {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export async function startOidcDouble(): Promise<OidcDouble> {
  let key = newKey('first');
  let away = false;
  let asked = 0;
  const jobs = new Map<string, Readonly<Record<string, unknown>>>();
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/token') {
      const claims = jobs.get(request.headers.authorization ?? '');
      if (claims === undefined) return answer(401, { message: 'unauthorized' });
      return answer(200, { value: token({ ...claims, aud: searchParams.get('audience') ?? '' }) });
    }
    if (pathname !== '/.well-known/jwks') return answer(404, { message: 'not found' });
    asked++;
    if (away) return answer(502, { message: 'away' });
    const jwk = { ...key.publicKey.export({ format: 'jwk' }), kid: key.id, use: 'sig', alg: 'RS256' };
    answer(200, { keys: [jwk] });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let rotations = 0;
  const token: OidcDouble['token'] = (claims, { signed = 'rightly', at = new Date() } = {}) =>
    sign({ ...claimsAt(at), iss: issuer, ...claims }, key, signed);
  return {
    issuer,
    asked: () => asked,
    token,
    jobMayAsk(claims) {
      const bearer = `job-${jobs.size}`;
      jobs.set(`Bearer ${bearer}`, claims);
      return {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
      };
    },
    rotate() {
      key = newKey(`rotated-${(rotations += 1)}`);
    },
    setAway(isAway) {
      away = isAway;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const GOOD_FOR_SECONDS = 300;

function claimsAt(at: Date): object {
  const seconds = Math.floor(at.getTime() / 1000);
  return { jti: 'a-token', iat: seconds, nbf: seconds - 5, exp: seconds + GOOD_FOR_SECONDS };
}

function newKey(id: string): Key {
  return { id, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** Keys take a while to make: one does for a process. */
let stranger: Key | undefined;

function sign(claims: object, key: Key, signed: NonNullable<TokenOptions['signed']>): string {
  const alg = { none: 'none', hmac: 'HS256', rightly: 'RS256', stranger: 'RS256', unknown: 'RS256' }[signed];
  const kid = signed === 'unknown' ? 'nobody-knows' : key.id;
  const content = [{ typ: 'JWT', alg, kid }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${signature(content, key, signed)}`;
}

function signature(content: string, key: Key, signed: NonNullable<TokenOptions['signed']>): string {
  switch (signed) {
    case 'none':
      return '';
    case 'hmac':
      return createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' }))
        .update(content)
        .digest('base64url');
    case 'rightly':
      return createSign('RSA-SHA256').update(content).sign(key.privateKey, 'base64url');
    case 'stranger':
    case 'unknown':
      stranger ??= newKey('stranger');
      return createSign('RSA-SHA256').update(content).sign(stranger.privateKey, 'base64url');
  }
}
