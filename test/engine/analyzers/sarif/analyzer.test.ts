import { describe, expect, it } from 'vitest';
import { sarifAnalyzer } from '../../../../engine/analyzers/sarif/analyzer.ts';
import { aProjectInput, aSnapshot } from '../../../support/a-snapshot.ts';

const FILES = {
  'src/a.ts': 'const one = 1;\n// 👍 two = 2;\r\nlast\n',
  'src/with space.ts': 'x\n',
  'packages/b/src/b.ts': 'y\n',
};

function sarifOf(log: unknown, files: Readonly<Record<string, string>> = FILES) {
  return sarifOfAll({ 'out.sarif': log }, files);
}

async function sarifOfAll(logs: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>> = FILES) {
  const sarifFiles = Object.entries(logs).map(([name, log]) => {
    return { name, content: Buffer.from(typeof log === 'string' ? log : JSON.stringify(log)) };
  });
  return sarifAnalyzer.analyze(await aProjectInput(aSnapshot(files), { options: { sarifFiles } }));
}

function aLog(run: object): object {
  const tool = { driver: { name: 'Tool', rules: [] } };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool, results: [], ...run }],
  };
}

function aResult(more: object = {}): object {
  return { ruleId: 'r1', message: { text: 'Wrong.' }, locations: [at('src/a.ts', { startLine: 1 })], ...more };
}

function at(uri: string, region?: object, more: object = {}): object {
  return { physicalLocation: { artifactLocation: { uri, ...more }, ...(region ? { region } : {}) } };
}

/** `path line:column-line:column` of each finding. */
async function placesOf(run: object): Promise<readonly string[]> {
  const { findings } = await sarifOf(aLog(run));
  return findings.map(({ path, range }) =>
    range ? `${path} ${range.startLine}:${range.startColumn}-${range.endLine}:${range.endColumn}` : path,
  );
}

