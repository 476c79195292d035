import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Change, Comparison } from '../../../engine/source/source.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const { make, open } = testRepositories();

/** A change in one line: status, old → new, hunks. */
function told(change: Change): string {
  const hunks = change.hunks.map((h) => `-${h.oldStart},${h.oldLines} +${h.newStart},${h.newLines}`).join(' ');
  const names = change.old && change.new && change.old.path !== change.new.path;
  const path = names ? `${change.old.path} → ${change.new.path}` : (change.new ?? change.old)!.path;
  const similarity = change.similarity === undefined ? '' : ` ${change.similarity}%`;
  return `${change.status}${similarity} ${JSON.stringify(path)}${change.binary ? ' binary' : ''} ${hunks}`.trimEnd();
}

const changesOf = (comparison: Comparison): string[] => comparison.changes.map(told);

const TEN_LINES = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n';

test('every kind of change between two commits', async () => {
  const repository = make();
  const submodule = make();
  submodule.commit({ 'in.txt': 'in\n' });
  repository.commit({
    'added-to.txt': 'a\nb\n',
    'binary.bin': Buffer.from([0, 1, 2]),
    'copied-from.txt': TEN_LINES,
    'deleted.txt': 'gone\n',
    'crlf.txt': 'a\r\nb\r\nc\r\n',
    'link-to-file': { symlink: 'deleted.txt' },
    'mode.sh': '#!/bin/sh\n',
    'moved.txt': `${TEN_LINES}eleven\n`,
    'no-newline.txt': 'a\nb',
    'same.txt': 'same\n',
  });
  repository.git('branch', 'base');
  repository.git('submodule', '--quiet', 'add', `file://${submodule.folder}`, 'library');
  repository.commit({
    'added-to.txt': 'a\nnew\nb\nnew\n',
    'binary.bin': Buffer.from([0, 1, 3]),
    'copied-from.txt': `${TEN_LINES}more\n`,
    'copied-to.txt': TEN_LINES,
    'crlf.txt': 'a\r\nB\r\nc\r\n',
    'deleted.txt': null,
    'empty.txt': '',
    'link-to-file': 'now a file\n',
    'mode.sh': { executable: '#!/bin/sh\n' },
    'moved.txt': null,
    'moved/to.txt': `${TEN_LINES.replace('five', '5')}eleven\n`,
    'no-newline.txt': 'a\nb\n',
  });
  const opened = await open(repository);
  const comparison = await opened.compare({ base: 'base', head: 'main' });
  expect(changesOf(comparison)).toEqual([
    'added ".gitmodules" -0,0 +1,3',
    'modified "added-to.txt" -1,0 +2,1 -2,0 +4,1',
    'modified "binary.bin" binary',
    'modified "copied-from.txt" -10,0 +11,1',
    'copied 100% "copied-from.txt → copied-to.txt"',
    'modified "crlf.txt" -2,1 +2,1',
    'deleted "deleted.txt" -1,1 +0,0',
    'added "empty.txt"',
    'added "library"',
    'type-changed "link-to-file" -1,1 +1,1',
    'modified "mode.sh"',
    'renamed 91% "moved.txt → moved/to.txt" -5,1 +5,1',
    'modified "no-newline.txt" -2,1 +2,1',
  ]);
  expect(comparison.changes.find((change) => change.new?.path === 'library')?.new).toEqual({
    path: 'library',
    blob: submodule.git('rev-parse', 'HEAD'),
    kind: 'submodule',
    size: 0,
  });
  expect(comparison.changes.find((change) => change.new?.path === 'mode.sh')).toMatchObject({
    old: { kind: 'file', size: 10 },
    new: { kind: 'executable', size: 10 },
  });
});

