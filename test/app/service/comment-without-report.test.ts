import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { aCustomer, shownAt } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const ALWAYS = { 'a.js': 'export const a = 1;\n', '.plumbline.yml': 'version: 1\npullRequests: { comment: always }\n' };

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.close());

function commentsOf({ state }: RepositoryHandle): string[] {
  return [...state.comments.values()].map(({ body }) => body);
}

it('a comment does not go on telling of an earlier commit where the head cannot be reviewed', async () => {
  const { shop, settled } = await aCustomer(test, 'broken', { files: ALWAYS });
  await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
  const pull = await shop.openPullRequest({ head: 'feature' });
  await settled();
  expect(commentsOf(shop)).toEqual([expect.stringMatching(/^### ✅ No new problems\./)]);
  const broken = await shop.push({ files: { '.plumbline.yml': 'version: 1\nnonsense: 1\n' } });
  await settled();
  const head = await pull.push({ files: WRONG });
  // Another pull request, which has no comment.
  await shop.push({ branch: 'other', from: 'main', files: RIGHT });
  await shop.openPullRequest({ head: 'other' });
  await settled();
  expect(shownAt(shop, head)).toEqual([
    ['Plumbline', 'action_required', 'The configuration has 1 mistake at .plumbline.yml:2:1'],
  ]);
  expect(commentsOf(shop)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^❌ \\*\\*The configuration at \`${broken.slice(0, 8)}\` cannot be used\\.[^]*\n<sub>About the commit \`${head.slice(0, 8)}\`</sub>\n`,
      ),
    ),
  ]);
  // Mended, it tells the result again.
  await shop.push({ files: ALWAYS });
  await settled();
  await pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
  await settled();
  expect(commentsOf(shop)).toEqual([expect.stringMatching(/^### ❌ 1 new high-severity problem blocks this change\./)]);
});

it('nor where the reviews of the pull request were paused', async () => {
  const { shop, settled } = await aCustomer(test, 'paused', { files: ALWAYS });
  await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
  const pull = await shop.openPullRequest({ head: 'feature' });
  await settled();
  await pull.comment('/plumbline pause', { by: 'mira' });
  await settled();
  const head = await pull.push({ files: WRONG });
  await settled();
  expect(commentsOf(shop)[0]).toMatch(
    new RegExp(
      `^⚠️ \\*\\*Not reviewed\\.\\*\\* mira paused it here\\.[^]*\n<sub>About the commit \`${head.slice(0, 8)}\`</sub>\n`,
    ),
  );
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
