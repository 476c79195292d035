import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  startActionsCacheDouble,
  type ActionsCacheDouble,
  type CacheEntry,
  type CacheTrouble,
} from '../support/actions-cache-double.ts';
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
const machines: Machine[] = [];
/** Most tests begin after these runs: a pull request was reviewed by several events, the last of which kept what it made. */
let machine: Machine;
let shop: RepositoryHandle;
let events: Readonly<Record<string, ActionEvent>>;
/** What each came to, and what the cache was asked. */
const cold: Record<string, Ran & { readonly calls: readonly string[] }> = {};
let good: CacheEntry;
beforeAll(async () => {
  github = await startGitHubDouble();
  const { shop: reviewed, event: pull } = await aPull();
  [machine, shop] = [await aMachine(), reviewed];
  const { number, headSha: sha } = shop.pullRequest(1).state;
  const group = { head_sha: sha, base_sha: await shop.tip() };
  events = {
    pull_request_target: { ...pull, name: 'pull_request_target' },
    workflow_run: await workflowRunEvent(shop, number),
    merge_group: { name: 'merge_group', payload: { merge_group: group }, sha },
    pull_request: pull,
  };
  for (const name of Object.keys(events)) {
    const ran = await runAs(name);
    cold[name] = { ...ran, calls: machine.cache.calls.splice(0) };
  }
  [good] = machine.cache.entries as [CacheEntry];
});
afterAll(async () => {
  await Promise.all([github.close(), ...machines.map((one) => one.remove())]);
});
beforeEach(() => keepInstead(good.content));

const runAs = (name: string, inputs?: Inputs) => machine.run(shop, events[name]!, inputs);

function keepInstead(content: Buffer): void {
  machine.cache.entries.splice(0, Infinity, { ...good, content });
  machine.cache.calls.length = 0;
  machine.cache.trouble = undefined;
}

/** Each has a finding. Python, for ESLint would take longer to load than all else. */
const FILES = { 'a.py': 'def a():\n    breakpoint()\n', 'b.py': 'def b(x=[]):\n    return x\n' };

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly report: unknown;
}

type Inputs = Readonly<Record<string, string>>;
/** On a pull request, too. */
const USED: Inputs = { cache: 'true' };

/** One that is emptied before each job, and what its jobs have kept. */
interface Machine {
  readonly cache: ActionsCacheDouble;
  /** A job of one step: the Action, and what cleans up after it. */
  readonly run: (of: RepositoryHandle, event: ActionEvent, inputs?: Inputs) => Promise<Ran>;
  /** The lines of what was kept last. */
  readonly kept: () => string[];
  readonly remove: () => Promise<void>;
}

async function aMachine(): Promise<Machine> {
  const cache = await startActionsCacheDouble();
  // What is kept is found again under the same name alone.
  const temp = mkdtempSync(join(tmpdir(), 'plumbline-cache-'));
  const made: Machine = {
    cache,
    run(of, event, inputs = USED) {
      rmSync(temp, { recursive: true, force: true });
      return runJob(of, { event, inputs, env: { ...cache.variables, RUNNER_TEMP: temp } });
    },
    kept: () => gunzipSync(cache.entries.at(-1)!.content).toString().trimEnd().split('\n'),
    async remove() {
      await cache.close();
      rmSync(temp, { recursive: true, force: true });
    },
  };
  machines.push(made);
  return made;
}

