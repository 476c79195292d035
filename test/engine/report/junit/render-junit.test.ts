import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../../engine/report/junit/render-junit.ts';
import { aFinding, aRange } from '../../../support/a-finding.ts';
import { aHostileReviewResult, HOSTILE_TEXT } from '../../../support/a-hostile-review-result.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

describe('JUnit', () => {
  it('fails for what is new and open, tells what is old, suppressed or fixed, skips what nobody looked at', () => {
    const place = { path: 'test/app.ts', range: aRange(1) };
    const findings = [
      aFinding({ severity: 'high', message: 'First.' }),
      aFinding({ range: aRange(4, 1), state: 'existing', message: 'Old.' }),
      aFinding({ ruleId: 'eslint/eqeqeq', suppression: { source: 'comment', reason: 'as in the API', place } }),
      aFinding({ path: 'src/gone.ts', state: 'fixed', message: 'Gone.' }),
    ];
    const gates = [
      {
        conclusion: 'fail',
        conditions: [
          {
            condition: { metric: 'high', on: 'new', operator: 'at-most', value: 0, level: 'block' },
            status: 'missed',
            value: 1,
            explanation: '1 new high finding, at most 0 are allowed.',
          },
          {
            condition: { metric: 'coverage', on: 'new', operator: 'at-least', value: 80, level: 'warn' },
            status: 'not-measured',
            explanation: 'There is no coverage report.',
          },
        ],
      },
    ] as const;
    const notLookedAt = [{ subject: 'a.bin', path: 'a.bin', reason: 'binary', detail: 'The file is binary.' }] as const;
    expect(renderJunit(aReviewResult({ findings, gates, notLookedAt })).split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="plumbline" tests="6" failures="2" errors="0" skipped="2" time="0">',
      '  <testsuite name="gate" tests="2" failures="1" errors="0" skipped="1" time="0">',
      '    <testcase classname="gate" name="high (new) at most 0" time="0">',
      '      <failure message="1 new high finding, at most 0 are allowed." type="finding">1 new high finding, at most 0 are allowed.</failure>',
      '    </testcase>',
      '    <testcase classname="gate" name="coverage (new) at least 80" time="0">',
      '      <skipped message="There is no coverage report."/>',
      '    </testcase>',
      '  </testsuite>',
      '  <testsuite name="src/app.ts" tests="2" failures="1" errors="0" skipped="0" time="0">',
      '    <testcase classname="src/app.ts" name="eslint/no-debugger" file="src/app.ts" line="10" time="0">',
      '      <failure message="src/app.ts:10:3: First. [high, new]" type="finding">src/app.ts:10:3: First. [high, new]',
      'src/app.ts:4:1: Old. [medium, existing]</failure>',
      '    </testcase>',
      '    <testcase classname="src/app.ts" name="eslint/eqeqeq" file="src/app.ts" line="10" time="0">',
      "      <system-out>src/app.ts:10:3: Unexpected 'debugger' statement. [medium, suppressed: as in the API]</system-out>",
      '    </testcase>',
      '  </testsuite>',
      '  <testsuite name="src/gone.ts" tests="1" failures="0" errors="0" skipped="0" time="0">',
      '    <testcase classname="src/gone.ts" name="eslint/no-debugger" file="src/gone.ts" line="10" time="0">',
      '      <system-out>src/gone.ts:10:3: Gone. [medium, fixed]</system-out>',
      '    </testcase>',
      '  </testsuite>',
      '  <testsuite name="not looked at" tests="1" failures="0" errors="0" skipped="1" time="0">',
      '    <testcase classname="not looked at" name="a.bin" file="a.bin" time="0">',
      '      <skipped message="binary: The file is binary."/>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ]);
  });

  it('without a base fails for everything open', () => {
    const report = renderJunit(anEmptyReviewResult({ findings: [aFinding({ state: 'existing' })] }));
    expect(report).toContain('<testsuites name="plumbline" tests="1" failures="1"');
  });

  it('without findings and conditions is an empty list of suites', () => {
    expect(renderJunit(anEmptyReviewResult())).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plumbline" tests="0" failures="0" errors="0" skipped="0" time="0"/>\n',
    );
  });

  it('is well-formed, whatever is in the review, and gives text back as it was', () => {
    const report = renderJunit(aHostileReviewResult());
    expect(XMLValidator.validate(report)).toBe(true);
    expect(XMLValidator.validate(renderJunit(aReviewResult()))).toBe(true);
    expect(report).not.toMatch(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
    const parser = new XMLParser({ ignoreAttributes: false, htmlEntities: true, parseAttributeValue: false });
    const parsed = parser.parse(report) as { testsuites: { testsuite: { testcase: unknown; '@_name': string }[] } };
    const allowed = HOSTILE_TEXT.replace(/[\u0000\u0007\u001b\uD800](?![\uDC00-\uDFFF])/g, '\uFFFD');
    expect(parsed.testsuites.testsuite[0]!['@_name']).toBe(`gate of ${allowed}`);
  });
});
