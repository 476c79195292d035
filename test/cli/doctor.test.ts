import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doctor } from '../../cli/doctor.ts';
import { checkNode } from '../../cli/doctor/check-tools.ts';

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
      'ok       Configuration  no .plumbline.yml: the defaults hold (plumbline init writes one)',
    ]);
    expect(linesOf('Grammars')).toEqual(['ok       Grammars       14 languages']);
    expect(linesOf('oxlint')[0]).toMatch(/^ok {7}oxlint {9}\d+\.\d+\.\d+$/);
    expect(linesOf('PDF')).toEqual(['ok       PDF            Typst compiler present']);
    expect(linesOf('Cache')).toEqual([`ok       Cache          ${folder}/cache`]);
    expect(printed).not.toContain('OSV');
  });

  it('names the mistakes of the configuration, and fails', async () => {
    await writeFile(join(folder, '.plumbline.yml'), 'exlude: []\nextends: ./team.yml\n');
    expect(await run()).toBe(1);
    const indent = ' '.repeat(24);
    expect(linesOf('Configuration')).toEqual([
      'missing  Configuration  2 mistakes',
      `${indent}.plumbline.yml:2:10: There is no file "team.yml" to extend.`,
      `${indent}.plumbline.yml:1:1: Unknown key "exlude"; expected one of version, extends, include, exclude, generated, vendored, analyzers, rules, suppressions, gate, projects, report. Did you mean exclude?`,
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
