import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileChange, TestRepository } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { descendantsOf, isRunning, until } from '../support/processes.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

let place: string;
let temporary: string;
const { make } = testRepositories();
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  temporary = join(place, 'a temporary * folder');
  mkdirSync(temporary);
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

function aProject(files: Readonly<Record<string, FileChange>> = {}): TestRepository {
  const repository = make();
  const many = Array.from({ length: 60 }, (_, index) => [`src/f${index}.js`, `eval("${index}");\n`] as const);
  repository.commit({ ...Object.fromEntries(many), ...files });
  return repository;
}

interface Command {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

function start(repository: TestRepository, ...args: string[]): Command {
  const outputs = ['--format', 'html', '--output', join(place, 'out', 'report.html'), '--format', 'json'];
  const child = spawn(process.execPath, ['dist/cli/main.js', 'review', repository.folder, ...outputs, ...args], {
    env: { PATH: process.env.PATH, TMPDIR: temporary, PLUMBLINE_CACHE: join(place, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  }
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.once('close', (code, signal) => done({ code, signal })),
  );
  return { child, printed: () => printed, ended };
}

/** Stops a worker and the linter as they work: they then behave as in an endless loop, and hear of nothing. */
async function hangBoth({ child }: Command): Promise<void> {
  const stopped = new Set<string>();
  await until(() => {
    for (const { pid, command } of descendantsOf(child.pid!)) {
      const program = ['worker.js', 'oxlint'].find((name) => command.includes(name));
      if (program !== undefined && stop(pid)) stopped.add(program);
    }
    return stopped.size === 2;
  });
}

/** False where it has ended in the meantime. */
function stop(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGSTOP');
  } catch {
    return false;
  }
}

/** Of ours: ESLint itself keeps compiled code there, from Node 22 on. */
const whatIsLeft = () => readdirSync(temporary).filter((name) => name.startsWith('plumbline-'));

describe.runIf(process.platform === 'linux')('a command that ends before its time', () => {
  test('killed, it takes along what hangs, and its temporary folders', async () => {
    const command = start(aProject());
    await hangBoth(command);
    const started = descendantsOf(command.child.pid!);
    expect(whatIsLeft()).not.toEqual([]);

    command.child.kill('SIGKILL');

    expect(await command.ended).toEqual({ code: null, signal: 'SIGKILL' });
    await until(() => !started.some(({ pid }) => isRunning(pid)));
    expect(whatIsLeft()).toEqual([]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    '%s ends it with code %i, without words, children, temporary folders or half a report',
    async (signal, code) => {
      const command = start(aProject());
      await hangBoth(command);
      const started = descendantsOf(command.child.pid!);

      command.child.kill(signal);

      expect(await command.ended).toEqual({ code, signal: null });
      expect(whatIsLeft()).toEqual([]);
      expect(command.printed()).toBe('');
      expect(existsSync(join(place, 'out'))).toBe(false);
      await until(() => !started.some(({ pid }) => isRunning(pid)));
    },
  );

  test("killed, it takes along the repository's ESLint and what that has started", async () => {
    const configuration = `
      import { spawn } from 'node:child_process';
      spawn(process.execPath, ['-e', 'for (;;); // started-by-eslint']);
      for (;;);`;
    const command = start(aProject({ 'eslint.config.mjs': configuration }), '--eslint-config');
    const grandchild = () => descendantsOf(command.child.pid!).some((one) => one.command.includes('started-by-eslint'));
    await until(grandchild);
    const started = descendantsOf(command.child.pid!);
    command.child.kill('SIGKILL');
    await command.ended;
    await until(() => !started.some(({ pid }) => isRunning(pid)));
    expect(whatIsLeft()).toEqual([]);
  });

  test('when nobody reads on, it ends without words', async () => {
    const lines = Array.from({ length: 4000 }, (_, index) => `eval("${index}");`).join('\n');
    const command = start(aProject({ 'src/many.js': lines }));
    command.child.stdout!.once('data', () => command.child.stdout!.destroy());
    expect(await command.ended).toEqual({ code: 141, signal: null });
    expect(command.printed()).not.toContain('Error');
    expect(whatIsLeft()).toEqual([]);
  });

  test('where even its guard was killed, the next review cleans up', async () => {
    const abandoned = join(temporary, `plumbline-${2 ** 22 + 1}-0badcafe-lint-abcdef`);
    mkdirSync(join(abandoned, 'ts'), { recursive: true });
    utimesSync(abandoned, 0, 0);
    await runPlumbline(['review', aProject().folder], { env: { TMPDIR: temporary } });
    expect(whatIsLeft()).toEqual([]);
  });

  test('one that ends in time leaves no process and no folder', async () => {
    const command = start(aProject());
    await until(() => descendantsOf(command.child.pid!).some((one) => one.command.includes('plumbline-guard')));
    const started = descendantsOf(command.child.pid!);
    expect((await command.ended).signal).toBe(null);
    expect(started.filter(({ pid }) => isRunning(pid))).toEqual([]);
    expect(whatIsLeft()).toEqual([]);
    expect(readdirSync(join(place, 'out'))).toEqual(['report.html']);
  });
});
