import { expect, test } from 'vitest';
import { parseSuppressionDirective } from '../../../engine/findings/suppression-directive.ts';

test.each([
  [' eslint/no-eval: a sandbox', { rules: ['eslint/no-eval'], reason: 'a sandbox' }],
  [' eslint/*, secrets/aws-key : made  up', { rules: ['eslint/*', 'secrets/aws-key'], reason: 'made up' }],
  [' a/b: old client until 2026-12-31', { rules: ['a/b'], reason: 'old client', until: '2026-12-31' }],
  [' a/b: old client, until 2026-12-31.', { rules: ['a/b'], reason: 'old client', until: '2026-12-31' }],
  [' a/b: old client [until 2026-12-31]', { rules: ['a/b'], reason: 'old client', until: '2026-12-31' }],
  [' a/b: kept until restart', { rules: ['a/b'], reason: 'kept until restart' }],
  [' a/b: see https://example.org/x: there', { rules: ['a/b'], reason: 'see https://example.org/x: there' }],
  [' a/b: x until 2026-02-30', { rules: ['a/b'], reason: 'x until 2026-02-30', flaw: 'malformed' }],
  [' a/b: x [until summer]', { rules: ['a/b'], reason: 'x [until summer]', flaw: 'malformed' }],
  [' a/b: x until 31.12.2026', { rules: ['a/b'], reason: 'x until 31.12.2026', flaw: 'malformed' }],
  [' a/b: until 2026-12-31', { rules: ['a/b'], reason: '', until: '2026-12-31', flaw: 'no-reason' }],
  [' a/b', { rules: ['a/b'], reason: '', flaw: 'no-reason' }],
  [' a/b:', { rules: ['a/b'], reason: '', flaw: 'no-reason' }],
  ['', { rules: [], reason: '', flaw: 'malformed' }],
  [' : because', { rules: [], reason: ': because', flaw: 'malformed' }],
  [' a/b because', { rules: [], reason: 'a/b because', flaw: 'malformed' }],
])('plumbline-ignore%s', (rest, expected) => {
  expect(parseSuppressionDirective(rest)).toEqual(expected);
});

test('a longer word is another word', () => {
  expect(parseSuppressionDirective('-file a/b: reason')).toBeUndefined();
  expect(parseSuppressionDirective('d')).toBeUndefined();
});
