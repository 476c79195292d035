import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endCancelled } from '../../action/end-cancelled.ts';
import {
  aRunner,
  checksAt,
  PACE,
  pullRequestEvent,
  runAction,
  USUAL,
  type ActionRun,
} from '../support/an-action-run.ts';
import type { Failure } from '../support/github/http/failures.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import { readCommands } from '../support/runner-commands.ts';

/** What can happen to a call. */
const FAILURES: Readonly<Record<string, Failure>> = {
  '403': { kind: 'status', status: 403 },
  '404': { kind: 'status', status: 404 },
  '422': { kind: 'status', status: 422 },
  '500': { kind: 'status', status: 500 },
  'a secondary limit': { kind: 'secondary-limit', retryAfterSeconds: 1 },
  'a cut connection': { kind: 'cut' },
  'a cut connection after the effect': { kind: 'cut-after-effect' },
};

/** The calls of a run, in their order; a test below holds that there are no others. */
const CALLS = [
  'checks/list-for-ref',
  'checks/create',
  'git/info-refs',
  'git/upload-pack',
  'checks/get',
  'checks/update',
  'code-scanning/upload-sarif',
  'pulls/get',
  'graphql/viewer',
  'issues/list-comments',
  'issues/create-comment',
  'graphql/repository',
  'pulls/create-review',
] as const;

/** Two findings that have a fix. Python, for ESLint would take longer to load than all else. */
const CHANGED = 'import yaml\n\nfirst = yaml.load(input())\nsecond = yaml.load(input())\n';

interface Ended extends ActionRun {
  readonly checks: ReturnType<typeof checksAt>;
  readonly comments: number;
}

let github: GitHubDouble;
const ended = new Map<string, Ended>();
/** Reviews at a time. */
const AT_ONCE = 4;

beforeAll(async () => {
  github = await startGitHubDouble();
  const cases = CALLS.flatMap((call) => Object.entries(FAILURES).map(([name, failure]) => ({ call, name, failure })));
  const work = cases.values();
  const takeAll = async () => {
    for (const { call, name, failure } of work) ended.set(`${call} ${name}`, await review(call, failure));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeAll));
}, 300_000);
afterAll(() => github.close());

let owners = 0;

/** A run in which one call fails, and the end of its job. */
async function review(call: string, failure: Failure): Promise<Ended> {
  const owner = `failing${++owners}`;
  const shop = await github.createRepository(`${owner}/shop`, { files: { 'a.py': 'a = 1\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: { 'b.py': CHANGED } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  const permissions = { ...USUAL, security_events: 'write' } as const;
  const isOwn = (id: number | undefined) =>
    id !== undefined && github.world.installations.get(id)?.account.login === owner;
  github.failNext((made) => made.operationId === call && isOwn(made.installationId), failure);
  const options = { event, permissions, checkout: 'none', inputs: { 'upload-sarif': 'true' } } as const;
  const run = await runAction(github, shop, options);
  const runner = await aRunner(github, shop, options);
  const env = { ...runner.variables, STATE_check: run.state['check'] ?? '' };
  await endCancelled({ env, write: () => undefined, clock: () => new Date(), pace: PACE });
  runner.remove();
  return { ...run, checks: checksAt(shop, headSha), comments: shop.state.comments.size };
}

test('these are the calls', () => {
  // What is tried after a refusal: a commit status, which the token may not make either, and suggestions one by one.
  const others = ['repos/list-commit-statuses-for-ref', 'repos/create-commit-status', 'pulls/create-review-comment'];
  const made = Object.keys(github.calls.counts()).filter((call) => !others.includes(call));
  expect(made.toSorted()).toEqual(CALLS.toSorted());
  expect(github.violations).toEqual([]);
});

const REFUSALS: readonly string[] = ['403', '404', '422'];
const TITLE = '2 new high-severity problems block this change.';

describe.each(CALLS)('%s fails once', (call) => {
  test.each(Object.keys(FAILURES))('by %s', (name) => {
    const { code, log, outputs, summary, checks, comments } = ended.get(`${call} ${name}`)!;
    expect([code, outputs.conclusion, outputs.findings]).toEqual([1, 'failure', '2']);
    expect(log).toContain(TITLE);
    expect(summary).toContain('[b.py:3]');
    // A token that is refused a check when it asks for one is a fork's: then the run shows what the check would.
    const isRefused = REFUSALS.includes(name) && ['checks/list-for-ref', 'checks/create'].includes(call);
    const check = {
      name: 'Plumbline',
      status: 'completed',
      conclusion: 'failure',
      title: TITLE,
      annotations: ['b.py:3', 'b.py:4'],
    };
    expect(checks).toEqual(isRefused ? [] : [check]);
    const beside = readCommands(log).filter(({ properties: { file } }) => file === 'b.py');
    expect(beside.map(({ properties: { line } }) => line)).toEqual(isRefused ? ['3', '4'] : []);
    // The comment is for convenience: it is missing only where the log says why.
    expect(comments).toBe(
      /^(?:::notice::)?(?:No comment|The comment and the suggestions are not up to date): /m.test(log) ? 0 : 1,
    );
  });
});
