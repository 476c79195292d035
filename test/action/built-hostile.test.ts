import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltAction, type BuiltAction } from '../support/a-built-action.ts';
import {
  aRunner,
  checksAt,
  pullRequestEvent,
  READ_ONLY,
  runBuilt,
  USUAL,
  type RunOptions,
} from '../support/an-action-run.ts';
import { gitHubMarkdown } from '../support/github-markdown.ts';
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
});

/** Names that git takes, and that mean something elsewhere. */
const NAMES = [
  'a\n::set-output name=conclusion::success\n.js',
  '::error::x.js',
  '::stop-commands::token.js',
  'a%0A::add-mask::x%0D.js',
  '\u001b[31mred\u001b]0;title\u0007.js',
  'a,line=9,title=b::c.js',
  '##[set-env name=PATH]b.js',
  '\r::warning::c.js',
  '\u2028::error::line separator.js',
  'a|b|c.js',
  '[link](javascript:alert(1)).js',
  '<img src=x onerror=alert(1)><script>alert(2)</script>.js',
  '`code` **bold** @everyone #1.js',
  '"quoted" \'names\'.js',
  '$(touch pwned) ; rm -rf x.js',
  '..\\..\\up.js',
  '...js',
  'a b/.../c d.js',
  'end_0\nconclusion<<X\nsuccess\nX.js',
  `${`${'n'.repeat(200)}/`.repeat(19)}long.js`,
];

let owners = 0;
async function aPullRequest(files: Readonly<Record<string, string>>) {
  const shop = await github.createRepository(`hostile${++owners}/shop`, { files: { 'README.md': '# Shop\n' } });
  await shop.push({ branch: 'feature', from: 'main', files });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  return { shop, number, headSha, event: await pullRequestEvent(github, shop, number) };
}

