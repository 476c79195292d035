import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runIsolatedReview } from '../../../app/reviews/run-isolated-review.ts';
import type { Format } from '../../../engine/report/formats.ts';
import { renderReport } from '../../../engine/report/render-report.ts';
import { fetchCommits } from '../../../github/fetch/fetch-commits.ts';
import { aGitServer, type GitServer } from '../../support/git/a-git-server.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';
import { runPlumbline } from '../../support/run-plumbline.ts';

const repositories = testRepositories();
let place: string;
let server: GitServer | undefined;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
});
afterEach(async () => {
  await server?.close();
  rmSync(place, { recursive: true, force: true });
});

/** 1 by 1 pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('the App gives byte for byte the report of the command line', async () => {
  const upstream = repositories.make();
  upstream.commit({
    '.plumbline.yml':
      'report: { consultant: { name: Mira Holm, email: mira@example.com, logo: logo.png } }\nprojects: [{ name: api, paths: [api] }]\n',
    'logo.png': PNG,
    'api/a.js': 'export const a = 1;\n',
    'b.py': 'def b():\n    return 1\n',
  });
  upstream.git('checkout', '-q', '-b', 'change');
  const head = upstream.commit({
    'api/a.js': 'export const a = eval("1");\n',
    'b.py': 'import os\n\n\ndef b(x):\n    os.system(x)\n',
    'c.js': '// plumbline-ignore eslint/no-eval -- because\neval("2");\n',
  });
  upstream.git('checkout', '-q', 'main');
  const base = upstream.commit({ 'd.js': 'export const d = 1;\n' });
  server = await aGitServer({ 'acme/tool': join(upstream.folder, '.git') });
  const { signal } = new AbortController();
  const now = new Date();

  const fetched = await fetchCommits(
    {
      cacheFolder: join(place, 'cache'),
      githubUrl: server.url,
      repository: { id: 1, owner: 'acme', name: 'tool' },
      head: { commit: head },
      base: { branch: 'main' },
    },
    { signal, now },
  );
  if (fetched.kind !== 'fetched') throw new Error(fetched.message);
  const outcome = await runIsolatedReview(
    {
      gitDir: fetched.gitDir,
      name: 'acme/tool',
      repositoryUri: `${server.url}/acme/tool`,
      head,
      base,
      wholeTree: false,
      now: now.toISOString(),
    },
    { signal },
  );
  await fetched.release();
  if (outcome.kind !== 'reviewed') throw new Error(JSON.stringify(outcome));

  const formats = ['html', 'markdown', 'pdf', 'json', 'sarif', 'rdjson', 'gitlab', 'junit'] as const satisfies Format[];
  const files = new Map(formats.map((format) => [format, join(place, `report.${format}`)]));
  const clone = repositories.make();
  clone.git('remote', 'add', 'origin', `${server.url}/acme/tool.git`);
  clone.git('fetch', '-q', upstream.folder, '+refs/heads/*:refs/remotes/origin/*');
  const { stderr } = await runPlumbline([
    'review',
    clone.folder,
    ...['--base', base, '--head', head, '--quiet'],
    ...[...files].flatMap(([format, file]) => ['--format', format, '--output', file]),
  ]);
  expect(stderr).toBe('');
  const { consultant, logo } = outcome.report;
  for (const [format, file] of files) {
    const rendered = await renderReport(format, outcome.result, {
      ...(consultant && { consultant }),
      ...(logo && { logo: async () => Promise.resolve({ ...logo, content: Buffer.from(logo.content, 'base64') }) }),
    });
    expect(Buffer.from(rendered).equals(readFileSync(file)), format).toBe(true);
  }
  expect(outcome.result.findings.map(({ path, state }) => `${path} ${state}`)).toContain('api/a.js new');
});
