import { expect, test } from 'vitest';
import { hygieneAnalyzer } from '../../../../engine/analyzers/hygiene/analyzer.ts';
import type { Change, Comparison, Snapshot } from '../../../../engine/source/source.ts';
import {
  aClassification,
  aProjectInput,
  aSnapshot,
  type FileContent,
  type ProjectInputParts,
} from '../../../support/a-snapshot.ts';

type Files = Readonly<Record<string, FileContent>>;

const COMPLETE = { LICENSE: 'MIT\n', 'README.md': '# Words\n', 'a.test.ts': '1;\n' };

async function hygiene(snapshot: Snapshot, parts: ProjectInputParts = {}) {
  return hygieneAnalyzer.analyze(await aProjectInput(snapshot, { classified: classify(snapshot), ...parts }));
}

/** Rule, path and line of each finding of the whole tree. */
async function told(files: Files): Promise<string[]> {
  return outline(await hygiene(aSnapshot({ ...COMPLETE, ...files })));
}

/** The same of a change. */
async function toldOfChange(base: Files, head: Files): Promise<string[]> {
  const comparison = compare(aSnapshot({ ...COMPLETE, ...base }), aSnapshot({ ...COMPLETE, ...head }));
  const classified = classify(comparison.head);
  const lookedAt = comparison.changes
    .flatMap((change) => change.new?.path ?? [])
    .filter((path) => !classified.get(path)?.leftOut);
  return outline(await hygiene(comparison.head, { comparison, lookedAt, classified }));
}

function outline({ findings }: Awaited<ReturnType<typeof hygiene>>): string[] {
  return findings.map(({ ruleId, path, range }) => `${ruleId.slice(8)} ${path}${range ? `:${range.startLine}` : ''}`);
}

function classify(snapshot: Snapshot) {
  return new Map(
    snapshot.files.map((file) => {
      const leftOut =
        file.kind === 'symlink' || file.kind === 'submodule'
          ? file.kind
          : /\.(exe|jar|png|bin)$/.test(file.path)
            ? 'binary'
            : undefined;
      return [file.path, aClassification(file.path, leftOut ? { leftOut } : {})] as const;
    }),
  );
}

function compare(base: Snapshot, head: Snapshot): Comparison {
  const changes: Change[] = [];
  for (const file of head.files) {
    const old = base.file(file.path);
    if (old?.blob === file.blob) continue;
    changes.push({ status: old ? 'modified' : 'added', ...(old ? { old } : {}), new: file, binary: false, hunks: [] });
  }
  for (const old of base.files) {
    if (!head.file(old.path)) changes.push({ status: 'deleted', old, binary: false, hunks: [] });
  }
  return { base, tip: base, head, changes };
}

const link = (content: string) => ({ content, kind: 'symlink' }) as const;
const CONFLICT = 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n';

test('a tree in order has no findings', async () => {
  const { findings, result, notLookedAt } = await hygiene(aSnapshot({ ...COMPLETE, 'a.ts': '1;\n' }));
  expect({ findings, result, notLookedAt }).toEqual({
    findings: [],
    result: { filesChecked: 4, filesRead: 4, repository: { licence: true, readme: true, tests: true } },
    notLookedAt: [],
  });
});

test('a conflict is told at its first marker', async () => {
  const { findings } = await hygiene(aSnapshot({ ...COMPLETE, 'a.ts': CONFLICT }));
  expect(findings).toEqual([
    {
      ruleId: 'hygiene/merge-conflict',
      path: 'a.ts',
      range: { startLine: 2, startColumn: 1, endLine: 6, endColumn: 8 },
      message: 'A merge conflict stands here, to line 6.',
    },
  ]);
});

test('conflicts of every kind are found', async () => {
  expect(await told({ 'a.ts': CONFLICT + CONFLICT })).toEqual(['merge-conflict a.ts:2', 'merge-conflict a.ts:9']);
  expect(await told({ 'crlf.ts': CONFLICT.replaceAll('\n', '\r\n') })).toEqual(['merge-conflict crlf.ts:2']);
  expect(await told({ 'diff3.ts': CONFLICT.replace('=======', '||||||| base\nx\n=======') })).toEqual([
    'merge-conflict diff3.ts:2',
  ]);
  expect(await told({ 'NOTES.md': CONFLICT })).toEqual(['merge-conflict NOTES.md:2']);
  expect(await told({ 'end.ts': '<<<<<<< HEAD\n=======\n>>>>>>> x' })).toEqual(['merge-conflict end.ts:1']);
});