/** Runs it, and says which files it left anywhere on the runner's machine. */
async function runAndLook(options: RunOptions, { shop }: Pick<Awaited<ReturnType<typeof aPullRequest>>, 'shop'>) {
  const runner = await aRunner(github, shop, { checkout: 'none', ...options });
  try {
    const workspace = join(runner.folder, 'workspace');
    const ended = await runBuilt(action.program('main'), { variables: runner.variables, workspace });
    const left = readdirSync(runner.folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [leftAt(relative(runner.folder, join(entry.parentPath, entry.name)))] : [],
    );
    return {
      ...ended,
      ...runner.written(),
      left: left.filter((path) => !/^temp\/plumbline\/(?:git|results)\//.test(path)).toSorted(),
    };
  } finally {
    runner.remove();
  }
}

/** The folder of a step's reports has a name of its own. */
const leftAt = (path: string): string => path.replace(/^(temp\/plumbline\/report)-\w{6}\//, '$1/');

const ALL_REPORTS = { reports: 'html, json, sarif, markdown, junit' };
const LEFT = [
  'event.json',
  'output',
  'state',
  'summary',
  'temp/plumbline/report/index.html',
  'temp/plumbline/report/junit.xml',
  'temp/plumbline/report/report.json',
  'temp/plumbline/report/report.md',
  'temp/plumbline/report/report.sarif',
];

test.each([
  ['that only reads', READ_ONLY],
  ['that may write', USUAL],
])('file names are names, with a token %s', async (_, permissions) => {
  const pull = await aPullRequest(Object.fromEntries(NAMES.map((name) => [name, 'debugger;\n'])));
  const { code, log, outputs, summary, left } = await runAndLook(
    { event: pull.event, permissions, inputs: ALL_REPORTS },
    pull,
  );
  expect(code).toBe(1);
  // 1. No command but annotations, and those are about the line that they are about.
  const commands = readCommands(log);
  expect(commands.filter(({ command }) => !['error', 'warning', 'notice'].includes(command))).toEqual([]);
  for (const { properties } of commands) {
    expect(
      Object.keys(properties).filter(
        (name) => !['file', 'line', 'endLine', 'col', 'endColumn', 'title'].includes(name),
      ),
    ).toEqual([]);
    if (properties['file'] !== undefined) expect(properties['line']).toBe('1');
  }
  expect(log).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  // 2. Outputs are ours alone.
  expect(outputs).toMatchObject({ conclusion: 'failure', high: String(NAMES.length) });
  expect(Object.keys(outputs).filter((name) => !OUTPUTS.includes(name))).toEqual([]);
  // 3. Nothing is written but what was to be.
  expect(left).toEqual(LEFT);
  // 4. The summary has no elements and no links but ours.
  const html = gitHubMarkdown(summary);
  const addresses = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.filter((address) => !address?.startsWith(`${github.webUrl}/${pull.shop.fullName}/blob/`))).toEqual(
    [],
  );
  expect(html).not.toMatch(/<(?:img|script)|<[^>]*\son\w+=|\u001b/);
  const [check] = checksAt(pull.shop, pull.headSha);
  expect(new Set(check?.annotations ?? NAMES).size).toBe(NAMES.length);
});

const OUTPUTS = [
  'conclusion',
  'check-url',
  'findings',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'rating-reliability',
  'rating-security',
  'rating-maintainability',
  'rating-duplication',
  'rating-coverage',
  'report-folder',
  'reports',
  'measurements',
];

test.each<[string, Readonly<Record<string, string>>]>([
  ['a command', { reports: 'html\n::set-output name=conclusion::success' }],
  ['an escaped command', { 'eslint-config': '%0A::add-mask::x' }],
  ['an older command', { 'upload-sarif': '##[set-env name=PATH]x' }],
  ['colours', { 'eslint-config': '\u001b[31mtrue' }],
  ['a name that is none', { '::error::x\n::debug::y': 'true' }],
  ['a path that leads out', { coverage: '../../../../../../etc/passwd' }],
  ['a path of the machine', { tests: '/etc/passwd' }],
])('an input with %s is an error in one line, and nothing else', async (_, inputs) => {
  const pull = await aPullRequest({ 'a.js': 'export const a = 1;\n' });
  const { code, log, left, outputs } = await runAndLook({ event: pull.event, inputs }, pull);
  expect(code).toBe(1);
  expect(readCommands(log).map(({ command }) => command)).toEqual(['error']);
  expect(log).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|root:/);
  expect(outputs.conclusion ?? 'action_required').toBe('action_required');
  expect(left.filter((path) => !LEFT.includes(path))).toEqual([]);
  expect(checksAt(pull.shop, pull.headSha).filter(({ status }) => status !== 'completed')).toEqual([]);
});

test.each<[string, string]>([
  ['a long path', 'x'.repeat(100_000)],
  ['a pattern without end', '{'.repeat(5_000) + '*'.repeat(5_000)],
])('an input with %s is refused in a short error', async (_, sarif) => {
  const pull = await aPullRequest({ 'a.js': 'export const a = 1;\n' });
  const { code, log } = await runAndLook({ event: pull.event, inputs: { sarif } }, pull);
  expect(code).toBe(1);
  expect(readCommands(log).map(({ command }) => command)).toEqual(['error']);
  expect(log).toContain('expected a path pattern of at most 300 characters');
  expect(log.length).toBeLessThan(1_000);
});

test('what code says of itself in a finding is text', async () => {
  const secret = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
  const pull = await aPullRequest({
    'a.js': `// ::set-output name=x::y\ndebugger; // \u001b[31m <script>alert(1)</script> %0A::error::x\nexport const token = '${secret}';\n`,
    '.plumbline.yml': 'version: 1\n"::error::x\\n::add-mask::y": true\n',
  });
  const { log, summary, outputs } = await runAndLook({ event: pull.event, permissions: READ_ONLY }, pull);
  expect(readCommands(log).filter(({ command }) => !['error', 'warning', 'notice'].includes(command))).toEqual([]);
  expect(log + summary + JSON.stringify(outputs)).not.toContain(secret);
  expect(gitHubMarkdown(summary)).not.toMatch(/<script>|\u001b/);
});
