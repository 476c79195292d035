import { expect, test } from 'vitest';
import { clientOf, doubles, failureOf } from './a-double.ts';

const start = doubles();
const WHERE = { owner: 'acme', repo: 'shop' };

test('a commit is made of blobs and a tree, and a branch moved to it, but not backwards', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', {
    private: true,
    files: { 'a.ts': '1\n', 'b/c.ts': '2\n', 'b/d.ts': '3\n' },
  });
  const octokit = clientOf(github, github.install('acme').id);
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': 'bad\n' } });
  const pull = await shop.openPullRequest({ head: 'feature' });
  const parent = pull.headSha;
  const content = Buffer.from('good\n').toString('base64');
  const blob = await octokit.request('POST /repos/{owner}/{repo}/git/blobs', { ...WHERE, content, encoding: 'base64' });
  const tree = await octokit.request('POST /repos/{owner}/{repo}/git/trees', {
    ...WHERE,
    base_tree: parent,
    tree: [
      { path: 'a.ts', mode: '100644', type: 'blob', sha: blob.data.sha },
      { path: 'b/d.ts', mode: '100644', type: 'blob', sha: null },
      { path: 'e.sh', mode: '100755', type: 'blob', content: 'echo\n' },
    ],
  });
  const commit = await octokit.request('POST /repos/{owner}/{repo}/git/commits', {
    ...WHERE,
    message: 'Fix',
    tree: tree.data.sha,
    parents: [parent],
  });
  const move = (sha: string) =>
    octokit.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ...WHERE, ref: 'heads/feature', sha });
  await move(commit.data.sha);

  expect(pull.headSha).toBe(commit.data.sha);
  expect(commit.data.author.name).toBe('plumbline[bot]');
  expect(await failureOf(move(parent))).toEqual([422, 'Update is not a fast forward']);
  const all = await octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...WHERE,
    tree_sha: 'feature',
    recursive: '1',
  });
  expect(all.data.tree.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
    '100644 a.ts',
    '040000 b',
    '100644 b/c.ts',
    '100755 e.sh',
  ]);
  const file = await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
    ...WHERE,
    path: 'b/c.ts',
    ref: 'feature',
  });
  expect(file.data).toMatchObject({ type: 'file', path: 'b/c.ts', content: 'Mgo=\n', encoding: 'base64' });
  expect(github.webhooks.deliveries.slice(-3).map(({ event, action }) => [event, action])).toEqual([
    ['push', null],
    ['pull_request', 'synchronize'],
    ['check_suite', 'requested'],
  ]);
  expect(github.violations).toEqual([]);
});

test('the files of a pull request come in pages, with their patches', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', {
    files: { 'old.ts': '1\n2\n3\n4\n', 'gone.ts': 'x\n', 'image.png': Buffer.from([0, 1, 2]) },
  });
  const octokit = clientOf(github, github.install('acme').id);
  const added = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`many/${index}.ts`, `${index}\n`]));
  const files = {
    ...added,
    'old.ts': null,
    'new.ts': '1\n2\n3\nfour\n',
    'gone.ts': null,
    'image.png': Buffer.from([3, 0, 4]),
  };
  await shop.push({ branch: 'feature', from: 'main', files });
  await shop.openPullRequest({ head: 'feature' });
  const page = (number: number) =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      ...WHERE,
      pull_number: 1,
      per_page: 100,
      page: number,
    });
  const [first, second] = [await page(1), await page(2)];

  expect([first.data.length, second.data.length]).toEqual([100, 23]);
  const all = [...first.data, ...second.data];
  const named = (name: string) => all.find(({ filename }) => filename === name);
  expect(named('new.ts')).toMatchObject({ status: 'renamed', previous_filename: 'old.ts', additions: 1, deletions: 1 });
  expect(named('new.ts')?.patch).toBe('@@ -1,4 +1,4 @@\n 1\n 2\n 3\n-4\n+four');
  expect(named('gone.ts')).toMatchObject({ status: 'removed', patch: '@@ -1 +0,0 @@\n-x' });
  expect(named('image.png')).toMatchObject({ status: 'modified', additions: 0 });
  expect(named('image.png')).not.toHaveProperty('patch');
  expect(github.violations).toEqual([]);
});

test('whether a pull request merges is known a moment after it was asked', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const octokit = clientOf(github, github.install('acme').id);
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  await shop.openPullRequest({ head: 'feature' });
  const ask = async () => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...WHERE,
      pull_number: 1,
    });
    return [data.mergeable, data.mergeable_state];
  };

  expect([await ask(), await ask()]).toEqual([
    [null, 'unknown'],
    [true, 'clean'],
  ]);
  await shop.push({ files: { 'a.ts': '3\n' } });
  await ask();
  expect(await ask()).toEqual([false, 'dirty']);
});

test('a merge group is a commit on the base, in a branch of the queue, and becomes the tip of the base', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  github.install('acme');
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': '2\n' } });
  const pull = await shop.openPullRequest({ head: 'feature' });
  const base = await shop.tip();
  const sha = await shop.requestMergeGroup({ pullRequest: pull.number });

  expect(await shop.tip(`gh-readonly-queue/main/pr-1-${base}`)).toBe(sha);
  expect(github.webhooks.deliveries.at(-1)?.payload['merge_group']).toMatchObject({
    head_sha: sha,
    base_sha: base,
    base_ref: 'refs/heads/main',
  });

  await shop.mergeMergeGroup(sha);
  expect([await shop.tip(), pull.state.merged?.sha]).toEqual([sha, sha]);
  expect(github.webhooks.deliveries.at(-1)?.payload).toMatchObject({
    action: 'destroyed',
    reason: 'merged',
    merge_group: { head_sha: sha },
  });
  expect(github.violations).toEqual([]);
});
