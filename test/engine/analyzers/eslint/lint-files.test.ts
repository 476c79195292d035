import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lintFiles, type LintInput, type LintOptions } from '../../../../engine/analyzers/eslint/lint-files.ts';

function file(path: string, text: string, test = false): LintInput {
  const language = path.endsWith('.tsx') ? 'tsx' : /\.[cm]?ts$/.test(path) ? 'typescript' : 'javascript';
  return { path, text, classification: { language, type: 'code', test } };
}

async function lintOne(input: LintInput, options?: LintOptions) {
  return (await lintFiles([input], options)).files[0]!;
}

/** `rule line:column-line:column`, in order. */
async function placesIn(text: string, options: LintOptions & { path?: string } = {}): Promise<string[]> {
  const { findings } = await lintOne(file(options.path ?? 'a.js', text), options);
  return findings.map(({ ruleId, range }) => {
    const { startLine, startColumn, endLine, endColumn } = range!;
    return `${ruleId.replace('eslint/', '')} ${startLine}:${startColumn}-${endLine}:${endColumn}`;
  });
}

/** A folder for temporary files of this test alone, and a place for programs that stand in for oxlint. */
let folder: string;
const temporary = process.env['TMPDIR'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  mkdirSync(join(folder, 'tmp'));
  process.env['TMPDIR'] = join(folder, 'tmp');
});
afterEach(() => {
  if (temporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporary;
  rmSync(folder, { recursive: true, force: true });
});

function program(text: string): string {
  const path = join(folder, 'oxlint.cjs');
  writeFileSync(path, text);
  return path;
}

describe('lintFiles', () => {
  it('gives each file its findings', async () => {
    const output = await lintFiles([
      file('a.js', 'f();\n  debugger;\n'),
      file('src/b.ts', 'export const a: number = 1;\n'),
    ]);
    expect(output.engines).toEqual({ oxlint: 2, eslint: 0 });
    expect(output.files.find(({ path }) => path === 'src/b.ts')).toMatchObject({ findings: [], notLookedAt: [] });
    expect(output.files.find(({ path }) => path === 'a.js')).toMatchObject({
      findings: [
        {
          ruleId: 'eslint/no-debugger',
          path: 'a.js',
          range: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 12 },
          message: '`debugger` statement is not allowed. Remove the debugger statement.',
        },
      ],
      notLookedAt: [],
    });
  });

  it('does nothing for no files', async () => {
    expect(await lintFiles([])).toEqual({ files: [], engines: { oxlint: 0, eslint: 0 } });
  });

  it('counts columns in UTF-16 units, and lines as git does, in either engine', async () => {
    const text = "/* é😀 */ debugger;\r\n\teval('x');\rdebugger;\n`\u2028\ud800`; debugger;";
    const places = [
      'no-debugger 1:11-1:20',
      'no-eval 2:2-2:6',
      'no-debugger 2:13-2:22',
      'no-unused-expressions 3:1-3:6',
      'no-debugger 3:7-3:16',
    ];
    expect(await placesIn(text)).toEqual(places);
    expect(await placesIn(text, { oxlint: 'none' })).toEqual(places);
  });

  it('leaves the byte order mark out of the columns', async () => {
    expect(await placesIn('\uFEFFdebugger;')).toEqual(['no-debugger 1:1-1:10']);
    expect(await placesIn('\uFEFFdebugger;', { oxlint: 'none' })).toEqual(['no-debugger 1:1-1:10']);
  });

  it('reads JSX in .js and .tsx, sloppy scripts, a return at the top and shebangs', async () => {
    expect(await placesIn('f(<a b={1 == c} />);')).toEqual(['eqeqeq 1:11-1:13']);
    expect(await placesIn('f(<a b={1 == c} />);', { path: 'a.tsx' })).toEqual(['eqeqeq 1:11-1:13']);
    expect(await placesIn('with (a) { f(); }\nvar await = 010; f(await);')).toEqual(['no-with 1:1-1:5']);
    expect(await placesIn('#!/usr/bin/env node\nif (a) return;\ndebugger;')).toEqual(['no-debugger 3:1-3:10']);
  });

  it('goes by the language where the name says nothing', async () => {
    const input = { ...file('bin/run', 'const a: number = 1 as any; debugger; f(a);') };
    const classification = { ...input.classification, language: 'typescript' as const };
    const { findings } = await lintOne({ ...input, classification });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['eslint/no-debugger']);
  });

  it('checks tests for less', async () => {
    const text = "new Watcher();\nvalue.should.be.ok;\ndebugger;\nconst s = '${a}'; f(s);";
    const tested = await lintOne(file('a.test.js', text, true));
    expect(tested.findings.map(({ ruleId }) => ruleId)).toEqual(['eslint/no-debugger']);
    expect((await lintOne(file('a.js', text))).findings).toHaveLength(4);
  });

  it.each(['none', undefined])('does not let comments suppress (oxlint: %s)', async (oxlint) => {
    const text = [
      '/* eslint-disable */ debugger;',
      '/* oxlint-disable */ debugger;',
      '/* eslint no-debugger: off */ debugger;',
      'debugger; // eslint-disable-line no-debugger -- why',
      '// oxlint-disable-next-line',
      'debugger; /* eslint-disable-line */',
    ].join('\n');
    const places = await placesIn(text, oxlint === undefined ? {} : { oxlint });
    expect(places.map((place) => place.split('-', 2).join('-'))).toEqual([
      'no-debugger 1:22',
      'no-debugger 2:22',
      'no-debugger 3:31',
      'no-debugger 4:1',
      'no-debugger 6:1',
    ]);
  });

  it('loads ESLint for a file in which one of its own rules can fire, and for no other', async () => {
    const output = await lintFiles([file('a.js', "f('\\251'); debugger;"), file('b.js', 'debugger;')]);
    expect(output.engines).toEqual({ oxlint: 2, eslint: 1 });
    const rules = output.files.find(({ path }) => path === 'a.js')!.findings.map(({ ruleId }) => ruleId);
    expect(rules).toEqual(['eslint/no-octal-escape', 'eslint/no-debugger']);
  });

  it('lets ESLint confirm what oxlint sees too often', async () => {
    const loop = 'do { if (a()) { b(); continue; } return; } while (c());';
    const output = await lintFiles([file('a.js', `function f() { ${loop} throw new Error('x'); } f();`)]);
    expect(output.engines).toEqual({ oxlint: 1, eslint: 1 });
    expect(output.files.find(({ path }) => path === 'a.js')!.findings).toEqual([]);
  });

  it('reports one finding for each line where a rule speaks of lines', async () => {
    expect(await placesIn('f([1, , 2, , 3], [, ,]);')).toHaveLength(1);
  });

  it('lists a file that cannot be read, and goes on', async () => {
    const output = await lintFiles([file('bad.ts', 'let = = ;\n'), file('good.ts', 'debugger;')]);
    expect(output.files.find(({ path }) => path === 'bad.ts')).toMatchObject({
      findings: [{ ruleId: 'eslint/syntax-error', range: { startLine: 1 } }],
      notLookedAt: [
        {
          subject: 'bad.ts',
          path: 'bad.ts',
          analyzer: 'eslint',
          reason: 'syntax-error',
          detail: expect.stringMatching(/^Could not be linted\. Line 1: /) as string,
        },
      ],
    });
    expect(output.files.find(({ path }) => path === 'good.ts')!.findings).toHaveLength(1);
  });

  it('survives 2,000 brackets, and a nesting that nothing survives', async () => {
    const nested = (depth: number) => `f(${'['.repeat(depth)}${']'.repeat(depth)}); debugger;`;
    expect((await placesIn(nested(2000))).length).toBe(1);
    const output = await lintFiles([
      file('deep.js', nested(2_000_000)),
      file('a.js', 'debugger;'),
      file('b.js', 'debugger;'),
      file('c.js', 'debugger;'),
    ]);
    expect(output.files.find(({ path }) => path === 'deep.js')!.notLookedAt.map(({ reason }) => reason)).toEqual([
      'crashed',
    ]);
    expect(
      ['a.js', 'b.js', 'c.js'].map((path) => output.files.find((file) => file.path === path)!.findings.length),
    ).toEqual([1, 1, 1]);
    expect(output.engines.oxlint).toBe(3);
  });

  it('lists the first findings of a file with too many', async () => {
    const { findings, notLookedAt } = await lintOne(file('a.js', 'debugger;\n'.repeat(1500)));
    expect(findings).toHaveLength(1000);
    expect(notLookedAt).toEqual([
      {
        subject: 'a.js',
        path: 'a.js',
        analyzer: 'eslint',
        reason: 'limit',
        detail: '1500 findings; the first 1000 are listed.',
      },
    ]);
  });
});