describe('results', () => {
  it('are taken up to a limit, of one report and of all', async () => {
    const many = aLog({ results: Array(25_001).fill({ ruleId: 'r1', message: { text: 'Wrong.' } }) });
    const { findings, notLookedAt } = await sarifOfAll({ one: many, two: many, three: aLog({ results: [aResult()] }) });
    expect(findings).toHaveLength(50_000);
    const detail = 'Of one report, 25,000 results are taken, of all together 50,000.';
    expect(notLookedAt).toEqual(
      ['one', 'two', 'three'].map((name) => ({
        subject: `1 result of ${name}`,
        analyzer: 'sarif',
        reason: 'limit',
        detail,
      })),
    );
  });

  it('become findings, with the rules that explain them', async () => {
    const rule = {
      id: 'js/eval',
      name: 'NoEval',
      shortDescription: { text: 'Code is built\n from text.' },
      fullDescription: { text: 'Whoever writes the text writes the code.' },
      helpUri: 'https://acme.io/rules/eval',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['security', 'external/cwe/cwe-095'], 'security-severity': '9.3' },
    };
    const result = aResult({
      ruleId: 'js/eval',
      ruleIndex: 0,
      message: { text: 'It comes from [the request](1).' },
      locations: [at('src/a.ts', { startLine: 1, startColumn: 7, endColumn: 10 })],
      relatedLocations: [{ id: 1, message: { text: 'the request' }, ...at('src/with%20space.ts', { startLine: 1 }) }],
      codeFlows: [
        {
          threadFlows: [
            { locations: [{ location: at('src/with%20space.ts', { startLine: 1 }) }, { location: at('src/a.ts') }] },
          ],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: '39fa2ee980eb94b0:1', aaa: 'zzz' },
    });
    const { findings, rules, notLookedAt } = await sarifOf(
      aLog({ tool: { driver: { name: 'Acme Scan', rules: [rule] } }, results: [result] }),
    );
    const there = { path: 'src/with space.ts', range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } };
    expect(findings).toEqual([
      {
        ruleId: 'sarif/acme-scan/js/eval',
        path: 'src/a.ts',
        range: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 10 },
        message: 'It comes from the request.',
        anchor: 'aaa zzz',
        related: [{ ...there, message: 'the request' }],
        trace: [
          { ...there, message: '' },
          { path: 'src/a.ts', message: '' },
        ],
      },
    ]);
    expect(rules).toEqual([
      {
        id: 'sarif/acme-scan/js/eval',
        title: 'Code is built from text.',
        description: 'Whoever writes the text writes the code.',
        severity: 'critical',
        quality: 'security',
        minutes: 15,
        tags: ['sarif', 'security', 'external/cwe/cwe-095'],
        helpUri: 'https://acme.io/rules/eval',
        cwe: ['CWE-95'],
      },
    ]);
    expect(notLookedAt).toEqual([]);
  });

  it('have the severity of their score, else of their level', async () => {
    const rules = [
      { id: 'scored', properties: { 'security-severity': 5 } },
      { id: 'noted', defaultConfiguration: { level: 'note' } },
      { id: 'plain' },
    ];
    const results = [
      aResult({ ruleId: 'scored', level: 'error' }),
      aResult({ ruleId: 'noted' }),
      aResult({ ruleId: 'noted', level: 'error' }),
      aResult({ ruleId: 'noted/kind' }),
      aResult({ ruleId: 'plain' }),
      aResult({ ruleId: 'plain', level: 'none' }),
      aResult({ ruleId: 'plain', properties: { 'security-severity': '7.1' } }),
    ];
    const output = await sarifOf(aLog({ tool: { driver: { name: 'T', rules } }, results }));
    const ofRule = new Map(output.rules?.map((rule) => [rule.id, rule.severity]));
    expect(output.findings.map(({ ruleId, severity }) => [ruleId, severity ?? ofRule.get(ruleId)])).toEqual([
      ['sarif/t/scored', 'medium'],
      ['sarif/t/noted', 'low'],
      ['sarif/t/noted', 'high'],
      ['sarif/t/noted/kind', 'low'],
      ['sarif/t/plain', 'medium'],
      ['sarif/t/plain', 'info'],
      ['sarif/t/plain', 'high'],
    ]);
  });

  it('may take their rule from an extension, and their text from the rule', async () => {
    const rule = { id: 'E1', messageStrings: { default: { text: "'{0}' is {{odd}}, {1}." } } };
    const run = {
      tool: { driver: { name: 'T' }, extensions: [{ name: 'pack', rules: [rule] }] },
      results: [
        aResult({
          ruleId: 'E1',
          rule: { index: 0, toolComponent: { index: 0 } },
          message: { id: 'default', arguments: ['x'] },
        }),
      ],
    };
    expect((await sarifOf(aLog(run))).findings[0]?.message).toBe("'x' is {odd}, {1}.");
  });

  it('that passed, are gone, are suppressed or are left to people are none', async () => {
    const results = [
      aResult({ kind: 'pass' }),
      aResult({ kind: 'review' }),
      aResult({ baselineState: 'absent' }),
      aResult({ suppressions: [{ kind: 'inSource' }] }),
      aResult({ suppressions: [{ kind: 'external', status: 'accepted' }] }),
      aResult({ message: { text: 'open' }, suppressions: [{ kind: 'external', status: 'underReview' }] }),
      aResult({ message: { text: 'unchanged' }, baselineState: 'unchanged', kind: 'fail', suppressions: [] }),
    ];
    const { findings, notLookedAt } = await sarifOf(aLog({ results }));
    expect(findings.map(({ message }) => message)).toEqual(['open', 'unchanged']);
    expect(notLookedAt).toEqual([
      {
        subject: '2 results of out.sarif',
        analyzer: 'sarif',
        reason: 'excluded',
        detail: 'They are suppressed in the report itself.',
      },
    ]);
  });
});

