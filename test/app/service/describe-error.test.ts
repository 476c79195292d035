import { RequestError } from '@octokit/request-error';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { LOG_OPTIONS } from '../../../app/service/log-options.ts';

function logged(err: unknown): string {
  let line = '';
  pino({ ...LOG_OPTIONS }, { write: (text) => void (line += text) }).warn({ err }, 'it failed');
  return line;
}

test('of a failed request, neither what was sent nor what was answered is logged', () => {
  const error = new RequestError('Server Error', 500, {
    request: {
      method: 'PATCH',
      url: 'https://api.github.com/repos/acme/shop/check-runs/1?page=secret-query',
      headers: { authorization: 'token ghs_secret' },
      body: JSON.stringify({ output: { summary: 'const customersCode = 1;' } }),
    },
    response: { status: 500, url: '', headers: {}, data: { message: 'Server Error', echoed: 'customersCode' } },
  });
  const line = logged(new Error('a review failed', { cause: error }));
  expect(line).not.toMatch(/customersCode|ghs_secret|secret-query/);
  expect(JSON.parse(line)).toMatchObject({
    err: {
      type: 'Error',
      message: 'a review failed',
      cause: {
        message: 'Server Error',
        status: 500,
        request: 'PATCH https://api.github.com/repos/acme/shop/check-runs/1',
      },
    },
  });
});

test('an error of the system keeps its code, and what is no error is told', () => {
  const system = Object.assign(new Error('no such file'), { code: 'ENOENT', path: '/home/somebody' });
  expect(JSON.parse(logged(system))).toMatchObject({ err: { message: 'no such file', code: 'ENOENT' } });
  expect(logged(system)).not.toContain('/home/somebody');
  expect(JSON.parse(logged('a word'))).toMatchObject({ err: { type: 'string', message: 'a word' } });
});
