import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.ts';

describe('a pull request', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await startTestService();
  });
  afterAll(async () => {
    await test.close();
  });

  it('gets one completed check run with what is new', async () => {
    const { github } = test;
    const shop = await github.createRepository('acme/shop', { files: { 'a.js': 'export const a = 1;\n' } });
    github.install('acme');
    await shop.push({ branch: 'feature', from: 'main', files: { 'b.js': 'export function b() {\n  debugger;\n}\n' } });
    await shop.openPullRequest({ head: 'feature' });
    await test.settled();
    const runs = [...shop.state.checkRuns.values()];
    expect(runs.map(({ name, status, conclusion }) => ({ name, status, conclusion }))).toEqual([
      { name: 'Plumbline', status: 'completed', conclusion: 'failure' },
    ]);
    expect(github.violations).toEqual([]);
  });
});
