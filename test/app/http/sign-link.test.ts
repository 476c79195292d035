import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageLink, readImageToken } from '../../../app/http/links/image-token.ts';
import { reportLink } from '../../../app/http/links/report-link.ts';
import { checkLink, signLink } from '../../../app/http/links/sign-link.ts';

const serviceKey = Buffer.alloc(32, 3);
const now = new Date('2026-11-21T09:00:00Z');
const expires = new Date('2026-11-21T10:00:00Z');
const path = '/reports/0192f0c1-0000-7000-8000-000000000000.html';

function partsOf(link: string): { path: string; expires: string; signature: string } {
  const url = new URL(link, 'https://a.example');
  const { searchParams } = url;
  return {
    path: url.pathname,
    expires: searchParams.get('expires') ?? '',
    signature: searchParams.get('signature') ?? '',
  };
}

describe('a signed link', () => {
  it('is good until its end', () => {
    const link = partsOf(signLink({ path, expires }, serviceKey));
    expect(link).toMatchObject({ path, expires: '1795255200' });
    expect(checkLink(link, { serviceKey, now })).toBe('valid');
    expect(checkLink(link, { serviceKey, now: new Date(expires.getTime() - 1) })).toBe('valid');
    expect(checkLink(link, { serviceKey, now: expires })).toBe('expired');
  });

  it('is good for its own path and end alone, and by its own key', () => {
    const link = partsOf(signLink({ path, expires }, serviceKey));
    const check = (changed: object) => checkLink({ ...link, ...changed }, { serviceKey, now });
    expect(check({ path: path.replace('.html', '.json') })).toBe('invalid');
    expect(check({ expires: '1795255201' })).toBe('invalid');
    expect(check({ expires: '01795255200' })).toBe('invalid');
    expect(check({ expires: '1795255200\n' })).toBe('invalid');
    expect(check({ signature: `${link.signature}=` })).toBe('invalid');
    expect(check({ signature: undefined })).toBe('invalid');
    expect(check({ expires: undefined })).toBe('invalid');
    expect(checkLink(link, { serviceKey: Buffer.alloc(32, 4), now })).toBe('invalid');
  });

  it('that was made up is invalid, not expired, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (madeUpEnd, madeUpSignature) => {
        const verdict = checkLink({ path, expires: madeUpEnd, signature: madeUpSignature }, { serviceKey, now });
        expect(verdict).toBe('invalid');
      }),
    );
  });

  it('leads to a report', () => {
    const link = reportLink(
      { publicUrl: 'https://plumbline.example.com', serviceKey },
      { reviewId: '0192f0c1-0000-7000-8000-000000000000', format: 'html', expires },
    );
    expect(link).toMatch(
      /^https:\/\/plumbline\.example\.com\/reports\/0192f0c1-0000-7000-8000-000000000000\.html\?expires=1795255200&signature=[\w-]{43}$/,
    );
    expect(checkLink(partsOf(link), { serviceKey, now })).toBe('valid');
  });
});

describe('the address of an image', () => {
  const link = imageLink({ publicUrl: 'https://a.example', serviceKey }, { kind: 'badge', repositoryId: 42, expires });
  const [, token = ''] = /^https:\/\/a\.example\/badge\/(.+)\.svg$/.exec(link) ?? [];

  it('holds no query', () => {
    expect(token).toMatch(/^42\.1795255200\.[\w-]{43}$/);
    expect(readImageToken('badge', token, { serviceKey, now })).toEqual({ verdict: 'valid', repositoryId: 42 });
  });

  it('is good for its own repository, kind and time', () => {
    const verdictOf = (kind: 'badge' | 'trend', text: string, at = now) =>
      readImageToken(kind, text, { serviceKey, now: at }).verdict;
    expect(verdictOf('trend', token)).toBe('invalid');
    expect(verdictOf('badge', token.replace(/^42/, '43'))).toBe('invalid');
    expect(verdictOf('badge', token.replace('1795255200', '1895255200'))).toBe('invalid');
    expect(verdictOf('badge', `${token}.`)).toBe('invalid');
    expect(verdictOf('badge', '')).toBe('invalid');
    expect(verdictOf('badge', token, expires)).toBe('expired');
  });
});
