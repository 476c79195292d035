import { expect, test } from 'vitest';
import { findFinding } from '../../../app/commands/find-finding.ts';
import { findRule } from '../../../app/commands/find-rule.ts';
import { aFinding, aRule } from '../../support/a-finding.ts';

const one = aFinding({ fingerprint: `aaaaaaa1${'0'.repeat(24)}` });
const other = aFinding({ fingerprint: `aaaaaaa2${'0'.repeat(24)}` });
const copy = aFinding({ fingerprint: one.fingerprint, path: 'src/copy.ts' });
const fixed = aFinding({ fingerprint: `b${'0'.repeat(31)}`, state: 'fixed' });
const all = [one, other, copy, fixed];

test('a finding is found by the whole fingerprint, or by a beginning that no other has', () => {
  expect(findFinding(all, one.fingerprint)).toEqual({ kind: 'found', finding: one });
  expect(findFinding(all, 'aaaaaaa2')).toEqual({ kind: 'found', finding: other });
});

test('a beginning that several have means none of them', () => {
  expect(findFinding(all, 'aaaaaaa')).toEqual({ kind: 'several', findings: [one, other] });
});

test('what is mended, and what is not there, is not found', () => {
  expect(findFinding(all, 'b000000')).toEqual({ kind: 'none' });
  expect(findFinding([], '0000000')).toEqual({ kind: 'none' });
});

test('a rule is found by its id, by its name alone, and with the nearest one where it is misspelt', () => {
  expect(findRule('eslint/eqeqeq')).toMatchObject({ found: true, rule: { id: 'eslint/eqeqeq' } });
  expect(findRule('eqeqeq')).toMatchObject({ found: true, rule: { id: 'eslint/eqeqeq' } });
  expect(findRule('eslint/eqeqe')).toEqual({ found: false, meant: 'eslint/eqeqeq' });
  expect(findRule('../package')).toEqual({ found: false, meant: undefined });
});

test("another tool's rule is found where a report names it", () => {
  const rule = aRule({ id: 'sarif/their-rule' });
  expect(findRule('sarif/their-rule', [rule])).toEqual({ found: true, rule, examples: [] });
});
