import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestRepository } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make } = testRepositories();

function aProject(): TestRepository {
  const repository = make();
  repository.commit({ 'README.md': '# Sample\n', 'src/sum.js': 'export const sum = (a, b) => a + b;\n' });
  return repository;
}

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('a cache folder that can never be made is done without', async () => {
    const { code, stderr } = await runPlumbline(['review', aProject().folder, '--quiet'], {
      env: { PLUMBLINE_CACHE: '/proc/plumbline' },
    });
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each(['review . --format json --quiet', '--help', '--version'])(
    '%s > /dev/full says so in a line',
    async (args) => {
      const command = `"${process.execPath}" "${resolve('dist/cli/main.js')}" ${args} > /dev/full`;
      const cache = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
      const ended = await new Promise<{ code: unknown; stderr: string }>((done) => {
        const options = { cwd: aProject().folder, env: { ...process.env, PLUMBLINE_CACHE: cache } };
        execFile('/bin/sh', ['-c', command], options, (error, _stdout, stderr) => done({ code: error?.code, stderr }));
      });
      expect(ended).toEqual({
        code: 3,
        stderr: 'plumbline: standard output cannot be written: the disk is full.\n',
      });
    },
  );
});
