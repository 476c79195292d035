import { beforeAll, expect, test } from 'vitest';
import { statusComment } from '../../../../engine/report/github/status-comment.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';

const headSha = '9d0e6b1f7ac24835c1f0be62d9a8473510cfe27b';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

test('the comment of a head that was not looked at says what its check does, and of which commit', () => {
  const status = { kind: 'skipped', reason: 'It is a draft.' } as const;
  expect(statusComment(status, { templates, canCommand: true, headSha })).toBe(
    [
      '⚠️ **Not reviewed.** It is a draft.',
      '',
      'To have it reviewed all the same, comment `/plumbline review`.',
      '',
      '<sub>About the commit `9d0e6b1f`</sub>',
      '',
    ].join('\n'),
  );
});

test('it fits with the mark by which it is found again, and ends with the commit, whatever the check says', () => {
  const problem = { file: '.plumbline.yml', line: 9, column: 5, message: '漢'.repeat(2_000) };
  const problems = Array.from({ length: 50 }, () => problem);
  const status = { kind: 'configuration-broken', problems, commit: headSha } as const;
  const comment = statusComment(status, { templates, headSha });
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(65_536 - 256);
  expect(comment).toMatch(/\n<sub>About the commit `9d0e6b1f`<\/sub>\n$/);
});
