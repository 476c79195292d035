import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGitHub, type GitHub } from '../../../app/github/create-github.ts';
import { fetchSides } from '../../../app/reviews/fetch-sides.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';

let test: TestDatabase;
let double: GitHubDouble;
let shop: RepositoryHandle;
let github: GitHub;
let git: string;

beforeAll(async () => {
  [test, double] = await Promise.all([testDatabase(), startGitHubDouble()]);
  git = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  shop = await double.createRepository('acme/shop', { private: true, files: { 'a.ts': 'export {};\n' } });
  const { id: appId, privateKey } = double.app;
  const log = pino({ level: 'silent' });
  github = await createGitHub(
    { apiUrl: double.url, credentials: { appId, privateKey } },
    { database: test.database, log },
  );
});
afterAll(async () => {
  await double.close();
  await test.close();
  rmSync(git, { recursive: true, force: true });
});

it('a token that git refuses is replaced at once, and not given again', async () => {
  const { id: installationId } = double.install('acme');
  const commit = await shop.push({ branch: 'feature', from: 'main', files: { 'b.ts': 'export {};\n' } });
  const refused = await github.contentToken(installationId, shop.id);
  double.world.tokens.clear();
  const outcome = await fetchSides(
    { github, githubUrl: double.webUrl, caches: { git, results: git }, clock: () => new Date() },
    {
      review: { repositoryId: shop.id, installationId, headSha: commit, pullNumber: null, baseRef: null },
      place: { owner: 'acme', repo: 'shop' },
      signal: new AbortController().signal,
    },
  );
  expect(outcome).toMatchObject({ kind: 'fetched', head: commit });
  if (outcome.kind === 'fetched') await outcome.release();
  expect(await github.contentToken(installationId, shop.id)).not.toBe(refused);
});
