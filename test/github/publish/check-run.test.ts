import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Annotation } from '../../../engine/report/github/annotation.ts';
import type { CheckHandle } from '../../../github/publish/check-handle.ts';
import { checkActions } from '../../../github/publish/check-actions.ts';
import { completeCheck, type CompletedCheck } from '../../../github/publish/complete-check.ts';
import { publishFinishedCheck } from '../../../github/publish/publish-finished-check.ts';
import { startCheck } from '../../../github/publish/start-check.ts';
import { updateCheck } from '../../../github/publish/update-check.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import { aPlace, badRequests, type Place } from './a-place.ts';

let github: GitHubDouble;
let ordinary: Place;
let withoutChecks: Place;
let withoutAnything: Place;
let place: Place;
beforeAll(async () => {
  github = await startGitHubDouble();
  ordinary = await aPlace(github);
  withoutChecks = await aPlace(github, { metadata: 'read', statuses: 'write', contents: 'read' });
  withoutAnything = await aPlace(github, { metadata: 'read' });
});
afterAll(() => github.close());
beforeEach(() => {
  for (const { handle } of [ordinary, withoutChecks]) {
    handle.state.checkRuns.clear();
    handle.state.statuses.length = 0;
  }
  place = ordinary;
  github.stopFailing();
  github.calls.clear();
  return () => expect(badRequests(github)).toEqual([]);
});

const startedAt = new Date('2026-11-21T09:00:00Z');
const completedAt = new Date('2026-11-21T09:01:00Z');
const IN_PROGRESS = { title: 'The review is under way', summary: 'Wait.' };

const identity = () => ({
  repository: place.repository,
  headSha: place.headSha,
  name: 'Plumbline',
  externalId: 'review-1',
  appId: github.app.id,
  detailsUrl: 'https://plumbline.example/reviews/1',
});
const start = () => startCheck(place.client, { ...identity(), startedAt, output: IN_PROGRESS });
const complete = (handle: CheckHandle, given: Partial<CompletedCheck> = {}) =>
  completeCheck(place.client, handle, {
    conclusion: 'failure',
    output: (refused) => ({ title: 'It failed', summary: `Refused: ${refused}`, text: 'More' }),
    completedAt,
    ...given,
  });
const someAnnotations = (amount: number): Annotation[] =>
  Array.from({ length: amount }, (_, index) => ({
    path: 'src/app.ts',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: 'warning',
    message: `Message ${index}`,
    raw_details: `fingerprint ${index}\nmore`,
  }));
const runs = () => [...place.handle.state.checkRuns.values()];
const messages = () => runs()[0]!.annotations.map(({ message }) => message);
const updates = () => github.calls.count('checks/update');

describe('a check run', () => {
  test('ends with its twin, where two workers made one at the same moment', async () => {
    // Both looked before either created.
    await Promise.all([start(), start()]);
    expect(runs().length).toBe(2);
    await complete(await start());
    expect(runs().map(({ status, conclusion }) => [status, conclusion])).toEqual([
      ['completed', 'failure'],
      ['completed', 'failure'],
    ]);
  });

  test('is created in progress with its link, and completed with all there is to say', async () => {
    const handle = await start();
    expect(handle).toMatchObject({ kind: 'check-run', name: 'Plumbline' });
    expect(runs()).toMatchObject([
      {
        name: 'Plumbline',
        headSha: place.headSha,
        status: 'in_progress',
        externalId: 'review-1',
        detailsUrl: 'https://plumbline.example/reviews/1',
      },
    ]);
    const actions = checkActions({ safeFixes: 2, canReview: true, canBook: true });
    expect(await complete(handle, { annotations: someAnnotations(1), actions })).toEqual({
      kind: 'completed',
      shownAs: 'check-run',
      refused: 0,
    });
    const [run] = runs();
    expect(run).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
      output: { title: 'It failed', summary: 'Refused: 0', text: 'More' },
      actions: [{ identifier: 'fix' }, { identifier: 're-review' }, { identifier: 'ask' }],
    });
    expect(messages()).toEqual(['Message 0']);
  });

  test('is found again by an attempt that begins anew, and by no other review', async () => {
    await start();
    await start();
    expect(runs()).toHaveLength(1);
    await startCheck(place.client, { ...identity(), externalId: 'review-2', startedAt, output: IN_PROGRESS });
    expect(runs()).toHaveLength(2);
  });

  test('is created once where the answer to its creation is lost', async () => {
    github.failNext('checks/create', { kind: 'cut-after-effect' });
    expect(await start()).toMatchObject({ kind: 'check-run', id: runs()[0]!.id });
    expect(runs()).toHaveLength(1);
  });

  test('that was not created is for whoever tries again', async () => {
    github.failNext('checks/create', { kind: 'status', status: 502 });
    await expect(start()).rejects.toThrow();
    expect(runs()).toHaveLength(0);
  });

  test('says how it goes, without being opened again', async () => {
    const handle = await start();
    await updateCheck(place.client, handle, { title: 'Waiting until 10:00 UTC', summary: 'A limit.' });
    expect(runs()[0]).toMatchObject({ status: 'in_progress', output: { title: 'Waiting until 10:00 UTC' } });
    await complete(handle);
    await updateCheck(place.client, handle, { title: 'Late', summary: 'Late.' });
    expect(runs()[0]).toMatchObject({ status: 'completed', conclusion: 'failure' });
    github.failNext('checks/update', { kind: 'status', status: 422 });
    await updateCheck(place.client, handle, { title: 'Refused', summary: 'Refused.' });
  });

  test('completed twice is completed once', async () => {
    const handle = await start();
    await complete(handle, { annotations: someAnnotations(60) });
    const before = structuredClone(runs()[0]!.annotations);
    github.calls.clear();
    expect(await complete(handle, { annotations: someAnnotations(60) })).toEqual({ kind: 'unchanged' });
    expect(updates()).toBe(0);
    expect(runs()[0]!.annotations).toEqual(before);
  });

  test('that a reaper ended takes the result that comes late', async () => {
    const handle = await start();
    await complete(handle, {
      conclusion: 'neutral',
      output: () => ({ title: 'Not reviewed', summary: 'A worker died.' }),
    });
    expect(await complete(handle)).toMatchObject({ kind: 'completed' });
    expect(runs()[0]).toMatchObject({ conclusion: 'failure', output: { title: 'It failed' } });
  });
});

