import { describe, expect, test } from 'vitest';
import type { SuggestionComment } from '../../../engine/report/github/suggestion-comments.ts';
import { planReview, type ReviewFacts } from '../../../github/publish/plan-review.ts';
import type { SuggestionThread } from '../../../github/publish/review-threads.ts';

const comment = (key: string): SuggestionComment => ({ key, path: 'a.ts', line: 1, body: 'Mend it.' });
const thread = (key: string, given: Partial<SuggestionThread> = {}): SuggestionThread => ({
  id: `T${key}`,
  key,
  path: 'a.ts',
  isResolved: false,
  resolvedByOther: false,
  ...given,
});
const facts = (given: Partial<ReviewFacts> = {}): ReviewFacts => ({
  suggestions: [],
  openKeys: new Set(),
  wasLookedAt: () => true,
  ...given,
});
const keys = (list: readonly { readonly key: string }[]) => list.map(({ key }) => key);

describe('what to do with the conversations of a pull request', () => {
  test('a suggestion is posted once', () => {
    const suggestions = [comment('1'), comment('2')];
    const plan = planReview(
      { threads: [thread('1')], complete: true },
      facts({ suggestions, openKeys: new Set(['1', '2']) }),
    );
    expect(keys(plan.post)).toEqual(['2']);
    expect([plan.resolve, plan.unresolve, plan.left]).toEqual([[], [], 0]);
  });

  test('so many are posted for one push, the gravest', () => {
    const suggestions = Array.from({ length: 34 }, (_, index) => comment(String(index)));
    const plan = planReview({ threads: [], complete: true }, facts({ suggestions }));
    expect(keys(plan.post)).toEqual(keys(suggestions.slice(0, 20)));
    expect(plan.left).toBe(14);
  });

  test('none is posted where ours may be among those that were not read', () => {
    const plan = planReview({ threads: [], complete: false }, facts({ suggestions: [comment('1')] }));
    expect(plan.post).toEqual([]);
  });

  test('those without a finding end, unless nobody looked', () => {
    const threads = [
      thread('open'),
      thread('fixed'),
      thread('ended', { isResolved: true }),
      thread('unseen', { path: 'b.ts' }),
    ];
    const given = facts({ openKeys: new Set(['open']), wasLookedAt: (path) => path === 'a.ts' });
    expect(keys(planReview({ threads, complete: true }, given).resolve)).toEqual(['fixed']);
  });

  test('those whose finding is back are opened, unless a person ended them', () => {
    const threads = [
      thread('back', { isResolved: true }),
      thread('by a person', { isResolved: true, resolvedByOther: true }),
    ];
    const openKeys = new Set(['back', 'by a person']);
    expect(keys(planReview({ threads, complete: true }, facts({ openKeys })).unresolve)).toEqual(['back']);
  });
});
