import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aRunner, BUILT, checksAt, pullRequestEvent, runBuilt } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
let folder: string;
beforeAll(async () => {
  github = await startGitHubDouble();
  folder = mkdtempSync(join(tmpdir(), 'plumbline-built-'));
  cpSync(BUILT, join(folder, 'dist-action'), { recursive: true });
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

const BEFORE = { 'a.ts': 'export const a: number = 1;\n', 'b.js': 'export const b = 1;\n' };
const AFTER = {
  'a.ts': 'export function a(value: number): number {\n  debugger;\n  return value;\n}\n',
  'b.js': 'export function b() {\n  debugger;\n}\n',
};

test('the built Action, with nothing beside it, reviews a pull request', async () => {
  const shop = await github.createRepository('built/shop', { files: BEFORE });
  await shop.push({ branch: 'feature', from: 'main', files: AFTER });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const runner = await aRunner(github, shop, { event: await pullRequestEvent(github, shop, number) });
  try {
    const main = await runBuilt(join(folder, 'dist-action/action/main.js'), {
      variables: runner.variables,
      workspace: join(runner.folder, 'workspace'),
    });
    const { outputs, summary } = runner.written();
    expect({ ...main, outputs }).toMatchObject({
      code: 1,
      outputs: { conclusion: 'failure', findings: '2', high: '2', 'rating-reliability': 'D' },
    });
    expect(summary).toContain('[a.ts:2]');
    expect(outputs.reports?.split('\n').map((path) => existsSync(path))).toEqual([true, true]);
    expect(checksAt(shop, headSha)).toEqual([
      {
        name: 'Plumbline',
        status: 'completed',
        conclusion: 'failure',
        title: '2 new high-severity problems block this change.',
        annotations: ['a.ts:2', 'b.js:2'],
      },
    ]);
  } finally {
    runner.remove();
  }
});
