import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../cli/init.ts';
import { readConfiguration } from '../../engine/config/read-configuration.ts';
import { knownRules } from '../../engine/known-rules.ts';

let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'plumbline-init-')));
  printed = '';
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function given(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function run(options: { force?: boolean; folder?: string } = {}): Promise<number> {
  return init({ folder, force: false, ...options, print: (text) => (printed += text) });
}

const written = () => readFile(join(folder, '.plumbline.yml'), 'utf8');

async function read() {
  return readConfiguration({ text: await written(), knownRules: knownRules().map(({ id }) => id) });
}

describe('plumbline init', () => {
  it('writes a valid configuration for an empty folder', async () => {
    expect(await run()).toBe(0);
    const { configuration, problems } = await read();
    expect(problems).toEqual([]);
    expect(configuration).toEqual((await readConfiguration({ text: '' })).configuration);
    expect(printed).toBe(
      [
        'Languages     none found',
        'Lock files    none found',
        'Coverage      none found',
        'Test reports  none found',
        'Workspaces    none found',
        'Generated     none found',
        '',
        `Written: ${folder}/.plumbline.yml`,
        'Next: plumbline doctor, then plumbline review',
        '',
      ].join('\n'),
    );
  });

  it('finds languages, lock files, reports that git ignores, workspaces and generated folders', async () => {
    await given({
      '.gitignore': 'coverage\n',
      'package.json': '{"workspaces": ["packages/*", "!packages/old", "tools"]}',
      'package-lock.json': '{}',
      'node_modules/x/package-lock.json': '{}',
      'go.sum': '',
      'requirements-dev.txt': '',
      'packages/api/package.json': '{}',
      'packages/api/src/index.ts': 'export {};',
      'packages/api/src/generated/client.ts': 'export {};',
      'packages/old/package.json': '{}',
      'packages/web/package.json': '{}',
      'packages/web/src/app.tsx': 'export {};',
      'packages/web/coverage/lcov.info': '',
      'tools/package.json': '{}',
      'scripts/load.py': 'pass',
      'coverage/lcov.info': '',
      'target/surefire-reports/a.xml': '',
    });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    expect(await run({ folder: join(folder, 'packages/api') })).toBe(0);
    const { configuration, problems } = await read();
    expect(problems).toEqual([]);
    expect(configuration.generated).toEqual(['**/generated/**']);
    expect(configuration.analyzers.coverage.reports).toEqual(['coverage/lcov.info', 'packages/web/coverage/lcov.info']);
    expect(configuration.analyzers.tests.reports).toEqual(['target/surefire-reports/*.xml']);
    expect(configuration.projects).toEqual([
      { name: 'api', paths: ['packages/api/**'], rules: [] },
      { name: 'web', paths: ['packages/web/**'], rules: [] },
      { name: 'tools', paths: ['tools/**'], rules: [] },
    ]);
    expect(printed).toContain('Languages     TypeScript (2), Python (1), TSX (1)\n');
    expect(printed).toContain('Lock files    package-lock.json, requirements-dev.txt\n');
  });

  it('names rules and reports of the languages there are', async () => {
    await given({ 'app/main.py': 'pass', 'app/more.py': 'pass', 'package.json': '{"name":"x"}' });
    await run();
    expect(await written()).toContain('#   reports: ["coverage.xml"]\n');
    expect(await written()).toContain('#   metrics/nesting: off\n');
    expect(await written()).not.toMatch(/eslint|node_modules|lcov/);
  });

  it('names the schema where it is installed', async () => {
    const line =
      '# yaml-language-server: $schema=./node_modules/plumbline/schemas/plumbline-configuration.schema.json\n';
    await given({ 'package.json': '{"devDependencies":{"plumbline":"1.0.0"}}' });
    await run();
    expect(await written()).toContain(line);
    await given({ 'package.json': '{"devDependencies":{"other":"1.0.0"}}' });
    await run({ force: true });
    expect(await written()).not.toContain(line);
  });

  it.each([
    ['pnpm', { 'pnpm-workspace.yaml': 'packages:\n  - "apps/**"\n', 'apps/a/package.json': '{}' }, ['apps/a/**']],
    [
      'Cargo',
      { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n', 'crates/core/Cargo.toml': '' },
      ['crates/core/**'],
    ],
    [
      'Go',
      { 'go.work': 'go 1.22\n\nuse (\n\t./server\n\t./client\n)\n', 'server/go.mod': '', 'client/go.mod': '' },
      ['client/**', 'server/**'],
    ],
    [
      'a broken manifest',
      { 'package.json': '{"workspaces": [', 'go.work': 'use', 'Cargo.toml': '[[[', 'a/package.json': '{}' },
      [],
    ],
    [
      'a hostile manifest',
      { 'package.json': '{"workspaces": ["../*", 7, "a/[x]", "/etc"]}', 'a/[x]/package.json': '{}' },
      [],
    ],
  ])('knows the workspaces of %s', async (_, files, paths) => {
    await given(files);
    expect(await run()).toBe(0);
    const { configuration, problems } = await read();
    expect(problems).toEqual([]);
    expect(configuration.projects.flatMap((project) => project.paths)).toEqual(paths);
  });

  it('names parts of one name by their folders, quotes what YAML would read otherwise', async () => {
    await given({
      'package.json': '{"workspaces": ["a/*", "b/*", "yes"]}',
      'a/core/package.json': '{}',
      'b/core/package.json': '{}',
      'b/12: #x/package.json': '{}',
      'yes/package.json': '{}',
    });
    await run();
    const { configuration, problems } = await read();
    expect(problems).toEqual([]);
    expect(configuration.projects.map(({ name }) => name)).toEqual(['a/core', '12: #x', 'b/core', 'yes']);
  });

  it('names too many parts in a comment alone', async () => {
    await given({ 'package.json': '{"workspaces": ["p/*"]}' });
    await given(Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`p/${index}/package.json`, '{}'])));
    await run();
    expect((await read()).configuration.projects).toEqual([]);
    expect(await written()).toContain('# There are 31: name those that need their own gate or rules.\n');
  });

  it('leaves a configuration that is there alone, unless told otherwise', async () => {
    await given({ '.plumbline.yml': 'version: 1\n' });
    expect(await run()).toBe(2);
    expect(await written()).toBe('version: 1\n');
    expect(printed).toBe(`${folder}/.plumbline.yml already exists. To replace it: plumbline init --force\n`);
    expect(await run({ force: true })).toBe(0);
    expect(await written()).toContain('extends: plumbline:recommended\n');
  });

  it('writes examples in its comments that are valid, too', async () => {
    await run();
    const uncommented = (await written()).replace(
      /^( *)# ?( *(?:(?:rules|suppressions|gate|conditions|coverage|tests|reports|paths|reason|until):|eslint\/|metrics\/|- ).*)$/gm,
      '$1$2',
    );
    const rules = knownRules().map(({ id }) => id);
    const { problems } = await readConfiguration({ text: uncommented, knownRules: rules });
    expect(problems).toEqual([]);
    expect(uncommented).toContain('\ngate:\n  conditions:\n    - { metric: critical');
  });
});
