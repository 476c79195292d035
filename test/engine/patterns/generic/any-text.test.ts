import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BudgetExceeded } from '../../../../engine/patterns/match/budget.ts';
import { matchGeneric, type GenericOptions } from '../../../../engine/patterns/generic/match-generic.ts';
import type { Match } from '../../../../engine/patterns/match.ts';
import { genericOptions } from './generic-options.ts';

const PIECES = [
  'a',
  'b',
  'c',
  ' ',
  '\n',
  '\n  ',
  '\n    ',
  '\n\t',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  ';',
  '$',
  '.',
  'é',
  '😀',
  '\r\n',
  '\0',
];
const PATTERN_PIECES = [...PIECES, '...', ' ... ', '....', '$X', '$Y', '$_', '$...X', '$...Z', '$....Z'];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join(''));
const pattern = fc.array(fc.constantFrom(...PATTERN_PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
const options = fc.record({
  generic_engine: fc.constantFrom<GenericOptions['generic_engine']>('spacegrep', 'aliengrep'),
  generic_multiline: fc.boolean(),
  generic_caseless: fc.boolean(),
  generic_ellipsis_max_span: fc.nat(3),
});

/** Matches, or nothing where the work would be too much. */
function matchesOf(source: string, content: string, chosen: Partial<GenericOptions>): Match[] {
  try {
    return matchGeneric(source, content, genericOptions(chosen));
  } catch (error) {
    if (error instanceof BudgetExceeded) return [];
    throw error;
  }
}

test('matches of any pattern in any text lie in it, in order, and what they bind within them', () => {
  fc.assert(
    fc.property(pattern, text, options, (source, content, chosen) => {
      let before = -1;
      for (const { start, end, bindings } of matchesOf(source, content, chosen)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        for (const bound of bindings.values()) {
          expect([bound.start >= start, bound.end <= end, bound.text]).toEqual([
            true,
            true,
            content.slice(bound.start, bound.end),
          ]);
        }
        before = start;
      }
    }),
    { numRuns: 2_000 },
  );
});

test('what is learnt of one place is not wrong for another: the same is found where nothing can be learnt', () => {
  // Around a metavariable that is repeated nothing is learnt. Here it can only be a q.
  const marks = ['+', ';', '(', ')', '\n'];
  const between = fc
    .array(fc.constantFrom(...marks, '...', '\n  '), { minLength: 1, maxLength: 8 })
    .map((pieces) => pieces.join(' '));
  const content = fc
    .array(fc.constantFrom(...marks, '\n  ', '\n    ', 'q'), { maxLength: 60 })
    .map((pieces) => pieces.join(' '));
  const stretches = (matches: readonly Match[]): number[][] => matches.map(({ start, end }) => [start, end]);
  fc.assert(
    fc.property(between, content, options, (source, inner, chosen) => {
      const learnt = matchesOf(`q ${source} q`, `q ${inner} q`, chosen);
      const notLearnt = matchesOf(`$Q ${source} $Q`, `q ${inner} q`, chosen);
      expect(stretches(learnt)).toEqual(stretches(notLearnt));
    }),
    { numRuns: 3_000 },
  );
});