describe('annotations', () => {
  test.each([
    [0, 1],
    [1, 1],
    [50, 1],
    [51, 2],
    [500, 10],
  ])('%i take %i calls, the last of which completes', async (amount, calls) => {
    await complete(await start(), { annotations: someAnnotations(amount) });
    expect(updates()).toBe(calls);
    expect(messages()).toEqual(someAnnotations(amount).map(({ message }) => message));
    expect(runs()[0]!.status).toBe('completed');
  });

  test('of an attempt that was cut off are not sent again', async () => {
    const handle = await start();
    github.failNext((call) => updatesMatching(call, 'Message 50'), { kind: 'status', status: 502 }, 2);
    await expect(complete(handle, { annotations: someAnnotations(120) })).rejects.toThrow();
    expect(messages()).toHaveLength(50);
    expect(await start()).toEqual(handle);
    await complete(handle, { annotations: someAnnotations(120) });
    expect(messages()).toEqual(someAnnotations(120).map(({ message }) => message));
  });

  test('whose answer is lost are not sent again', async () => {
    const handle = await start();
    github.failNext('checks/update', { kind: 'cut-after-effect' });
    expect(await complete(handle, { annotations: someAnnotations(60) })).toMatchObject({
      kind: 'completed',
      refused: 0,
    });
    expect(messages()).toEqual(someAnnotations(60).map(({ message }) => message));
  });

  test('that GitHub refuses do not take the others along', async () => {
    const annotations = someAnnotations(120).map((each, index) =>
      index === 7 || index === 119 ? { ...each, end_line: 0 } : each,
    );
    const handle = await start();
    expect(await complete(handle, { annotations })).toEqual({ kind: 'completed', shownAs: 'check-run', refused: 2 });
    expect(messages().sort()).toEqual(
      someAnnotations(120)
        .map(({ message }) => message)
        .filter((_, index) => index !== 7 && index !== 119)
        .sort(),
    );
    expect(runs()[0]).toMatchObject({ status: 'completed', output: { summary: 'Refused: 2' } });
  });

  test('refused between others are not counted as sent when it is tried again', async () => {
    const annotations = someAnnotations(70).map((each, index) => (index === 3 ? { ...each, end_line: 0 } : each));
    const handle = await start();
    github.failNext((call) => updatesMatching(call, 'Message 69'), { kind: 'status', status: 502 }, 2);
    await expect(complete(handle, { annotations })).rejects.toThrow();
    await complete(handle, { annotations });
    expect(new Set(messages()).size).toBe(69);
    expect(messages()).toHaveLength(69);
  });

  test('all of which are refused are given up soon, and the check ends', async () => {
    const annotations = someAnnotations(500).map((each) => ({ ...each, end_line: 0 }));
    expect(await complete(await start(), { annotations })).toMatchObject({ kind: 'completed', refused: 500 });
    expect(runs()[0]).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(updates()).toBeLessThan(60);
  });

  test('with a text that is refused end with a line of it', async () => {
    const refuse = (call: { operationId: string; body: unknown }) =>
      call.operationId === 'checks/update' && JSON.stringify(call.body).includes('Refused:');
    github.failAlways(refuse, { kind: 'status', status: 422 });
    expect(await complete(await start(), { annotations: someAnnotations(2) })).toMatchObject({ kind: 'completed' });
    expect(runs()[0]).toMatchObject({ status: 'completed', output: { title: 'It failed', summary: 'It failed' } });
  });
});

