import { build } from 'esbuild';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchCommits, type FetchRequest } from '../../../github/fetch/fetch-commits.ts';
import type { FetchedCommits } from '../../../github/fetch/fetch-outcome.ts';
import { cachedRepository, discardRepository, evictRepositories } from '../../../github/fetch/repository-cache.ts';
import { aGitServer, type GitServer } from '../../support/git/a-git-server.ts';
import type { TestRepository } from '../../support/git/a-repository.ts';
import { processesIn, until } from '../../support/processes.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const repositories = testRepositories();
let programFolder: string;
let upstream: TestRepository;
let server: GitServer;
let cacheFolder: string;

beforeAll(async () => {
  programFolder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  await build({
    entryPoints: [resolve('test/support/fetch-again-and-again.ts')],
    outfile: join(programFolder, 'fetch.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => rmSync(programFolder, { recursive: true }));
beforeEach(async () => {
  upstream = repositories.make();
  server = await aGitServer({ 'acme/tool': join(upstream.folder, '.git') });
  cacheFolder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
});
afterEach(async () => {
  await server.close();
  rmSync(cacheFolder, { recursive: true, force: true });
});

function request(id = 7): FetchRequest {
  return {
    cacheFolder,
    githubUrl: server.url,
    repository: { id, owner: 'acme', name: 'tool' },
    head: { branch: 'main' },
  };
}

async function fetched(asked = request(), now = new Date('2026-11-21T09:00:00Z')): Promise<FetchedCommits> {
  const outcome = await fetchCommits(asked, { signal: new AbortController().signal, now });
  if (outcome.kind !== 'fetched') throw new Error(JSON.stringify(outcome));
  return outcome;
}

function repositoryOf(id = 7) {
  return cachedRepository(cacheFolder, { host: new URL(server.url).host, repositoryId: id });
}

/** Every object that the head needs is there and whole. */
function check({ gitDir, head }: FetchedCommits): void {
  execFileSync('git', ['--git-dir', gitDir, 'fsck', '--connectivity-only', head], { stdio: 'pipe' });
}

function startFetching(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(programFolder, 'fetch.mjs'), JSON.stringify(request()), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await new Promise((done) => child.once('exit', done));
}

test('a process that fetches may be killed at any moment', async () => {
  for (let round = 0; round < 12; round++) {
    upstream.commit({ [`${round}.bin`]: randomBytes(300_000) });
    const child = startFetching();
    // From before git starts until some fetches are done: a new repository, a half-received pack, refs being written.
    await new Promise((done) => setTimeout(done, 80 + round * 35));
    await kill(child);
    // What it started goes with it.
    await until(() => processesIn(cacheFolder).length === 0);
    if (round % 3 === 2) {
      const commits = await fetched();
      check(commits);
      await commits.release();
    }
  }
  expect(readdirSync(join(repositoryOf().gitDir, 'objects/pack')).filter((name) => name.startsWith('tmp'))).toEqual([]);
});

test.each<[string, (gitDir: string) => void]>([
  ['has no objects', (gitDir) => rmSync(join(gitDir, 'objects'), { recursive: true })],
  ['has no HEAD', (gitDir) => rmSync(join(gitDir, 'HEAD'))],
  ['has a configuration that cannot be read', (gitDir) => writeFileSync(join(gitDir, 'config'), '[core\n\0')],
  ['has an empty ref', (gitDir) => writeFileSync(join(gitDir, refOf(gitDir)), '')],
  ['has a ref to what is not there', (gitDir) => writeFileSync(join(gitDir, refOf(gitDir)), `${'a'.repeat(40)}\n`)],
  [
    'has a pack that was cut',
    (gitDir) => {
      for (const name of readdirSync(join(gitDir, 'objects/pack'))) {
        const path = join(gitDir, 'objects/pack', name);
        chmodSync(path, 0o600);
        truncateSync(path, Math.floor(statSync(path).size / 2));
      }
    },
  ],
  ['is locked by a git that is no more', (gitDir) => writeFileSync(join(gitDir, `${refOf(gitDir)}.lock`), '')],
  [
    'is an empty folder',
    (gitDir) => {
      rmSync(gitDir, { recursive: true });
      mkdirSync(gitDir);
    },
  ],
])('a repository that %s is mended or made anew', async (_, damage) => {
  upstream.commit({ 'a.js': 'let a = 1;\n' });
  const first = await fetched();
  await first.release();
  damage(first.gitDir);
  upstream.commit({ 'a.js': 'let a = 2;\n' });
  const second = await fetched();
  check(second);
  await second.release();
});

function refOf(gitDir: string): string {
  return `refs/plumbline/branch/${readdirSync(join(gitDir, 'refs/plumbline/branch'))[0]}`;
}

test('a repository that a reader finds damaged is made anew before the next fetch', async () => {
  upstream.commit({ 'a.js': 'let a = 1;\n' });
  const first = await fetched();
  for (const name of readdirSync(join(first.gitDir, 'objects/pack'))) {
    const path = join(first.gitDir, 'objects/pack', name);
    chmodSync(path, 0o600);
    // The content of what is listed: git notices when it reads it.
    if (name.endsWith('.pack')) truncateSync(path, statSync(path).size - 60);
  }
  await first.reportDamage();
  await first.release();
  const second = await fetched();
  check(second);
  await second.release();
});

test('many may fetch the same repository at once, in several processes', async () => {
  const head = upstream.commit({ 'a.bin': randomBytes(100_000) });
  const others = [startFetching('keep'), startFetching('keep')];
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => fetched()));
  expect(new Set(outcomes.map((one) => one.head))).toEqual(new Set([head]));
  for (const one of outcomes) await one.release();
  await Promise.all(others.map(kill));
});

test('beyond the limit of all, those fetched longest ago go, but none that is in use', async () => {
  upstream.commit({ 'a.bin': randomBytes(200_000) });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
  const used = await fetched(request(1), at(1));
  await (await fetched(request(2), at(2))).release();
  await (await fetched(request(3), at(3))).release();
  await (await fetched(request(4), at(4))).release();
  const kept = () => [1, 2, 3, 4].filter((id) => existsSync(repositoryOf(id).gitDir));
  await evictRepositories(cacheFolder, 10 * 2 ** 20);
  expect(kept()).toEqual([1, 2, 3, 4]);
  await evictRepositories(cacheFolder, 500_000);
  expect(kept()).toEqual([1, 4]);
  await used.release();
  await evictRepositories(cacheFolder, 0);
  expect(kept()).toEqual([]);
});

test('what a killed process had in use is free again', async () => {
  upstream.commit({ 'a.js': '' });
  const child = startFetching('keep');
  await new Promise((done) => child.stdout?.once('data', done));
  const of = { host: new URL(server.url).host, repositoryId: 7 };
  expect(await discardRepository(cacheFolder, of)).toBe(false);
  await kill(child);
  expect(await discardRepository(cacheFolder, of)).toBe(true);
  expect(existsSync(repositoryOf().gitDir)).toBe(false);
});

test('a repository that the App lost is dropped; that there is none is no matter', async () => {
  upstream.commit({ 'a.js': '' });
  await (await fetched()).release();
  const of = { host: new URL(server.url).host, repositoryId: 7 };
  expect(await discardRepository(cacheFolder, of)).toBe(true);
  expect(await discardRepository(cacheFolder, of)).toBe(true);
  expect(existsSync(repositoryOf().gitDir)).toBe(false);
});

test('the packs of many fetches are put together', async () => {
  for (let count = 0; count < 42; count++) {
    upstream.commit({ 'a.js': `let a = ${count};\n` });
    await (await fetched()).release();
  }
  const commits = await fetched();
  check(commits);
  const packs = readdirSync(join(commits.gitDir, 'objects/pack')).filter((name) => name.endsWith('.pack'));
  expect(packs.length).toBeLessThan(10);
  await commits.release();
});
