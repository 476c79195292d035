import { beforeAll, describe, expect, test } from 'vitest';
import { answerText, type Answer } from '../../../../engine/report/github/answer-text.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';
import { aFinding, aFindingWithoutRange, aFingerprint, aRule } from '../../../support/a-finding.ts';
import { gitHubMarkdown } from '../../../support/github-markdown.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

const COMMIT = '4f1c0a9be2d37c58a6140b7de93f52c8016a7de4';
const say = (answer: Answer): string => answerText(answer, { templates });

test('a rule is explained with what is wrong, what is right, and what it may do here', () => {
  expect(
    say({
      kind: 'explanation',
      rule: aRule({ cwe: ['CWE-489'], helpUri: 'https://rules.example/no-debugger' }),
      examples: [
        { title: 'Wrong', language: 'js', code: 'debugger;' },
        { title: 'Right', language: 'js', code: 'log();' },
      ],
      standing: 'In this account the rule comments, and blocks nothing.',
      acceptance: 'Taken up in 9 of 12 pull requests.',
    }),
  ).toBe(
    [
      '#### No debugger statements',
      '',
      '`eslint/no-debugger` · Medium reliability · 2 min to fix · CWE-489',
      '',
      'A debugger statement stops the program when developer tools are open. Remove it.',
      '',
      'Wrong:',
      '',
      '```js',
      'debugger;',
      '```',
      '',
      'Right:',
      '',
      '```js',
      'log();',
      '```',
      '',
      '[More about it](<https://rules.example/no-debugger>)',
      '',
      '> [!NOTE]',
      '> In this account the rule comments, and blocks nothing.',
      '',
      '<sub>Taken up in 9 of 12 pull requests.</sub>',
    ].join('\n'),
  );
});

test('a commit names its files, and what was left', () => {
  const files = [
    { path: 'src/a.ts', rules: ['eslint/eqeqeq', 'eslint/no-debugger'] },
    { path: 'src/`odd`.ts', rules: ['eslint/eqeqeq'] },
  ];
  expect(say({ kind: 'fixed', commit: COMMIT, person: 'mira', fixes: 3, left: 1, files })).toBe(
    [
      `✅ **Committed 3 fixes** as ${COMMIT}, requested by \`mira\`; 1 fix left for another time, as they touch the same lines.`,
      '',
      '- `src/a.ts`: eslint/eqeqeq, eslint/no-debugger',
      '- `` src/`odd`.ts ``: eslint/eqeqeq',
    ].join('\n'),
  );
});

test('a finding of the whole repository is named as such', () => {
  const finding = aFindingWithoutRange({ path: '', ruleId: 'hygiene/no-license' });
  expect(say({ kind: 'ignored', finding, person: 'mira', reason: 'Private.' })).toContain(
    '`hygiene/no-license` in `the whole repository`',
  );
});

describe('foreign text in an answer', () => {
  const HOSTILE = '</details><img src=x onerror=alert(1)> [x](javascript:alert(1)) @mira #1 **b** `c` \u202e';
  const finding = aFinding({ path: `src/${HOSTILE}.ts`, ruleId: 'x/y', fingerprint: aFingerprint('x') });

  test.each<[string, Answer]>([
    ['ignored', { kind: 'ignored', finding, person: HOSTILE, reason: HOSTILE }],
    ['disputed', { kind: 'disputed', finding, person: HOSTILE, reason: HOSTILE }],
    ['refused', { kind: 'refused', reason: `There is no command of the name ${HOSTILE}.`, choices: [finding] }],
    [
      'explained',
      {
        kind: 'explanation',
        rule: aRule({ title: HOSTILE, description: HOSTILE, helpUri: 'javascript:alert(1)' }),
        examples: [{ title: 'Wrong', language: 'js', code: '```\n<script>' }],
      },
    ],
    [
      'fixed',
      {
        kind: 'fixed',
        commit: COMMIT,
        person: HOSTILE,
        fixes: 1,
        left: 0,
        files: [{ path: HOSTILE, rules: [HOSTILE] }],
      },
    ],
  ])('that is %s neither formats, nor links, nor calls anybody', (_, answer) => {
    const text = say(answer);
    const html = gitHubMarkdown(text);
    expect(html).not.toMatch(/<img|<script|href="javascript|<\/details>|<strong>b/);
    expect(text).not.toMatch(/\u202e/);
    expect(text.replaceAll(/(`+)[^`]+\1/g, '')).not.toMatch(/@mira|#1/);
  });
});

test('a commit says which fixes are not in it, and why', () => {
  const files = [{ path: 'a.ts', rules: ['eslint/eqeqeq'] }];
  expect(say({ kind: 'fixed', commit: COMMIT, person: 'mira', fixes: 1, left: 2, notUtf8: 3, files })).toBe(
    `✅ **Committed 1 fix** as ${COMMIT}, requested by \`mira\`; 2 fixes left for another time, as they touch the same lines; 3 fixes not made, as their files are not UTF-8.\n\n- \`a.ts\`: eslint/eqeqeq`,
  );
});
