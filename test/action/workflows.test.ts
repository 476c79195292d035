import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { EVENTS } from '../../action/read-event.ts';
import { INPUT_NAMES } from '../../action/read-inputs.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const examples = [...readFileSync('docs/action.md', 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
  ([, text = '']) => text,
);
const blocks = examples.filter((text) => text.startsWith('name:'));
const released = readFileSync('.github/workflows/release.yml', 'utf8');

test('the workflows of the documentation use events, inputs and outputs that there are', () => {
  expect(blocks).toHaveLength(9);
  const { outputs } = parse(readFileSync('action.yml', 'utf8')) as { outputs: Record<string, unknown> };
  for (const text of blocks) {
    const { on, jobs } = parse(text) as Workflow;
    const ours = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses?.startsWith('OWNER/')));
    expect(ours).toHaveLength(1);
    expect(EVENTS).toEqual(expect.arrayContaining(Object.keys(on)));
    expect(INPUT_NAMES).toEqual(expect.arrayContaining(Object.keys(ours[0]?.with ?? {})));
    const named = [...text.matchAll(/steps\.plumbline\.outputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(named));
  }
});

test('those that may write no check show nothing, and no notice tells them to ask for more', () => {
  const shown = blocks.map((text) => {
    const { permissions, jobs } = parse(text) as Workflow;
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    return [permissions.checks, steps.find(({ uses }) => uses?.startsWith('OWNER/'))?.with?.show];
  });
  expect(shown.filter(([checks]) => checks !== 'write')).toEqual([[undefined, false]]);
});

test('those of pull requests review a draft that is made ready, and what is moved to another base', () => {
  const types = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'];
  const named = blocks.flatMap((text) => {
    const { pull_request, pull_request_target } = (parse(text) as Workflow).on;
    return [pull_request, pull_request_target].filter((event) => event !== undefined);
  });
  expect(named).toEqual(Array.from({ length: 7 }, () => ({ types })));
});

test('what is released is of the default branch, and what is packed is what was tested', () => {
  const { steps } = (parse(released) as Workflow).jobs['action']!;
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
  const { run: script = '' } = steps.find(({ name }) => name?.startsWith('The commit is one of the default')) ?? {};
  const env = { ...process.env, DEFAULT_BRANCH: 'main' };
  const isTaken = () => spawnSync('bash', ['-e', '-c', script], { cwd: folder, env }).status === 0;
  try {
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '-m', 'Merged');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    expect(isTaken()).toBe(true);
    git('commit', '--quiet', '--allow-empty', '-m', 'Not merged');
    expect(isTaken()).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const runs = steps.map(({ name, run }) => name ?? run);
  const tested = runs.indexOf('npm run check');
  expect(runs[tested + 1]).toBe('Pack what was built, the same bytes each time');
});

const mistakesIn = (content: string): string[] =>
  parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

test('they, and the one that releases, are as GitHub takes them', () => {
  expect([...blocks, released].map(mistakesIn)).toEqual([...blocks, released].map(() => []));
  expect(mistakesIn('on: pushed\njobs: {}\n')).not.toEqual([]);
});

test('they, and the one that releases, keep our own rules of delivery', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  try {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    for (const [index, text] of [...blocks, released].entries())
      writeFileSync(join(folder, `.github/workflows/${index}.yml`), text);
    const careless = 'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ uses: a/b@main }] } }\n';
    writeFileSync(join(folder, '.github/workflows/careless.yml'), careless);
    const { stdout } = await runPlumbline(['review', folder, '--format', 'json', '--quiet']);
    const { findings } = JSON.parse(stdout) as { findings: { ruleId: string; path: string; message: string }[] };
    const told = findings.filter(({ path }) => path.startsWith('.github/workflows/'));
    expect(told.filter(({ path }) => !path.endsWith('careless.yml'))).toEqual([]);
    expect(told.map(({ ruleId }) => ruleId)).toContain('delivery/actions-third-party-unpinned');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
