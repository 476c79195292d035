import { expect, test } from 'vitest';
import { rulesView, topRulesView } from '../../../../engine/report/view/rules-view.ts';
import { aFinding } from '../../../support/a-finding.ts';
import { aReviewResult } from '../../../support/a-review-result.ts';

const [RULE] = aReviewResult().rules.filter(({ severity }) => severity === 'high');

function severitiesWith(...findings: readonly Parameters<typeof aFinding>[0][]) {
  const result = aReviewResult({
    rules: [RULE!],
    findings: findings.map((one) => aFinding({ ruleId: RULE!.id, ...one })),
  });
  return {
    inList: rulesView(result).map(({ severityName }) => severityName),
    onTop: topRulesView(result).map(({ severity, severityName }) => [severity, severityName]),
  };
}

test('a rule has the severity of its open findings, not its own', () => {
  expect(severitiesWith({ severity: 'low' })).toEqual({ inList: ['Low'], onTop: [['low', 'Low']] });
});

test('findings of several severities are told as from the worst to the mildest', () => {
  const several = severitiesWith({ severity: 'low' }, { severity: 'medium' }, { severity: 'critical', state: 'fixed' });
  expect(several).toEqual({ inList: ['Medium to low'], onTop: [['medium', 'Medium to low']] });
});

test('without open findings the rule’s own is told', () => {
  expect(severitiesWith({ severity: 'low', state: 'fixed' })).toEqual({ inList: ['High'], onTop: [] });
});
