import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { aBuiltAction } from '../../support/a-built-action.ts';
import { aCustomer, checkAt } from '../../support/a-customer.ts';
import { aRunner, pullRequestEvent } from '../../support/an-action-run.ts';
import { runPlumbline } from '../../support/run-plumbline.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ testTimeout: 110_000 });

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
  // What GitHub Actions is told as an App is not for us.
  const { id } = test.github.addApp('github-actions', 15368);
  test.github.webhooks.targets.set(id, { url: 'http://127.0.0.1:9', secret: 'none' });
});
afterAll(() => test.close());

const LOOP = [
  'export function total(items) {',
  '  let sum = 0;',
  '  for (const item of items) {',
  '    if (item.price > 10 && item.amount > 0) {',
  '      sum += item.price * item.amount;',
  '    } else if (item.free) {',
  '      sum += 0;',
  '    } else {',
  '      sum -= item.discount || 1;',
  '    }',
  '  }',
  '  const rounded = Math.round(sum * 100) / 100;',
  '  return { sum: rounded, count: items.length, mean: rounded / (items.length || 1) };',
  '}',
  '',
].join('\n');

const BEFORE = {
  '.plumbline.yml': 'version: 1\nprojects:\n  - name: web\n    paths: [web/**]\n  - name: jobs\n    paths: [jobs/**]\n',
  'package.json': '{ "name": "shop", "version": "1.0.0", "private": true, "dependencies": { "left-pad": "1.3.0" } }\n',
  'package-lock.json':
    '{ "name": "shop", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": { "": { "name": "shop", "version": "1.0.0", "dependencies": { "left-pad": "1.3.0" } }, "node_modules/left-pad": { "version": "1.3.0" } } }\n',
  'web/total.js': LOOP,
  'web/old.ts': 'export function old(value: any) {\n  debugger;\n  return value;\n}\n',
  'jobs/run.py': 'import os\n\n\ndef run(command):\n    return os.system(command)\n',
  'jobs/main.go': 'package main\n\nfunc main() {\n\tprintln("jobs")\n}\n',
  'README.md': '# Shop\n',
};
const AFTER = {
  'web/sum.js': LOOP.replace('total', 'sum'),
  'web/new.tsx':
    'export function New({ html }: { html: string }) {\n  eval(html);\n  return <div dangerouslySetInnerHTML={{ __html: html }} />;\n}\n',
  'web/old.ts': '// Moved down.\nexport function old(value: any) {\n  debugger;\n  return value;\n}\n',
  'jobs/load.py':
    'import pickle\n\n\ndef load(data=[]):\n    try:\n        return pickle.loads(data)\n    except:\n        pass\n',
  'jobs/main.go':
    'package main\n\nimport (\n\t"crypto/md5"\n\t"os/exec"\n)\n\nfunc main() {\n\tprintln(md5.Sum(nil))\n\texec.Command("sh", "-c", "ls").Run()\n}\n',
  '.github/workflows/ci.yml':
    'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.pull_request.title }}\n',
  Dockerfile: 'FROM node:latest\nRUN curl http://example.com/x.sh | sh\n',
  'Query.java':
    'class Query {\n  void run(java.sql.Statement s, String name) throws Exception {\n    s.execute("select * from t where n = \'" + name + "\'");\n  }\n}\n',
  'ü n|i.js': 'export const a = 1\nif (a == null) { debugger }\n',
};

it('a change gives one report, byte for byte, by the command line, the Action and the App', async () => {
  const { shop, settled } = await aCustomer(test, 'threeways', { files: BEFORE });
  await shop.push({ branch: 'feature', from: 'main', files: AFTER });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  // The base moves on: all three have to see that this is none of the change's, and by what the change is judged now.
  const configuration = `${BEFORE['.plumbline.yml']}rules:\n  eslint/no-eval: low\n`;
  const baseSha = await shop.push({ files: { 'web/later.js': 'debugger;\n', '.plumbline.yml': configuration } });

  // 1. The App.
  await settled();
  const { summary } = checkAt(shop, headSha).output;
  const link = /\(<(http:\/\/[^>]*\/reports\/[0-9a-f-]+\.json\?[^>]*)>\)/.exec(summary ?? '')?.[1] ?? '';
  const byApp = await (await fetch(link)).text();

  // 2. The Action, on the checkout of one commit that a workflow has by default.
  const event = await pullRequestEvent(test.github, shop, number);
  const action = aBuiltAction();
  const { report: byAction } = await action.run(test.github, shop, { event, checkout: 'shallow' });
  action.remove();

  // 3. The command line, in a clone.
  const clone = await aRunner(test.github, shop, { event });
  const range = ['--base', baseSha, '--head', headSha];
  const { stdout: byCommandLine } = await runPlumbline(
    ['review', join(clone.folder, 'workspace'), ...range, '--format', 'json', '--quiet'],
    { cwd: clone.folder },
  );
  clone.remove();

  const { findings, configuration: read } = JSON.parse(byCommandLine) as Report;
  expect(read.source).toBe(`.plumbline.yml at ${baseSha.slice(0, 12)}`);
  expect(findings.filter(({ ruleId }) => ruleId === 'eslint/no-eval').map(({ severity }) => severity)).toEqual(['low']);
  const introduced = new Set(findings.flatMap(({ state, path }) => (state === 'new' ? [path] : [])));
  expect([...introduced].toSorted()).toEqual([
    '.github/workflows/ci.yml',
    'Dockerfile',
    'jobs/load.py',
    'web/new.tsx',
    'web/sum.js',
    'ü n|i.js',
  ]);
  expect(byAction).toBe(byCommandLine);
  expect(byApp).toBe(byCommandLine);
});

interface Report {
  readonly configuration: { readonly source: string };
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly state: string;
    readonly path: string;
  }[];
}
