import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltAction, type BuiltAction } from '../support/a-built-action.ts';
import { aRunner, checksAt, pullRequestEvent, runBuilt } from '../support/an-action-run.ts';
import { runPlumbline } from '../support/run-plumbline.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
let action: BuiltAction;
beforeAll(async () => {
  github = await startGitHubDouble();
  action = aBuiltAction();
});
afterAll(async () => {
  await github.close();
  action.remove();
});

const BEFORE = { 'a.ts': 'export const a: number = 1;\n', 'b.js': 'export const b = 1;\n' };
const AFTER = {
  'c.ts': [
    'export async function c(list: string[], value: any): Promise<string> {',
    '  var unused = 1;',
    '  if (value == null) value = value;',
    '  for (const key in list) { if (list.hasOwnProperty(key)) continue; }',
    '  switch (value) { case 1: value = 2; case 1: break; }',
    '  try { eval(value); } catch (error) {}',
    '  return await Promise.resolve(`${list}` + value);',
    '}',
    '',
  ].join('\n'),
  'd.jsx':
    'export const D = ({ x }) => <a href={x} target="_blank">{!!x ? x : <b>{x}</b>}</a>;\nif (!("a" in window)) with_();\n',
  'e.py': 'import os\ndef e(x=[]):\n    try:\n        os.system(x)\n    except:\n        pass\n',
  'a.ts': 'export function a(value: number): number {\n  debugger;\n  return value;\n}\n',
  'b.js': 'export function b() {\n  debugger;\n}\n',
};

test('the built Action, with nothing beside it, reviews a pull request', async () => {
  const shop = await github.createRepository('built/shop', { files: BEFORE });
  await shop.push({ branch: 'feature', from: 'main', files: AFTER });
  const baseSha = await shop.tip();
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const runner = await aRunner(github, shop, { event: await pullRequestEvent(github, shop, number) });
  const workspace = join(runner.folder, 'workspace');
  try {
    const main = await runBuilt(action.program('main'), { variables: runner.variables, workspace });
    const { outputs, summary } = runner.written();
    expect({ ...main, outputs }).toMatchObject({
      code: 1,
      outputs: { conclusion: 'failure', 'rating-reliability': 'D' },
    });
    expect(summary).toContain('[a.ts:2]');
    expect(outputs.reports?.split('\n').map((path) => existsSync(path))).toEqual([true, true]);
    expect(checksAt(shop, headSha)).toMatchObject([{ name: 'Plumbline', status: 'completed', conclusion: 'failure' }]);
    // The same report as the command line's, byte for byte, although that has oxlint.
    const report = readFileSync(join(outputs['report-folder'] ?? '', 'report.json'), 'utf8');
    const range = ['--base', baseSha, '--head', headSha];
    const local = await runPlumbline(['review', workspace, ...range, '--format', 'json', '--quiet']);
    expect(report).toBe(local.stdout);
  } finally {
    runner.remove();
  }
});

test('the built Action leaves no check in progress when the job is cancelled', async () => {
  const shop = await github.createRepository('cancelled/shop', { files: BEFORE });
  await shop.push({ branch: 'feature', from: 'main', files: AFTER });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const runner = await aRunner(github, shop, { event: await pullRequestEvent(github, shop, number) });
  const workspace = join(runner.folder, 'workspace');
  const { variables } = runner;
  try {
    const cancelled = () => checksAt(shop, headSha).length > 0;
    const { code } = await runBuilt(action.program('main'), { variables, workspace, cancelled });
    expect(code).toBe(null);
    expect(checksAt(shop, headSha)).toMatchObject([{ status: 'in_progress' }]);
    const state = { STATE_check: runner.written().state['check'] ?? '' };
    expect(await runBuilt(action.program('post'), { variables: { ...variables, ...state }, workspace })).toEqual({
      code: 0,
      log: '',
    });
    expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
  } finally {
    runner.remove();
  }
});