function updatesMatching(call: { readonly operationId: string; readonly body: unknown }, text: string): boolean {
  return call.operationId === 'checks/update' && JSON.stringify(call.body).includes(`"${text}"`);
}

describe('a check that is known in one piece', () => {
  const finish = (client = place.client) =>
    publishFinishedCheck(client, {
      ...identity(),
      name: 'Plumbline / web',
      conclusion: 'success',
      output: { title: 'Nothing of web was changed', summary: 'So there.' },
      startedAt,
      completedAt,
    });

  test('takes one call that writes, and none when it is repeated', async () => {
    expect(await finish()).toEqual({ kind: 'completed', shownAs: 'check-run', refused: 0 });
    expect(await finish()).toEqual({ kind: 'unchanged' });
    expect(runs()).toMatchObject([{ name: 'Plumbline / web', status: 'completed', conclusion: 'success' }]);
    expect(github.calls.count('checks/create') + updates()).toBe(1);
  });

  test('is made once where the answer is lost', async () => {
    github.failNext('checks/create', { kind: 'cut-after-effect' });
    await finish();
    expect(runs()).toHaveLength(1);
  });

  test('is a status where checks are not permitted', async () => {
    place = withoutChecks;
    expect(await finish()).toEqual({ kind: 'completed', shownAs: 'status', refused: 0 });
    expect(place.handle.state.statuses).toMatchObject([
      { context: 'Plumbline / web', state: 'success', description: 'Nothing of web was changed' },
    ]);
  });
});

describe('where checks are not permitted', () => {
  beforeEach(() => {
    place = withoutChecks;
  });
  const statuses = () =>
    place.handle.state.statuses.map(({ context, state, description }) => `${context}: ${state}, ${description}`);

  test('a commit status says it, once', async () => {
    const handle = await start();
    expect(handle).toMatchObject({ kind: 'status', name: 'Plumbline' });
    await start();
    await updateCheck(place.client, handle, { title: 'Waiting until 10:00 UTC', summary: '' });
    expect(await complete(handle)).toEqual({ kind: 'completed', shownAs: 'status', refused: 0 });
    await complete(handle);
    expect(statuses()).toEqual([
      'Plumbline: pending, The review is under way',
      'Plumbline: pending, Waiting until 10:00 UTC',
      'Plumbline: failure, It failed',
    ]);
  });

  test.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['action_required', 'failure'],
    ['neutral', 'error'],
    ['cancelled', 'error'],
    ['timed_out', 'error'],
  ] as const)('%s is %s: what was not reviewed is never green', async (conclusion, state) => {
    await complete(await start(), { conclusion });
    expect(place.handle.state.statuses.at(-1)?.state).toBe(state);
  });

  test('a description is cut to what GitHub takes', async () => {
    await complete(await start(), { output: () => ({ title: '漢'.repeat(300), summary: '' }) });
    expect(place.handle.state.statuses.at(-1)?.description).toBe(`${'漢'.repeat(139)}…`);
  });
});

describe('where nothing can be shown', () => {
  test('without any permission', async () => {
    place = withoutAnything;
    const handle = await start();
    expect(handle).toMatchObject({ kind: 'none' });
    await updateCheck(place.client, handle, IN_PROGRESS);
    expect(await complete(handle)).toMatchObject({ kind: 'not-shown' });
  });

  test('in a repository that is gone', async () => {
    place = { ...place, repository: { ...place.repository, repo: 'gone' } };
    expect(await start()).toMatchObject({ kind: 'none', reason: expect.stringContaining('Not Found') as string });
  });

  test('on a commit that is gone', async () => {
    place = { ...place, headSha: 'f'.repeat(40) };
    expect(await start()).toMatchObject({ kind: 'none' });
  });

  test('a permission that went while it was reviewed leaves a status', async () => {
    const handle = await start();
    github.failAlways('checks/update', { kind: 'status', status: 403 });
    expect(await complete(handle)).toEqual({ kind: 'completed', shownAs: 'status', refused: 0 });
  });

  test('a limit is no refusal', async () => {
    const handle = await start();
    github.failAlways('checks/update', { kind: 'status', status: 500 });
    await expect(complete(handle)).rejects.toThrow();
    expect(place.handle.state.statuses).toEqual([]);
  });
});
