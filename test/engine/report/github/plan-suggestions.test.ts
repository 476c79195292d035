import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding, Fix } from '../../../../engine/findings/finding.ts';
import { planSuggestions } from '../../../../engine/report/github/plan-suggestions.ts';
import { countSafeFixes, suggestionFacts } from '../../../../engine/report/github/review-facts.ts';
import {
  suggestionComments,
  suggestionKey,
  suggestionsIntro,
} from '../../../../engine/report/github/suggestion-comments.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';
import { aFinding, aRange } from '../../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

const TEXT = 'const a = 1;\ndebugger;\nif (a == 2) run();\n';
const file = { path: 'src/app.ts', blob: '0'.repeat(40), kind: 'file', size: 1 } as const;
const change = {
  status: 'added',
  new: file,
  binary: false,
  hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 3 }],
} as const;
const textOf = (path: string) => Promise.resolve(path === file.path ? TEXT : undefined);

/** Replaces the first place where `old` stands. */
function fix(old: string, text: string, safe = true): Fix {
  const startOffset = TEXT.indexOf(old);
  return { description: 'Mend it', safe, edits: [{ startOffset, endOffset: startOffset + old.length, text }] };
}

const plan = (findings: readonly Finding[], changes: Parameters<typeof planSuggestions>[1]['changes'] = [change]) =>
  planSuggestions(aReviewResult({ findings }), { changes, textOf });

describe('suggestions', () => {
  test('are the safe fixes of what the change brought, the gravest first', async () => {
    const low = aFinding({ severity: 'low', fingerprint: 'a'.repeat(32), fix: fix('debugger;', '') });
    const high = aFinding({ severity: 'high', fingerprint: 'b'.repeat(32), fix: fix('==', '===') });
    expect(await plan([low, high])).toEqual([
      {
        fingerprint: 'b'.repeat(32),
        path: 'src/app.ts',
        startLine: 3,
        endLine: 3,
        replacement: ['if (a === 2) run();'],
      },
      { fingerprint: 'a'.repeat(32), path: 'src/app.ts', startLine: 2, endLine: 2, replacement: [] },
    ]);
  });

  test.each<[string, Partial<Finding>]>([
    ['not safe', { fix: fix('==', '===', false) }],
    ['without an edit', { fix: { description: 'Think', safe: true, edits: [] } }],
    ['of an old finding', { state: 'existing' }],
    ['outside the changed lines', { outsideDiff: true }],
    ['of a file that the change leaves alone', { path: 'src/other.ts' }],
    ['on the line of a secret', { redact: [aRange(3)] }],
  ])('are none where the fix is %s', async (_, given) => {
    expect(await plan([aFinding({ fix: fix('==', '==='), ...given })])).toEqual([]);
  });

  test('are none where the lines are not in the diff', async () => {
    const far = { ...change, hunks: [{ oldStart: 80, oldLines: 1, newStart: 80, newLines: 1 }] };
    expect(await plan([aFinding({ fix: fix('==', '===') })], [far])).toEqual([]);
  });

  test('of the same lines there is one: that of the graver finding', async () => {
    const both = [
      aFinding({ severity: 'low', fix: fix('==', '===') }),
      aFinding({ severity: 'high', fix: fix('run()', 'go()') }),
    ];
    expect((await plan(both)).map(({ replacement }) => replacement)).toEqual([['if (a == 2) go();']]);
  });

  test('are none without a base', async () => {
    const findings = [aFinding({ fix: fix('==', '===') })];
    expect(await planSuggestions(anEmptyReviewResult({ findings }), { changes: [change], textOf })).toEqual([]);
  });
});

