import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NativePart } from '../../action/native-parts.ts';
import { aRunner, BUILT, pullRequestEvent, runBuilt, type ActionEvent } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const FILES = {
  '.plumbline.yml': 'report:\n  consultant:\n    name: Ada Example\n    logo: logo.png\n',
  'logo.png': Buffer.from(PNG, 'base64'),
};

let github: GitHubDouble;
let shop: RepositoryHandle;
let event: ActionEvent;
let range: readonly string[];
let folder: string;
/** By the command line. */
let expected: Readonly<Record<string, Buffer>> = {};
beforeAll(async () => {
  github = await startGitHubDouble();
  shop = await github.createRepository('native/shop', { files: FILES });
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.js': 'export function a() {\n  debugger;\n}\n' } });
  const base = await shop.tip();
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  event = await pullRequestEvent(github, shop, number);
  range = ['--base', base, '--head', headSha];
  folder = mkdtempSync(join(tmpdir(), 'plumbline-native-'));
  cpSync(BUILT, join(folder, 'action'), { recursive: true });
  // As on a platform that nothing is carried for.
  rmSync(join(folder, 'action/node_modules/@oxlint'), { recursive: true });
  mkdirSync(join(folder, 'packed'));
  const parts = (JSON.parse(readFileSync(partsFile(), 'utf8')) as NativePart[]).flatMap(packedHere);
  expect(parts.map(({ program }) => program)).toEqual(['oxlint', 'typst']);
  writeFileSync(partsFile(), JSON.stringify(parts));
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

function partsFile(): string {
  return join(folder, 'action/native-parts.json');
}

/** What npm would pack of what is installed here: how it compresses depends on its version. */
function packedHere(part: NativePart): NativePart[] {
  const installed = join('node_modules', part.name);
  if (!existsSync(installed)) return [];
  const file = join(folder, 'packed', `${part.name.replaceAll('/', '-')}.tgz`);
  execFileSync('tar', ['-cf', file, '-I', 'gzip -1', '--transform', 's,^\\.,package,', '-C', installed, '.']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  return [{ ...part, integrity }];
}

/** A `PATH` with git, tar and what npm is there. */
function pathWith(npm: string | undefined): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const tool of ['git', 'tar', 'gzip', 'sh', 'cp', 'ls', 'env', 'tr']) {
    const real = execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();
    writeFileSync(join(bin, tool), `#!/bin/sh\nexec ${real} "$@"\n`);
    chmodSync(join(bin, tool), 0o755);
  }
  if (npm !== undefined) {
    writeFileSync(
      join(bin, 'npm'),
      `#!${execFileSync('sh', ['-c', 'command -v sh'], { encoding: 'utf8' }).trim()}\n${npm}\n`,
    );
    chmodSync(join(bin, 'npm'), 0o755);
  }
  return bin;
}

/** `npm pack NAME@VERSION`, from the folder of packages; what it was asked, where and with what is noted. */
function packingNpm(): string {
  return [
    `{ echo "$@"; ls -A; } >> ${folder}/asked`,
    `env > ${folder}/env`,
    'name=$(echo "${2%@*}" | tr / -)',
    `cp "${folder}/packed/$name.tgz" .`,
  ].join('\n');
}

/** What a workflow may have set for its steps: secrets, and what npm is set up with. */
const SECRETS = { GITHUB_TOKEN: 't', AWS_SECRET_ACCESS_KEY: 't', ACTIONS_RUNTIME_TOKEN: 't', DEPLOY_PROXY_KEY: 't' };
const OF_NPM = {
  npm_config_registry: 'http://r',
  NPM_CONFIG_CAFILE: '/c',
  HTTPS_PROXY: 'http://p',
  NODE_AUTH_TOKEN: 't',
};

async function run(path: string, tools = mkdtempSync(join(folder, 'tools-'))) {
  const inputs = { reports: 'json, html, pdf' };
  const runner = await aRunner(github, shop, {
    event,
    inputs,
    env: { ...SECRETS, ...OF_NPM, PATH: path, RUNNER_TOOL_CACHE: tools },
  });
  const workspace = join(runner.folder, 'workspace');
  try {
    // Says where npm looks for packages: nowhere, for whoever starts it here.
    writeFileSync(join(workspace, '.npmrc'), 'registry=http://127.0.0.1:1/\n');
    const ran = await runBuilt(join(folder, 'action/action/main.js'), { variables: runner.variables, workspace });
    const { outputs } = runner.written();
    const reports = outputs.reports?.split('\n') ?? [];
    const contents: Record<string, Buffer> = Object.fromEntries(
      reports.map((file) => [basename(file), readFileSync(file)]),
    );
    rmSync(join(workspace, '.npmrc'));
    if (Object.keys(expected).length === 0) expected = await renderLocally(workspace);
    return { ...ran, contents, tools };
  } finally {
    runner.remove();
  }
}

async function renderLocally(workspace: string): Promise<Record<string, Buffer>> {
  const names = { json: 'report.json', html: 'index.html', pdf: 'report.pdf' };
  const outputs = Object.entries(names).flatMap(([format, name]) => [
    '--format',
    format,
    '--output',
    join(folder, name),
  ]);
  await runPlumbline(['review', workspace, ...range, ...outputs, '--quiet']);
  return Object.fromEntries(Object.values(names).map((name) => [name, readFileSync(join(folder, name))]));
}

test('what is not carried is fetched by npm, once, and the reports are those of the command line', async () => {
  const first = await run(pathWith(packingNpm()));
  expect(first.log).not.toContain('::notice');
  expect(first.code).toBe(1);
  expect(Object.keys(first.contents)).toEqual(['report.json', 'index.html', 'report.pdf']);
  expect(first.contents['report.json']?.toString()).toBe(expected['report.json']?.toString());
  expect(first.contents['index.html']).toEqual(expected['index.html']);
  expect(first.contents['index.html']?.toString()).toContain('Ada Example');
  expect(first.contents['report.pdf']).toEqual(expected['report.pdf']);
  // In an empty folder.
  expect(readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')).toEqual([
    expect.stringMatching(/^pack @oxlint\/binding-\S+@\d+\.\d+\.\d+ --ignore-scripts --loglevel=error$/),
    expect.stringMatching(
      /^pack @myriaddreamin\/typst-ts-node-compiler-\S+@\d+\.\d+\.\d+ --ignore-scripts --loglevel=error$/,
    ),
  ]);
  // Without what the workflow trusts the Action with.
  const given = [...readFileSync(join(folder, 'env'), 'utf8').matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
  const ofShells = ['PWD', 'OLDPWD', 'SHLVL', '_'];
  expect(given.filter((name) => !ofShells.includes(name)).sort()).toEqual(
    ['PATH', 'HOME', ...Object.keys(OF_NPM)].sort(),
  );
  // Kept on the machine: the next job needs no npm.
  const second = await run(pathWith(undefined), first.tools);
  expect(second.log).not.toContain('::notice');
  expect(second.contents).toEqual(first.contents);
  // As packed, which another job may have put something else in the place of.
  const kept = filesOf(first.tools).filter((file) => file.endsWith('.tgz'));
  expect(kept).toHaveLength(2);
  for (const file of kept) writeFileSync(file, 'planted');
  const third = await run(pathWith(packingNpm()), first.tools);
  expect(third.log).not.toContain('::notice');
  expect(third.contents).toEqual(first.contents);
  const fourth = await run(pathWith(undefined), first.tools);
  expect(fourth.log).not.toContain('::notice');
  // A library that lies there is none of ours.
  expect(filesOf(first.tools).filter((file) => file.endsWith('.node'))).toEqual([]);
});

function filesOf(tools: string): string[] {
  return readdirSync(tools, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test.each([
  ['there is no npm', undefined, 'npm cannot be started: spawn npm ENOENT'],
  ['npm has no network', 'echo "npm error network request failed" >&2; exit 1', 'npm error network request failed'],
  ['npm brings something else', 'echo something > else.tgz', 'is not what it should be'],
  ['npm brings nothing', 'exit 0', 'npm brought nothing'],
] as const)('where %s, a notice says so and the review goes on', async (_, npm, reason) => {
  const { code, log, contents, tools } = await run(pathWith(npm));
  expect(code).toBe(1);
  const notices = log.split('\n').filter((line) => line.startsWith('::notice'));
  expect(notices).toEqual([
    expect.stringMatching(
      /^::notice::oxlint is not available here: .*ESLint looks for all of it, which takes longer\.$/,
    ),
    expect.stringMatching(/^::notice::typst is not available here: .*There is no PDF\.$/),
  ]);
  for (const notice of notices) expect(notice).toContain(reason);
  expect(Object.keys(contents)).toEqual(['report.json', 'index.html']);
  const titles = (report: Buffer | undefined) =>
    (JSON.parse(report?.toString() ?? '') as { findings: { ruleId: string }[] }).findings.map(({ ruleId }) => ruleId);
  expect(titles(contents['report.json'])).toEqual(titles(expected['report.json']));
  expect(readdirSync(tools)).toEqual([]);
});
