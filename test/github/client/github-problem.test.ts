import { expect, it } from 'vitest';
import { githubProblem } from '../../../github/client/github-problem.ts';
import { RateLimited } from '../../../github/client/rate-limited.ts';
import { brokenConnection, json, scriptedClient } from './scripted-client.ts';

const get = async (step: Response | Error, url = '/repos/o/r'): Promise<unknown> => {
  const { client } = scriptedClient([step, step, step, step]);
  return client.request(`GET ${url}`).catch((error: unknown) => error);
};

it.each([
  [400, 'Problems parsing JSON', 'invalid'],
  [401, 'Bad credentials', 'unauthorized'],
  [403, 'Resource not accessible by integration', 'not-permitted'],
  [403, 'Repository was archived so is read-only.', 'not-permitted'],
  [403, 'This installation has been suspended', 'suspended'],
  [404, 'Not Found', 'not-found'],
  [409, 'Git Repository is empty.', 'conflict'],
  [410, 'Issues are disabled for this repo', 'gone'],
  [413, 'Too large', 'invalid'],
  [422, 'Validation Failed', 'invalid'],
  [451, 'Repository access blocked', 'gone'],
  [500, 'Server Error', 'unavailable'],
  [502, '', 'unavailable'],
])('%i %s: %s', async (status, message, problem) => {
  expect(githubProblem(await get(json(status, { message })))).toBe(problem);
});

it('an installation that is not there is uninstalled', async () => {
  expect(githubProblem(await get(json(404, { message: 'Not Found' }), '/app/installations/7'))).toBe('uninstalled');
});

it.each([
  [
    'There is at least one repository that does not exist or is not accessible to the parent installation.',
    'not-found',
  ],
  ['The permissions requested are not granted to this installation.', 'not-permitted'],
  ['Invalid request.', 'invalid'],
])('a token that cannot be had: %s', async (message, problem) => {
  expect(githubProblem(await get(json(422, { message }), '/app/installations/7/access_tokens'))).toBe(problem);
});

it('a connection that cannot be made is unavailable', async () => {
  expect(githubProblem(await get(brokenConnection('ENOTFOUND')))).toBe('unavailable');
});

it.each([
  ['NOT_FOUND', 'Could not resolve to a node', 'not-found'],
  ['FORBIDDEN', 'Resource not accessible by integration', 'not-permitted'],
  ['UNPROCESSABLE', 'Not possible', 'invalid'],
  ['', 'Something went wrong while executing your query.', 'unavailable'],
  ['', "Field 'x' doesn't exist on type 'Query'", 'invalid'],
])('GraphQL %s %s: %s', async (type, message, problem) => {
  const { client } = scriptedClient([json(200, { data: null, errors: [{ ...(type && { type }), message }] })]);
  const error: unknown = await client.graphql('{ x }').catch((caught: unknown) => caught);
  expect(githubProblem(error)).toBe(problem);
});

it('a limit is a limit', () => {
  expect(githubProblem(new RateLimited({ until: new Date(0), kind: 'primary' }))).toBe('rate-limited');
});

it.each([new Error('x'), new TypeError('y'), undefined, 'text', { status: 404 }])(
  '%s is not an error of GitHub',
  (error) => {
    expect(githubProblem(error)).toBeUndefined();
  },
);
