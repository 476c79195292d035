import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEVERITIES } from '../../../engine/findings/finding.ts';
import { compareFindings, orderFindings } from '../../../engine/findings/order-findings.ts';
import { aFinding, aFindingWithoutRange, aRange } from '../../support/a-finding.ts';

const suppression = { source: 'comment', reason: 'known', place: { path: 'a.ts' } } as const;

test('open before suppressed before fixed, new before old, then severity, path and place', () => {
  const ordered = [
    aFinding({ state: 'new', severity: 'critical', path: 'z.ts' }),
    aFindingWithoutRange({ state: 'new', severity: 'low', path: 'B.ts' }),
    aFinding({ state: 'new', severity: 'low', path: 'B.ts', range: aRange(2, 9) }),
    aFinding({ state: 'new', severity: 'low', path: 'B.ts', range: aRange(10, 1) }),
    aFinding({ state: 'new', severity: 'low', path: 'B.ts', range: aRange(10, 2), ruleId: 'a/a' }),
    aFinding({ state: 'new', severity: 'low', path: 'B.ts', range: aRange(10, 2), ruleId: 'a/b' }),
    aFinding({ state: 'new', severity: 'low', path: 'a.ts' }),
    aFinding({ state: 'moved', severity: 'critical', path: 'a.ts' }),
    aFinding({ state: 'existing', severity: 'critical', path: 'b.ts' }),
    aFinding({ state: 'existing', severity: 'high' }),
    aFinding({ state: 'new', severity: 'critical', suppression }),
    aFinding({ state: 'fixed', severity: 'critical' }),
  ];
  expect(orderFindings(ordered.toReversed())).toEqual(ordered);
});

test('the order is total: however findings come, they leave in one order', () => {
  const finding = fc
    .record({
      path: fc.constantFrom('a.ts', 'b.ts', 'ä.ts'),
      severity: fc.constantFrom(...SEVERITIES),
      state: fc.constantFrom('new', 'existing', 'moved', 'fixed'),
      line: fc.nat(3),
      message: fc.constantFrom('x', 'y'),
    })
    .map(({ line, ...rest }) => aFinding({ ...rest, range: aRange(line + 1) }));
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const ordered = orderFindings(findings);
      const again = orderFindings(findings.toReversed());
      again.forEach((one, index) => {
        expect(compareFindings(one, ordered[index]!)).toBe(0);
      });
      for (let at = 1; at < ordered.length; at++)
        expect(compareFindings(ordered[at - 1]!, ordered[at]!)).toBeLessThan(1);
    }),
  );
});