describe('lintFiles with an oxlint that fails', () => {
  it.each([
    ['is not there', '/nowhere/oxlint'],
    ['ends by a signal', "process.kill(process.pid, 'SIGSEGV')"],
    ['prints something else', "console.log('oops')"],
    ['looks at other files', 'console.log(\'{"diagnostics":[],"number_of_files":7}\')'],
    ['has no binary for this platform', "throw new Error('Cannot find native binding.')"],
  ])('lets ESLint run all rules where it %s', async (_, text) => {
    const oxlint = text.startsWith('/') ? text : program(text);
    const output = await lintFiles([file('a.js', 'debugger;'), file('b.js', 'f();')], { oxlint });
    expect(output.engines).toEqual({ oxlint: 0, eslint: 2 });
    expect(output.files.find(({ path }) => path === 'a.js')!.findings.map(({ ruleId }) => ruleId)).toEqual([
      'eslint/no-debugger',
    ]);
    expect(output.files.find(({ path }) => path === 'b.js')).toMatchObject({ findings: [], notLookedAt: [] });
  });

  it('says so when the time is over', async () => {
    const oxlint = program('setInterval(() => {}, 1000)');
    const output = await lintFiles([file('a.js', 'debugger;')], { oxlint, milliseconds: 300 });
    expect(output.files.find(({ path }) => path === 'a.js')!.notLookedAt.map(({ reason }) => reason)).toEqual([
      'time-out',
    ]);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('stops when the review is stopped', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const oxlint = program('setInterval(() => {}, 1000)');
    const output = await lintFiles([file('a.js', 'debugger;')], { oxlint, signal: stop.signal });
    expect(output.files.find(({ path }) => path === 'a.js')!.notLookedAt.map(({ reason }) => reason)).toEqual([
      'time-out',
    ]);
  });
});

describe('what lintFiles leaves and reads', () => {
  it('leaves nothing behind', async () => {
    await lintFiles([file('a.js', 'debugger;')]);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('is not told by files around its folder what to ignore or to allow', async () => {
    writeFileSync(join(folder, '.gitignore'), '*\n');
    writeFileSync(join(folder, '.eslintignore'), '*\n');
    writeFileSync(join(folder, '.oxlintrc.json'), '{"rules":{"no-debugger":"off"}}');
    mkdirSync(join(folder, '.git'));
    expect(await placesIn('debugger;')).toEqual(['no-debugger 1:1-1:10']);
    expect(existsSync(join(folder, '.gitignore'))).toBe(true);
  });

  it('keeps hostile paths to itself', async () => {
    const paths = ['../../etc/a.js', '-c.js', 'a\nb.js', '$(x).js', 'node_modules/a.js', 'a.d.ts', ''];
    const output = await lintFiles(paths.map((path) => file(path, 'debugger;')));
    expect(output.files.map(({ path }) => path)).toEqual(paths);
    expect(output.files.map(({ findings }) => findings.length)).toEqual(paths.map(() => 1));
  });
});