test('names with tabs, quotes, line breaks, other scripts and bytes that are no UTF-8', async () => {
  const repository = make();
  const names = [
    'tab\tin.txt',
    'quote".txt',
    'line\nbreak.txt',
    'blank in.txt',
    'grün/日本.txt',
    'back\\slash.txt',
    '-dash',
    ':(top)x',
  ];
  repository.commit(Object.fromEntries(names.map((name) => [name, 'a\nb\n'])));
  // Latin-1 for "né", and a name that reads like our way to show it.
  for (const name of [Buffer.from('n\xe9.txt', 'latin1'), Buffer.from('n\\xE9.txt')]) {
    const blob = repository.git('rev-parse', 'HEAD:-dash');
    const line = Buffer.concat([Buffer.from(`100644 ${blob}\t`), name, Buffer.from([0])]);
    updateIndex(repository.folder, line);
  }
  repository.git('commit', '-q', '-m', 'Names');
  repository.git('branch', 'base');
  for (const name of names) repository.write({ [name]: 'a\nc\n' });
  for (const name of names) repository.git('--literal-pathspecs', 'add', '--', name);
  repository.git('commit', '-q', '-m', 'Change');
  const opened = await open(repository);
  const comparison = await opened.compare({ base: 'base', head: 'HEAD' });
  expect(changesOf(comparison)).toEqual([...names].sort().map((name) => `modified ${JSON.stringify(name)} -2,1 +2,1`));
  const odd = comparison.head.files.filter((file) => /^n/.test(file.path)).map((file) => file.path);
  expect(odd).toEqual(['n\\x5CxE9.txt', 'n\\xE9.txt']);
  const read = await Promise.all(comparison.head.files.map((file) => comparison.head.read(file)));
  expect(new Set(read.map(String))).toEqual(new Set(['a\nb\n', 'a\nc\n']));
});

function updateIndex(folder: string, line: Buffer): void {
  execFileSync('git', ['update-index', '-z', '--index-info'], { cwd: folder, input: line });
}

test('the base is where the head left it', async () => {
  const repository = make();
  const fork = repository.commit({ 'a.txt': '1\n' });
  repository.git('switch', '-q', '-c', 'feature');
  repository.commit({ 'feature.txt': 'f\n' });
  repository.git('switch', '-q', 'main');
  repository.commit({ 'main.txt': 'm\n' });
  const opened = await open(repository);
  const comparison = await opened.compare({ base: 'main', head: 'feature' });
  expect(changesOf(comparison)).toEqual(['added "feature.txt" -0,0 +1,1']);
  expect(comparison.base.commit).toBe(fork);
  expect(comparison.base.files.map((file) => file.path)).toEqual(['a.txt']);
  expect(comparison.head.label).toBe('feature');
  expect(await opened.headInstant('feature')).toEqual(new Date('2024-01-01T01:00:00Z'));
});

test('content decides what is binary, not the attributes or drivers that a repository sets', async () => {
  const repository = make();
  repository.git('config', 'diff.evil.command', 'touch evil-command');
  repository.git('config', 'diff.evil.textconv', 'touch evil-textconv');
  repository.commit({ '.gitattributes': '*.txt diff=evil\n*.lock binary\n', 'a.txt': 'a\n', 'b.lock': 'a\n' });
  repository.commit({ 'a.txt': 'b\n', 'b.lock': 'b\n' });
  const opened = await open(repository);
  const comparison = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
  expect(changesOf(comparison)).toEqual(['modified "a.txt" -1,1 +1,1', 'modified "b.lock" -1,1 +1,1']);
  expect(repository.git('status', '--porcelain')).toBe('');
});

test('lines that look like a patch are content', async () => {
  const repository = make();
  repository.commit({ 'a.txt': 'x\n' });
  repository.commit({
    'a.txt': 'x\n@@ -1 +1 @@\n-- a/b\n++ b/b\ndiff --git a/b b/b\nindex 00..11\n\\ No newline\n',
    'b.txt': 'b\n',
  });
  const opened = await open(repository);
  const comparison = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
  expect(changesOf(comparison)).toEqual(['modified "a.txt" -1,0 +2,6', 'added "b.txt" -0,0 +1,1']);
});

test('a part of a repository: a folder below the root, with paths from the root', async () => {
  const repository = make();
  repository.commit({ 'app/a.ts': 'a\n', 'lib/b.ts': 'b\n', 'application.ts': 'c\n' });
  repository.commit({ 'app/a.ts': 'aa\n', 'lib/b.ts': 'bb\n', 'application.ts': 'cc\n' });
  const opened = await open({ folder: `${repository.folder}/app` });
  const comparison = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
  expect(opened.within).toBe('app');
  expect(comparison.head.files.map((file) => file.path)).toEqual(['app/a.ts']);
  expect(changesOf(comparison)).toEqual(['modified "app/a.ts" -1,1 +1,1']);
  const folder = await opened.compareWorkingFolder({ base: 'HEAD~1' });
  expect(changesOf(folder)).toEqual(['modified "app/a.ts" -1,1 +1,1']);
});

