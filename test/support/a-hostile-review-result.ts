import type { ReviewResult } from '../../engine/review-result.ts';
import { aFinding, aRange, aRule } from './a-finding.ts';
import { aReviewResult } from './a-review-result.ts';

/** What foreign text can hold: controls, markup of several languages, marks that reorder, half a surrogate pair. */
export const HOSTILE_TEXT =
  'a\u0000\u0007\u001b[31m\r\n\t]]><script>alert("1")</script>&amp;&\'`${x}{{y}}[z](javascript:q)|\u202e\u2028😀\uD800z';

/** The same in every place that holds text from outside. */
export function aHostileReviewResult(): ReviewResult {
  const place = { path: `src/${HOSTILE_TEXT.replace('\u0000', '')}`, range: aRange(1) };
  const finding = aFinding({
    ...place,
    ruleId: 'sarif/Some Tool:rule',
    message: HOSTILE_TEXT,
    related: [{ ...place, message: HOSTILE_TEXT }],
    trace: [{ ...place, message: HOSTILE_TEXT }],
    fix: { description: HOSTILE_TEXT, safe: true, edits: [{ startOffset: 0, endOffset: 0, text: HOSTILE_TEXT }] },
  });
  const suppression = { source: 'comment', reason: HOSTILE_TEXT, by: HOSTILE_TEXT, place } as const;
  return aReviewResult({
    findings: [finding, { ...finding, suppression }, { ...finding, state: 'fixed' }],
    rules: [
      aRule({
        id: 'sarif/Some Tool:rule',
        title: HOSTILE_TEXT,
        description: HOSTILE_TEXT,
        helpUri: 'javascript:alert(1)',
        tags: [HOSTILE_TEXT],
        cwe: ['CWE-x'],
      }),
    ],
    notLookedAt: [{ subject: HOSTILE_TEXT, path: place.path, reason: 'unreadable', detail: HOSTILE_TEXT }],
    configuration: {
      source: HOSTILE_TEXT,
      problems: [{ file: HOSTILE_TEXT, line: 1, column: 1, message: HOSTILE_TEXT, suggestion: HOSTILE_TEXT }],
    },
    gates: [
      {
        project: HOSTILE_TEXT,
        conclusion: 'neutral',
        conditions: [
          {
            condition: { metric: 'coverage', on: 'new', operator: 'at-least', value: 80, level: 'block' },
            status: 'not-measured',
            explanation: HOSTILE_TEXT,
          },
        ],
      },
    ],
  });
}
