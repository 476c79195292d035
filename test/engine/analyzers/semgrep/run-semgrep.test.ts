import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runSemgrep, type SemgrepOutcome } from '../../../../engine/analyzers/semgrep/run-semgrep.ts';
import type { SemgrepRequest } from '../../../../engine/analyzers/semgrep/semgrep-arguments.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-semgrep-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a program of the name on the PATH that answers `--version`, and else runs the JavaScript. */
function install(script: string, { name = 'semgrep', version = '1.90.0' } = {}): void {
  const file = join(folder, name);
  writeFileSync(
    file,
    `#!${process.execPath}
const fs = require('fs');
fs.appendFileSync(${JSON.stringify(join(folder, 'calls.json'))}, JSON.stringify({ args: process.argv.slice(2), env: process.env }) + '\\n');
if (process.argv[2] === '--version') { console.log(${JSON.stringify(version)}); process.exit(0); }
${script}`,
  );
  chmodSync(file, 0o755);
}

function calls(): { args: string[]; env: Record<string, string> }[] {
  return readFileSync(join(folder, 'calls.json'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { args: string[]; env: Record<string, string> });
}

const BOUNDS = { milliseconds: 20_000, memoryMegabytes: 1000, outputBytes: 100_000 };

function run(request: Partial<SemgrepRequest> = {}, bounds: Partial<typeof BOUNDS> = {}): Promise<SemgrepOutcome> {
  return runSemgrep(
    'semgrep',
    { configs: ['rules.yml'], targets: ['src'], ...request },
    { folder, env: { PATH: folder, SECRET_TOKEN: 'hidden' }, bounds: { ...BOUNDS, ...bounds } },
  );
}

const RESULT = {
  check_id: 'rules.no-eval',
  path: 'src/a.js',
  start: { line: 1, col: 1, offset: 0 },
  end: { line: 1, col: 8, offset: 7 },
  extra: { message: 'no', severity: 'ERROR', metadata: {}, lines: 'eval(a)', fingerprint: 'x', engine_kind: 'OSS' },
};

/** JavaScript that prints the output as `--json` does. */
function prints(output: object, code = 0): string {
  return `console.log(${JSON.stringify(JSON.stringify(output))}); process.exitCode = ${code};`;
}

const CLEAN = { version: '1.90.0', results: [RESULT], errors: [], paths: { scanned: ['src/a.js'] }, skipped_rules: [] };

const BROKEN = `console.error('ModuleNotFoundError: no module'); process.exitCode = 1;`;

describe('the real program', () => {
  it('is asked for JSON with the allowed arguments alone, and gets no tokens', async () => {
    install(prints(CLEAN));
    await run({
      configs: ['a.yml', 'p/ci'],
      targets: ['--config=evil', 'src'],
      severities: ['ERROR'],
      exclude: ['*.min.js'],
      excludeRules: ['x'],
      ruleTimeout: 7,
      jobs: 2,
      gitIgnore: false,
      disableNosem: true,
      autofix: 'dryrun',
    });
    const [, scan] = calls();
    expect(scan!.args).toEqual([
      'scan',
      '--json',
      '--quiet',
      '--metrics=off',
      '--disable-version-check',
      '--config=a.yml',
      '--config=p/ci',
      '--severity=ERROR',
      '--exclude=*.min.js',
      '--exclude-rule=x',
      '--timeout=7',
      '--jobs=2',
      '--max-memory=1000',
      '--no-git-ignore',
      '--disable-nosem',
      '--autofix',
      '--dryrun',
      '--',
      '--config=evil',
      'src',
    ]);
    expect(scan!.env).toMatchObject({ PATH: folder, SEMGREP_SEND_METRICS: 'off' });
    expect(scan!.env).not.toHaveProperty('SECRET_TOKEN');
  });

  it('gives what it found, with all that it said of it', async () => {
    install(prints(CLEAN, 1));
    const outcome = await run();
    expect(outcome).toMatchObject({
      status: 'done',
      version: '1.90.0',
      output: { results: [{ check_id: 'rules.no-eval' }] },
    });
    expect(outcome).toHaveProperty(['output', 'results', 0, 'extra', 'fingerprint'], 'x');
  });

  it('gives a partial scan as one', async () => {
    const errors = [
      {
        code: 2,
        level: 'warn',
        type: 'Timeout',
        message: 'Timeout when running x on big.js:\n more',
        path: 'big.js',
        rule_id: 'x',
      },
      { code: 3, level: 'warn', type: ['PartialParsing', []], message: 'Syntax error at line b.js:3', path: 'b.js' },
    ];
    install(prints({ ...CLEAN, errors }));
    expect(await run()).toMatchObject({
      status: 'partial',
      problems: [
        { kind: 'time-out', message: 'Timeout when running x on big.js:', path: 'big.js', ruleId: 'x' },
        { kind: 'syntax', message: 'Syntax error at line b.js:3', path: 'b.js' },
      ],
    });
  });

  it('gives wrong rules as such', async () => {
    const errors = [
      { code: 4, level: 'error', type: 'Rule parse error', message: 'Rule parse error in rule x', rule_id: 'x' },
    ];
    install(prints({ ...CLEAN, results: [], errors, paths: { scanned: [] } }, 2));
    expect(await run()).toMatchObject({ status: 'bad-rules', detail: 'Rule parse error in rule x' });
    install(
      `console.error('[ERROR] invalid configuration file found (1 configs were invalid)'); process.exitCode = 7;`,
    );
    expect(await run()).toMatchObject({
      status: 'bad-rules',
      detail: '[ERROR] invalid configuration file found (1 configs were invalid)',
    });
  });

  it.each<[what: string, script: string, outcome: object]>([
    [
      'a crash',
      `console.error('Traceback\\nMemoryError: x'); process.exitCode = 2;`,
      { status: 'crashed', detail: 'semgrep ended with 2: MemoryError: x' },
    ],
    [
      'a program that broke off',
      BROKEN,
      { status: 'crashed', detail: 'semgrep ended with 1: ModuleNotFoundError: no module' },
    ],
    ['an end by a signal', `process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000);`, { status: 'crashed' }],
    [
      'something else than JSON',
      `console.log('Welcome!');`,
      { status: 'bad-output', detail: 'semgrep 1.90.0 printed something else than its JSON' },
    ],
    ['JSON of another shape', prints({ results: 'none' }), { status: 'bad-output' }],
    ['cut off JSON', `process.stdout.write('{"results": [');`, { status: 'bad-output' }],
  ])('%s is an outcome of its own', async (_, script, outcome) => {
    install(script);
    expect(await run()).toMatchObject(outcome);
  });

  it('is ended where it takes too long, with all that it started', async () => {
    install(
      `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); setInterval(() => {}, 1000);`,
    );
    expect(await run({}, { milliseconds: 300 })).toEqual({
      status: 'time-out',
      detail: 'semgrep: it took longer than 0.3 s',
    });
  });

  it('is ended where it prints too much', async () => {
    install(`for (;;) fs.writeSync(1, 'x'.repeat(10000));`);
    expect(await run()).toEqual({ status: 'too-much-output', detail: 'semgrep: it printed more than 100000 bytes' });
  });

  it.runIf(process.platform === 'linux')('is ended where it takes too much memory', async () => {
    install(`const held = []; setInterval(() => held.push(Buffer.alloc(50e6, 1)), 20);`);
    expect(await run({}, { memoryMegabytes: 300 })).toEqual({
      status: 'out-of-memory',
      detail: 'semgrep: it took more than 300 MiB of memory',
    });
  });

  it('that is missing, too old or broken is said to be so', async () => {
    expect(await run()).toMatchObject({ status: 'missing' });
    install('', { version: '0.86.5' });
    expect(await run()).toEqual({ status: 'too-old', detail: 'semgrep 0.86.5 is older than 1.38; update it.' });
    install('', { version: 'hello' });
    expect(await run()).toMatchObject({ status: 'crashed', detail: 'semgrep --version failed: hello' });
    writeFileSync(join(folder, 'semgrep'), 'no program');
    chmodSync(join(folder, 'semgrep'), 0o644);
    expect(await run()).toMatchObject({ status: 'missing' });
  });

  it('may be opengrep', async () => {
    install(prints(CLEAN), { name: 'opengrep', version: '1.6.0' });
    const outcome = await runSemgrep(
      'opengrep',
      { configs: ['r.yml'], targets: ['.'] },
      { folder, env: { PATH: folder }, bounds: BOUNDS },
    );
    expect(outcome).toMatchObject({ status: 'done', version: '1.6.0' });
  });
});
