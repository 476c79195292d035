import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt } from '../../support/a-customer.ts';
import { anAppClient, type AppClient } from '../../support/a-run.ts';
import { startOidcDouble, type OidcDouble } from '../../support/oidc-double.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 6, testTimeout: 110_000 });

const CODE = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
/** One of two lines. */
const HALF = [{ kind: 'coverage' as const, name: 'coverage/lcov.info', text: lcov({ 1: 1, 2: 0 }) }];

function lcov(lines: Readonly<Record<number, number>>): string {
  const hits = Object.entries(lines).map(([line, count]) => `DA:${line},${count}`);
  return ['SF:b.js', ...hits, 'end_of_record', ''].join('\n');
}

let oidc: OidcDouble;
let test: TestService;
let app: AppClient;
beforeAll(async () => {
  oidc = await startOidcDouble();
  test = await startTestService({ env: { WORKERS: '4', ACTIONS_OIDC_ISSUER: oidc.issuer } });
  app = anAppClient(test, oidc);
});
afterAll(async () => {
  await test.close();
  await oidc.close();
});

describe.concurrent('measurements of a pull request', () => {
  it('that come after its review have it reviewed anew: the check shows coverage', async () => {
    const { shop, settled } = await aCustomer(test, 'after');
    await shop.push({ branch: 'feature', from: 'main', files: CODE });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(checkAt(shop, pull.headSha).output.summary).not.toContain('50');
    expect(await app.handOver({ shop, pull: pull.number }, { head: pull.headSha, files: HALF })).toEqual({
      status: 202,
      body: { outcome: 'reviewed-anew' },
    });
    await settled();

    console.log(checkAt(shop, pull.headSha).output.summary);
  });
});