async function runJob(
  shop: RepositoryHandle,
  { event, inputs, env }: { event: ActionEvent; inputs: Inputs; env: Readonly<Record<string, string>> },
): Promise<Ran> {
  // The library takes version 2 of the service for github.com alone, and for names that mean this machine.
  const server = new URL(github.webUrl);
  server.hostname = 'github.localhost';
  const runner = await aRunner(github, shop, {
    event,
    env: { ...env, GITHUB_SERVER_URL: server.origin },
    inputs: { ...inputs, reports: 'json' },
  });
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

let names = 0;
async function aPull(
  files: Readonly<Record<string, string>> = FILES,
): Promise<{ shop: RepositoryHandle; event: ActionEvent }> {
  const shop = await github.createRepository(`cached/shop-${++names}`, { files: { 'old.py': 'o = 1\n' } });
  await shop.push({ branch: 'feature', from: 'main', files });
  const { number } = await shop.openPullRequest({ head: 'feature' });
  return { shop, event: await pullRequestEvent(github, shop, number) };
}

async function expectOneLine({ cache, run }: Machine, trouble: CacheTrouble, line: string): Promise<void> {
  cache.trouble = trouble;
  const { log, ...ran } = await run(shop, events['pull_request']!);
  expectAsCold(ran);
  expect(log.split('\n').filter((one) => /results/i.test(one))).toEqual([expect.stringContaining(line)]);
  expect(log).not.toMatch(/^::(error(?!::\d+ new )|warning)/m);
}

function expectAsCold(ran: Omit<Ran, 'log'>): void {
  const { code, report } = cold['pull_request']!;
  expect(ran).toEqual({ code, report });
}

/** Unpacked by tar, it would write to a place outside, by either of two names. */
function anArchiveOf(place: string): Buffer {
  const file = `${place}.tar`;
  mkdirSync(place);
  writeFileSync(join(place, 'written'), 'by somebody else');
  execFileSync('tar', ['-cPf', file, place]);
  execFileSync('tar', ['-rPf', file, '--transform', 's,^,../../../../../../../..,', place]);
  const archive = gzipSync(readFileSync(file));
  for (const made of [place, file]) rmSync(made, { recursive: true });
  return archive;
}

test('what a run made is found by the next, which keeps nothing, for it made nothing', async () => {
  const { cache, kept, run } = await aMachine();
  // Of a finding that ESLint can fix, the fix is kept, too.
  const files = { ...FILES, 'a.ts': 'export function a(): void {\n  debugger;\n}\n' };
  const { shop, event } = await aPull(files);
  const cold = await run(shop, event);
  expect(cold).toMatchObject({ code: 1 });
  expect(cache.calls).toEqual(['GetCacheEntryDownloadURL', 'CreateCacheEntry', 'upload', 'FinalizeCacheEntryUpload']);
  expect(cache.entries.map(({ key }) => key)).toEqual([
    expect.stringMatching(/^plumbline-[0-9a-f]{16}-[a-z0-9]+-[a-z0-9]+-[0-9a-f]{32}$/),
  ]);
  expect(kept()).toHaveLength(Object.keys(files).length + 1);

  cache.calls.length = 0;
  expect(await run(shop, event)).toEqual(cold);
  expect(cache.calls).toEqual(['GetCacheEntryDownloadURL', 'download']);
});

test.each(['pull_request_target', 'workflow_run', 'merge_group'])(
  '%s uses what the repository keeps, and keeps nothing',
  async (name) => {
    const { calls, ...ran } = cold[name]!;
    expect(calls).toEqual(['GetCacheEntryDownloadURL']);
    expect(await runAs(name)).toEqual(ran);
    expect(machine.cache.calls).toEqual(['GetCacheEntryDownloadURL', 'download']);
  },
);

test.each([
  ['pull_request', {}],
  ['merge_group', {}],
  ['pull_request_target', { cache: 'false' }],
])('on %s with the inputs %j, no result that somebody made up is used, and none is kept', async (name, inputs) => {
  const { calls: _, ...ran } = cold[name]!;
  expect(ran).toMatchObject({ code: 1 });
  const falsified = machine.kept().map((line) => {
    const analysis = JSON.parse(line.slice(65)) as object;
    return `${line.slice(0, 64)} ${JSON.stringify({ ...analysis, findings: [] })}\n`;
  });
  keepInstead(gzipSync(falsified.join('')));
  expect(await runAs(name, inputs)).toEqual(ran);
  expect(machine.cache.calls).toEqual([]);
});

test('what comes back damaged, or was made by somebody else, is nothing or is left out', async () => {
  const kept = machine.kept();
  const falsified = (...values: readonly unknown[]) =>
    gzipSync(kept.map((line, at) => `${line.slice(0, 64)} ${JSON.stringify(values[at % values.length])}\n`).join(''));
  const place = join(tmpdir(), `plumbline-outside-${randomUUID()}`);
  const analysis = JSON.parse(kept[0]?.slice(65) ?? '') as object;
  const hostile: readonly (readonly [Buffer, string])[] = [
    [Buffer.from('no archive'), 'incorrect header check'],
    [gzipSync(Buffer.alloc(65 * 2 ** 20)), 'Cannot create a Buffer larger than'],
    [anArchiveOf(place), ''],
    [falsified({}, { ...analysis, findings: [{ path: 1 }] }), ''],
    // Of the right shape at first sight: the review that it breaks is made anew.
    [falsified([]), 'the review begins anew'],
    [falsified({ ...analysis, facts: { metrics: 1, duplication: [1] } }), 'the review begins anew'],
  ];
  for (const [content, line] of hostile) {
    keepInstead(content);
    const { log, ...ran } = await runAs('pull_request');
    expectAsCold(ran);
    expect(log).toContain(line);
    expect(existsSync(place)).toBe(false);
    // What comes next finds good ones.
    expect(machine.kept().sort()).toEqual([...kept].sort());
  }
});

test.each([
  ['fails', 'No results of earlier runs are used: Failed request: (500) Internal Server Error: it fails'],
  ['cuts off', 'No results of earlier runs are used: Failed to restore: aborted'],
  ['is full', 'The results are not kept for later runs: Failed to save: Unable to reserve cache'],
] as const)('a cache that %s costs a line of the log', async (trouble, line) => {
  if (trouble === 'is full') machine.cache.entries.length = 0;
  await expectOneLine(machine, trouble, line);
});

// It waits for seconds, in which the next can be done.
test.concurrent('a cache that hangs costs a line of the log', async () => {
  await expectOneLine(await aMachine(), 'hangs', 'No results of earlier runs are used: no answer within 5 s');
});

test.concurrent('the next run adds to it, and puts what it used first', async () => {
  const { cache, kept, run } = await aMachine();
  const { shop, event } = await aPull();
  await run(shop, event);
  const first = kept();
  const before = await shop.tip();
  const after = await shop.push({ files: { 'c.py': 'c = 1\n' } });
  expect(after).not.toBe(before);
  await run(shop, pushEvent(shop, { before, after }), {});
  expect(kept()).toHaveLength(first.length + 1);
  const [ofPush, ...rest] = kept();
  expect(rest).toEqual(first);
  expect(new Set(cache.entries.map(({ key }) => key)).size).toBe(2);

  // But a pull request keeps no copy of what it did not need.
  await shop.push({ branch: 'feature', files: { 'd.py': 'd = 1\n' } });
  await run(shop, await pullRequestEvent(github, shop, 1));
  expect(cache.entries).toHaveLength(3);
  expect(kept()).toEqual(expect.arrayContaining(first));
  expect(kept()).toHaveLength(first.length + 1);
  expect(kept()).not.toContain(ofPush);
});
