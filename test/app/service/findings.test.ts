import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, shownAt } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 110_000 });

const FILES_OF_BASE = {
  'a.js': 'export const a = 1;\n',
  // Only what is counted here is looked for.
  '.plumbline.yml':
    'analyzers:\n  duplication: { enabled: false }\n  metrics: { enabled: false }\n  hygiene: { enabled: false }\n',
};

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '3' } });
});
afterAll(async () => {
  await test.close();
});

describe.concurrent('findings of a change', () => {
  it.each([
    [0, 'success', 'No new problems.', []],
    [1, 'failure', '1 new high-severity problem blocks this change.', [1]],
    [50, 'failure', '50 new high-severity problems block this change.', [50]],
    [51, 'failure', '51 new high-severity problems block this change.', [50, 1]],
  ] as const)('%i', async (amount, conclusion, title, batches) => {
    const { shop, settled } = await aCustomer(test, `findings-${amount}`, { files: FILES_OF_BASE });
    await shop.push({ branch: 'feature', from: 'main', files: filesWith(amount, 1) });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', conclusion, title]]);
    expect(batchesOf(shop)).toEqual(batches);
    const { annotations, output } = checkAt(shop, pull.headSha);
    expect(annotations.length).toBe(amount);
    expect(new Set(annotations.map(({ start_line }) => start_line)).size).toBe(amount);
    expect(await findingsBehind(output.summary)).toEqual({ json: amount, html: 200, sarif: amount });
  });

  it('5,000: the gravest 500 as annotations, the first 100 as text, and all in the report', async () => {
    const { shop, settled } = await aCustomer(test, 'findings-5000', { files: FILES_OF_BASE });
    await shop.push({ branch: 'feature', from: 'main', files: filesWith(500, 10) });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled({ within: 100_000 });
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'failure', '5,000 new high-severity problems block this change.'],
    ]);
    expect(batchesOf(shop)).toEqual([50, 50, 50, 50, 50, 50, 50, 50, 50, 50]);
    const { annotations, output } = checkAt(shop, pull.headSha);
    expect(new Set(annotations.map(({ path, start_line }) => `${path}:${start_line}`)).size).toBe(500);
    expect(output.summary).toContain('annotations: showing 500 of 5,000');
    expect(output.text).toContain('showing 100 of 5,000');
    expect(await findingsBehind(output.summary)).toEqual({ json: 5000, html: 200, sarif: 5000 });
  });

  it('one in a change of 700 files', async () => {
    const { shop, settled } = await aCustomer(test, 'files-700', { files: FILES_OF_BASE });
    const files = Object.fromEntries(
      Array.from({ length: 700 }, (_, at) => [`src/${at}.js`, `export const name${at} = ${at};\n`]),
    );
    await shop.push({ branch: 'feature', from: 'main', files: { ...files, 'src/z.js': 'debugger;\n' } });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled({ within: 100_000 });
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'],
    ]);
    expect(checkAt(shop, pull.headSha).annotations.map(({ path, start_line }) => [path, start_line])).toEqual([
      ['src/z.js', 1],
    ]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});

function filesWith(findings: number, files: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: files }, (_, at) => [`b${at}.js`, `export {};\n${'debugger;\n'.repeat(findings)}`]),
  );
}

/** Annotations in each call that sent some. */
function batchesOf({ fullName }: RepositoryHandle): number[] {
  return test.github.calls.all
    .filter(({ path, method }) => path.startsWith(`/repos/${fullName}/check-runs`) && method !== 'GET')
    .map(({ body }) => (body as { output?: { annotations?: unknown[] } }).output?.annotations?.length ?? 0)
    .filter((amount) => amount > 0);
}

/** What the links to the whole report lead to. */
async function findingsBehind(summary: string | null): Promise<{ json: number; html: number; sarif: number }> {
  const linkTo = (format: string): string =>
    new RegExp(`\\(<(http://[^>]*/reports/[0-9a-f-]+\\.${format}\\?[^>]*)>\\)`).exec(summary ?? '')?.[1] ?? '';
  const [json, html, sarif] = await Promise.all(['json', 'html', 'sarif'].map((format) => fetch(linkTo(format))));
  const report = (await json!.json()) as { findings: unknown[] };
  const log = (await sarif!.json()) as { runs: { results: unknown[] }[] };
  await html!.arrayBuffer();
  return {
    json: report.findings.length,
    html: html!.status,
    sarif: log.runs.reduce((sum, { results }) => sum + results.length, 0),
  };
}
