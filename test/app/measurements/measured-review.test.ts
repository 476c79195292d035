import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MeasuredFile } from '../../../github/hand-over/measurements.ts';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import { anAppClient, type AppClient } from '../../support/a-run.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startOidcDouble, type OidcDouble } from '../../support/oidc-double.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 110_000 });

const CODE = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const PASSED = ['Plumbline', 'success', 'No new problems.'];
const UNCOVERED = ['Plumbline', 'success', '1 new problem; it does not block this change.'];

/** Coverage of the first two lines of b.js: of line 1, and as often as said of line 2. */
function coverage(hits: number): MeasuredFile[] {
  const text = ['SF:b.js', 'DA:1,1', `DA:2,${hits}`, 'end_of_record', ''].join('\n');
  return [{ kind: 'coverage', name: 'coverage/lcov.info', text }];
}

const ANEW = { status: 202, body: { outcome: 'reviewed-anew' } };
const NO_REVIEW = { status: 202, body: { outcome: 'no-review' } };

let oidc: OidcDouble;
beforeAll(async () => {
  oidc = await startOidcDouble();
});
afterAll(() => oidc.close());

describe.concurrent('a review by measurements', () => {
  let test: TestService;
  let app: AppClient;
  beforeAll(async () => {
    test = await startTestService({ env: { WORKERS: '4', ACTIONS_OIDC_ISSUER: oidc.issuer } });
    app = anAppClient(test, oidc);
  });
  afterAll(() => test.close());

  async function aPullRequest(name: string) {
    const customer = await aCustomer(test, name);
    const { shop, settled } = customer;
    await shop.push({ branch: 'feature', from: 'main', files: CODE });
    const pull = await shop.openPullRequest({ head: 'feature' });
    const handOver = (files: readonly MeasuredFile[], job?: string) =>
      app.handOver({ shop, pull: pull.number }, { head: pull.headSha, files, ...(job !== undefined && { job }) });
    return { ...customer, settled, pull, handOver };
  }

  it('shows coverage in the check and the report, where a review without it came before', async () => {
    const { shop, settled, pull, handOver } = await aPullRequest('after');
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    expect(checkAt(shop, pull.headSha).output.summary).not.toContain('**Coverage**');
    expect(await handOver(coverage(0))).toEqual(ANEW);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([UNCOVERED]);
    expect(checkAt(shop, pull.headSha).output.summary).toContain(
      '**Coverage**: 50 % of the changed lines (1 of 2), 50 % of all lines.',
    );
    expect(runsAt(shop, pull.headSha)).toEqual(['success', 'success']);
    expect(await coverageInReport(shop, pull.headSha)).toEqual({ covered: 1, total: 2 });
    const line = test.logged.find(
      ({ msg, headSha }) => msg === 'measurements were handed over' && headSha === pull.headSha,
    );
    const [review] = await test.database.query(
      `select correlation_id as id from reviews where head_sha = $1 and trigger = 'action.measured'`,
      [pull.headSha],
    );
    expect(review).toEqual({ id: line?.['correlationId'] });
    expect(JSON.stringify(test.logged)).not.toContain('end_of_record');
  });

  it('is not made twice for the same', async () => {
    const { shop, settled, pull, handOver } = await aPullRequest('twice');
    await settled();
    expect(await Promise.all([handOver(coverage(0)), handOver(coverage(0))])).toEqual(
      expect.arrayContaining([ANEW, { status: 202, body: { outcome: 'known' } }]),
    );
    await settled();
    expect(await handOver(coverage(0))).toEqual({ status: 202, body: { outcome: 'known' } });
    await settled();
    expect(runsAt(shop, pull.headSha)).toEqual(['success', 'success']);
  });

  it('is made again for others, and all jobs count', async () => {
    const { shop, settled, pull, handOver } = await aPullRequest('others');
    await settled();
    expect(await handOver(coverage(0), 'one')).toEqual(ANEW);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([UNCOVERED]);
    expect(await handOver(coverage(1), 'two')).toEqual(ANEW);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
    expect(await coverageInReport(shop, pull.headSha)).toEqual({ covered: 2, total: 2 });
  });

  it('is the first where the measurements come before the webhook', async () => {
    const { shop, settled } = await aCustomer(test, 'before');
    const head = await shop.push({ branch: 'feature', from: 'main', files: CODE });
    expect(await app.handOver({ shop, pull: 1 }, { head, files: coverage(0) })).toEqual(NO_REVIEW);
    const pull = await shop.openPullRequest({ head: 'feature' });
    expect(pull.number).toBe(1);
    await settled();
    expect(shownAt(shop, head)).toEqual([UNCOVERED]);
    expect(runsAt(shop, head)).toEqual(['success']);
  });

  it('takes the place of one that runs', async () => {
    const { shop, settled, begun } = await aCustomer(test, 'during');
    using fetching = holdFetching(test.github, shop);
    const head = await shop.push({ branch: 'feature', from: 'main', files: CODE });
    await shop.openPullRequest({ head: 'feature' });
    await begun(head);
    const answer = await app.handOver({ shop, pull: 1 }, { head, files: coverage(0) });
    fetching.letGo();
    expect(answer).toEqual(ANEW);
    await settled();
    expect(shownAt(shop, head)).toEqual([UNCOVERED]);
    expect(runsAt(shop, head)).toEqual(['cancelled', 'success']);
  });

  it('is of the head alone: an older one is left as it is, and the next one measured by itself', async () => {
    const { shop, settled, pull, handOver } = await aPullRequest('pushed-over');
    await settled();
    const old = pull.headSha;
    await handOver(coverage(0));
    await settled();
    const head = await pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    expect(shownAt(shop, head)).toEqual([PASSED]);
    expect(checkAt(shop, head).output.summary).not.toContain('**Coverage**');
    expect(await app.handOver({ shop, pull: pull.number }, { head: old, files: coverage(1) })).toEqual(NO_REVIEW);
    expect(runsAt(shop, old)).toEqual(['success', 'success']);
  });

  it('is of the default branch where a run of that measured it: its badge shows it', async () => {
    const { shop, settled } = await aCustomer(test, 'branch');
    const head = await shop.push({ files: CODE });
    await settled();
    expect(await app.handOver({ shop, pull: 1 }, { head, files: coverage(1) })).toEqual(NO_REVIEW);
    expect(await app.handOver({ shop, sha: head }, { head, files: coverage(0) })).toEqual(ANEW);
    await settled();
    expect(runsAt(shop, head).length).toBe(2);
    expect(checkAt(shop, head).output.summary).toContain('50 % of all lines');
    const [, badge = ''] =
      /(http:\/\/[^\s>)]*\/badge\/[^\s>)]*\.svg)/.exec(checkAt(shop, head).output.summary ?? '') ?? [];
    expect(await (await fetch(`${badge}?show=coverage`)).text()).toContain('50 %');
  });

  it('is of the pull request alone where a run of the default branch relays what was measured', async () => {
    const { shop, settled, pull } = await aPullRequest('relayed');
    await settled();
    const head = pull.headSha;
    const relay = (ref: string) =>
      app.handOver(
        { shop, sha: '0'.repeat(40), claims: { event_name: 'workflow_run', ref } },
        { head, files: coverage(0) },
      );
    expect(await relay('refs/heads/feature')).toMatchObject({ status: 400 });
    expect(await relay('refs/heads/main')).toEqual(ANEW);
    await settled();
    expect(shownAt(shop, head)).toEqual([UNCOVERED]);
  });

  it('is of a merge group, which is not answered from another review then', async () => {
    const { shop, settled, pull, handOver } = await aPullRequest('queue');
    await settled();
    await handOver(coverage(0));
    await settled();
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await settled();
    expect(checkAt(shop, group).output.summary).toContain('Reused from');
    const run = {
      shop,
      sha: group,
      claims: { event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-1' },
    };
    expect(await app.handOver(run, { head: group, files: coverage(1) })).toEqual(ANEW);
    await settled();
    expect(shownAt(shop, group)).toEqual([PASSED]);
    expect(await coverageInReport(shop, group)).toEqual({ covered: 2, total: 2 });
    expect(runsAt(shop, group)).toEqual(['success', 'success']);
  });

  it('is not of a draft, until that is ready', async () => {
    const { shop, settled } = await aCustomer(test, 'draft');
    const head = await shop.push({ branch: 'feature', from: 'main', files: CODE });
    const pull = await shop.openPullRequest({ head: 'feature', draft: true });
    await settled();
    expect(await app.handOver({ shop, pull: 1 }, { head, files: coverage(0) })).toEqual(NO_REVIEW);
    expect(runsAt(shop, head)).toEqual(['neutral']);
    await pull.markReady();
    await settled();
    expect(shownAt(shop, head)).toEqual([UNCOVERED]);
  });

  it('takes findings of other tools and tests as well, and survives what is none', async () => {
    const { shop, settled, pull, handOver } = await aPullRequest('others-tools');
    await settled();
    const sarif = {
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Lint of the repository' } },
          results: [
            {
              ruleId: 'house/rule',
              level: 'error',
              message: { text: 'Not like this.' },
              locations: [{ physicalLocation: { artifactLocation: { uri: 'b.js' }, region: { startLine: 2 } } }],
            },
          ],
        },
      ],
    };
    const files: MeasuredFile[] = [
      { kind: 'sarif', name: 'lint.sarif', text: JSON.stringify(sarif) },
      { kind: 'tests', name: 'junit.xml', text: '<testsuite tests="1"><testcase name="b"/></testsuite>' },
      { kind: 'coverage', name: 'broken.info', text: 'nothing' },
      { kind: 'sarif', name: '../../etc/passwd\n::error::x', text: '{' },
    ];
    expect(await handOver(files)).toEqual(ANEW);
    await settled();
    const { summary, title } = checkAt(shop, pull.headSha).output;
    expect(title).toBe('1 new high-severity problem blocks this change.');
    expect(summary).toContain('Not like this.');
    expect(summary).toContain('broken.info could not be read');
  });

  it('all of it was as GitHub describes it', () => {
    expect(test.github.violations).toEqual([]);
  });
});

