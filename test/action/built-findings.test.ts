import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltAction, type BuiltAction } from '../support/a-built-action.ts';
import { checksAt, pullRequestEvent, READ_ONLY, type RunOptions } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import { readCommands } from '../support/runner-commands.ts';

let github: GitHubDouble;
let action: BuiltAction;
beforeAll(async () => {
  github = await startGitHubDouble();
  action = aBuiltAction();
});
afterAll(async () => {
  await github.close();
  action.remove();
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

/** So many findings of one rule; each file has one more, for what cannot be reached after them. */
const files = (amount: number, each: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: amount }, (_, index) => [`f${index}.js`, 'debugger;\n'.repeat(each)]));

let owners = 0;
async function review(changed: Readonly<Record<string, string>>, options: Omit<RunOptions, 'event'> = {}) {
  const shop = await github.createRepository(`findings${++owners}/shop`, { files: { 'README.md': '# Shop\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: changed });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  const ended = await action.run(github, shop, { event, ...options });
  const { findings } = JSON.parse(ended.report ?? '{}') as { findings: readonly { readonly ruleId: string }[] };
  const [run] = [...shop.state.checkRuns.values()];
  return {
    ...ended,
    check: checksAt(shop, headSha)[0],
    text: `${run?.output.summary ?? ''}\n${run?.output.text ?? ''}`,
    batches: github.calls
      .of('checks/update')
      .flatMap(({ path, body }) => (path.includes(shop.fullName) ? [sizeOf(body)] : [])),
    reported: findings.length,
  };
}

/** How many annotations a call has. */
function sizeOf(body: unknown): number {
  const { output } = body as { readonly output?: { readonly annotations?: readonly unknown[] } };
  return output?.annotations?.length ?? 0;
}

test('60 findings are all beside the code, 50 with each call', async () => {
  const { check, batches, outputs, reported, text } = await review(files(1, 60));
  expect(check).toMatchObject({ status: 'completed', conclusion: 'failure' });
  expect(check?.annotations).toHaveLength(61);
  expect(batches).toEqual([50, 11]);
  expect([reported, outputs.findings, outputs.high]).toEqual([61, '61', '60']);
  expect(text).not.toContain('annotations: showing');
});

test('of 6,000 findings as many are beside the code as GitHub takes, what is shown says so, and the report has all', async () => {
  const { code, check, batches, outputs, reported, summary, text } = await review(files(60, 100));
  expect(code).toBe(1);
  expect(check).toMatchObject({ status: 'completed', conclusion: 'failure' });
  expect(check?.annotations).toHaveLength(500);
  expect(batches).toEqual(Array.from({ length: 10 }, () => 50));
  expect([reported, outputs.findings, outputs.high]).toEqual([6060, '6060', '6000']);
  expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
  for (const shown of [text, summary]) {
    expect(shown).toContain('annotations: showing 500 of 6,060');
    expect(shown).toContain('### 6,060 new findings, showing 100 of 6,060');
  }
});

test('with a token that only reads, the run shows the gravest, and how many there are', async () => {
  const { code, log, summary, reported } = await review(files(60, 100), { permissions: READ_ONLY });
  expect(code).toBe(1);
  const told = readCommands(log);
  // Nine of them, and why the run does not pass.
  expect(told.filter(({ command }) => command === 'error')).toHaveLength(10);
  expect(told.map(({ data }) => data)).toContain('Findings beside the code: showing 9 of 6,060. The summary has more.');
  expect(summary).toContain('### 6,060 new findings, showing 100 of 6,060');
  expect(summary).not.toContain('annotations: showing');
  expect(reported).toBe(6060);
});
