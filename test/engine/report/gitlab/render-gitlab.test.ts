import { describe, expect, it } from 'vitest';
import { renderGitlab } from '../../../../engine/report/gitlab/render-gitlab.ts';
import { aFinding, aFindingWithoutRange, aRange } from '../../../support/a-finding.ts';
import { aHostileReviewResult } from '../../../support/a-hostile-review-result.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

interface Issue {
  readonly fingerprint: string;
  readonly severity: string;
}
const issues = (...given: Parameters<typeof renderGitlab>): Issue[] => JSON.parse(renderGitlab(...given)) as Issue[];

describe('GitLab Code Quality', () => {
  it('without findings is an empty list', () => {
    expect(renderGitlab(anEmptyReviewResult())).toBe('[]\n');
  });

  it('lists each open finding', () => {
    const findings = [
      aFinding({ range: aRange(10, 3, 12, 1), fingerprint: '0123456789abcdef0123456789abcdef' }),
      aFindingWithoutRange({
        ruleId: 'hygiene/missing-licence',
        path: '',
        severity: 'info',
        message: 'No licence.',
        fingerprint: 'ff',
      }),
    ];
    expect(issues(aReviewResult({ findings }))).toEqual([
      {
        description: "Unexpected 'debugger' statement.",
        check_name: 'eslint/no-debugger',
        fingerprint: '0123456789abcdef0123456789abcdef',
        severity: 'major',
        location: { path: 'src/app.ts', lines: { begin: 10, end: 11 } },
      },
      {
        description: 'No licence.',
        check_name: 'hygiene/missing-licence',
        fingerprint: 'ff',
        severity: 'info',
        location: { path: '.', lines: { begin: 1 } },
      },
    ]);
  });

  it('leaves out what is suppressed or fixed: for GitLab, what is missing is fixed', () => {
    expect(issues(aReviewResult())).toHaveLength(11);
    expect(issues(aHostileReviewResult())).toHaveLength(1);
  });

  it('gives no two issues one fingerprint', () => {
    const findings = [aFinding({ path: 'a.ts', fingerprint: 'same' }), aFinding({ path: 'b.ts', fingerprint: 'same' })];
    const [first, second] = issues(aReviewResult({ findings }));
    expect(first!.fingerprint).toBe('same');
    expect(second!.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['critical', 'blocker'],
    ['high', 'critical'],
    ['medium', 'major'],
    ['low', 'minor'],
    ['info', 'info'],
  ] as const)('calls %s %s', (severity, name) => {
    expect(issues(aReviewResult({ findings: [aFinding({ severity })] }))[0]!.severity).toBe(name);
  });
});
