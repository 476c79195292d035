import { expect, test } from 'vitest';
import { clientOf, doubles, failureOf } from './a-double.ts';

const start = doubles();
const WHERE = { owner: 'acme', repo: 'shop', pull_number: 1 };
const LINES = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
const CREATE = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const LIST = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';

/** A pull request that changes lines 10 and 20 of thirty. */
async function begin() {
  const github = await start();
  const shop = await github.createRepository('acme/shop', {
    private: true,
    files: { 'a.ts': LINES.join('\n') + '\n' },
  });
  const octokit = clientOf(github, github.install('acme').id);
  const changed = LINES.with(9, 'changed 10').with(19, 'changed 20').join('\n') + '\n';
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': changed } });
  return { github, octokit, changed, pull: await shop.openPullRequest({ head: 'feature' }) };
}

const at = (line: number, more: object = {}) => ({ path: 'a.ts', line, side: 'RIGHT', body: `on ${line}`, ...more });

test('comments stand on lines that the diff shows; one that does not spoils the whole review', async () => {
  const { github, octokit, pull } = await begin();
  const review = (comments: object[]) =>
    octokit.request(CREATE, { ...WHERE, event: 'COMMENT', body: 'Look.', comments: comments as never[] });

  expect(await failureOf(review([at(10), at(30)]))).toEqual([422, 'Unprocessable Entity']);
  expect(await failureOf(review([at(10, { path: 'b.ts' })]))).toEqual([422, 'Unprocessable Entity']);
  expect(await failureOf(review([at(20, { start_line: 10, start_side: 'RIGHT' })]))).toEqual([
    422,
    'Unprocessable Entity',
  ]);
  expect((await octokit.request(LIST, WHERE)).data).toEqual([]);
  expect(
    await failureOf(review([at(10), at(11, { start_line: 9, start_side: 'RIGHT' }), at(10, { side: 'LEFT' })])),
  ).toBe('none');
  const { data } = await octokit.request(LIST, WHERE);
  expect(data.map((one) => [one.start_line, one.line, one.side, one.position])).toEqual([
    [null, 10, 'RIGHT', 5],
    [9, 11, 'RIGHT', 6],
    [null, 10, 'LEFT', 4],
  ]);
  const single = octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', {
    ...WHERE,
    commit_id: pull.headSha,
    ...at(30),
    side: 'RIGHT',
  });
  expect(await failureOf(single)).toEqual([422, 'Unprocessable Entity']);
  expect(data[0]?.diff_hunk).toBe(
    ['@@ -7,7 +7,7 @@ line 6', ' line 7', ' line 8', ' line 9', '-line 10', '+changed 10'].join('\n'),
  );
  expect(github.violations).toEqual([]);
});

test('a comment moves with its line, and is outdated when the line changes', async () => {
  const { github, octokit, pull, changed } = await begin();
  await octokit.request(CREATE, { ...WHERE, event: 'COMMENT', comments: [at(10), at(20)] });
  await pull.push({ files: { 'a.ts': `first\n${changed.replace('changed 20', 'again 20')}` } });
  const { data } = await octokit.request(LIST, WHERE);

  expect(data.map((one) => [one.original_line, one.line, one.position === null])).toEqual([
    [10, 11, false],
    [20, null, true],
  ]);
  expect(github.violations).toEqual([]);
});

const THREADS = `query threads($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 1) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved isOutdated path line comments(first: 1) { nodes { databaseId body author { login } } } }
      }
    }
  }
}`;

interface Threads {
  readonly repository: {
    readonly pullRequest: {
      readonly reviewThreads: {
        readonly totalCount: number;
        readonly pageInfo: { readonly hasNextPage: boolean };
        readonly nodes: readonly { readonly id: string }[];
      };
    };
  };
}

test('threads are listed and resolved by GraphQL', async () => {
  const { github, octokit } = await begin();
  await octokit.request(CREATE, { ...WHERE, event: 'COMMENT', comments: [at(10), at(20)] });
  const ask = { owner: 'acme', repo: 'shop', number: 1 };
  const { reviewThreads } = (await octokit.graphql<Threads>(THREADS, ask)).repository.pullRequest;
  const threadId = reviewThreads.nodes[0]?.id ?? '';
  const resolved = await octokit.graphql(
    'mutation ($threadId: ID!) { resolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } } }',
    { threadId },
  );

  expect(reviewThreads).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  expect(reviewThreads.nodes[0]).toMatchObject({
    isResolved: false,
    isOutdated: false,
    path: 'a.ts',
    line: 10,
    comments: { nodes: [{ body: 'on 10', author: { login: 'plumbline' } }] },
  });
  expect(resolved).toEqual({ resolveReviewThread: { thread: { isResolved: true } } });
  expect(github.webhooks.deliveries.at(-1)).toMatchObject({ event: 'pull_request_review_thread', action: 'resolved' });
  expect(github.calls.counts()).toMatchObject({ 'graphql/repository': 1, 'graphql/resolveReviewThread': 1 });
  expect(github.violations).toEqual([]);
});

test('GraphQL refuses what its schema does not have, and what the token may not do', async () => {
  const { github, octokit } = await begin();
  await octokit.request(CREATE, { ...WHERE, event: 'COMMENT', comments: [at(10)] });
  const weak = github.install('acme', { permissions: { pull_requests: 'read' } });
  const data = await octokit.graphql<Threads>(THREADS, { owner: 'acme', repo: 'shop', number: 1 });
  const threadId = data.repository.pullRequest.reviewThreads.nodes[0]?.id ?? '';
  const resolve =
    'mutation ($threadId: ID!) { resolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } } }';

  await expect(clientOf(github, weak.id).graphql(resolve, { threadId })).rejects.toThrow(
    'Resource not accessible by integration',
  );
  await expect(octokit.graphql(resolve, { threadId: 'PRRT_bm8' })).rejects.toThrow("with the global id of 'PRRT_bm8'");
  expect(github.violations).toEqual([]);
  await expect(octokit.graphql('{ repository(owner: "acme", name: "shop") { colour } }')).rejects.toThrow(
    'Cannot query field "colour" on type "Repository".',
  );
  expect(github.violations).toHaveLength(1);
});

test('reactions are counted once for each account', async () => {
  const { github, octokit, pull } = await begin();
  const where = { owner: 'acme', repo: 'shop', comment_id: await pull.comment('/plumbline help') };
  const react = () =>
    octokit.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', { ...where, content: 'eyes' });

  expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
  pull.react(where.comment_id, '-1');
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', where);
  expect([data.reactions?.total_count, data.reactions?.eyes, data.reactions?.['-1']]).toEqual([2, 1, 1]);
  expect(github.violations).toEqual([]);
});

test('the comment of another is not ours to change, and a long one is refused', async () => {
  const { github, octokit, pull } = await begin();
  const theirs = await pull.comment('mine');
  const where = { owner: 'acme', repo: 'shop' };
  const create = (body: string) =>
    octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...where, issue_number: 1, body });
  const update = octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...where,
    comment_id: theirs,
    body: 'x',
  });

  expect(await failureOf(update)).toEqual([403, 'Resource not accessible by integration']);
  expect(await failureOf(create('x'.repeat(65_537)))).toEqual([422, 'Validation Failed']);
  expect(await failureOf(create('x'.repeat(65_536)))).toBe('none');
  expect(github.violations).toEqual([]);
});
