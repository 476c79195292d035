import { describe, expect, it } from 'vitest';
import { coverageAnalyzer } from '../../../../engine/analyzers/coverage/analyzer.ts';
import type { Hunk } from '../../../../engine/source/source.ts';
import { aProjectInput, aSnapshot } from '../../../support/a-snapshot.ts';

/** Lines 1 and 2 of a file that a report calls `path` were run, 4 was not, and one of two branches was taken. */
const REPORTS = {
  lcov: (path: string) => `TN:
SF:${path}
FN:1,go
FNDA:3,go
DA:1,3
DA:2,1
DA:4,0
BRDA:2,0,0,1
BRDA:2,0,1,-
LF:3
LH:2
end_of_record
`,
  cobertura: (path: string) => `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.66" version="7.4.1">
  <sources><source></source></sources>
  <packages><package name="a"><classes>
    <class name="go" filename="${path}">
      <methods><method name="go"><lines><line number="1" hits="3"/></lines></method></methods>
      <lines>
        <line number="1" hits="3"/>
        <line number="2" hits="1" branch="true" condition-coverage="50% (1/2)"/>
        <line number="4" hits="0"/>
      </lines>
    </class>
  </classes></package></packages>
</coverage>`,
  jacoco: (path: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="acme"><sessioninfo id="x" start="1" dump="2"/>
  <group name="core"><package name="${path.replace(/\/?[^/]*$/, '')}">
    <class name="com/acme/Go" sourcefilename="Go.java"/>
    <sourcefile name="${path.replace(/.*\//, '')}">
      <line nr="1" mi="0" ci="3" mb="0" cb="0"/>
      <line nr="2" mi="1" ci="2" mb="1" cb="1"/>
      <line nr="4" mi="2" ci="0" mb="0" cb="0"/>
      <counter type="LINE" missed="1" covered="2"/>
    </sourcefile>
  </package></group>
</report>`,
  clover: (path: string) => `<?xml version="1.0" encoding="UTF-8"?>
<coverage generated="1700000000" clover="3.2.0">
  <project timestamp="1700000000" name="All files">
    <package name="a">
      <file name="${path.replace(/.*[\\/]/, '')}" path="${path}">
        <line num="1" count="3" type="method"/>
        <line num="2" count="1" type="cond" truecount="1" falsecount="0"/>
        <line num="4" count="0" type="stmt"/>
      </file>
    </package>
  </project>
</coverage>`,
  istanbul: (path: string) =>
    JSON.stringify({
      [path]: {
        path,
        statementMap: {
          0: { start: { line: 1, column: 0 }, end: { line: 1, column: 9 } },
          1: { start: { line: 2, column: 0 }, end: { line: 3, column: null } },
          2: { start: { line: 2, column: 20 }, end: { line: 2, column: 30 } },
          3: { start: { line: 4, column: 0 }, end: { line: 4, column: 9 } },
        },
        fnMap: {},
        branchMap: { 0: { type: 'if', loc: { start: { line: 2, column: 0 }, end: { line: 3, column: 1 } }, locations: [] } },
        s: { 0: 3, 1: 1, 2: 0, 3: 0 },
        f: {},
        b: { 0: [1, 0] },
      },
    }),
} as const;
type Format = keyof typeof REPORTS;
const FORMATS = Object.keys(REPORTS) as Format[];

interface Given {
  readonly paths?: readonly string[];
  readonly reports: Readonly<Record<string, string | Buffer>>;
  readonly hunks?: Readonly<Record<string, readonly Hunk[]>>;
}

async function coverageOf({ paths = ['src/go.ts'], reports, hunks }: Given) {
  const head = aSnapshot(Object.fromEntries(paths.map((path) => [path, 'a\nb\n\nd\ne\n'])));
  const changes = Object.entries(hunks ?? {}).map(([path, ofFile]) => {
    const file = head.file(path)!;
    return { status: 'modified', old: file, new: file, binary: false, hunks: ofFile } as const;
  });
  const coverageFiles = Object.entries(reports).map(([name, content]) => ({ name, content: Buffer.from(content) }));
  const comparison = { base: head, tip: head, head, changes };
  return coverageAnalyzer.analyze(
    await aProjectInput(head, { options: { coverageFiles }, ...(hunks ? { comparison } : {}) }),
  );
}

describe('coverage reports', () => {
  it.each(FORMATS)('%s', async (format) => {
    const { result, notLookedAt, findings } = await coverageOf({ reports: { report: REPORTS[format]('src/go.ts') } });
    expect(notLookedAt).toEqual([]);
    expect(findings).toEqual([]);
    expect(result).toEqual({
      reports: [{ name: 'report', format }],
      files: [{ path: 'src/go.ts', lines: { covered: 2, total: 3 }, uncovered: [4] }],
      total: { covered: 2, total: 3 },
      branches: { covered: 1, total: 2 },
    });
  });

  it.each([
    ['made elsewhere', '/home/ci/project/src/go.ts', ['src/go.ts', 'go.ts'], 'src/go.ts'],
    ['made on Windows', 'D:\\a\\project\\src\\go.ts', ['src/go.ts'], 'src/go.ts'],
    ['as a URL', 'file:///home/ci/project/src/go.ts', ['src/go.ts'], 'src/go.ts'],
    ['made in a folder', 'src/go.ts', ['packages/a/src/go.ts'], 'packages/a/src/go.ts'],
    ['of packages only', 'com/acme/Go.java', ['core/src/main/java/com/acme/Go.java', 'Go.java'], 'core/src/main/java/com/acme/Go.java'],
    ['with steps back', './lib/../src/go.ts', ['src/go.ts', 'lib/src/go.ts'], 'src/go.ts'],
    ['the same path', 'src/go.ts', ['src/go.ts', 'packages/a/src/go.ts'], 'src/go.ts'],
  ])('finds the file of a path %s', async (_, reported, paths, path) => {
    const { result, notLookedAt } = await coverageOf({ paths, reports: { lcov: REPORTS.lcov(reported) } });
    expect(result?.files.map((file) => file.path)).toEqual([path]);
    expect(notLookedAt).toEqual([]);
  });

  it('tries the roots that Cobertura names', async () => {
    const report = REPORTS.cobertura('go.ts').replace('<source></source>', '<source>/ci/x</source><source>/ci/x/b/src</source>');
    const { result } = await coverageOf({ paths: ['a/src/go.ts', 'b/src/go.ts'], reports: { report } });
    expect(result?.files.map((file) => file.path)).toEqual(['b/src/go.ts']);
  });

  it('says what fits several files, or none', async () => {
    const reports = { 'a.info': REPORTS.lcov('src/go.ts') + REPORTS.lcov('/elsewhere/gone.ts') };
    const { result, notLookedAt } = await coverageOf({ paths: ['a/src/go.ts', 'b/src/go.ts'], reports });
    expect(result?.files).toEqual([]);
    expect(notLookedAt).toEqual([
      {
        subject: 'coverage of 1 file in a.info',
        analyzer: 'coverage',
        reason: 'bad-input',
        detail: 'No file of the repository has this path: /elsewhere/gone.ts.',
      },
      {
        subject: 'coverage of 1 file in a.info',
        analyzer: 'coverage',
        reason: 'bad-input',
        detail: 'Several files of the repository fit, so none was taken: src/go.ts.',
      },
    ]);
  });

  it('joins several: a line that one of them ran was run', async () => {
    const { result } = await coverageOf({
      reports: { a: REPORTS.lcov('src/go.ts'), b: 'SF:/ci/src/go.ts\nDA:4,2\nDA:5,0\nBRDA:2,0,0,0\nBRDA:2,0,1,4\nend_of_record\n' },
    });
    expect(result?.files).toEqual([{ path: 'src/go.ts', lines: { covered: 3, total: 4 }, uncovered: [5] }]);
    expect(result?.branches).toEqual({ covered: 1, total: 2 });
  });

  it('reads CRLF, a byte order mark, counts below zero, and leaves out what is no line', async () => {
    const lcov = '\uFEFFSF:src/go.ts\r\nDA:1,-4\r\nDA:0,1\r\nDA:x,1\r\nDA:2,y\r\nDA:3,1,checksum\r\nend_of_record\r\n';
    expect((await coverageOf({ reports: { lcov } })).result?.files).toEqual([
      { path: 'src/go.ts', lines: { covered: 1, total: 2 }, uncovered: [1] },
    ]);
  });
});

describe('a report that cannot be used', () => {
  it.each([
    ['empty', '', 'its format is unknown; '],
    ['prose', 'no coverage today', 'its format is unknown; '],
    ['cut JSON', '{"a.ts": {', 'it is no valid JSON: '],
    ['other JSON', '{"total": {"lines": {"pct": 80}}}', 'it is JSON of another form, first at total; '],
    ['cut XML', '<coverage><packages>', 'it is no well-formed XML: '],
    ['other XML', '<html/>', 'its root is <html>; '],
    ['nothing in it', '<coverage line-rate="1"/>', 'it is cobertura but names no file'],
    ['an external entity', '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><coverage>&x;</coverage>', 'it is no well-formed XML: '],
    ['deep nesting', '<coverage>'.repeat(5000) + '</coverage>'.repeat(5000), 'it is no well-formed XML: '],
    ['too large', 'SF:'.padEnd(32 * 1024 * 1024 + 1), 'it has 32.0 MiB, more than the 32 MiB that are read'],
  ])('%s', async (_, content, detail) => {
    const { result, notLookedAt } = await coverageOf({ reports: { 'cov.out': content } });
    expect(result).toBeUndefined();
    expect(notLookedAt).toEqual([
      {
        subject: 'coverage report cov.out',
        analyzer: 'coverage',
        reason: 'bad-input',
        detail: expect.stringContaining(`cov.out could not be read: ${detail}`) as string,
      },
    ]);
  });

  it('leaves entities of a document type as they are written', async () => {
    const laughs = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
    const report = `<!DOCTYPE c [<!ENTITY l0 "ha">${laughs}]>${REPORTS.cobertura('&l20;/go.ts').replace(/<\?xml.*|<!DOCTYPE.*/g, '')}`;
    const { notLookedAt } = await coverageOf({ reports: { report } });
    expect(notLookedAt?.map((one) => one.detail)).toEqual(['No file of the repository has this path: &l20;/go.ts.']);
  });

  it('does not spoil the others', async () => {
    const { result, notLookedAt } = await coverageOf({ reports: { bad: '<', good: REPORTS.clover('src/go.ts') } });
    expect(notLookedAt).toHaveLength(1);
    expect(result?.total).toEqual({ covered: 2, total: 3 });
  });
});

describe('changed lines', () => {
  const change = (newStart: number, newLines: number): Hunk => ({ oldStart: newStart, oldLines: 0, newStart, newLines });

  it('are counted apart, and runs of uncovered ones are found', async () => {
    const report = 'SF:src/go.ts\nDA:1,0\nDA:2,1\nDA:4,0\nDA:5,0\nend_of_record\n';
    const { result, findings } = await coverageOf({ reports: { report }, hunks: { 'src/go.ts': [change(2, 4)] } });
    expect(result?.changed).toEqual({ covered: 1, total: 3 });
    expect(result?.files).toEqual([
      {
        path: 'src/go.ts',
        lines: { covered: 1, total: 4 },
        uncovered: [1, 4, 5],
        changed: { covered: 1, total: 3 },
        uncoveredChanged: [4, 5],
      },
    ]);
    expect(findings).toEqual([
      {
        ruleId: 'coverage/uncovered-change',
        path: 'src/go.ts',
        range: { startLine: 4, startColumn: 1, endLine: 5, endColumn: 2 },
        message: 'No test runs these 2 changed lines.',
      },
    ]);
  });

  it('that cannot be run join a run; covered and unchanged ones part it', async () => {
    const lines = (report: string, hunks: readonly Hunk[]) =>
      coverageOf({ reports: { report }, hunks: { 'src/go.ts': hunks } }).then(({ findings }) =>
        findings.map(({ range }) => [range?.startLine, range?.endLine]),
      );
    expect(await lines('SF:src/go.ts\nDA:1,0\nDA:4,0\n', [change(1, 4)])).toEqual([[1, 4]]);
    expect(await lines('SF:src/go.ts\nDA:1,0\nDA:2,1\nDA:4,0\n', [change(1, 4)])).toEqual([[1, 1], [4, 4]]);
    expect(await lines('SF:src/go.ts\nDA:1,0\nDA:4,0\n', [change(1, 2), change(4, 1)])).toEqual([[1, 1], [4, 4]]);
    expect(await lines('SF:src/go.ts\nDA:1,0\n', [{ oldStart: 1, oldLines: 3, newStart: 0, newLines: 0 }])).toEqual([]);
  });

  it('of a file that no report names are said', async () => {
    const { result, notLookedAt } = await coverageOf({
      paths: ['src/go.ts', 'src/new.ts', 'src/notes.md', 'test/new.test.ts'],
      reports: { report: REPORTS.lcov('src/go.ts') },
      hunks: { 'src/new.ts': [change(1, 5)], 'src/notes.md': [change(1, 5)], 'test/new.test.ts': [change(1, 5)] },
    });
    expect(result?.changed).toEqual({ covered: 0, total: 0 });
    expect(notLookedAt?.map(({ path, reason }) => [path, reason])).toEqual([['src/new.ts', 'bad-input']]);
  });
});