describe('places', () => {
  it.each([
    ['of a line', { startLine: 1 }, 'src/a.ts 1:1-1:15'],
    ['of lines', { startLine: 1, endLine: 3 }, 'src/a.ts 1:1-3:5'],
    ['with columns', { startLine: 1, startColumn: 7, endLine: 2, endColumn: 3 }, 'src/a.ts 1:7-2:3'],
    ['past the end of a line', { startLine: 2, startColumn: 4, endColumn: 99 }, 'src/a.ts 2:4-2:15'],
    ['of offsets', { charOffset: 6, charLength: 3 }, 'src/a.ts 1:7-1:10'],
    ['of bytes', { byteOffset: 6, byteLength: 3 }, 'src/a.ts'],
    ['beyond the file', { startLine: 99 }, 'src/a.ts'],
    ['that make no sense', { startLine: -1.5, startColumn: 'x' }, 'src/a.ts'],
  ])('%s', async (_, region, place) => {
    expect(await placesOf({ results: [aResult({ locations: [at('src/a.ts', region)] })] })).toEqual([place]);
  });

  it('count columns in what the run says', async () => {
    const results = [aResult({ locations: [at('src/a.ts', { startLine: 2, startColumn: 6, endColumn: 9 })] })];
    expect(await placesOf({ columnKind: 'utf16CodeUnits', results })).toEqual(['src/a.ts 2:6-2:9']);
    expect(await placesOf({ columnKind: 'unicodeCodePoints', results })).toEqual(['src/a.ts 2:7-2:10']);
  });

  it.each([
    ['encoded', at('src/with%20space.ts'), 'src/with space.ts'],
    ['wrongly encoded', at('src/a.ts%'), undefined],
    ['a URL elsewhere', at('file:///home/ci/project/src/a.ts'), 'src/a.ts'],
    ['a URL on Windows', at('file:///C:/ci/project/src/a.ts'), 'src/a.ts'],
    ['after a base', at('a.ts', undefined, { uriBaseId: 'SRC' }), 'src/a.ts'],
    ['after bases in a circle', at('src/a.ts', undefined, { uriBaseId: 'LOOP' }), 'src/a.ts'],
    ['after an unknown base', at('src/a.ts', undefined, { uriBaseId: '__proto__' }), 'src/a.ts'],
    ['by index', { physicalLocation: { artifactLocation: { index: 1 } } }, 'packages/b/src/b.ts'],
    ['in a folder', at('src/b.ts'), 'packages/b/src/b.ts'],
    ['out of the repository', at('../../etc/passwd'), undefined],
    ['none', {}, ''],
  ])('by a path %s', async (_, location, path) => {
    const run = {
      originalUriBaseIds: {
        ROOT: { uri: 'file:///ci/project/' },
        SRC: { uri: 'src/', uriBaseId: 'ROOT' },
        LOOP: { uri: '', uriBaseId: 'LOOP' },
      },
      artifacts: [{}, { location: { uri: 'packages/b/src/b.ts' } }],
      results: [aResult({ locations: [location] })],
    };
    const { findings, notLookedAt } = await sarifOf(aLog(run));
    expect(findings.map((found) => found.path)).toEqual(path === undefined ? [] : [path]);
    expect(notLookedAt).toHaveLength(path === undefined ? 1 : 0);
  });

  it('that no file has are said', async () => {
    const results = ['x', 'y', 'z', 'q'].map((name) => aResult({ locations: [at(`gone/${name}.ts`)] }));
    expect((await sarifOf(aLog({ results }))).notLookedAt).toEqual([
      {
        subject: '4 results of out.sarif',
        analyzer: 'sarif',
        reason: 'bad-input',
        detail: 'Not exactly one file of the repository has their paths: gone/x.ts, gone/y.ts, gone/z.ts, ….',
      },
    ]);
  });
});

describe('a report that cannot be used', () => {
  it.each([
    ['empty', '', 'it is no valid JSON: '],
    ['another version', { version: '1.0.0', runs: [] }, 'it is SARIF 1.0.0, and 2.1.0 is read.'],
    ['no version', { runs: [] }, 'it is no SARIF 2.1.0, first at version: '],
    ['no runs', { version: '2.1.0' }, 'it is no SARIF 2.1.0, first at runs: '],
    [
      'a run without a tool',
      { version: '2.1.0', runs: [{ results: [] }] },
      'it is no SARIF 2.1.0, first at runs → 0 → tool: ',
    ],
    ['null', 'null', 'it is no SARIF 2.1.0, first at its start: '],
    [
      'numbers for results',
      aLog({ results: [aResult(), 1, 1] }),
      'it is no SARIF 2.1.0, first at runs → 0 → results → 1: ',
    ],
    ['millions of results', aLog({ results: Array(250_001).fill({}) }), 'it has 250001 results, and 250000 are read'],
    ['deep nesting', '['.repeat(100_000), 'it is no valid JSON: '],
    ['too large', ' '.repeat(32 * 1024 * 1024 + 1), 'it has 32.0 MiB, more than the 32 MiB that are read.'],
  ])('%s', async (_, log, detail) => {
    const { findings, notLookedAt } = await sarifOf(log);
    expect(findings).toEqual([]);
    expect(notLookedAt).toEqual([
      {
        subject: 'sarif report out.sarif',
        analyzer: 'sarif',
        reason: 'bad-input',
        detail: expect.stringContaining(`out.sarif could not be read: ${detail}`) as string,
      },
    ]);
  });

  it('a run without results is none: the tool did not get that far', async () => {
    expect(await sarifOf(aLog({ results: null }))).toEqual({ findings: [], rules: [], notLookedAt: [] });
  });
});
