import { expect, test } from 'vitest';
import { missingReports, notHandedOver } from '../../../github/hand-over/missing-reports.ts';

test('files of a kind are one entry, however many and however long their names', () => {
  const files = Array.from({ length: 5 }, (_, at) => ({ kind: 'tests' as const, name: `${at}.xml` }));
  expect(missingReports('not-made', [...files, { kind: 'coverage', name: 'a\nb' }])).toEqual([
    { kind: 'tests', name: '0.xml, 1.xml, 2.xml and 2 more', why: 'not-made' },
    { kind: 'coverage', name: 'a b', why: 'not-made' },
  ]);
  const [long] = missingReports('too-much', [{ kind: 'sarif', name: 'x'.repeat(5_000) }]);
  expect(long?.name).toHaveLength(300);
});

test('what is of another commit is missing, but for tests, which ran all the same', () => {
  const detail = 'It was measured on another commit, where these files are others. Let the job check out the head.';
  const listed = (['coverage', 'tests'] as const).map((kind) =>
    notHandedOver({ kind, name: 'those of a.py', why: 'other-commit' }),
  );
  expect(listed).toEqual([
    { subject: 'measurements: those of a.py', analyzer: 'coverage', reason: 'bad-input', detail },
    { subject: 'measurements: those of a.py', reason: 'bad-input', detail },
  ]);
});
