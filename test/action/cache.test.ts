import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startActionsCacheDouble, type ActionsCacheDouble } from '../support/actions-cache-double.ts';
import {
  aRunner,
  BUILT,
  pullRequestEvent,
  pushEvent,
  runBuilt,
  workflowRunEvent,
  type ActionEvent,
} from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';

let github: GitHubDouble;
let cache: ActionsCacheDouble;
let temp: string;
let names = 0;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());
beforeEach(async () => {
  cache = await startActionsCacheDouble();
  temp = mkdtempSync(join(tmpdir(), 'plumbline-cache-'));
});
afterEach(async () => {
  await cache.close();
  rmSync(temp, { recursive: true, force: true });
});

const FILES = {
  'a.ts': 'export function a(): void {\n  debugger;\n}\n',
  'b.py': 'def b(x=[]):\n    return x\n',
};

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly report: unknown;
}

type Inputs = Readonly<Record<string, string>>;
/** On a pull request, too. */
const USED: Inputs = { cache: 'true' };

/** A job of one step on a machine that is emptied before: the Action, and what cleans up after it. */
async function runJob(shop: RepositoryHandle, event: ActionEvent, inputs: Inputs = USED): Promise<Ran> {
  rmSync(temp, { recursive: true, force: true });
  // The library takes version 2 of the service for github.com alone, and for names that mean this machine.
  const server = new URL(github.webUrl);
  server.hostname = 'github.localhost';
  const env = { ...cache.variables, GITHUB_SERVER_URL: server.origin, RUNNER_TEMP: temp };
  const runner = await aRunner(github, shop, { event, env, inputs: { ...inputs, reports: 'json' } });
  try {
    const given = { variables: runner.variables, workspace: join(runner.folder, 'workspace') };
    const main = await runBuilt(join(BUILT, 'action/main.js'), given);
    const { outputs, state } = runner.written();
    const passed = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
    const post = await runBuilt(join(BUILT, 'action/post.js'), {
      ...given,
      variables: { ...given.variables, ...passed },
    });
    expect(post.code).toBe(0);
    const report: unknown = JSON.parse(readFileSync(join(outputs['report-folder'] ?? '', 'report.json'), 'utf8'));
    return { code: main.code, log: withoutNames(main.log + post.log), report: withoutTime(report) };
  } finally {
    runner.remove();
  }
}

/** The check and the folder of the reports are others in each run. */
function withoutNames(log: string): string {
  return log.replace(/\/runs\/\d+/, '/runs/…').replace(/report-\w{6}/, 'report-…');
}

function withoutTime(report: unknown): unknown {
  return JSON.parse(JSON.stringify(report, (name, value: unknown) => (name === 'at' ? undefined : value)));
}

/** A pull request as its own event, and as another one. */
async function aPullAs(name: string): Promise<{ shop: RepositoryHandle; event: ActionEvent; pull: ActionEvent }> {
  const { shop, event: pull } = await aPull();
  const { number, headSha: sha } = shop.pullRequest(1).state;
  switch (name) {
    case 'workflow_run':
      return { shop, pull, event: await workflowRunEvent(shop, number) };
    case 'merge_group': {
      const group = { head_sha: sha, base_sha: await shop.tip() };
      return { shop, pull, event: { name, payload: { merge_group: group }, sha } };
    }
    default:
      return { shop, pull, event: { ...pull, name } };
  }
}

async function aPull(name = 'pull_request'): Promise<{ shop: RepositoryHandle; event: ActionEvent }> {
  const shop = await github.createRepository(`cached/shop-${++names}`, {
    files: { 'old.ts': 'export const o = 1;\n' },
  });
  await shop.push({ branch: 'feature', from: 'main', files: FILES });
  const { number } = await shop.openPullRequest({ head: 'feature' });
  return { shop, event: await pullRequestEvent(github, shop, number, name) };
}

/** The lines of what was kept last. */
function kept(): string[] {
  return gunzipSync(cache.entries.at(-1)!.content).toString().trimEnd().split('\n');
}

function replaceKept(content: Buffer): void {
  cache.entries.at(-1)!.content = content;
}

test('what a run made is found by the next, which keeps nothing, for it made nothing', async () => {
  const { shop, event } = await aPull();
  const cold = await runJob(shop, event);
  expect(cold).toMatchObject({ code: 1 });
  expect(cache.calls).toEqual(['GetCacheEntryDownloadURL', 'CreateCacheEntry', 'upload', 'FinalizeCacheEntryUpload']);
  expect(cache.entries.map(({ key }) => key)).toEqual([
    expect.stringMatching(/^plumbline-[0-9a-f]{16}-[a-z0-9]+-[a-z0-9]+-[0-9a-f]{32}$/),
  ]);
  expect(kept().map((line) => line.slice(0, 65))).toHaveLength(Object.keys(FILES).length + 1);

  cache.calls.length = 0;
  expect(await runJob(shop, event)).toEqual(cold);
  expect(cache.calls).toEqual(['GetCacheEntryDownloadURL', 'download']);
});