test('what only looks like a conflict is none', async () => {
  expect(
    await told({
      'heading.md': 'Title\n=======\n\n>>>>>>> quoted\n',
      'indented.ts': CONFLICT.replaceAll(/^/gm, '  '),
      'order.ts': '>>>>>>> a\n=======\n<<<<<<< b\n',
      'explained.md': `# Conflicts\n\n\`\`\`\n${CONFLICT}\`\`\`\n`,
      'some.patch': CONFLICT,
      'test/fixtures/input.ts': CONFLICT,
      'longer.ts': '<<<<<<<<<< a\n==========\n>>>>>>>>>> b\n',
    }),
  ).toEqual([]);
});

test('paths that are one elsewhere are told once, a folder by its first file', async () => {
  expect(await told({ 'src/Name.ts': '1;\n', 'src/name.ts': '2;\n' })).toEqual(['path-collision src/name.ts']);
  expect(await told({ 'src/a/x.ts': '1;\n', 'SRC/a/x.ts': '2;\n', 'SRC/a/y.ts': '3;\n' })).toEqual([
    'path-collision src/a/x.ts',
  ]);
  expect(await told({ 'caf\u00e9.ts': '1;\n', 'cafe\u0301.ts': '2;\n' })).toEqual(['path-collision caf\u00e9.ts']);
  expect(await told({ 'a/name.ts': '1;\n', 'b/Name.ts': '2;\n' })).toEqual([]);
});

test('links that lead nowhere or out of the tree are told', async () => {
  expect(
    await told({
      'dir/file.ts': '1;\n',
      good: link('dir/file.ts'),
      folder: link('./dir/'),
      'dir/up': link('../good'),
      through: link('folder/file.ts'),
      sub: { content: '', kind: 'submodule' },
      'in-sub': link('sub/anything'),
      broken: link('dir/none.ts'),
      chained: link('broken'),
      'into-file': link('dir/file.ts/x'),
      'loop-a': link('loop-b'),
      'loop-b': link('loop-a'),
      out: link('../elsewhere'),
      absolute: link('/etc/passwd'),
      windows: link('C:\\file'),
      back: link('dir/../../main/dir'),
    }),
  ).toEqual([
    'symlink-leaves-tree absolute',
    'symlink-leaves-tree back',
    'broken-symlink broken',
    'broken-symlink chained',
    'broken-symlink into-file',
    'broken-symlink loop-a',
    'broken-symlink loop-b',
    'symlink-leaves-tree out',
    'symlink-leaves-tree windows',
  ]);
});

test('large files weigh by what they cost', async () => {
  const snapshot = aSnapshot({ ...COMPLETE, 'a.png': 'a', 'b.png': 'b', 'c.png': 'c', 'd.png': 'd' });
  const sizes: Readonly<Record<string, number>> = { 'a.png': 1, 'b.png': 1.5, 'c.png': 7, 'd.png': 60 };
  const sized = {
    ...snapshot,
    files: snapshot.files.map((file) => ({ ...file, size: (sizes[file.path] ?? 0) * 1024 * 1024 })),
  };
  const { findings } = await hygiene(sized);
  expect(findings.map(({ path, message, severity }) => [path, severity, message])).toEqual([
    ['b.png', 'info', '1.5 MiB, more than the 1 MiB accepted.'],
    ['c.png', 'low', '7 MiB, more than the 1 MiB accepted.'],
    ['d.png', 'medium', '60 MiB, more than the 1 MiB accepted; GitHub refuses files of 100 MiB.'],
  ]);
  const patient = await hygiene(sized, { options: { hygiene: { fileBytes: 2 ** 40, changedLines: 1 } } });
  expect(patient.findings).toEqual([]);
});

test('built binaries are told, pictures, wrappers and fixtures are not', async () => {
  expect(
    await told({
      'lib/tool.exe': '\0',
      'lib/dep.jar': '\0',
      'logo.png': '\0',
      'gradle/wrapper/gradle-wrapper.jar': '\0',
      'test/fixtures/a.jar': '\0',
    }),
  ).toEqual(['binary lib/dep.jar', 'binary lib/tool.exe']);
});

test('names that Windows cannot hold are told', async () => {
  expect(
    await told({
      'a:b.ts': '1;\n',
      'aux.ts': '1;\n',
      'con/x.ts': '1;\n',
      'dot./x.ts': '1;\n',
      'console.ts': '1;\n',
      'what?\n': '1',
    }),
  ).toEqual([
    'windows-name a:b.ts',
    'windows-name aux.ts',
    'windows-name con/x.ts',
    'windows-name dot./x.ts',
    'windows-name what?\n',
  ]);
});

test('mixed line ends are told where the fewer begin', async () => {
  expect(await told({ 'a.ts': '1;\n2;\r\n3;\n4;\r\n5;\n', 'b.ts': '1;\r\n2;\r\n', 'c.ts': '1;\n2;\r\n3;\n' })).toEqual([
    'mixed-line-ends a.ts:2',
  ]);
});

