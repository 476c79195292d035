import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChildRequest } from '../../../app/reviews/child-protocol.ts';
import { runMeasuredReview } from '../../../app/reviews/run-measured-review.ts';
import { silentLog } from '../../../database/log.ts';
import type { MeasuredFile } from '../../../github/hand-over/measurements.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const repositories = testRepositories();

function aRequest(files: readonly MeasuredFile[]): ChildRequest {
  const repository = repositories.make();
  const base = repository.commit({ 'a.js': 'export const a = 1;\n' });
  const head = repository.commit({ 'b.js': 'export function b() {\n  debugger;\n}\n' });
  const gitDir = join(repository.folder, '.git');
  const measured = { files, notLookedAt: [] };
  return {
    gitDir,
    name: 'acme/tool',
    base,
    head,
    wholeTree: false,
    now: '2026-11-21T09:00:00.000Z',
    jobs: 1,
    measured,
  };
}

function run(files: readonly MeasuredFile[], signal = new AbortController().signal) {
  const options = { signal, limits: { outputBytes: 2 ** 20 }, log: silentLog, correlationId: 'a-delivery' };
  return runMeasuredReview(aRequest(files), options);
}

function sarif(results: number): MeasuredFile {
  const physicalLocation = { artifactLocation: { uri: 'b.js' }, region: { startLine: 2 } };
  const result = (at: number) => ({ ruleId: `r${at}`, message: { text: `m${at}` }, locations: [{ physicalLocation }] });
  const found = Array.from({ length: results }, (_, at) => result(at));
  const text = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Flood' } }, results: found }] });
  return { kind: 'sarif', name: 'flood.sarif', text };
}

test('measurements that fit are part of the review', async () => {
  const outcome = await run([sarif(3)]);
  if (outcome.kind !== 'reviewed') throw new Error(outcome.kind);
  expect(outcome.result.findings.map(({ ruleId }) => ruleId)).toContain('sarif/flood/r2');
  expect(outcome.result.verdict.conclusion).toBe('fail');
});

test('measurements that break its limits are left out of it, and what we find ourselves still counts', async () => {
  const outcome = await run([sarif(5_000)]);
  if (outcome.kind !== 'reviewed') throw new Error(outcome.kind);
  expect(outcome.result.findings.map(({ ruleId }) => ruleId)).toEqual(['eslint/no-debugger']);
  expect(outcome.result.verdict.conclusion).toBe('fail');
  expect(outcome.result.notLookedAt).toContainEqual({
    subject: 'measurements of workflow runs',
    reason: 'limit',
    detail:
      "The review was made without them, as it did not come to its end with them. The review's result is larger than 1 MiB.",
  });
});

test('a review that was called off is not made once more', async () => {
  expect(await run([sarif(3)], AbortSignal.abort())).toMatchObject({ kind: 'failed', reason: 'aborted' });
});
