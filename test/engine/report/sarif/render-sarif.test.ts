import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { sarifProblems } from '../../../support/sarif-problems.ts';
import { renderSarif } from '../../../../engine/report/sarif/render-sarif.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { aFinding, aFindingWithoutRange, aRange, aRule } from '../../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';
import { HOSTILE_TEXT, aHostileReviewResult } from '../../../support/a-hostile-review-result.ts';

function render(result: ReviewResult, options?: { forCodeScanning: boolean }): Log {
  const log: unknown = JSON.parse(renderSarif(result, options));
  expect(sarifProblems(log)).toEqual([]);
  return log as Log;
}

function resultsOf(log: Log): Result[] {
  return log.runs[0]!.results!;
}

describe('SARIF', () => {
  it('is valid, whatever is in the review', () => {
    render(aReviewResult());
    render(aReviewResult(), { forCodeScanning: true });
    render(anEmptyReviewResult());
    render(aHostileReviewResult());
    render(aHostileReviewResult(), { forCodeScanning: true });
  });

  it('describes a rule for readers and for code scanning', () => {
    const rules = render(aReviewResult()).runs[0]!.tool.driver.rules!;
    expect(rules.find(({ id }) => id === 'patterns/sql-injection')).toEqual({
      id: 'patterns/sql-injection',
      name: 'SQL made from request data',
      shortDescription: { text: 'SQL made from request data' },
      fullDescription: {
        text: 'Data from a request becomes part of an SQL statement. Pass it as a parameter.',
      },
      help: { text: 'Data from a request becomes part of an SQL statement. Pass it as a parameter.' },
      helpUri: 'https://cwe.mitre.org/data/definitions/89.html',
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'external/cwe/cwe-089', 'external/cwe/cwe-564', 'injection', 'express'],
        precision: 'high',
        'problem.severity': 'error',
        'security-severity': '9.5',
        quality: 'security',
        minutes: 60,
        cwe: ['CWE-89', 'CWE-564'],
      },
    });
  });

  it('gives a finding its place, identity, state and fix', () => {
    const finding = aFinding({
      path: 'src/a b/état #1?.ts',
      fingerprint: '0123456789abcdef0123456789abcdef',
      related: [{ path: 'src/b.ts', range: aRange(3, 1, 3, 9), message: 'Declared here' }],
      fix: { description: 'Remove it', safe: true, edits: [{ startOffset: 120, endOffset: 129, text: '' }] },
    });
    const log = render(aReviewResult({ findings: [finding], rules: [aRule()] }));
    expect(resultsOf(log)).toEqual([
      {
        ruleId: 'eslint/no-debugger',
        ruleIndex: 0,
        level: 'warning',
        message: { text: "Unexpected 'debugger' statement." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/a%20b/%C3%A9tat%20%231%3F.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 10, startColumn: 3, endLine: 10, endColumn: 12 },
            },
          },
        ],
        partialFingerprints: { 'plumblineFingerprint/v1': '0123456789abcdef0123456789abcdef' },
        baselineState: 'new',
        relatedLocations: [
          {
            id: 1,
            physicalLocation: {
              artifactLocation: { uri: 'src/b.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 },
            },
            message: { text: 'Declared here' },
          },
        ],
        fixes: [
          {
            description: { text: 'Remove it' },
            artifactChanges: [
              {
                artifactLocation: { uri: 'src/a%20b/%C3%A9tat%20%231%3F.ts', uriBaseId: '%SRCROOT%' },
                replacements: [{ deletedRegion: { charOffset: 120, charLength: 9 }, insertedContent: { text: '' } }],
              },
            ],
            properties: { safe: true },
          },
        ],
        properties: { severity: 'medium', quality: 'reliability', minutes: 2, state: 'new', outsideDiff: false },
      },
    ]);
  });

  it('follows a trace from source to sink', () => {
    const [result] = resultsOf(render(aReviewResult()));
    const locations = result!.codeFlows![0]!.threadFlows[0]!.locations;
    expect(
      locations.map(({ location }) => [location!.physicalLocation!.region!.startLine, location!.message!.text]),
    ).toEqual([
      [22, 'Data of the request is read here'],
      [23, 'and passed to findParcel'],
      [14, 'where it becomes part of the statement'],
    ]);
  });

  it('tells states by baselineState, and only against a base', () => {
    const findings = (['new', 'existing', 'moved', 'fixed'] as const).map((state) => aFinding({ state }));
    const states = resultsOf(render(aReviewResult({ findings }))).map(({ baselineState }) => baselineState);
    expect(states).toEqual(['new', 'unchanged', 'updated', 'absent']);
    expect(
      resultsOf(render(anEmptyReviewResult({ findings: [aFinding({ state: 'existing' })] })))[0],
    ).not.toHaveProperty('baselineState');
  });

  it('says who suppressed what and why', () => {
    const suppressed = resultsOf(render(aReviewResult())).filter(({ suppressions }) => suppressions);
    expect(suppressed.map(({ suppressions }) => suppressions)).toEqual([
      [
        {
          kind: 'inSource',
          status: 'accepted',
          justification: 'The test checks that the debugger is reported.',
          location: {
            physicalLocation: {
              artifactLocation: { uri: 'test/tariffs/price-of-parcel.test.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 11, startColumn: 3, endLine: 11, endColumn: 92 },
            },
          },
          properties: { source: 'comment', until: '2027-01-31', by: 'Mira Holm' },
        },
      ],
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'Will be replaced together with the old tracking format.',
          location: {
            physicalLocation: {
              artifactLocation: { uri: '.plumbline.yml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 22, startColumn: 5, endLine: 24, endColumn: 1 },
            },
          },
          properties: { source: 'configuration', by: 'platform team' },
        },
      ],
    ]);
  });

  it('says what was not looked at, what is wrong with the configuration, and which commit it is about', () => {
    const run = render(aReviewResult()).runs[0]!;
    const { toolExecutionNotifications, toolConfigurationNotifications } = run.invocations![0]!;
    expect(toolExecutionNotifications!.map(({ level, message }) => [level, message.text])).toEqual([
      [
        'warning',
        'Not looked at by dependencies: vulnerabilities of 6 packages. OSV answered with 503 for scripts/requirements.txt. Run the review again later.',
      ],
      [
        'note',
        'Not looked at: src/generated/api-types.ts. The file says it is generated. Name it under `include` to look at it all the same.',
      ],
      ['note', 'Not looked at by metrics: infra/main.bicep. Plumbline has no grammar for Bicep.'],
      ['note', 'Not looked at: fixtures/labels.bin. The file is binary.'],
      [
        'warning',
        'Not looked at by eslint: src/tracking/état des colis.ts. ESLint took longer than 10 s for this file.',
      ],
    ]);
    expect(toolConfigurationNotifications!.map(({ message }) => message.text)).toEqual([
      'Unknown key "treshold". Did you mean thresholds?',
    ]);
    expect(run.versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://github.com/acme/parcel-service',
        revisionId: '4f1c0a9be2d37c58a6140b7de93f52c8016a7de4',
      },
    ]);
    expect(run.columnKind).toBe('utf16CodeUnits');
  });
});

