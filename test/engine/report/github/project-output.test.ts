import { beforeAll, expect, test } from 'vitest';
import { projectOutput } from '../../../../engine/report/github/project-output.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import type { GateResult } from '../../../../engine/verdict/gate.ts';
import { aReviewResult } from '../../../support/a-review-result.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

const outputOf = (gates: readonly GateResult[], project: string) => {
  const result = aReviewResult({ gates });
  return projectOutput(
    { result, view: buildViewModel(result) },
    { project, templates, reportUrl: 'https://p.example/r' },
  );
};

test('a project that passes says so, and leads to the whole', () => {
  expect(outputOf(aReviewResult().gates, 'tracking')).toEqual({
    title: 'All conditions are met.',
    summary: [
      '✅ **tracking: Passed.** All conditions are met.',
      '',
      '| Result | Condition | Required | Measured |',
      '| :---: | --- | ---: | ---: |',
      '| ✅ | Findings, new code | at most 0 | 0 |',
      '',
      'The findings are in the check `Plumbline`, which judges the whole change. [Whole report](<https://p.example/r>)',
      '',
      '<sub>Plumbline 0.1.0 · weight-bands (4f1c0a9b)</sub>',
      '',
    ].join('\n'),
  });
});

test('one that fails has the missed condition for its title', () => {
  const [whole] = aReviewResult().gates;
  const { title, summary } = outputOf([{ ...whole!, project: 'web' }], 'web');
  expect(title).toBe('2 new critical findings, at most 0 are allowed.');
  expect(summary.split('\n')[0]).toBe(
    '❌ **web: Failed.** 2 new critical findings, at most 0 are allowed. The security rating of the new code is E, at least A is required. 1 test failed, at most 0 may.',
  );
});

test('one of which nothing could be measured is undecided', () => {
  expect(outputOf(aReviewResult().gates, 'scripts').title).toBe(
    'The vulnerabilities of 6 packages were not looked at.',
  );
});

test('one that the change leaves alone passes by itself, whatever its gate', () => {
  const gates = [{ project: 'web', conclusion: 'fail', untouched: true, conditions: [] }] as const;
  expect(outputOf(gates, 'web').title).toBe('Nothing of web was changed');
});

test('one that there is not is a mistake of ours', () => {
  expect(() => outputOf([], 'web')).toThrow('The review has no project "web"');
});
