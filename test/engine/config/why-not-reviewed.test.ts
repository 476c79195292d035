import { expect, test } from 'vitest';
import { defaultConfiguration } from '../../../engine/config/read-configuration.ts';
import { whyNotReviewed, type PullRequestFacts } from '../../../engine/config/why-not-reviewed.ts';

const { pullRequests } = defaultConfiguration();
const PULL: PullRequestFacts = { draft: false, bot: false, labels: [], paths: ['src/a.js'] };

test.each([
  ['an ordinary pull request', {}, {}, undefined],
  ['a draft', {}, { draft: true }, 'It is a draft: it is reviewed once it is ready.'],
  ['a draft where drafts are wanted', { drafts: true }, { draft: true }, undefined],
  ['a bot', {}, { bot: true }, undefined],
  [
    'a bot where none is wanted',
    { bots: false },
    { bot: true },
    'A bot opened it, and the configuration leaves bots out.',
  ],
  ['a label to skip', { labels: { skip: ['wip'], only: [] } }, { labels: ['WIP'] }, 'It has the label "wip".'],
  ['another label', { labels: { skip: ['wip'], only: [] } }, { labels: ['docs'] }, undefined],
  [
    'no label of those asked for',
    { labels: { skip: [], only: ['a', 'b'] } },
    {},
    'It has none of the labels "a", "b".',
  ],
  ['a label of those asked for', { labels: { skip: [], only: ['a', 'b'] } }, { labels: ['b'] }, undefined],
  [
    'only paths to skip',
    { paths: { skip: ['docs'] } },
    { paths: ['docs/a.md', 'docs/b/c.md'] },
    'It changes only paths that the configuration leaves out.',
  ],
  ['other paths, too', { paths: { skip: ['docs'] } }, { paths: ['docs/a.md', 'src/a.js'] }, undefined],
  ['no path at all', { paths: { skip: ['docs'] } }, { paths: [] }, undefined],
])('%s', (_, settings, pull, detail) => {
  expect(whyNotReviewed({ ...pullRequests, ...settings }, { ...PULL, ...pull })?.detail).toBe(detail);
});