test('a SHA-256 repository, a bare clone and a linked worktree are read alike', async () => {
  const repository = make({ objectFormat: 'sha256' });
  repository.commit({ 'a.txt': 'a\n' });
  const head = repository.commit({ 'a.txt': 'b\n' });
  repository.git('worktree', 'add', '-q', 'linked', '--detach', 'HEAD');
  const bare = make();
  bare.git('clone', '-q', '--bare', repository.folder, 'copy.git');
  for (const folder of [repository.folder, `${repository.folder}/linked`, `${bare.folder}/copy.git`]) {
    const opened = await open({ folder });
    const comparison = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
    expect(comparison.head.commit).toBe(head);
    expect(changesOf(comparison)).toEqual(['modified "a.txt" -1,1 +1,1']);
    expect(comparison.head.file('a.txt')?.blob).toHaveLength(64);
  }
  await expect(
    (await open({ folder: `${bare.folder}/copy.git` })).compareWorkingFolder({ base: 'HEAD' }),
  ).rejects.toMatchObject({
    code: 'not-a-repository',
    message: 'a bare repository has no working folder',
  });
  const linked = await (await open({ folder: `${repository.folder}/linked` })).compareWorkingFolder({ base: 'HEAD~1' });
  expect(changesOf(linked)).toEqual(['modified "a.txt" -1,1 +1,1']);
});

test('text too large to be compared by lines is a change without hunks', async () => {
  const repository = make();
  repository.commit({ 'large.txt': 'a\n'.repeat(3_000_000) });
  repository.commit({ 'large.txt': 'b\n'.repeat(3_000_000) });
  const opened = await open(repository);
  expect(changesOf(await opened.compare({ base: 'HEAD~1', head: 'HEAD' }))).toEqual(['modified "large.txt" binary']);
});

test('the base is the whole tree as it was, also where files swapped names', async () => {
  const repository = make();
  const [one, two] = [TEN_LINES, TEN_LINES.toUpperCase()];
  repository.commit({ 'a.txt': one, 'b.txt': two, 'c.txt': 'same\n', 'd/e.txt': 'to be a file\n', 'f.txt': one });
  repository.commit({ 'a.txt': two, 'b.txt': one, d: 'file\n', 'f.txt': `${one}more\n`, 'g.txt': one, 'h.txt': one });
  const opened = await open(repository);
  const { base } = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
  const listed = await opened.snapshot('HEAD~1');
  expect(base.files).toEqual(listed.files);
  expect([base.label, base.commit]).toEqual(['HEAD~1', listed.commit]);
});

test('the tip is the base as it is now, whatever it has done since head left it', async () => {
  const repository = make();
  const before = { 'a.txt': TEN_LINES, 'b/c.txt': 'c\n', 'd.txt': 'd\n', link: { symlink: 'd.txt' }, 'run.sh': 'x\n' };
  const left = repository.commit(before);
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'a.txt': null, 'e.txt': 'e\n', 'b/f.txt': 'f\n' });
  repository.git('switch', '-q', 'main');
  const after = { 'a.txt': null, 'b/a.txt': TEN_LINES, 'd.txt': null, 'd.txt/x': 'x\n', link: 'no link\n' };
  const tip = repository.commit({ ...after, 'run.sh': { executable: 'x\n' } });
  repository.git('switch', '-q', 'feature');
  for (const within of ['', 'b']) {
    const opened = await open(repository, within);
    const whole = await opened.snapshot('main');
    const comparisons = [
      await opened.compare({ base: 'main', head: 'feature' }),
      await opened.compareWorkingFolder({ base: 'main' }),
    ];
    for (const comparison of comparisons) {
      expect(comparison.base.commit).toBe(left);
      expect(comparison.tip).toMatchObject({ commit: tip, label: 'main', files: whole.files });
    }
  }
});
