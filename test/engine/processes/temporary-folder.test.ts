import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  makeTemporaryFolder,
  removeAbandonedFolders,
  removeTemporaryFolder,
} from '../../../engine/processes/temporary-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  vi.stubEnv('TMPDIR', place);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(place, { recursive: true, force: true });
});

/** No process has it: Linux gives none above 2^22. */
const NOBODY = 2 ** 22 + 1;
const NOW = new Date('2026-03-01T12:00:00Z');

function aFolder(name: string, hoursOld: number): void {
  mkdirSync(join(place, name, 'inside'), { recursive: true });
  const at = NOW.getTime() / 1000 - hoursOld * 3600;
  utimesSync(join(place, name), at, at);
}

test('a folder names its owner and its purpose, and goes when it is no longer needed', async () => {
  const folder = makeTemporaryFolder('lint');
  expect(basename(folder)).toMatch(new RegExp(`^plumbline-${process.pid}-[0-9a-f]{8}-lint-`));
  await removeTemporaryFolder(folder);
  expect(existsSync(folder)).toBe(false);
});

test('what killed processes left is removed, and nothing else', async () => {
  aFolder(`plumbline-${NOBODY}-0badcafe-lint-abcdef`, 2);
  aFolder(`plumbline-${NOBODY}-0badcafe-git-abcdef`, 0.5);
  aFolder(`plumbline-${process.pid}-0badcafe-lint-abcdef`, 2);
  aFolder('plumbline-report', 2);
  aFolder('somebody-else', 2);
  await removeAbandonedFolders(NOW);
  const kept = [
    `plumbline-${NOBODY}-0badcafe-git-abcdef`,
    `plumbline-${process.pid}-0badcafe-lint-abcdef`,
    'plumbline-report',
    'somebody-else',
  ];
  expect(readdirSync(place).sort()).toEqual(kept.sort());
});
