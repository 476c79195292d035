import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { configurationJsonSchema } from '../../../engine/config/configuration-json-schema.ts';
import { PACKS } from '../../../engine/config/packs.ts';
import { configurationSchema } from '../../../engine/config/schema.ts';

const published: unknown = JSON.parse(readFileSync('schemas/plumbline-configuration.schema.json', 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
addFormats.default(ajv);
const validate = ajv.compile(published as object);

it('the published schema is up to date (else: node scripts/generate-schemas.js)', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(configurationJsonSchema())));
});

describe('the published schema and the reader agree', () => {
  const suppression = { rule: 'eslint/*', reason: 'later' };
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['a pack', PACKS['plumbline:strict']],
    [
      'rules',
      { rules: { 'eslint/no-debugger': 'off', 'metrics/*': { severity: 'low', minutes: 1, paths: ['a/**'] } } },
    ],
    ['a suppression', { suppressions: [{ ...suppression, until: '2027-01-31', by: 'me' }] }],
    ['a suppression by fingerprint', { suppressions: [{ fingerprint: '0'.repeat(32), reason: 'x' }] }],
    ['a rating', { gate: { conditions: [{ metric: 'security-rating', operator: 'at-least', value: 'A' }] } }],
    ['a project', { projects: [{ name: 'api', paths: ['api'], gate: { conditions: [] }, rules: { '*': 'low' } }] }],
    [
      'a consultant',
      { report: { consultant: { name: 'N', email: 'n@example.org', url: 'https://example.org', logo: 'l.svg' } } },
    ],
  ])('on %s, which is valid', (_, value) => {
    expect([validate(value), configurationSchema.safeParse(value).success]).toEqual([true, true]);
  });

  it.each<[string, unknown]>([
    ['an unknown key', { exlude: [] }],
    ['an unknown key within', { analyzers: { metrics: { threshold: {} } } }],
    ['a wrong type', { exclude: 'dist' }],
    ['a wrong number', { analyzers: { duplication: { minTokens: 3 } } }],
    ['a severity that is none', { rules: { 'eslint/x': 'error' } }],
    ['a rule name that is none', { rules: { 'no debugger': 'off' } }],
    ['a suppression without a reason', { suppressions: [{ rule: 'eslint/*' }] }],
    ['a suppression of everything', { suppressions: [{ reason: 'all' }] }],
    ['a date that is none', { suppressions: [{ ...suppression, until: '31.1.2027' }] }],
    ['a metric that is none', { gate: { conditions: [{ metric: 'x', operator: 'at-most', value: 0 }] } }],
    ['a colour that is none', { report: { consultant: { colours: { primary: 'red' } } } }],
    ['a logo outside the repository', { report: { consultant: { logo: 'a/../../b.png' } } }],
    ['another version', { version: 2 }],
    ['a list', []],
  ])('on %s, which is not', (_, value) => {
    expect([validate(value), configurationSchema.safeParse(value).success]).toEqual([false, false]);
  });
});
