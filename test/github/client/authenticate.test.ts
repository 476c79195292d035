import { expect, it } from 'vitest';
import { authenticate } from '../../../github/client/authenticate.ts';
import { GitHubOctokit } from '../../../github/client/github-client.ts';
import { githubProblem } from '../../../github/client/github-problem.ts';
import { json } from './scripted-client.ts';

/** A client that GitHub lets in with these tokens alone. */
function clientOf(accepted: readonly string[]) {
  const used: string[] = [];
  const sleeps: number[] = [];
  const rejected: string[] = [];
  let made = 1;
  const octokit = new GitHubOctokit({
    request: {
      fetch: (_: string, { headers }: { headers: Record<string, string> }) => {
        const token = headers['authorization'] ?? '';
        used.push(token);
        const isIn = accepted.includes(token.replace('token ', ''));
        return Promise.resolve(isIn ? json(200, { id: 1 }) : json(401, { message: 'Bad credentials' }));
      },
    },
  });
  const client = authenticate(
    octokit,
    {
      current: () => Promise.resolve(`t${made}`),
      reject(token) {
        rejected.push(token);
        made++;
      },
    },
    { sleep: (milliseconds) => Promise.resolve(void sleeps.push(milliseconds)) },
  );
  return { client, used, sleeps, rejected };
}

const get = (client: GitHubOctokitClient) => client.rest.repos.get({ owner: 'o', repo: 'r' });
type GitHubOctokitClient = ReturnType<typeof clientOf>['client'];

it('gives each request the token', async () => {
  const { client, used } = clientOf(['t1']);
  await get(client);
  await get(client);
  expect(used).toEqual(['token t1', 'token t1']);
});

it('replaces a token that is not accepted, and waits where the new one is not known yet', async () => {
  const { client, used, sleeps, rejected } = clientOf(['t3']);
  await get(client);
  expect(used).toEqual(['token t1', 'token t2', 'token t3']);
  expect(rejected).toEqual(['t1', 't2']);
  expect(sleeps).toEqual([1_000]);
});

it('gives up after a few', async () => {
  const { client, used, sleeps } = clientOf([]);
  const error: unknown = await get(client).catch((caught: unknown) => caught);
  expect(githubProblem(error)).toBe('unauthorized');
  expect(used).toHaveLength(4);
  expect(sleeps).toEqual([1_000, 2_000]);
});

it.each([
  [true, ['t1']],
  [false, []],
])(
  'a token that may not do something, where that is doubted (%s), is replaced for the next one who asks',
  async (doubtful, rejected) => {
    const refused: string[] = [];
    const client = authenticate(
      new GitHubOctokit({
        request: { fetch: () => Promise.resolve(json(403, { message: 'Resource not accessible by integration' })) },
      }),
      { current: () => Promise.resolve('t1'), reject: (token) => void refused.push(token) },
      { doubtful },
    );
    const error: unknown = await get(client).catch((caught: unknown) => caught);
    expect(githubProblem(error)).toBe('not-permitted');
    expect(refused).toEqual(rejected);
  },
);
