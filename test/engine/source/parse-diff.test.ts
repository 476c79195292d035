import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDiff } from '../../../engine/source/parse-diff.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const { make, open } = testRepositories();

test('lines have the numbers of both sides and their position in the diff', () => {
  const [file] = parseDiff(
    [
      'diff --git a/a.ts b/a.ts',
      'index 1111111..2222222 100644',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1,3 +1,3 @@',
      ' one',
      '-two',
      '+TWO',
      ' three',
      '@@ -10,1 +10,2 @@ function f() {',
      ' ten',
      '+eleven',
      '\\ No newline at end of file',
      '',
    ].join('\n'),
  );
  expect(file).toMatchObject({
    status: 'modified',
    oldPath: 'a.ts',
    newPath: 'a.ts',
    oldName: 'a/a.ts',
    newName: 'b/a.ts',
    oldBlob: '1111111',
    newBlob: '2222222',
    newMode: '100644',
    binary: false,
    headers: ['diff --git a/a.ts b/a.ts', 'index 1111111..2222222 100644'],
  });
  expect(file?.hunks).toEqual([
    {
      oldStart: 1,
      oldLines: 3,
      newStart: 1,
      newLines: 3,
      section: '',
      lines: [
        { type: 'context', content: 'one', oldLine: 1, newLine: 1, position: 1, newlineAtEnd: true },
        { type: 'removed', content: 'two', oldLine: 2, position: 2, newlineAtEnd: true },
        { type: 'added', content: 'TWO', newLine: 2, position: 3, newlineAtEnd: true },
        { type: 'context', content: 'three', oldLine: 3, newLine: 3, position: 4, newlineAtEnd: true },
      ],
    },
    {
      oldStart: 10,
      oldLines: 1,
      newStart: 10,
      newLines: 2,
      section: 'function f() {',
      lines: [
        { type: 'context', content: 'ten', oldLine: 10, newLine: 10, position: 6, newlineAtEnd: true },
        { type: 'added', content: 'eleven', newLine: 11, position: 7, newlineAtEnd: false },
      ],
    },
  ]);
});

/** Status and names of each file, with the number of its hunks. */
const told = (text: string): string[] =>
  parseDiff(text).map((file) => `${file.status} ${file.oldPath ?? '-'} ${file.newPath ?? '-'} ${file.hunks.length}`);

test('changes without content: renames, copies, modes, empty and binary files', () => {
  const text = `diff --git a/old name.txt b/new name.txt
similarity index 90%
rename from old name.txt
rename to new name.txt
diff --git a/from.txt b/to.txt
similarity index 100%
copy from from.txt
copy to to.txt
diff --git a/b c.sh b/b c.sh
old mode 100644
new mode 100755
diff --git a/empty.txt b/empty.txt
new file mode 100644
index 0000000..e69de29
diff --git a/gone.txt b/gone.txt
deleted file mode 100644
index e69de29..0000000
diff --git a/i.png b/i.png
index 1..2 100644
Binary files a/i.png and b/i.png differ
diff --git "a/\\346\\227\\245\\t.txt" "b/\\346\\227\\245\\t.txt"
old mode 100644
new mode 100755
diff --git x.txt x.txt
old mode 100644
new mode 100755
`;
  expect(told(text)).toEqual([
    'renamed old name.txt new name.txt 0',
    'copied from.txt to.txt 0',
    'modified b c.sh b c.sh 0',
    'added - empty.txt 0',
    'deleted gone.txt - 0',
    'modified i.png i.png 0',
    'modified 日\t.txt 日\t.txt 0',
    'modified x.txt x.txt 0',
  ]);
  const files = parseDiff(text);
  expect(files.map((file) => file.similarity)).toEqual([90, 100, ...Array.from({ length: 6 }, () => undefined)]);
  expect(files.map((file) => file.binary)).toEqual([false, false, false, false, false, true, false, false]);
  expect(files[2]).toMatchObject({ oldMode: '100644', newMode: '100755' });
});

