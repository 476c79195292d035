import { expect, test } from 'vitest';
import { leadOutput } from '../../../../engine/report/github/lead-output.ts';

const OUTPUT = { title: 'No new problems.', summary: '✅ **No new problems.**\n', text: 'More.' };

test('a check that another pull request decides says so first, and nothing that people named formats it', () => {
  const lead = {
    pull: { number: 12, base: 'release/`1`' },
    url: 'https://github.com/acme/shop/pull/12',
    title: '1 new *high* problem @mira',
  };
  expect(leadOutput(OUTPUT, { number: 13, base: 'staging' }, lead)).toEqual({
    title: '#12 into release/`1`: 1 new *high* problem @mira',
    summary: [
      '↪️ **[#\u206012](<https://github.com/acme/shop/pull/12>) into `` release/`1` `` decides this check,** as it has the same commit: 1 new \\*high\\* problem @\u2060mira',
      '',
      'What follows is about #\u206013 into `staging` alone.',
      '',
      '✅ **No new problems.**',
      '',
    ].join('\n'),
    text: 'More.',
  });
});