describe('a comment with a suggestion', () => {
  let templates: Templates;
  beforeAll(async () => {
    templates = await loadTemplates();
  });

  const suggestion = { path: 'src/app.ts', startLine: 2, endLine: 3, replacement: ['a', ''] };
  const commentOf = (finding: Finding, replacement: readonly string[], canDispute = true) =>
    suggestionComments({ findings: [finding] }, [{ ...suggestion, replacement, fingerprint: finding.fingerprint }], {
      templates,
      canDispute,
    });

  test('says what is wrong, what the fix does, and shows it', () => {
    const finding = aFinding({ fingerprint: 'c'.repeat(32), fix: fix('==', '===') });
    const key = suggestionKey(finding);
    expect(key).toMatch(/^c{32}-[0-9a-f]{8}$/);
    expect(commentOf(finding, ['a', ''])).toEqual([
      {
        key,
        path: 'src/app.ts',
        line: 3,
        startLine: 2,
        body: [
          "🟡 **Unexpected 'debugger' statement.**",
          '',
          'Mend it:',
          '',
          '```suggestion',
          'a',
          '',
          '```',
          '',
          `<sub>eslint/no-debugger · wrong? \`/plumbline dispute ${'c'.repeat(32)} reason\`</sub>`,
        ].join('\n'),
      },
    ]);
  });

  test('with lines that go', () => {
    expect(commentOf(aFinding(), [])[0]!.body).toContain('\n```suggestion\n```\n');
  });

  test('with code that looks like the end of code', () => {
    expect(commentOf(aFinding(), ['/* ```', '@octocat */'])[0]!.body).toContain(
      '\n````suggestion\n/* ```\n@octocat */\n````\n',
    );
  });

  test('neither pings nor formats by what a tool said', () => {
    const body = commentOf(aFinding({ message: '@octocat <!-- **x** -->\n```' }), ['a'])[0]!.body;
    expect(body.split('\n')[0]!.replaceAll('\u2060', '·')).toBe(
      '🟡 **@·octocat &lt;!-- \\*\\*x\\*\\* --&gt; \\`\\`\\`**',
    );
  });

  test('the words above tell how many there are', () => {
    expect(suggestionsIntro({ shown: 1, all: 1 }, { templates })).toBe(
      '1 safe fix: it does not change what the code does.',
    );
    expect(suggestionsIntro({ shown: 1, all: 1 }, { templates, canFix: true })).toBe(
      '1 safe fix: it does not change what the code does. **Fix this** in the check commits it.',
    );
    expect(suggestionsIntro({ shown: 20, all: 34 }, { templates, canFix: true })).toBe(
      '20 safe fixes, showing 20 of 34: they do not change what the code does. **Fix this** in the check commits all of them.',
    );
  });
});

describe('what a review says of earlier suggestions', () => {
  const finding = aFinding();
  const timedOut = { subject: 'src/b.ts', path: 'src/b.ts', reason: 'time-out', detail: 'It took too long.' } as const;
  const left = { subject: 'a.bin', path: 'a.bin', reason: 'binary', detail: 'It is binary.' } as const;
  const crashed = { subject: 'ESLint', analyzer: 'eslint', reason: 'crashed', detail: 'It crashed.' } as const;

  test('open is what is neither fixed nor suppressed, old or new', () => {
    const suppression = { source: 'comment', reason: 'known', place: { path: 'c' } } as const;
    const { openKeys } = suggestionFacts({
      findings: [
        finding,
        aFinding({ path: 'b', state: 'existing' }),
        aFinding({ path: 'c', suppression }),
        aFinding({ path: 'd', state: 'fixed' }),
      ],
      notLookedAt: [],
    });
    expect([...openKeys]).toEqual([suggestionKey(finding), suggestionKey(aFinding({ path: 'b' }))]);
  });

  test('what could not be looked at is not mended', () => {
    const { wasLookedAt } = suggestionFacts({ findings: [], notLookedAt: [timedOut, left] });
    expect([wasLookedAt('src/a.ts'), wasLookedAt('src/b.ts'), wasLookedAt('a.bin')]).toEqual([true, false, true]);
    expect(suggestionFacts({ findings: [], notLookedAt: [crashed] }).wasLookedAt('src/a.ts')).toBe(false);
  });

  test('safe fixes are counted for the button', () => {
    const findings = [aFinding({ fix: fix('==', '===') }), aFinding({ fix: fix('==', '===', false) }), aFinding()];
    expect(countSafeFixes(aReviewResult({ findings }))).toBe(1);
    expect(countSafeFixes(aReviewResult({ findings }), () => true)).toBe(0);
  });
});

test('nothing is suggested in a file that is not UTF-8', async () => {
  const result = aReviewResult({ findings: [aFinding({ fix: fix('==', '===') })] });
  const suggest = (text: string) => planSuggestions(result, { changes: [change], textOf: () => Promise.resolve(text) });
  expect(await suggest(`${TEXT}// café\n`)).toHaveLength(1);
  expect(await suggest(`${TEXT}// caf\uFFFD\n`)).toEqual([]);
});
