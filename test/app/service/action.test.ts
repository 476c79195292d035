import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { run } from '../../../action/run.ts';
import { aCustomer, checkAt } from '../../support/a-customer.ts';
import { claimsOf } from '../../support/a-run.ts';
import { aRunner, pullRequestEvent, READ_ONLY, runAction, workflowRunEvent } from '../../support/an-action-run.ts';
import { startOidcDouble, type OidcDouble } from '../../support/oidc-double.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ testTimeout: 110_000 });

let oidc: OidcDouble;
let test: TestService;
beforeAll(async () => {
  oidc = await startOidcDouble();
  test = await startTestService({ env: { ACTIONS_OIDC_ISSUER: oidc.issuer } });
  // What GitHub Actions is told as an App is not for us.
  const { id } = test.github.addApp('github-actions', 15368);
  test.github.webhooks.targets.set(id, { url: 'http://127.0.0.1:9', secret: 'none' });
});
afterAll(() => Promise.all([test.close(), oidc.close()]));

it("what a fork's job measured comes to the App by a job of the base, and one check shows it", async () => {
  const { shop, settled } = await aCustomer(test, 'forked');
  const fork = await shop.fork('stranger');
  await fork.push({ branch: 'feature', from: 'main', files: { 'b.js': 'export function b() {\n  return 1;\n}\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'stranger:feature' });
  await settled();

  // 1. The fork's: its token only reads, and there is none that says who it is.
  const untrusted = await aRunner(test.github, shop, {
    event: await pullRequestEvent(test.github, shop, number),
    permissions: READ_ONLY,
    checkout: 'none',
    inputs: { 'app-url': test.service.url, coverage: 'lcov.info' },
    made: { 'lcov.info': 'SF:b.js\nDA:1,1\nDA:2,0\nend_of_record\n' },
  });
  let artifact: Buffer;
  try {
    let log = '';
    await run({ env: untrusted.variables, write: (text) => void (log += text), clock: () => new Date() });
    expect(log).toContain('the job has no token to show who it is.');
    artifact = readFileSync(untrusted.written().outputs.measurements ?? '');
  } finally {
    untrusted.remove();
  }

  // 2. The base's, after it.
  const event = await workflowRunEvent(shop, number);
  const { code, log } = await runAction(test.github, shop, {
    event,
    checkout: 'none',
    inputs: { 'app-url': test.service.url, measurements: 'measurements.json.gz' },
    made: { 'measurements.json.gz': artifact },
    env: oidc.jobMayAsk(claimsOf({ shop, sha: event.sha, claims: { event_name: 'workflow_run' } })),
  });
  await settled();
  expect(code).toBe(0);
  expect(log).not.toMatch(/^::(?:warning|error)/m);
  expect(checkAt(shop, headSha).output.summary).toContain(
    '**Coverage**: 50 % of the changed lines (1 of 2), 50 % of all lines.',
  );
  const makers = [...shop.state.checkRuns.values()].map(({ app }) => app.slug);
  expect(new Set(makers)).toEqual(new Set([test.github.app.slug]));
  expect(test.github.violations).toEqual([]);
});