it('a worker that is stopped in the middle of it leaves it to another, and there is one check', async () => {
  const test = await startTestService({
    only: 'app',
    env: { PLUMBLINE_KEY: randomBytes(32).toString('base64'), ACTIONS_OIDC_ISSUER: oidc.issuer },
  });
  const first = await test.startWorker();
  const { shop, settled } = await aCustomer(test, 'stopped');
  const head = await shop.push({ branch: 'feature', from: 'main', files: CODE });
  await shop.openPullRequest({ head: 'feature' });
  await settled();
  using fetching = holdFetching(test.github, shop);
  await anAppClient(test, oidc).handOver({ shop, pull: 1 }, { head, files: coverage(0) });
  await expect.poll(() => runsAt(shop, head), { timeout: 20_000 }).toEqual(['success', null]);
  await first.stop({ finishWithin: 0 });
  fetching.letGo();
  const second = await test.startWorker();
  await settled();
  expect(shownAt(shop, head)).toEqual([UNCOVERED]);
  expect(runsAt(shop, head)).toEqual(['success', 'success']);
  await second.stop();
  await test.close();
});

/** What all checks of our name came to, the oldest first. */
function runsAt({ state }: RepositoryHandle, headSha: string): (string | null)[] {
  return [...state.checkRuns.values()]
    .filter((run) => run.headSha === headSha && run.name === 'Plumbline')
    .map(({ conclusion }) => conclusion);
}

/** Of all lines, as the JSON report behind the check has it. */
async function coverageInReport(shop: RepositoryHandle, headSha: string): Promise<unknown> {
  const [, link = ''] = /\[JSON\]\(<([^>]*)>\)/.exec(checkAt(shop, headSha).output.summary ?? '') ?? [];
  const report = (await (await fetch(link)).json()) as { readonly coverage?: { readonly total: unknown } };
  return report.coverage?.total;
}
