import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../engine/make-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

test('makes what is missing, with the mode asked for, and leaves what is there', () => {
  mkdirSync(join(place, 'a'), { mode: 0o755 });
  makeFolder(join(place, 'a', 'b', 'c'), 0o700);
  makeFolder(join(place, 'a', 'b', 'c'), 0o755);
  const modes = ['a', 'a/b', 'a/b/c'].map((path) => statSync(join(place, path)).mode & 0o777);
  expect(modes).toEqual([0o755, 0o700, 0o700]);
});

test.each(['file', 'file/below', 'dangling', 'dangling/below'])('%s is refused', (path) => {
  writeFileSync(join(place, 'file'), '');
  symlinkSync(join(place, 'nowhere'), join(place, 'dangling'));
  expect(() => makeFolder(join(place, path))).toThrow(/EEXIST|ENOTDIR|ENOENT/);
});

test.runIf(process.platform === 'linux')('a file system that says "no such file" to new folders is refused', () => {
  expect(() => makeFolder('/proc/plumbline/ab')).toThrow('ENOENT');
});
