import { expect, test } from 'vitest';
import { explainFetchFailure } from '../../../github/fetch/explain-fetch-failure.ts';

const ACCESS = "fatal: unable to access 'https://github.com/acme/redirect.git/': ";

test.each([
  [
    "remote: Repository not found.\nfatal: repository 'https://github.com/acme/tool.git/' not found",
    'not-found',
    false,
  ],
  [
    "remote: Invalid username or token.\nfatal: Authentication failed for 'https://github.com/acme/tool.git/'",
    'not-permitted',
    true,
  ],
  ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'not-permitted', true],
  [
    `remote: Write access to repository not granted.\n${ACCESS}The requested URL returned error: 403`,
    'not-permitted',
    false,
  ],
  [
    `remote: You have exceeded a secondary rate limit.\n${ACCESS}The requested URL returned error: 403`,
    'network',
    true,
  ],
  [`${ACCESS}The requested URL returned error: 500`, 'network', true],
  [`${ACCESS}The requested URL returned error: 301`, 'moved', true],
  [`${ACCESS}Could not resolve host: github.com`, 'network', true],
  [`${ACCESS}SSL certificate problem: self-signed certificate`, 'network', true],
  ['error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly\nfatal: early EOF', 'network', true],
  ['fatal: the remote end hung up unexpectedly', 'network', true],
  ['fatal: remote error: upload-pack: not our ref 0123456789012345678901234567890123456789', 'gone-head', false],
  ["fatal: couldn't find remote ref refs/heads/error:401", 'gone-base', false],
])('%s', (errors, problem, retry) => {
  expect(explainFetchFailure(errors)).toMatchObject({ kind: 'problem', problem, retry });
});

test('what says nothing of the remote is not explained by it', () => {
  expect(explainFetchFailure('fatal: bad object refs/plumbline/head')).toBeUndefined();
  expect(explainFetchFailure('error: object file ./objects/ab/cd is empty')).toBeUndefined();
  expect(explainFetchFailure('')).toBeUndefined();
});
