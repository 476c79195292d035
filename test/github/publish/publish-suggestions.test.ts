import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SuggestionComment } from '../../../engine/report/github/suggestion-comments.ts';
import { publishSuggestions, type PublishedSuggestions } from '../../../github/publish/publish-suggestions.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import { aPlace, badRequests, type Place } from './a-place.ts';

let github: GitHubDouble;
let ordinary: Place;
let readOnly: Place;
beforeAll(async () => {
  github = await startGitHubDouble();
  ordinary = await aPlace(github);
  readOnly = await aPlace(github, { metadata: 'read', pull_requests: 'read', contents: 'read' });
});
afterAll(() => github.close());
beforeEach(() => {
  const { reviews, reviewComments, threads } = ordinary.handle.state;
  for (const list of [reviews, reviewComments, threads]) list.clear();
  github.stopFailing();
  github.calls.clear();
  return () => expect(badRequests(github)).toEqual([]);
});

/** Line 20 is the one that changed; 17 to 23 are its hunk. */
const suggestion = (key: string, line = 20, given: Partial<SuggestionComment> = {}): SuggestionComment => ({
  key,
  path: 'src/app.ts',
  line,
  body: `Mend ${key}.\n\n\`\`\`suggestion\nmended;\n\`\`\``,
  ...given,
});
const publish = (given: Partial<PublishedSuggestions> = {}, place = ordinary) => {
  const { suggestions = [] } = given;
  return publishSuggestions(place.client, {
    repository: place.repository,
    number: place.number,
    headSha: place.headSha,
    author: github.app.bot.login,
    canResolve: true,
    suggestions,
    openKeys: new Set(suggestions.map(({ key }) => key)),
    wasLookedAt: () => true,
    intro: ({ shown, all }) => `${shown} of ${all}`,
    ...given,
  });
};
const comments = () => [...ordinary.handle.state.reviewComments.values()];
const resolved = () => [...ordinary.handle.state.threads.values()].map(({ resolvedBy }) => resolvedBy?.login ?? 'open');
const done = {
  kind: 'published',
  posted: 0,
  dropped: 0,
  resolved: 0,
  reopened: 0,
  isResolvingRefused: false,
} as const;

describe('suggestions on a pull request', () => {
  test('are the comments of one review, on lines of its diff', async () => {
    const suggestions = [suggestion('a'), suggestion('b', 23, { startLine: 21 })];
    expect(await publish({ suggestions })).toEqual({ ...done, posted: 2 });
    expect(comments().map(({ body }) => body)).toEqual([
      `${suggestions[0]!.body}\n\n<!-- plumbline:suggestion a -->`,
      `${suggestions[1]!.body}\n\n<!-- plumbline:suggestion b -->`,
    ]);
    expect(comments().map(({ original }) => [original.startLine, original.line])).toEqual([
      [undefined, 20],
      [21, 23],
    ]);
    expect([...ordinary.handle.state.reviews.values()]).toMatchObject([
      { state: 'COMMENTED', body: '2 of 2', commitId: ordinary.headSha },
    ]);
  });

  test('are posted once, however often it is published', async () => {
    await publish({ suggestions: [suggestion('a')] });
    expect(await publish({ suggestions: [suggestion('a')] })).toEqual(done);
    expect(await publish({ suggestions: [suggestion('a'), suggestion('b')] })).toEqual({ ...done, posted: 1 });
    expect(comments()).toHaveLength(2);
  });

  test('are none where there is nothing to suggest', async () => {
    expect(await publish()).toEqual(done);
    expect(github.calls.count('pulls/create-review')).toBe(0);
  });

  test('are not lost by one that GitHub refuses', async () => {
    const suggestions = [suggestion('a'), suggestion('outside', 35), suggestion('b', 21)];
    expect(await publish({ suggestions })).toEqual({ ...done, posted: 2, dropped: 1 });
    expect(comments().map(({ original }) => original.line)).toEqual([20, 21]);
  });

  test('all of which are refused are given up soon', async () => {
    const suggestions = Array.from({ length: 20 }, (_, index) => suggestion(String(index), 35));
    expect(await publish({ suggestions })).toEqual({ ...done, dropped: 20 });
    expect(github.calls.count('pulls/create-review-comment')).toBe(5);
  });

  test('are posted once where the answer is lost', async () => {
    github.failNext('pulls/create-review', { kind: 'cut-after-effect' });
    await publish({ suggestions: [suggestion('a'), suggestion('b')] });
    expect(comments()).toHaveLength(2);
  });

  test('end when their finding is gone, and open again when it is back', async () => {
    await publish({ suggestions: [suggestion('a'), suggestion('b', 21)] });
    const openKeys = new Set(['b']);
    const calls = github.calls.all.length;
    expect(await publish({ openKeys, canResolve: false })).toEqual(done);
    // Only what is there was asked.
    expect(github.calls.all.length - calls).toBe(1);
    expect(await publish({ openKeys })).toEqual({ ...done, resolved: 1 });
    expect(resolved()).toEqual(['plumbline[bot]', 'open']);
    expect(await publish({ openKeys })).toEqual(done);
    expect(await publish({ openKeys: new Set(['a', 'b']) })).toEqual({ ...done, reopened: 1 });
    expect(resolved()).toEqual(['open', 'open']);
    expect(comments()).toHaveLength(2);
  });

  test('that a person ended stay so', async () => {
    await publish({ suggestions: [suggestion('a')] });
    const [thread] = ordinary.handle.state.threads.values();
    thread!.resolvedBy = github.account('mira');
    expect(await publish({ suggestions: [suggestion('a')] })).toEqual(done);
    expect(resolved()).toEqual(['mira']);
  });

  test('of a person who copied the mark are not ours', async () => {
    await publish({ suggestions: [suggestion('a')] });
    const [ours] = comments();
    const { reviewComments } = ordinary.handle.state;
    reviewComments.set(ours!.id, { ...ours!, author: github.account('mira') });
    expect(await publish({ openKeys: new Set() })).toEqual(done);
    expect(await publish({ suggestions: [suggestion('a')] })).toEqual({ ...done, posted: 1 });
  });

  test('are found behind a hundred other conversations', async () => {
    const { client, repository, number, headSha } = ordinary;
    const others = Array.from({ length: 101 }, () => ({ path: 'src/app.ts', line: 20, side: 'RIGHT', body: 'Hm.' }));
    const pull = { ...repository, pull_number: number, commit_id: headSha };
    await client.rest.pulls.createReview({ ...pull, event: 'COMMENT', body: 'Many', comments: others });
    await publish({ suggestions: [suggestion('a')] });
    expect(await publish({ suggestions: [suggestion('a')] })).toEqual(done);
    expect(comments()).toHaveLength(102);
  });

  test('that are not permitted are told to the caller', async () => {
    expect(await publish({ suggestions: [suggestion('a')] }, readOnly)).toMatchObject({ kind: 'not-shown' });
  });

  test('that may come about later are thrown', async () => {
    github.failAlways('pulls/create-review', { kind: 'status', status: 502 });
    await expect(publish({ suggestions: [suggestion('a')] })).rejects.toThrow();
    expect(comments()).toEqual([]);
  });
});
