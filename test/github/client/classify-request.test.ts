import { expect, it } from 'vitest';
import { classifyRequest } from '../../../github/client/classify-request.ts';

const read = { kind: 'read', resource: 'core', repository: undefined, repeatable: true, urgent: false };
const write = { kind: 'write', resource: 'core', repository: undefined, repeatable: false, urgent: false };
const content = { ...write, kind: 'content' };

it.each([
  ['GET', '/repos/{owner}/{repo}/check-runs/{check_run_id}', read],
  ['HEAD', '/rate_limit', read],
  ['GET', 'https://api.github.com/search/issues?q=comments', { ...read, resource: 'search' }],
  ['GET', '/search/issues', { ...read, resource: 'search' }],
  ['GET', 'https://ghes.example/api/v3/search/code', { ...read, resource: 'search' }],
  ['GET', '/repos/o/search/issues', { ...read, repository: 'o/search' }],
  ['GET', 'https://api.github.com/repos/Octo/Hello/pulls?page=2', { ...read, repository: 'octo/hello' }],
  ['POST', '/app/installations/{installation_id}/access_tokens', { ...read, urgent: true }],
  ['POST', '/repos/{owner}/{repo}/check-runs', write],
  ['PATCH', '/repos/{owner}/{repo}/check-runs/{check_run_id}', write],
  ['POST', '/repos/{owner}/{repo}/statuses/{sha}', write],
  ['POST', '/repos/{owner}/{repo}/git/refs', write],
  ['POST', '/app/hook/deliveries/{delivery_id}/attempts', write],
  ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments', content],
  ['PATCH', '/repos/{owner}/{repo}/issues/comments/{comment_id}', content],
  ['POST', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews', content],
  ['POST', '/repos/{owner}/{repo}/pulls', content],
  ['POST', '/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies', content],
  ['DELETE', '/repos/{owner}/{repo}/issues/comments/{comment_id}', write],
  ['POST', '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', write],
])('%s %s', (method, url, expected) => {
  expect(classifyRequest({ method, url })).toEqual(expected);
});

it.each([
  ['query { viewer { login } }', true],
  ['{ viewer { login } }', true],
  ['query mutation { viewer { login } }', true],
  ['mutation { a }', false],
  ['mutation M($id: ID!) { a(id: $id) }', false],
  ['# of threads\nfragment F on X { id }\n  mutation { a }', false],
  ['{ a } # mutation', true],
])('GraphQL %j only reads: %s', (query, reads) => {
  const expected = {
    kind: reads ? 'read' : 'write',
    resource: 'graphql',
    repository: undefined,
    repeatable: reads,
    urgent: false,
  };
  expect(classifyRequest({ method: 'POST', url: '/graphql', query })).toEqual(expected);
  expect(classifyRequest({ method: 'POST', url: 'https://ghes.example/api/graphql', query })).toEqual(expected);
});

it('a repository is named by parameters, too', () => {
  const facts = { method: 'POST', url: '/repos/{owner}/{repo}/check-runs', owner: 'Octo', repo: 'Hello' };
  expect(classifyRequest(facts).repository).toBe('octo/hello');
});