test('the next run adds to it, and puts what it used first', async () => {
  const { shop, event } = await aPull();
  await runJob(shop, event);
  const first = kept();
  const before = await shop.tip();
  const after = await shop.push({ files: { 'c.ts': 'export const c = 1;\n' } });
  expect(after).not.toBe(before);
  await runJob(shop, pushEvent(shop, { before, after }), {});
  expect(kept()).toHaveLength(first.length + 1);
  const [ofPush, ...rest] = kept();
  expect(rest).toEqual(first);
  expect(new Set(cache.entries.map(({ key }) => key)).size).toBe(2);

  // But a pull request keeps no copy of what it did not need.
  await shop.push({ branch: 'feature', files: { 'd.ts': 'export const d = 1;\n' } });
  await runJob(shop, await pullRequestEvent(github, shop, 1));
  expect(cache.entries).toHaveLength(3);
  expect(kept()).toEqual(expect.arrayContaining(first));
  expect(kept()).toHaveLength(first.length + 1);
  expect(kept()).not.toContain(ofPush);
});

test.each(['pull_request_target', 'workflow_run', 'merge_group'])(
  '%s uses what the repository keeps, and keeps nothing',
  async (name) => {
    const { shop, event, pull } = await aPullAs(name);
    const cold = await runJob(shop, event);
    expect(cache.calls).toEqual(['GetCacheEntryDownloadURL']);
    await runJob(shop, pull);
    cache.calls.length = 0;
    expect(await runJob(shop, event)).toEqual(cold);
    expect(cache.calls).toEqual(['GetCacheEntryDownloadURL', 'download']);
  },
);

test.each([
  ['pull_request', {}],
  ['merge_group', {}],
  ['pull_request_target', { cache: 'false' }],
])('on %s with the inputs %j, no result that somebody made up is used, and none is kept', async (name, inputs) => {
  const { shop, event, pull } = await aPullAs(name);
  const cold = await runJob(shop, event, inputs);
  expect(cold).toMatchObject({ code: 1 });
  await runJob(shop, pull);
  const falsified = kept().map((line) => {
    const analysis = JSON.parse(line.slice(65)) as object;
    return `${line.slice(0, 64)} ${JSON.stringify({ ...analysis, findings: [] })}\n`;
  });
  replaceKept(gzipSync(falsified.join('')));
  cache.calls.length = 0;
  expect(await runJob(shop, event, inputs)).toEqual(cold);
  expect(cache.calls).toEqual([]);
});

test.each([
  ['fails', 'No results of earlier runs are used: Failed request: (500) Internal Server Error: it fails'],
  ['hangs', 'No results of earlier runs are used: no answer within 5 s'],
  ['cuts off', 'No results of earlier runs are used: Failed to restore: aborted'],
  ['is full', 'The results are not kept for later runs: Failed to save: Unable to reserve cache'],
] as const)('a cache that %s costs a line of the log', async (trouble, line) => {
  const { shop, event } = await aPull();
  const calm = await runJob(shop, { ...event, name: 'pull_request' });
  if (trouble === 'is full') cache.entries.length = 0;
  cache.trouble = trouble;
  const { log, ...ran } = await runJob(shop, event);
  expect(ran).toEqual({ code: calm.code, report: calm.report });
  expect(log.split('\n').filter((one) => /results/i.test(one))).toEqual([expect.stringContaining(line)]);
  expect(log).not.toMatch(/^::(error(?!::\d+ new )|warning)/m);
});

test('what comes back damaged, or was made by somebody else, is nothing or is left out', async () => {
  const { shop, event } = await aPull();
  const cold = await runJob(shop, event);
  const good = kept();
  const falsified = (value: unknown) =>
    gzipSync(good.map((line) => `${line.slice(0, 64)} ${JSON.stringify(value)}\n`).join(''));
  const place = mkdtempSync(join(tmpdir(), 'plumbline-outside-'));
  writeFileSync(join(place, 'written'), 'by somebody else');
  const archive = execFileSync('tar', ['-cz', '-P', '--transform', 's,^,../../../../../../../..,', place]);
  const absolute = execFileSync('tar', ['-cz', '-P', place]);
  rmSync(place, { recursive: true });
  const analysis = JSON.parse(good[0]?.slice(65) ?? '') as object;
  const hostile: readonly (readonly [Buffer, string])[] = [
    [Buffer.from('no archive'), 'incorrect header check'],
    [gzipSync(good.join('\n')).subarray(0, 200), 'unexpected end of file'],
    [gzipSync(Buffer.alloc(65 * 2 ** 20)), 'Cannot create a Buffer larger than'],
    [archive, ''],
    [absolute, ''],
    [falsified({}), ''],
    [falsified({ ...analysis, findings: [{ path: 1 }] }), ''],
    // Of the right shape at first sight: the review that it breaks is made anew.
    [falsified([]), 'the review begins anew'],
    [falsified({ ...analysis, facts: { metrics: 1, duplication: [1] } }), 'the review begins anew'],
  ];
  for (const [content, line] of hostile) {
    replaceKept(content);
    const { log, ...ran } = await runJob(shop, event);
    expect(ran).toEqual({ code: cold.code, report: cold.report });
    expect(log).toContain(line);
    expect(existsSync(place)).toBe(false);
    // What comes next finds good ones.
    expect(kept().sort()).toEqual([...good].sort());
    cache.entries.length = 1;
  }
});