test('what diff -u writes: times, files that are new, no prefixes', () => {
  const text = `Only in b: c.txt
diff -ru a/x.txt b/x.txt
--- a/x.txt\t2024-01-01 00:00:00.000000000 +0000
+++ b/x.txt\t2024-01-02 00:00:00.000000000 +0000
@@ -1 +1 @@
-x
+y
--- plain old.txt
+++ plain new.txt
@@ -0,0 +1 @@
+y
--- /dev/null
+++ b/made.txt
@@ -0,0 +1 @@
+y
-- 
2.39.5
`;
  expect(told(text)).toEqual([
    'modified x.txt x.txt 1',
    'modified plain old.txt plain new.txt 1',
    'added - made.txt 1',
  ]);
  expect(parseDiff(text)[0]).toMatchObject({
    oldTime: '2024-01-01 00:00:00.000000000 +0000',
    newTime: '2024-01-02 00:00:00.000000000 +0000',
  });
});

test('line ends: CRLF in the content stays, in the headers it is passed over', () => {
  const [file] = parseDiff('--- a/x\r\n+++ b/x\r\n@@ -1,2 +1,2 @@\r\n a\r\n-b\r\n+c\r\n');
  expect(file?.newPath).toBe('x');
  expect(file?.hunks[0]?.lines.map((line) => line.content)).toEqual(['a\r', 'b\r', 'c\r']);
});

test('content that looks like a header, and an empty line whose blank a mailer took', () => {
  const [file, ...others] = parseDiff(
    '--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n--- a/y\n+++ b/y\n\n-diff --git a/z b/z\n+@@ -1 +1 @@\n x\n',
  );
  expect(others).toEqual([]);
  expect(file?.hunks[0]?.lines.map((line) => `${line.type} ${line.content}`)).toEqual([
    'removed -- a/y',
    'added ++ b/y',
    'context ',
    'removed diff --git a/z b/z',
    'added @@ -1 +1 @@',
    'context x',
  ]);
});

test('a combined diff gives the difference to the first parent', () => {
  const [file] = parseDiff(`diff --cc a.txt
index 1111111,2222222..3333333
--- a/a.txt
+++ b/a.txt
@@@ -1,3 -1,3 +1,4 @@@
  same
- ours
 -theirs
++both
+ from theirs
  end
`);
  expect(file?.hunks[0]?.lines.map((line) => [line.type, line.content, line.oldLine, line.newLine])).toEqual([
    ['context', 'same', 1, 1],
    ['removed', 'ours', 2, undefined],
    ['added', 'both', undefined, 2],
    ['added', 'from theirs', undefined, 3],
    ['context', 'end', 3, 4],
  ]);
});

test('anything is read without an error', () => {
  const line = fc.constantFrom(
    'diff --git a/x b/x',
    '--- a/x',
    '+++ b/x',
    '@@ -1,2 +1,3 @@',
    '@@@ -1 -1 +1 @@@',
    '@@ -0,0 +1,99999999 @@',
    ' a',
    '+b',
    '-c',
    '\\ No newline at end of file',
    'rename from "x\\',
    'index 0..1',
    '',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      for (const file of parseDiff(lines.join('\n')))
        for (const hunk of file.hunks) expect(hunk.lines.length).toBeLessThanOrEqual(lines.length);
    }),
    { numRuns: 300 },
  );
});

test('a diff of git, with context, says the same as the comparison of the two commits', async () => {
  const repository = make();
  const texts = fc.sample(
    fc.array(fc.constantFrom('a', 'b', 'c', '--- a', '+++ b', '@@ -1 +1 @@', ''), { maxLength: 20 }),
    {
      numRuns: 60,
      seed: 7,
    },
  );
  const files = (from: number) =>
    Object.fromEntries(texts.slice(from, from + 30).map((lines, at) => [`f ${at}\t"é.txt`, lines.join('\n')]));
  repository.commit(files(0));
  repository.commit(files(30));
  const opened = await open(repository);
  const { changes } = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
  const parsed = parseDiff(`${repository.git('diff', '--no-renames', '-U3', 'HEAD~1', 'HEAD')}\n`);
  const touched = (lines: readonly (number | undefined)[]) => lines.filter((line) => line !== undefined);
  const range = (start: number, count: number) => Array.from({ length: count }, (_, at) => start + at);
  expect(parsed.map((file) => file.newPath)).toEqual(changes.map((change) => change.new?.path));
  for (const [at, file] of parsed.entries()) {
    const lines = file.hunks.flatMap((hunk) => hunk.lines.filter((each) => each.type !== 'context'));
    const { hunks } = changes[at]!;
    expect(touched(lines.map((each) => each.oldLine))).toEqual(hunks.flatMap((h) => range(h.oldStart, h.oldLines)));
    expect(touched(lines.map((each) => each.newLine))).toEqual(hunks.flatMap((h) => range(h.newStart, h.newLines)));
  }
});
