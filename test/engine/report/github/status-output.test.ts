import { beforeAll, describe, expect, test } from 'vitest';
import { statusOutput, type CheckStatus } from '../../../../engine/report/github/status-output.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

const until = new Date('2026-11-21T14:03:59Z');
const problem = {
  file: '.plumbline.yml',
  line: 9,
  column: 5,
  message: 'Unknown key "treshold".',
  suggestion: 'thresholds',
};

describe('a check without a report', () => {
  test.each<[CheckStatus, string, string]>([
    [
      { kind: 'queued' },
      'The review waits for its turn',
      '⏳ **The review waits for its turn.** It begins by itself.\n',
    ],
    [
      { kind: 'in-progress' },
      'The review is under way',
      '⏳ **The review is under way.** This check ends by itself.\n',
    ],
    [
      { kind: 'waiting', until },
      'Waiting until 14:04 UTC',
      '⏳ **Waiting until 21 November 2026, 14:04 UTC.** GitHub limits the number of requests in an hour. The review then goes on by itself.\n',
    ],
    [
      { kind: 'superseded', by: 'abc1234def' },
      'Superseded by abc1234',
      '↪️ **Superseded.** A newer commit was pushed while this one was being reviewed: see the check of `abc1234def`.\n',
    ],
    [
      { kind: 'reviewed-anew' },
      'Superseded: this commit is reviewed anew',
      '↪️ **Superseded.** This commit is reviewed anew: see its latest check.\n',
    ],
    [
      { kind: 'failed', reason: 'It took longer than 10 minutes.', reference: '12-34' },
      'Not reviewed: the review failed',
      [
        '⚠️ **Not reviewed: the review failed.** It took longer than 10 minutes.',
        '',
        '> [!WARNING]',
        '> Nothing is known about this commit: this is not a pass.',
        '',
        'To try again, re-run the check, or comment `/plumbline review`.',
        '',
        '<sub>Reference: `12-34`</sub>',
        '',
      ].join('\n'),
    ],
    [
      { kind: 'untouched', project: 'web|app' },
      'Nothing of web|app was changed',
      '✅ **Nothing of `web|app` was changed,** so there was nothing to look at. The check `Plumbline` judges the whole change.\n',
    ],
    [
      { kind: 'skipped', reason: 'it is a draft.' },
      'Not reviewed: it is a draft.',
      '⚠️ **Not reviewed.** it is a draft.\n\nTo have it reviewed all the same, comment `/plumbline review`.\n',
    ],
    [
      { kind: 'not-again', reason: 'The pull request is closed.' },
      'Not reviewed again: The pull request is closed.',
      '↪️ **Not reviewed again.** The pull request is closed. What follows is from before.\n',
    ],
    [
      { kind: 'plan-lapsed', notLookedAt: ['security rules', 'dependencies'], accountUrl: 'https://p.example/account' },
      'Reviewed in part: the plan has lapsed',
      [
        '⚠️ **Reviewed in part: the plan has lapsed.** Only what is free was looked at. Not looked at:',
        '',
        '- security rules',
        '- dependencies',
        '',
        '[Renew the plan](<https://p.example/account>), then re-run the check.',
        '',
      ].join('\n'),
    ],
    [
      { kind: 'configuration-broken', problems: [problem], commit: '9d0e6b1f7ac24835c1f0be62d9a8473510cfe27b' },
      'The configuration has 1 mistake at .plumbline.yml:9:5',
      [
        '❌ **The configuration at `9d0e6b1f` cannot be used.** It is read from the base branch, so it has to be fixed there.',
        '',
        '| Where | What is wrong | Write instead |',
        '| --- | --- | --- |',
        '| `.plumbline.yml:9:5` | Unknown key "treshold". | `thresholds` |',
        '',
        '`plumbline doctor` checks the file before it is committed.',
        '',
      ].join('\n'),
    ],
  ])('%j', (status, title, summary) => {
    expect(statusOutput(status, { templates, canCommand: true })).toEqual({ title, summary });
  });

  test('names no command where nobody reads it', () => {
    expect(statusOutput({ kind: 'failed', reason: 'It crashed.' }, { templates }).summary).not.toContain('/plumbline');
  });

  test('has a title and a summary that fit, whatever they are made of', () => {
    const hostile = `@octocat \u202e\ud800 | <b>\n${'漢'.repeat(70_000)}`;
    const problems = Array.from({ length: 2_000 }, () => ({ ...problem, message: hostile }));
    for (const status of [
      { kind: 'skipped', reason: hostile },
      { kind: 'configuration-broken', problems, commit: hostile },
      { kind: 'untouched', project: hostile },
    ] as const) {
      const { title, summary } = statusOutput(status, { templates });
      expect(title.length).toBeLessThanOrEqual(255);
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
      expect(`${title}${summary}`).not.toMatch(/[\u202e]|\p{Surrogate}/u);
    }
  });
});