describe('SARIF for code scanning', () => {
  it('leaves out what is suppressed or fixed: it would become an open alert', () => {
    const results = resultsOf(render(aReviewResult(), { forCodeScanning: true }));
    expect(results).toHaveLength(11);
    expect(results.filter(({ suppressions, baselineState }) => suppressions ?? baselineState === 'absent')).toEqual([]);
  });

  it('gives every result a line and the fingerprint that code scanning knows', () => {
    const finding = aFindingWithoutRange({ path: '', fingerprint: 'f'.repeat(32) });
    const [result] = resultsOf(render(aReviewResult({ findings: [finding] }), { forCodeScanning: true }));
    expect(result!.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: '.', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } } },
    ]);
    expect(result!.partialFingerprints!.primaryLocationLineHash).toBe(`${'f'.repeat(32)}:1`);
  });

  it.each([
    [5_000, 5_000, []],
    [5_001, 5_001, ['5001 findings are given; code scanning shows 5000. The reports in other formats have them all.']],
    [
      25_001,
      25_000,
      [
        'The 25000 most severe of 25001 findings are given; code scanning shows 5000. The reports in other formats have them all.',
      ],
    ],
  ])('of %i findings gives %i and says so', (count, given, said) => {
    const findings = Array.from({ length: count }, (_, index) => aFinding({ fingerprint: String(index) }));
    const log = JSON.parse(renderSarif(anEmptyReviewResult({ findings }), { forCodeScanning: true })) as Log;
    expect(resultsOf(log)).toHaveLength(given);
    expect(log.runs[0]!.invocations![0]!.toolExecutionNotifications!.map(({ message }) => message.text)).toEqual(said);
  });

  it('cuts related places and traces that are too long, keeping the sink', () => {
    const related = Array.from({ length: 1_000 }, () => ({ path: 'a.ts', message: 'also here' }));
    const trace = Array.from({ length: 10_001 }, (_, index) => ({ path: 'a.ts', message: `step ${index}` }));
    const log = render(aReviewResult({ findings: [aFinding({ related, trace })] }));
    const [result] = resultsOf(log);
    expect(result!.relatedLocations).toHaveLength(999);
    const steps = result!.codeFlows![0]!.threadFlows[0]!.locations;
    expect(steps).toHaveLength(10_000);
    expect(steps.at(-1)!.location!.message!.text).toBe('step 10000');
    expect(result!.properties).toMatchObject({ relatedLocationsInAll: 1_000, traceLocationsInAll: 10_001 });
  });
});

it('keeps hostile text as it is, but for halves of surrogate pairs', () => {
  const [result] = resultsOf(render(aHostileReviewResult()));
  expect(result!.message.text).toBe(HOSTILE_TEXT.replace('\uD800', '\uFFFD'));
  expect(result!.locations![0]!.physicalLocation!.artifactLocation!.uri).not.toMatch(/[\s"<>\\^`{|}#?]/);
});
