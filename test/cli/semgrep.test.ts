import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from 'sarif';
import { runPlumbline } from '../support/run-plumbline.ts';
import { sarifProblems } from '../support/sarif-problems.ts';

const RULES = `rules:
  - id: no-eval
    languages: [js, ts]
    severity: ERROR
    message: eval of $X
    pattern: eval($X)
    fix: safe($X)
    metadata: {cwe: CWE-95}
  - id: todo
    languages: [regex]
    severity: INFO
    message: something is left to do
    pattern-regex: TO[D]O
    paths: {exclude: ['*.md']}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-semgrep-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function files(contents: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function text(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function semgrep(...args: string[]) {
  return runPlumbline(['semgrep', '--jobs', '1', ...args], { cwd: folder });
}

interface Output {
  readonly results: readonly {
    check_id: string;
    path: string;
    start: { line: number };
    extra: Record<string, unknown>;
  }[];
  readonly errors: readonly { type: string; path: string; rule_id?: string }[];
  readonly paths: { readonly scanned: readonly string[]; readonly skipped?: readonly object[] };
}

async function json(...args: string[]): Promise<Output> {
  const { stdout, stderr } = await semgrep('--json', '--quiet', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Output;
}

const found = ({ results }: Output) => results.map(({ check_id: id, path, start }) => `${path}:${start.line} ${id}`);

describe('plumbline semgrep', () => {
  it("prints Semgrep's JSON", async () => {
    files({ 'r/a.yml': RULES, 'src/a.js': '// é\neval(a)\n', 'src/a.md': 'TODO', 'src/b.txt': 'x TODO\n' });
    const output = await json('--config', 'r', 'src');
    expect(found(output)).toEqual(['src/a.js:2 r.no-eval', 'src/b.txt:1 r.todo']);
    expect(output.results[0]).toEqual({
      check_id: 'r.no-eval',
      path: 'src/a.js',
      start: { line: 2, col: 1, offset: 6 },
      end: { line: 2, col: 8, offset: 13 },
      extra: {
        message: 'eval of a',
        metavars: {
          $X: { start: { line: 2, col: 6, offset: 11 }, end: { line: 2, col: 7, offset: 12 }, abstract_content: 'a' },
        },
        severity: 'ERROR',
        metadata: { cwe: 'CWE-95' },
        fix: 'safe(a)',
        lines: 'eval(a)',
        fingerprint: expect.stringMatching(/^[0-9a-f]{128}_0$/) as string,
        is_ignored: false,
        validation_state: 'NO_VALIDATOR',
        engine_kind: 'OSS',
      },
    });
    expect(output).toMatchObject({ errors: [], paths: { scanned: ['src/a.js', 'src/b.txt'] } });
  });

  it('prints for people, and ends as asked', async () => {
    files({ 'a.yml': RULES, 'a.js': 'eval(a)\neval(b) // nosemgrep\n' });
    const printed = await semgrep('--config', 'a.yml', 'a.js');
    expect(printed.stdout).toBe(`
 a.js

   ● no-eval error
     eval of a

     1 │ eval(a)

     fix safe(a)

`);
    expect(printed.stderr).toBe('1 finding in 1 file (2 rules on 1 file; 1 finding suppressed by nosemgrep).\n');
    expect(printed.code).toBe(0);
    expect((await semgrep('--config', 'a.yml', '--error', 'a.js')).code).toBe(1);
    expect((await semgrep('--config', 'a.yml', '--error', '--severity', 'LOW', 'a.js')).code).toBe(0);
    expect(found(await json('--config', 'a.yml', '--disable-nosem', 'a.js'))).toHaveLength(2);
  });

  it('prints SARIF', async () => {
    files({ 'a.yml': RULES, 'a.js': 'eval(a)\neval(b) // nosemgrep\n' });
    const { stdout } = await semgrep('--config', 'a.yml', '--sarif', '--quiet');
    const log = JSON.parse(stdout) as Log;
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs[0]!.tool.driver.rules).toHaveLength(2);
    expect(log.runs[0]!.results).toMatchObject([
      {
        ruleId: 'no-eval',
        level: 'error',
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'a.js' }, region: { startLine: 1, endColumn: 8 } } },
        ],
        fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: 'safe(a)' } }] }] }],
      },
      { ruleId: 'no-eval', suppressions: [{ kind: 'inSource' }] },
    ]);
  });

  it('shows how data flows, for people and in SARIF', async () => {
    files({
      'a.yml': `rules:
  - id: flow
    mode: taint
    languages: [js]
    severity: HIGH
    message: it flows
    pattern-sources: [{pattern: input()}]
    pattern-sinks: [{pattern: run(...)}]
