import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderReport } from '../../../../engine/report/render-report.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { runPlumbline } from '../../../support/run-plumbline.ts';

test('the built program renders by precompiled templates what the sources of the templates say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-templates-'));
  try {
    const code = 'export function f(x) {\n  debugger;\n  if (x == null) eval(x);\n}\n// `<b>` & *stars*: TODO\n';
    for (const name of ['a.js', 'b.js', '[c](d).js']) writeFileSync(join(folder, name), code);
    const render = async (format: string) => (await runPlumbline(['review', folder, '--format', format])).stdout;
    const result = JSON.parse(await render('json')) as ReviewResult;
    const sameMoment = (text: string) => text.replaceAll(/\d\d:\d\d(:\d\d(\.\d+)?)?/g, 'HH:MM');
    for (const format of ['html', 'markdown'] as const) {
      const fromSources = String(await renderReport(format, result));
      expect(sameMoment(await render(format))).toBe(sameMoment(fromSources));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
