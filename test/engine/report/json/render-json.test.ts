import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../../engine/report/json/render-json.ts';
import { reportJsonSchema } from '../../../../engine/report/json/report-json-schema.ts';
import { aFinding } from '../../../support/a-finding.ts';
import { aHostileReviewResult } from '../../../support/a-hostile-review-result.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

const published: unknown = JSON.parse(readFileSync('schemas/plumbline-report.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(published as object);

describe('the JSON report', () => {
  it('is valid against the published schema, whatever is in the review', () => {
    for (const result of [aReviewResult(), anEmptyReviewResult(), aHostileReviewResult()]) {
      validate(JSON.parse(renderJson(result)));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('holds the whole review in a versioned envelope', () => {
    const result = aReviewResult();
    expect(JSON.parse(renderJson(result))).toEqual({ $schema: 'urn:plumbline:report:1', version: 1, ...result });
  });

  it('is the same text for the same review, however its keys are ordered', () => {
    const result = aReviewResult();
    const reversed = reverseKeys(result) as typeof result;
    expect(renderJson(reversed)).toBe(renderJson(result));
  });

  it('does not let through what is no part of the model', () => {
    const finding = { ...aFinding(), surroundings: { heading: '', above: '', below: '' } };
    expect(renderJson(aReviewResult({ findings: [finding] }))).not.toContain('surroundings');
  });
});

it('the published schema is up to date (else: node scripts/generate-schemas.js)', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  const reversed = Object.entries(value).reverse();
  return Object.fromEntries(reversed.map(([key, inner]) => [key, reverseKeys(inner)]));
}
