import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runPlumbline } from '../support/run-plumbline.ts';
import { untilTrue } from '../support/until.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-serve-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('plumbline serve that cannot start', () => {
  test('ends when it is asked to, while it waits for its database', async () => {
    const child = spawn(process.execPath, ['dist/cli/main.js', 'serve'], {
      env: { PLUMBLINE_DATA: folder, DATABASE_URL: 'postgresql://me:geheim@127.0.0.1:1/plumbline' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
    const ended = once(child, 'exit');
    await untilTrue(() => printed.includes('waiting for the database'));
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(printed).toContain('ending before it was up');
    expect(printed).not.toContain('geheim');
  });

  test.each([
    ['app', {}, 'DATABASE_URL is missing: with --only app'],
    ['worker', {}, 'DATABASE_URL is missing: with --only worker'],
    ['worker', { DATABASE_URL: 'postgresql://127.0.0.1:1/plumbline' }, 'PUBLIC_URL is missing: with --only worker'],
  ])('says what a process with --only %s lacks', async (only, env, message) => {
    const { code, stderr } = await runPlumbline(['serve', '--only', only], { env: { PLUMBLINE_DATA: folder, ...env } });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test.each([
    ['its data folder', { PLUMBLINE_DATA: '/proc/nope' }, 'PLUMBLINE_DATA: nothing can be kept in /proc/nope'],
    [
      'its data folder, with a key that is given',
      { PLUMBLINE_DATA: '/proc/nope', PLUMBLINE_KEY: Buffer.alloc(32, 1).toString('base64') },
      'PLUMBLINE_DATA: nothing can be kept in /proc/nope',
    ],
    ['its database', { DATABASE_URL: 'postgresql://me:geheim@host:port/x' }, 'DATABASE_URL: '],
  ])('says what is wrong with %s, without a stack', async (_, env, message) => {
    const { code, stdout, stderr } = await runPlumbline(['serve'], { env: { PLUMBLINE_DATA: folder, ...env } });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout + stderr).not.toMatch(/geheim|\n {4}at /);
  });
});
