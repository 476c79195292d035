import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../../app/http/verify-signature.ts';

const NOW = new Date('2026-11-21T09:00:00Z');
const BODY = Buffer.from('Hello, World!');
/** GitHub's own example: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
const SECRET = "It's a Secret to Everybody";
const SIGNATURE = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

describe('the signature of a webhook', () => {
  it("is GitHub's own example", () => {
    expect(verifySignature(BODY, SIGNATURE, { secrets: { current: SECRET }, now: NOW })).toBe('valid');
  });

  it('is of these bytes, by this secret', () => {
    expect(verifySignature(Buffer.from('Hello, World?'), SIGNATURE, { secrets: { current: SECRET }, now: NOW })).toBe(
      'wrong',
    );
    expect(verifySignature(BODY, SIGNATURE, { secrets: { current: 'another' }, now: NOW })).toBe('wrong');
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    [SIGNATURE.slice(0, -1), 'malformed'],
    [`${SIGNATURE}0`, 'malformed'],
    [SIGNATURE.replace('sha256', 'sha1'), 'malformed'],
    [SIGNATURE.replace('757107', '75710g'), 'malformed'],
    [SIGNATURE.toUpperCase(), 'valid'],
  ])('%s is %s', (header, verdict) => {
    expect(verifySignature(BODY, header, { secrets: { current: SECRET }, now: NOW })).toBe(verdict);
  });

  it('may be by the old secret until that ends', () => {
    const until = new Date('2026-11-21T09:00:00Z');
    const secrets = { current: 'the new one', old: { secret: SECRET, until } };
    expect(verifySignature(BODY, SIGNATURE, { secrets, now: new Date('2026-11-21T08:59:59.999Z') })).toBe('valid');
    expect(verifySignature(BODY, SIGNATURE, { secrets, now: until })).toBe('expired');
    expect(
      verifySignature(BODY, SIGNATURE, { secrets: { current: 'the new one', old: { secret: SECRET } }, now: until }),
    ).toBe('valid');
  });

  it("by the empty secret is anybody's", () => {
    const bySecretNobodySet = `sha256=${createHmac('sha256', '').update(BODY).digest('hex')}`;
    expect(verifySignature(BODY, bySecretNobodySet, { secrets: { current: '', old: { secret: '' } }, now: NOW })).toBe(
      'wrong',
    );
  });
});