test('a repository without licence, README and tests is told so', async () => {
  const code = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}.ts`, '1;\n']));
  expect(outline(await hygiene(aSnapshot(code)))).toEqual(['no-licence ', 'no-readme ', 'no-tests ']);
  const rust = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}.rs`, '#[test]\nfn a() {}\n']));
  expect(outline(await hygiene(aSnapshot({ ...rust, 'docs/README.md': '#', 'COPYING.txt': 'x' })))).toEqual([]);
  expect(outline(await hygiene(aSnapshot({ 'a.ts': '1;\n', 'LICENSES/MIT.txt': 'x', readme: 'x' })))).toEqual([]);
});

test('of a change, what it brought in is told, and the state of the repository is not', async () => {
  const before = {
    'old.exe': '\0',
    'Name.ts': '1;\n',
    'name.ts': '1;\n',
    'aux.ts': '1;\n',
    gone: link('none'),
    'x.ts': '1;\n',
  };
  expect(await toldOfChange(before, { ...before, 'old.exe': '\0\0', 'Name.ts': '2;\n', 'aux.ts': '2;\n' })).toEqual([]);
  expect(
    await toldOfChange(before, {
      ...before,
      'new.exe': '\0',
      'X.ts': '1;\n',
      nul: '1',
      lost: link('none'),
      'm.ts': CONFLICT,
    }),
  ).toEqual([
    'binary new.exe',
    'path-collision X.ts',
    'broken-symlink lost',
    'windows-name nul',
    'merge-conflict m.ts:2',
  ]);
});

test('a link breaks when a change takes its target away', async () => {
  const before = { 'target.ts': '1;\n', link: link('target.ts'), 'x.ts': '1;\n' };
  expect(await toldOfChange(before, { link: link('target.ts'), 'x.ts': '1;\n' })).toEqual(['broken-symlink link']);
});

test('at the base of a change only contents are spoken of', async () => {
  const base = aSnapshot({ 'a.ts': CONFLICT, 'b.ts': '1;\n', 'aux.exe': '\0', l: link('none') });
  expect(outline(await hygiene(base, { lookedAt: ['a.ts'] }))).toEqual(['merge-conflict a.ts:2']);
});

test('a large change is told, by what of it has to be read', async () => {
  const base = aSnapshot({ 'x.ts': '1;\n' });
  const head = aSnapshot({ 'x.ts': '1;\n', 'a.ts': '2;\n', 'generated.ts': '3;\n' });
  const hunk = (newLines: number) => [{ oldStart: 0, oldLines: 0, newStart: 1, newLines }];
  const change = (path: string, lines: number): Change => ({
    status: 'added',
    new: head.file(path)!,
    binary: false,
    hunks: hunk(lines),
  });
  const classified = new Map([
    ...classify(head),
    ['generated.ts', aClassification('generated.ts', { leftOut: 'generated' })] as const,
  ]);
  const review = (lines: number) =>
    hygiene(head, {
      comparison: { base, tip: base, head, changes: [change('a.ts', lines), change('generated.ts', 5000)] },
      lookedAt: ['a.ts'],
      classified,
    });
  expect((await review(1000)).findings).toEqual([]);
  const { findings, result } = await review(1001);
  expect(findings).toEqual([
    {
      ruleId: 'hygiene/large-change',
      path: '',
      message: '1,001 changed lines in 1 file are more than can be reviewed well (1,000 lines or 50 files).',
      anchor: 'size of the change',
    },
  ]);
  expect(result?.change).toEqual({ files: 1, lines: 1001 });
});

test('more findings of a rule than anybody reads are counted', async () => {
  const { findings, notLookedAt } = await hygiene(
    aSnapshot({ ...COMPLETE, ...Object.fromEntries(Array.from({ length: 203 }, (_, i) => [`aux/${i}.txt`, 'x'])) }),
  );
  expect(findings).toHaveLength(200);
  expect(notLookedAt).toEqual([
    {
      subject: '3 more of hygiene/windows-name',
      analyzer: 'hygiene',
      reason: 'limit',
      detail: 'the first 200 are listed; fix them and review again',
    },
  ]);
});

test('a file that cannot be read is said to be', async () => {
  const snapshot = aSnapshot(COMPLETE);
  const { notLookedAt } = await hygiene({ ...snapshot, read: () => Promise.reject(new Error('gone')) });
  expect(notLookedAt?.map(({ subject, reason }) => [subject, reason])).toEqual([
    ['LICENSE', 'unreadable'],
    ['README.md', 'unreadable'],
    ['a.test.ts', 'unreadable'],
  ]);
});
