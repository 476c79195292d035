import { expect, test } from 'vitest';
import { annotateRun } from '../../action/annotate-run.ts';
import type { Severity } from '../../engine/findings/finding.ts';
import { loadTemplates } from '../../engine/report/templates/load-templates.ts';
import { aFinding, aRange } from '../support/a-finding.ts';
import { aReviewResult } from '../support/a-review-result.ts';

test('of each kind as many as leave places for what the Action itself has to say', async () => {
  const findings = (['high', 'medium', 'low'] as const satisfies Severity[]).flatMap((severity, of) =>
    Array.from({ length: 20 }, (_, index) => {
      const line = 1 + of * 20 + index;
      return aFinding({ severity, range: aRange(line, 1, line, 2), fingerprint: `${of}-${index}` });
    }),
  );
  const log = annotateRun(aReviewResult({ findings }), { templates: await loadTemplates() });
  const count = (kind: string) => log.split('\n').filter((line) => line.startsWith(`::${kind} `)).length;
  expect([count('error'), count('warning'), count('notice')]).toEqual([9, 6, 4]);
  expect(log).toContain('::notice::Findings beside the code: showing 19 of 60. The summary has more.\n');
});
