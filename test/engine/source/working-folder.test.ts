import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openFolder } from '../../../engine/source/open-folder.ts';
import type { Comparison } from '../../../engine/source/source.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const { make, open } = testRepositories();

const statuses = (comparison: Comparison): string[] =>
  comparison.changes.map((change) => {
    const hunks = change.hunks.map((h) => ` -${h.oldStart},${h.oldLines} +${h.newStart},${h.newLines}`).join('');
    const from = change.old && change.new && change.old.path !== change.new.path ? `${change.old.path} → ` : '';
    return `${change.status} ${from}${(change.new ?? change.old)!.path}${hunks}`;
  });

test('what is committed, staged, edited, new, removed and moved since the base left', async () => {
  const repository = make();
  repository.commit({
    '.gitignore': 'ignored/\n',
    'base.txt': 'a\n',
    'edited.txt': 'a\nb\n',
    'moved.txt': 'one\ntwo\nthree\nfour\nfive\n',
    'removed.txt': 'r\n',
    'folder/in.txt': 'was a folder\n',
    'same.txt': 's\n',
  });
  repository.git('switch', '-q', '-c', 'feature');
  repository.commit({ 'committed.txt': 'c\n' });
  repository.write({ 'staged.txt': 'staged\n' });
  repository.git('add', 'staged.txt');
  repository.write({
    'edited.txt': 'a\nB\n',
    folder: 'is a file\n',
    'ignored/by-git.txt': 'i\n',
    'moved.txt': null,
    'moved-here.txt': 'one\ntwo\nthree\nfour\n5\n',
    'new.txt': 'n\n',
    'removed.txt': null,
  });
  const before = repository.git('count-objects', '-v');
  const opened = await open(repository);
  const comparison = await opened.compareWorkingFolder({ base: 'main' });
  expect(statuses(comparison)).toEqual([
    'added committed.txt -0,0 +1,1',
    'modified edited.txt -2,1 +2,1',
    'added folder -0,0 +1,1',
    'deleted folder/in.txt -1,1 +0,0',
    'renamed moved.txt → moved-here.txt -5,1 +5,1',
    'added new.txt -0,0 +1,1',
    'deleted removed.txt -1,1 +0,0',
    'added staged.txt -0,0 +1,1',
  ]);
  const edited = comparison.head.file('edited.txt')!;
  expect(edited).toEqual({
    path: 'edited.txt',
    blob: repository.git('hash-object', 'edited.txt'),
    kind: 'file',
    size: 4,
  });
  expect(String(await comparison.head.read(edited))).toBe('a\nB\n');
  expect(comparison.head.label).toBe('working folder');
  expect(comparison.head.commit).toBeUndefined();
  expect(repository.git('count-objects', '-v')).toBe(before);
});

test('a file that changes while it is reviewed is an error that says so', async () => {
  const repository = make();
  repository.commit({ 'a.txt': 'a\n' });
  const opened = await open(repository);
  for (const snapshot of [await opened.workingFolder(), await openFolder(repository.folder)]) {
    repository.write({ 'a.txt': 'b\n' });
    await expect(snapshot.read(snapshot.file('a.txt')!)).rejects.toMatchObject({
      code: 'changed-while-read',
      message: 'a.txt changed while it was reviewed',
    });
    repository.write({ 'a.txt': { symlink: '/etc/hostname' } });
    await expect(snapshot.read(snapshot.file('a.txt')!)).rejects.toMatchObject({ code: 'changed-while-read' });
    repository.write({ 'a.txt': null });
    await expect(snapshot.read(snapshot.file('a.txt')!)).rejects.toMatchObject({ code: 'changed-while-read' });
    repository.write({ 'a.txt': 'a\n' });
  }
});

test('no filter, hook or monitor of the repository runs', async () => {
  const repository = make();
  repository.commit({ '.gitattributes': '*.txt filter=evil\n', 'a.txt': 'a\n' });
  const touch = `touch ${repository.folder}/ran`;
  for (const key of [
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'core.fsmonitor',
    'diff.external',
  ]) {
    repository.git('config', key, touch);
  }
  repository.git('config', 'log.showSignature', 'true');
  repository.git('config', 'gpg.program', touch);
  repository.write({ 'a.txt': 'b\n', 'b.txt': 'new\n' });
  const opened = await open(repository);
  const comparison = await opened.compareWorkingFolder({ base: 'HEAD' });
  await opened.churn({ commit: 'HEAD', days: 30 });
  expect(statuses(comparison)).toEqual(['modified a.txt -1,1 +1,1', 'added b.txt -0,0 +1,1']);
  expect(existsSync(`${repository.folder}/ran`)).toBe(false);
});

