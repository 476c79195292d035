import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hiddenMark, readMark } from '../../../github/publish/hidden-mark.ts';
import { isAuthor } from '../../../github/publish/is-author.ts';
import { publishComment, type PublishedComment } from '../../../github/publish/publish-comment.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import { aPlace, badRequests, type Place } from './a-place.ts';

let github: GitHubDouble;
let ordinary: Place;
let readOnly: Place;
beforeAll(async () => {
  github = await startGitHubDouble();
  ordinary = await aPlace(github);
  readOnly = await aPlace(github, { metadata: 'read', pull_requests: 'read', issues: 'read' });
});
afterAll(() => github.close());
beforeEach(() => {
  ordinary.handle.state.comments.clear();
  github.stopFailing();
  github.calls.clear();
  return () => expect(badRequests(github)).toEqual([]);
});

const MARK = '<!-- plumbline:review -->';
const publish = (given: Partial<PublishedComment> = {}, { client, repository, number } = ordinary) =>
  publishComment(client, {
    repository,
    number,
    mode: 'always',
    failed: true,
    body: 'It failed.',
    author: github.app.bot.login,
    ...given,
  });
const comments = () => [...ordinary.handle.state.comments.values()];
const bodies = () => comments().map(({ body }) => body);
const writes = () => github.calls.all.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId);

describe('the comment of a pull request', () => {
  test('is made once, edited where it says something else, and else left alone', async () => {
    expect(await publish()).toMatchObject({ kind: 'created', id: expect.any(Number) as number });
    expect(bodies()).toEqual([`It failed.\n\n${MARK}`]);
    expect(await publish()).toMatchObject({ kind: 'unchanged' });
    expect(await publish({ body: 'It passed.', failed: false })).toMatchObject({ kind: 'updated' });
    expect(bodies()).toEqual([`It passed.\n\n${MARK}`]);
    expect(writes()).toEqual(['issues/create-comment', 'issues/update-comment']);
  });

  test('on failure is not made for a pass, but tells of one once it is there', async () => {
    const given = { mode: 'on-failure', body: 'It passed.', failed: false } as const;
    expect(await publish(given)).toEqual({ kind: 'none' });
    await publish({ mode: 'on-failure' });
    expect(await publish(given)).toMatchObject({ kind: 'updated' });
    expect(bodies()).toEqual([`It passed.\n\n${MARK}`]);
  });

  test('goes where comments are switched off', async () => {
    await publish();
    expect(await publish({ mode: 'off' })).toEqual({ kind: 'none' });
    expect(bodies()).toEqual([]);
  });

  test('is found among hundreds of others', async () => {
    await publish();
    const [ours] = comments();
    for (let id = ours!.id + 1; id <= ours!.id + 101; id++)
      ordinary.handle.state.comments.set(id, { ...ours!, id, body: 'Another.' });
    expect(await publish({ body: 'Later.' })).toMatchObject({ kind: 'updated' });
    expect(bodies()[0]).toBe(`Later.\n\n${MARK}`);
  });

  test('of a person who copied the mark is not ours', async () => {
    const [pull] = ordinary.handle.state.pullRequests.values();
    await publish();
    const copied = { ...comments()[0]!, id: 1, author: pull!.author };
    ordinary.handle.state.comments.clear();
    ordinary.handle.state.comments.set(copied.id, copied);
    expect(await publish({ body: 'Ours.' })).toMatchObject({ kind: 'created' });
    expect(bodies()).toEqual([`It failed.\n\n${MARK}`, `Ours.\n\n${MARK}`]);
  });

  test('of ours for something else is left alone', async () => {
    const { client, repository, number } = ordinary;
    const answer = `Quoted:\n\n> ${MARK}\n\nDone.`;
    await client.rest.issues.createComment({ ...repository, issue_number: number, body: answer });
    await publish();
    expect(bodies()).toEqual([answer, `It failed.\n\n${MARK}`]);
  });

  test('is one again where there were several: the oldest', async () => {
    const { client, repository, number } = ordinary;
    for (const body of ['First.', 'Second.', 'Third.'])
      await client.rest.issues.createComment({ ...repository, issue_number: number, body: `${body}\n\n${MARK}` });
    const oldest = comments()[0]!.id;
    expect(await publish()).toMatchObject({ kind: 'updated', id: oldest });
    expect(bodies()).toEqual([`It failed.\n\n${MARK}`]);
  });

  test('is one where two write at once', async () => {
    await Promise.all([publish({ body: 'One.' }), publish({ body: 'Two.' }), publish({ body: 'Three.' })]);
    expect(bodies()).toHaveLength(1);
  });

  test('is made once where the answer is lost', async () => {
    github.failNext('issues/create-comment', { kind: 'cut-after-effect' });
    expect(await publish()).toMatchObject({ kind: 'unchanged' });
    expect(bodies()).toHaveLength(1);
  });

  test('that somebody deletes meanwhile is made anew', async () => {
    await publish();
    github.failNext(
      (call) => {
        if (call.operationId !== 'issues/update-comment') return false;
        ordinary.handle.state.comments.clear();
        return true;
      },
      { kind: 'status', status: 404 },
    );
    expect(await publish({ body: 'Later.' })).toMatchObject({ kind: 'created' });
    expect(bodies()).toEqual([`Later.\n\n${MARK}`]);
  });

  test('that is not permitted is told to the caller', async () => {
    expect(await publish({}, readOnly)).toMatchObject({ kind: 'not-shown' });
    expect(await publish({}, { ...ordinary, number: 999 })).toMatchObject({ kind: 'not-shown' });
  });

  test('that may come about later is thrown', async () => {
    github.failAlways('issues/create-comment', { kind: 'status', status: 502 });
    await expect(publish()).rejects.toThrow();
  });

  test('is cut to what GitHub takes, and still found', async () => {
    await publish({ body: `${'漢'.repeat(50)}\n`.repeat(1_000) });
    expect(Buffer.byteLength(bodies()[0]!)).toBeLessThanOrEqual(65_536);
    expect(bodies()[0]!.endsWith(`\n\n${MARK}`)).toBe(true);
    expect(await publish()).toMatchObject({ kind: 'updated' });
  });
});

describe('a hidden mark', () => {
  test('is read where it stands at the end, by its kind', () => {
    expect(readMark(`Text\n\n${hiddenMark('suggestion', 'abc-1')}\n`, 'suggestion')).toBe('abc-1');
    expect(readMark(hiddenMark('review'), 'review')).toBe('');
    expect(readMark(hiddenMark('review'), 'suggestion')).toBeUndefined();
    expect(readMark(`${hiddenMark('review')}\nText`, 'review')).toBeUndefined();
    expect(readMark('', 'review')).toBeUndefined();
  });

  test('holds no key that could end it', () => {
    expect(() => hiddenMark('suggestion', 'x --> <b>')).toThrow();
  });
});

test.each([
  [{ login: 'plumbline[bot]' }, true],
  [{ login: 'Plumbline[bot]', __typename: 'Bot' }, true],
  [{ login: 'plumbline', __typename: 'Bot' }, true],
  [{ login: 'plumbline', __typename: 'User' }, false],
  [{ login: 'plumbline' }, false],
  [null, false],
])('%j writes as plumbline[bot]: %s', (account, expected) => {
  expect(isAuthor(account, 'plumbline[bot]')).toBe(expected);
});