`,
      'a.js': 'const a = input();\nconst b = a + 1;\nrun(b);\n',
    });
    const printed = await semgrep('--config', 'a.yml', '--quiet', 'a.js');
    expect(printed.stdout).toContain('     from line 1  input()\n');
    expect(printed.stdout).toContain('       to line 3  ');
    const { stdout } = await semgrep('--config', 'a.yml', '--sarif', '--quiet', 'a.js');
    const log = JSON.parse(stdout) as Log;
    expect(sarifProblems(log)).toEqual([]);
    const steps = log.runs[0]!.results![0]!.codeFlows![0]!.threadFlows[0]!.locations;
    expect(steps[0]!.location).toMatchObject({
      message: { text: 'Source: input()' },
      physicalLocation: { region: { startLine: 1, startColumn: 11 } },
    });
    expect(steps.at(-1)!.location!.physicalLocation!.region!.startLine).toBe(3);
  });

  it('chooses files and rules', async () => {
    files({
      'a.yml': RULES,
      'src/a.js': 'eval(a)',
      'src/a.min.js': 'eval(a)',
      'src/big.js': `eval(a)${' '.repeat(3000)}`,
      'tests/a.js': 'eval(a)',
      'lib/a.js': 'eval(a) // TODO',
    });
    const scan = async (...args: string[]) =>
      found(await json('--config', 'a.yml', '--max-target-bytes', '2KB', ...args));
    expect(await scan()).toEqual(['lib/a.js:1 no-eval', 'lib/a.js:1 todo', 'src/a.js:1 no-eval']);
    expect(await scan('--exclude', 'lib', '--exclude-rule', 'todo')).toEqual(['src/a.js:1 no-eval']);
    expect(await scan('--include', 'lib/*.js', '--severity', 'INFO')).toEqual(['lib/a.js:1 todo']);
    expect(await scan('src/a.min.js')).toEqual(['src/a.min.js:1 no-eval']);
    files({ '.semgrepignore': '*.js\n!a.js\n!big.js\nlib/\n' });
    expect(await scan()).toEqual(['src/a.js:1 no-eval', 'tests/a.js:1 no-eval']);
    const { paths } = await json('--config', 'a.yml', '--max-target-bytes', '2KB', 'src');
    expect(paths.skipped).toEqual([
      { path: 'src/a.min.js', reason: 'semgrepignore_patterns_match' },
      { path: 'src/big.js', reason: 'exceeded_size_limit' },
    ]);
  });

  it('writes fixes, and shows them first where that is asked for', async () => {
    files({ 'a.yml': RULES, 'a.js': '\uFEFFeval(eval(a)); eval(b)\n' });
    const dry = await semgrep('--config', 'a.yml', '--autofix', '--dryrun', 'a.js');
    expect(dry.stdout).toContain('-eval(eval(a)); eval(b)\n+safe(eval(a)); safe(b)\n');
    expect(text('a.js')).toBe('\uFEFFeval(eval(a)); eval(b)\n');
    const written = await semgrep('--config', 'a.yml', '--autofix', 'a.js');
    expect(written.stderr).toContain('1 file changed; 1 fix overlap others: run it again.');
    expect(text('a.js')).toBe('\uFEFFsafe(eval(a)); safe(b)\n');
  });

  it('takes one pattern instead of rules', async () => {
    files({ 'a.py': 'f(1, 2)\n' });
    expect(found(await json('-e', 'f(..., 2)', '-l', 'python'))).toEqual(['a.py:1 -']);
    expect(await semgrep('-e', 'f()')).toMatchObject({ code: 2 });
  });

  it('goes on without the rules that are wrong, and says so', async () => {
    files({ 'a.yml': `${RULES}  - id: wrong\n    pattern: x\n`, 'a.js': 'eval(a)' });
    const output = await json('--config', 'a.yml', 'a.js');
    expect(found(output)).toEqual(['a.js:1 no-eval']);
    expect(output.errors).toMatchObject(Array(3).fill({ type: 'Rule parse error', path: 'a.yml', rule_id: 'wrong' }));
    expect((await semgrep('--config', 'a.yml', '--strict', 'a.js')).code).toBe(7);
    const validated = await semgrep('--config', 'a.yml', '--validate');
    expect(validated.stderr).toContain('a.yml:15:5 (wrong): rules[2].message is missing; expected a text.');
    expect(validated.code).toBe(7);
    files({ 'a.yml': RULES });
    expect(await semgrep('--config', 'a.yml', '--validate')).toMatchObject({ code: 0 });
    files({ 'a.yml': 'rules: [' });
    expect(await semgrep('--config', 'a.yml')).toMatchObject({ code: 7, stdout: '' });
  });

  it.each([
    [['--config', 'nowhere.yml'], '--config nowhere.yml cannot be read: it is not there.'],
    [['--config', 'empty'], '--config empty: it has no rule file (.yml or .yaml).'],
    [['--config', 'p/ci'], '--config p/ci: names of the registry need the real program.'],
    [['--config', 'https://example.com/r.yml'], 'rules are not fetched.'],
    [['--config', 'r.yml', 'nowhere'], 'nowhere cannot be read: it is not there.'],
    [['--config', 'r.yml', '--severity', 'BAD'], '--severity BAD: use one of'],
    [['--config', 'r.yml', '--engine', 'opengrep'], 'opengrep is not on the PATH.'],
    [[], 'say which rules'],
  ])('refuses %j with 2 and says what to do', async (args, said) => {
    files({ 'r.yml': RULES, 'empty/x.txt': '' });
    const { code, stderr } = await runPlumbline(['semgrep', ...args], { cwd: folder, env: { PATH: '/usr/bin' } });
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });

  it('tries rules on their examples', async () => {
    files({
      'r/a.yml': RULES,
      'r/a.js': '// ruleid: no-eval\neval(a)\n// ok: no-eval\nf(a)\n// todook: no-eval\neval(b)\n',
      'r/a.fixed.js': '// ruleid: no-eval\nsafe(a)\n// ok: no-eval\nf(a)\n// todook: no-eval\nsafe(b)\n',
    });
    expect(await semgrep('--test', 'r')).toEqual({
      code: 0,
      stdout: '1 of 1 rule passed; 1 of 1 fixes as expected; 1 rule without examples.\n',
      stderr: '',
    });
    files({ 'r/a.js': '// ruleid: no-eval\nf(a)\n// ok: no-eval\neval(a)\n' });
    const failed = await semgrep('--test', 'r');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toBe(`✖ no-eval r/a.js
    not found on line 2
    found without being expected on line 4