test('line ends and LFS files that git would convert are no changes', async () => {
  const repository = make();
  const large = Buffer.alloc(5000, 'x');
  const oid = createHash('sha256').update(large).digest('hex');
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 5000\n`;
  repository.commit({ 'lines.txt': 'a\nb\n', 'large.psd': pointer, 'other.psd': pointer });
  repository.write({ 'lines.txt': 'a\r\nb\r\n', 'large.psd': large, 'other.psd': Buffer.alloc(5000, 'y') });
  const opened = await open(repository);
  const { head, changes } = await opened.compareWorkingFolder({ base: 'HEAD' });
  expect(changes.map((change) => change.new?.path)).toEqual(['other.psd']);
  expect(String(await head.read(head.file('lines.txt')!))).toBe('a\nb\n');
  expect(String(await head.read(head.file('large.psd')!))).toBe(pointer);
});

test('a folder that became a symlink is not followed out of the repository', async () => {
  const repository = make();
  const outside = make();
  outside.write({ 'secret.txt': 'secret\n' });
  repository.commit({ 'folder/secret.txt': 'mine\n' });
  renameSync(`${repository.folder}/folder`, `${repository.folder}/elsewhere`);
  symlinkSync(outside.folder, `${repository.folder}/folder`);
  const opened = await open(repository);
  const comparison = await opened.compareWorkingFolder({ base: 'HEAD' });
  expect(statuses(comparison)).toEqual(
    ['renamed folder/secret.txt → elsewhere/secret.txt', 'added folder -0,0 +1,1'].sort((a, b) =>
      a.includes('elsewhere') ? -1 : b.includes('elsewhere') ? 1 : 0,
    ),
  );
  expect(comparison.head.file('folder')?.kind).toBe('symlink');
  expect((await openFolder(repository.folder)).files.map((file) => file.path)).toEqual([
    'elsewhere/secret.txt',
    'folder',
  ]);
});

test('files that a sparse checkout leaves out are still there', async () => {
  const repository = make();
  repository.commit({ 'a/a.txt': 'a\n', 'b/b.txt': 'b\n' });
  repository.git('sparse-checkout', 'set', 'a');
  expect(readdirSync(repository.folder)).toEqual(['.git', 'a']);
  const opened = await open(repository);
  const { head, changes } = await opened.compareWorkingFolder({ base: 'HEAD' });
  expect(changes).toEqual([]);
  expect(String(await head.read(head.file('b/b.txt')!))).toBe('b\n');
});

test('names that are no UTF-8 are read from disk', async () => {
  const repository = make();
  repository.commit({ 'a.txt': 'a\n' });
  writeFileSync(Buffer.concat([Buffer.from(`${repository.folder}/n`), Buffer.from([0xe9])]), 'odd\n');
  const opened = await open(repository);
  for (const snapshot of [await opened.workingFolder(), await openFolder(repository.folder)]) {
    expect(snapshot.files.map((file) => file.path)).toEqual(['a.txt', 'n\\xE9']);
    expect(String(await snapshot.read(snapshot.file('n\\xE9')!))).toBe('odd\n');
  }
  expect(statuses(await opened.compareWorkingFolder({ base: 'HEAD' }))).toEqual(['added n\\xE9 -0,0 +1,1']);
});

test('a conflict, a submodule and a repository in the folder', async () => {
  const repository = make();
  const other = make();
  const inner = other.commit({ 'x.txt': 'x\n' });
  repository.commit({ 'a.txt': 'a\n' });
  repository.git('switch', '-q', '-c', 'side');
  repository.commit({ 'a.txt': 'side\n' });
  repository.git('switch', '-q', 'main');
  repository.commit({ 'a.txt': 'main\n' });
  repository.git('submodule', '--quiet', 'add', `file://${other.folder}`, 'library');
  repository.commit();
  repository.git('clone', '-q', other.folder, 'nested');
  expect(() => repository.git('merge', '-q', 'side')).toThrow();
  const opened = await open(repository);
  const { head } = await opened.compareWorkingFolder({ base: 'HEAD' });
  expect(head.files.map((file) => `${file.kind} ${file.path}`)).toEqual([
    'file .gitmodules',
    'file a.txt',
    'submodule library',
  ]);
  expect(head.file('library')?.blob).toBe(inner);
  expect(String(await head.read(head.file('a.txt')!))).toContain('<<<<<<<');
  expect(head.problems).toEqual([{ path: 'nested', reason: 'a repository of its own is not looked into' }]);
});

test('a folder without git', async () => {
  const folder = make();
  folder.write({
    'b/run.sh': { executable: 'x' },
    'a.txt': '',
    link: { symlink: 'a.txt' },
    'node_modules/x/index.js': 'x',
  });
  expect((await openFolder(folder.folder)).files).toEqual([
    { path: 'a.txt', blob: 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391', kind: 'file', size: 0 },
    { path: 'b/run.sh', blob: 'c1b0730e0133447badcfd47fd144e254807b06e1', kind: 'executable', size: 1 },
    { path: 'link', blob: '8d14cbf983b3fad683171c9418998d9f68340823', kind: 'symlink', size: 5 },
  ]);
  await expect(openFolder(`${folder.folder}/nowhere`)).rejects.toMatchObject({ code: 'no-such-folder' });
});
