import { describe, expect, test } from 'vitest';
import { reportViewSchema } from '../../../engine/report/report-view.ts';
import { buildViewModel } from '../../../engine/report/view-model.ts';
import { aFinding, aFingerprint, aRange } from '../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../support/a-review-result.ts';

describe('the view model', () => {
  test('holds every field of its schema and no other', () => {
    for (const result of [aReviewResult(), anEmptyReviewResult()]) {
      expect(reportViewSchema.strict().parse(buildViewModel(result))).toEqual(buildViewModel(result));
    }
  });

  test('groups findings: new by severity, then the others', () => {
    const { groups, total } = buildViewModel(aReviewResult()).findings;
    expect(groups.map(({ id, count, prominent }) => [id, count, prominent])).toEqual([
      ['new', '7 findings', true],
      ['outside-diff', '1 finding', true],
      ['moved', '1 finding', false],
      ['existing', '2 findings', false],
      ['fixed', '1 finding', false],
      ['suppressed', '2 findings', false],
    ]);
    expect(groups[0]?.severities.map(({ name, count }) => [name, count])).toEqual([
      ['Critical', '2'],
      ['High', '2'],
      ['Medium', '3'],
    ]);
    expect(total).toBe('7 new, 1 new outside the changed lines, 1 moved, 2 existing, 1 fixed, 2 suppressed');
  });

  test('without a base all findings are open ones, none is new', () => {
    const { subject } = anEmptyReviewResult();
    const view = buildViewModel(
      aReviewResult({ subject, findings: [aFinding(), aFinding({ state: 'existing', path: 'b.ts' })] }),
    );
    expect(view.findings.groups.map(({ id, count }) => [id, count])).toEqual([['open', '2 findings']]);
    expect(view.keyFigures[0]?.name).toBe('Open findings');
    expect(view.gates[0]?.conditions[0]?.scope).toBe('all code');
  });

  test('tells ratings with their change, and what was not measured as such', () => {
    const view = buildViewModel(
      aReviewResult({ ratings: { reliability: 'C', security: 'A' }, baseRatings: { reliability: 'A', security: 'B' } }),
    );
    expect(view.ratings.map(({ name, letter, meaning, changeText }) => [name, letter, meaning, changeText])).toEqual([
      ['Reliability', 'C', 'fair', 'worse, was A'],
      ['Security', 'A', 'very good', 'better, was B'],
      ['Maintainability', '–', 'not measured', ''],
      ['Duplication', '–', 'not measured', ''],
      ['Coverage', '–', 'not measured', ''],
    ]);
  });

  test('tells gate conditions in words, missed ones first', () => {
    const conditions = buildViewModel(aReviewResult()).gates[0]?.conditions ?? [];
    expect(
      conditions.map(({ name, scope, required, value, statusText }) => [name, scope, required, value, statusText]),
    ).toEqual([
      ['Critical findings', 'new code', 'at most 0', '2', 'missed'],
      ['Security rating', 'new code', 'A', 'E', 'missed'],
      ['Failed tests', 'all code', 'at most 0', '1', 'missed'],
      ['Line coverage', 'new code', 'at least 80\u00a0%', '77.2\u00a0%', 'missed'],
      ['Duplicated lines', 'all code', 'at most 5\u00a0%', '2.7\u00a0%', 'met'],
    ]);
  });

  test('lists failures before what is left out for its kind', () => {
    const { groups, failures, planned } = buildViewModel(aReviewResult()).notLookedAt;
    expect(groups.map(({ title, planned }) => [title, planned])).toEqual([
      ['A service did not answer', false],
      ['Took too long', false],
      ['Languages without a grammar', true],
      ['Generated', true],
      ['Binary', true],
    ]);
    expect([failures, planned]).toEqual([2, 3]);
  });

  test('counts as failed what the gate counts: what a change hides too, and no syntax that is half understood', () => {
    const entries = [
      { subject: 'a.js', path: 'a.js', reason: 'generated', detail: 'Hidden by the change.', byChange: true },
      { subject: 'b.js', path: 'b.js', reason: 'generated', detail: 'Its header says so.' },
      { subject: 'c.ts', path: 'c.ts', reason: 'syntax-error', detail: 'Line 3.' },
    ] as const;
    const { groups, failures, planned } = buildViewModel(aReviewResult({ notLookedAt: entries })).notLookedAt;
    expect(groups.map((group) => [group.title, group.planned, group.items.map(({ subject }) => subject)])).toEqual([
      ['Generated', false, ['a.js']],
      ['Syntax not understood', true, ['c.ts']],
      ['Generated', true, ['b.js']],
    ]);
    expect([failures, planned]).toEqual([1, 2]);
  });

  test('a section without a result says that nobody looked', () => {
    const view = buildViewModel(anEmptyReviewResult());
    expect([view.coverage, view.dependencies, view.duplication, view.tests]).toEqual([null, null, null, null]);
    expect(view.coverageNote).toBe('Not measured: no coverage report was provided.');
    const offline = buildViewModel(
      anEmptyReviewResult({
        notLookedAt: [
          { subject: 'vulnerabilities', analyzer: 'dependencies', reason: 'offline', detail: 'There is no network.' },
        ],
      }),
    );
    expect(offline.dependenciesNote).toBe('Not looked at. There is no network.');
  });

  test('cuts a list of findings at 10,000 and says so', () => {
    const findings = Array.from({ length: 10_003 }, (_, index) =>
      aFinding({ fingerprint: aFingerprint(String(index)), severity: index === 10_002 ? 'critical' : 'low' }),
    );
    const view = buildViewModel(aReviewResult({ findings }));
    expect(view.findings.showing).toBe('showing 10,000 of 10,003');
    expect(view.findings.groups[0]?.showing).toBe('showing 10,000 of 10,003');
    expect(view.findings.groups[0]?.severities[0]?.findings.length).toBe(1);
  });

  test('gives equal fingerprints in two files different ids', () => {
    const findings = [
      aFinding({ path: 'a.ts', fingerprint: 'f'.repeat(32) }),
      aFinding({ path: 'b.ts', fingerprint: 'f'.repeat(32) }),
    ];
    const ids = buildViewModel(aReviewResult({ findings })).findings.groups[0]?.severities[0]?.findings.map(
      ({ id }) => id,
    );
    expect(ids).toEqual([`finding-${'f'.repeat(32)}`, `finding-${'f'.repeat(32)}-2`]);
  });

  test('links to nothing but web addresses', () => {
    const [rule] = aReviewResult().rules;
    const rules = [{ ...rule!, helpUri: 'javascript:alert(1)' }];
    expect(buildViewModel(aReviewResult({ rules })).rules[0]?.helpUri).toBe('');
  });
});

