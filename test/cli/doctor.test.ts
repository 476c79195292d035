import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '../../cli/doctor.ts';
import { checkNode } from '../../cli/doctor/check-tools.ts';
import { testRepositories } from '../support/git/test-repositories.ts';

const { make } = testRepositories();
let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'plumbline-doctor-')));
  printed = '';
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function run(options: { online?: boolean; cache?: string; fetch?: typeof fetch } = {}): Promise<number> {
  return doctor({
    folder,
    online: options.online ?? false,
    print: (text) => (printed += text),
    environment: { PLUMBLINE_CACHE: options.cache ?? join(folder, 'cache') },
    ...(options.fetch && { fetch: options.fetch }),
  });
}

/** The lines of one check: its own and its advice. */
function linesOf(name: string): string[] {
  const lines = printed.split('\n');
  const start = lines.findIndex((line) => line.slice(9).startsWith(name));
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith('         '));
  return [lines[start]!, ...rest.slice(0, end)];
}

describe('plumbline doctor', () => {
  it('finds what a review needs', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    await run();
    expect(linesOf('Node')).toEqual([`ok       Node           ${process.versions.node}`]);
    expect(linesOf('git')[0]).toMatch(/^ok {7}git {12}\d+\.\d+/);
    expect(linesOf('Configuration')).toEqual([
      'ok       Configuration  no .plumbline.yml: the defaults apply (plumbline init writes one)',
    ]);
    expect(linesOf('Grammars')).toEqual(['ok       Grammars       12 languages']);
    expect(linesOf('oxlint')[0]).toMatch(/^ok {7}oxlint {9}\d+\.\d+\.\d+$/);
    expect(linesOf('PDF')).toEqual(['ok       PDF            Typst compiler present']);
    expect(linesOf('Cache')).toEqual([`ok       Cache          ${folder}/cache (empty)`]);
    expect(printed).not.toContain('OSV');
  });

  it('says what a review would find in the repository', async () => {
    const repository = make();
    repository.commit({
      'src/a.ts': 'export {};\n',
      'src/b.py': 'pass\n',
      'run.sh': 'ls\n',
      'requirements.txt': 'a==1\n',
      'coverage.xml': '<coverage/>',
      'reports/junit.xml': '<testsuites/>',
      '.plumbline.yml': 'analyzers: { tests: { reports: ["reports/*.xml"] } }\n',
    });
    repository.git('switch', '-qc', 'feature');
    folder = repository.folder;
    expect(await run()).toBe(0);
    const indent = ' '.repeat(24);
    expect(linesOf('Base')).toEqual(['ok       Base           main', `${indent}plumbline review --base main`]);
    expect(linesOf('Configuration')).toEqual(['ok       Configuration  .plumbline.yml is valid']);
    expect(linesOf('Languages')).toEqual([
      'ok       Languages      Python (1), TypeScript (1)',
      `${indent}Without a grammar, searched only for secrets: Shell (1).`,
    ]);
    expect(linesOf('Lock files')[0]).toBe('ok       Lock files     requirements.txt');
    expect(linesOf('Coverage')).toEqual([
      'ok       Coverage       coverage.xml',
      `${indent}A review reads it only if you name it: \`--coverage coverage.xml\`, or in the configuration.`,
    ]);
    expect(linesOf('Test reports')).toEqual(['ok       Test reports   reports/junit.xml']);
    expect(linesOf('Semgrep')[0]).toBe('none     Semgrep        neither opengrep nor semgrep is on the PATH');
  });

  it('says of which kind the repository is, and what that asks for', async () => {
    const origin = make();
    origin.commit({ 'a.ts': 'export {};\n' });
    origin.commit({ 'a.ts': 'export const a = 1;\n' });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    folder = make({ clone: { from: origin.folder, args: ['--depth=1', '--filter=blob:none'] } }).folder;
    await run();
    expect(linesOf('Repository')).toEqual([
      expect.stringMatching(/^warn {5}Repository {5}.*, a shallow clone, a partial clone$/),
      expect.stringContaining('git fetch --unshallow'),
      expect.stringContaining('git fetch --refetch --no-filter'),
    ]);
    expect(linesOf('Base')[0]).toBe('ok       Base           origin/main');
    printed = '';
    folder = make().folder;
    await run();
    expect(linesOf('Repository')[0]).toMatch(/, without a commit yet$/);
    expect(linesOf('Base')[0]).toBe('none     Base           no usual base branch');
  });

  it('names the mistakes of the configuration, and fails', async () => {
    await writeFile(join(folder, '.plumbline.yml'), 'exlude: []\nextends: ./team.yml\n');
    expect(await run()).toBe(1);
    const indent = ' '.repeat(24);
    expect(linesOf('Configuration')).toEqual([
      'missing  Configuration  2 mistakes',
      `${indent}.plumbline.yml:2:10: There is no file "team.yml" to extend.`,
      `${indent}.plumbline.yml:1:1: Unknown key "exlude"; expected one of version, extends, include, exclude, generated, vendored, analyzers, rules, suppressions, gate, projects, pullRequests, report. Did you mean exclude?`,
    ]);
  });

  it('only warns where a review goes on without', async () => {
    await writeFile(join(folder, 'file'), '');
    await run({ cache: join(folder, 'file', 'cache') });
    expect(linesOf('Repository')[0]).toMatch(/^warn {5}Repository {5}/);
    expect(linesOf('Cache')[0]).toMatch(/^warn {5}Cache {10}ENOTDIR/);
    expect(printed).not.toMatch(/^missing {2}(?:Repository|Cache)/m);
  });

  it.each([
    [
      'answers',
      () => Promise.resolve(Response.json({ results: [] })),
      'ok       OSV            https://api.osv.dev answers',
    ],
    [
      'fails',
      () => Promise.resolve(new Response('', { status: 503 })),
      'warn     OSV            https://api.osv.dev answered with 503',
    ],
    [
      'is out of reach',
      () => Promise.reject(new Error('no route')),
      'warn     OSV            https://api.osv.dev cannot be reached: no route',
    ],
  ])('asks OSV when told to, which %s', async (_, answer, line) => {
    const asked: unknown[] = [];
    await run({ online: true, fetch: (...request) => (asked.push(request[0]), answer()) });
    expect(asked).toEqual(['https://api.osv.dev/v1/querybatch']);
    expect(linesOf('OSV')[0]).toBe(line);
  });

  it('refuses a Node that is too old', () => {
    expect(checkNode('20.18.3')).toEqual({
      name: 'Node',
      status: 'missing',
      detail: '20.18.3',
      advice: 'Install Node 20.19.0 or newer.',
    });
    expect(checkNode('24.0.0')).toEqual({ name: 'Node', status: 'ok', detail: '24.0.0' });
  });
});