✖ r/a.js: fixed, it differs from line 2 on

0 of 1 rule passed; 0 of 1 fixes as expected; 1 rule without examples.
`);
    const { stdout } = await semgrep('--test', '--json', 'r');
    expect(JSON.parse(stdout)).toMatchObject({
      results: {
        'r/a.yml': {
          checks: { 'no-eval': { passed: false, matches: { 'r/a.js': { expected_lines: [2], reported_lines: [4] } } } },
        },
      },
      fixtest_results: { 'r/a.js': { passed: false } },
    });
  });

  it('leaves it to the real program where that is asked for', async () => {
    files({
      'bin/semgrep': `#!${process.execPath}
if (process.argv[2] === '--version') console.log('1.90.0');
else console.log(JSON.stringify({ version: '1.90.0', errors: [], paths: { scanned: ['a.js'] }, results: [{
  check_id: 'x.y', path: 'a.js', start: { line: 3, col: 1, offset: 9 }, end: { line: 3, col: 4, offset: 12 },
  extra: { message: 'found it', severity: 'WARNING', metadata: {}, lines: 'requires login', metavars: {} } }] }));`,
    });
    chmodSync(join(folder, 'bin/semgrep'), 0o755);
    const run = (...args: string[]) =>
      runPlumbline(['semgrep', '--config', 'p/ci', '--error', ...args], {
        cwd: folder,
        env: { PATH: join(folder, 'bin') },
      });
    const printed = await run();
    expect(printed).toMatchObject({ code: 1, stderr: '1 finding in 1 file (1 rule on 1 file).\n' });
    expect(printed.stdout).toContain('● x.y warning\n     found it');
    const { stdout } = await run('--json');
    expect(JSON.parse(stdout)).toMatchObject({ version: '1.90.0', results: [{ check_id: 'x.y' }] });
  });
});