describe('excerpts', () => {
  const lines = ['  const a = 1;', '  const key = "hunter2-hunter2";', '', '  return a;'];
  const excerpts = [{ path: 'src/app.ts', side: 'head', startLine: 9, lines }] as const;
  const excerptOf = (finding: Parameters<typeof aFinding>[0], given = excerpts) =>
    buildViewModel(aReviewResult({ findings: [aFinding(finding)], excerpts: [...given] })).findings.groups[0]
      ?.severities[0]?.findings[0]?.excerpt;

  test('mark the range, and take away the indentation that all lines share', () => {
    expect(excerptOf({ range: aRange(10, 9, 10, 12) })).toEqual({
      label: 'src/app.ts, lines 9 to 12',
      lines: [
        { number: 9, before: 'const a = 1;', marked: '', after: '', highlighted: false },
        { number: 10, before: 'const ', marked: 'key', after: ' = "hunter2-hunter2";', highlighted: true },
        { number: 11, before: '', marked: '', after: '', highlighted: false },
        { number: 12, before: 'return a;', marked: '', after: '', highlighted: false },
      ],
    });
  });

  test('mask what no report may show, also around another finding and in a trace', () => {
    const secret = aFinding({
      ruleId: 'secrets/password',
      range: aRange(10, 16, 10, 31),
      redact: [aRange(10, 16, 10, 31)],
    });
    const other = aFinding({
      range: aRange(9, 9, 9, 10),
      trace: [{ path: 'src/app.ts', range: aRange(10, 3), message: 'read here' }],
    });
    const view = buildViewModel(aReviewResult({ findings: [secret, other], excerpts: [...excerpts] }));
    expect(JSON.stringify(view)).not.toContain('hunter2');
    const [first, second] = view.findings.groups[0]?.severities[0]?.findings ?? [];
    expect(first?.excerpt?.lines[1]?.marked).toBe('•'.repeat(15));
    expect(second?.excerpt?.lines[1]?.before).toBe(`const key = "${'•'.repeat(15)}";`);
    expect(second?.trace[0]?.code).toBe(`const key = "${'•'.repeat(15)}";`);
  });

  test('are cut around the range on a very long line', () => {
    const long = `${'x'.repeat(5_000)}debugger${'y'.repeat(5_000)}`;
    const excerpt = excerptOf({ range: aRange(10, 5_001, 10, 5_009) }, [
      { path: 'src/app.ts', side: 'head', startLine: 10, lines: [long] },
    ] as unknown as typeof excerpts);
    expect(excerpt?.lines).toEqual([
      {
        number: 10,
        before: `…${'x'.repeat(100)}`,
        marked: 'debugger',
        after: `${'y'.repeat(100)}…`,
        highlighted: true,
      },
    ]);
  });

  test('are missing where the result holds no code', () => {
    expect(excerptOf({ range: aRange(200) })).toBe(null);
  });
});

describe('the map of hot spots', () => {
  test('draws every file within its frame, with the rank of the hottest', () => {
    const map = buildViewModel(aReviewResult()).hotSpots.map;
    expect(map?.tiles.length).toBe(aReviewResult().files.length);
    for (const { x, y, width, height } of map?.tiles ?? []) {
      expect(x >= 0 && y >= 0 && x + width <= 1000 && y + height <= 440).toBe(true);
    }
    expect(
      map?.tiles
        .filter(({ rank }) => rank !== '')
        .map(({ rank, label, heat }) => [rank, label, heat])
        .sort(),
    ).toEqual([
      ['1', 'price-of-parcel.ts', 4],
      ['2', 'import-events.ts', 4],
      ['3', 'routes.ts', 3],
    ]);
  });
});
