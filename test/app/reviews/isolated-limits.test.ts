import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChildRequest } from '../../../app/reviews/child-protocol.ts';
import {
  DEFAULT_REVIEW_LIMITS,
  runIsolatedReview,
  type ReviewLimits,
} from '../../../app/reviews/run-isolated-review.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';
import { descendantsOf, isRunning, until } from '../../support/processes.ts';

const repositories = testRepositories();
let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function aRequest(): ChildRequest {
  const repository = repositories.make();
  const many = Array.from(
    { length: 120 },
    (_, index) => [`src/f${index}.js`, `eval("${index}");\n`.repeat(2)] as const,
  );
  const head = repository.commit(Object.fromEntries(many));
  const gitDir = join(repository.folder, '.git');
  return { gitDir, name: 'acme/tool', head, wholeTree: true, now: '2026-11-21T09:00:00.000Z', jobs: 1 };
}

function running(limits: Partial<ReviewLimits>, signal = new AbortController().signal) {
  return runIsolatedReview(aRequest(), { signal, limits });
}

test.each<[Partial<ReviewLimits>, string, string]>([
  [{ timeoutMs: 100 }, 'time-out', 'The review took longer than 1 min.'],
  [{ memoryMegabytes: 20 }, 'memory', 'The review took more memory than it may have (20 MiB).'],
  [{ heapMegabytes: 8 }, 'memory', 'The review took more memory than it may have (8 MiB of heap).'],
  [{ outputBytes: 1000 }, 'output', "The review's result is larger than 1 MiB."],
])('a review beyond the limit %j ends, with all that it started', async (limits, reason, message) => {
  const before = new Set(descendantsOf(process.pid).map(({ pid }) => pid));
  expect(await running(limits)).toEqual({
    kind: 'failed',
    reason,
    message,
    errors: expect.any(String) as string,
  });
  await until(() => descendantsOf(process.pid).every(({ pid, command }) => before.has(pid) || !isOfReview(command)));
});

function isOfReview(command: string): boolean {
  return command.includes('review-child.js') || command.includes('worker.js') || command.includes('cat-file');
}

test('no answer is read that would stop the process that serves for long', () => {
  expect(DEFAULT_REVIEW_LIMITS.outputBytes).toBe(64 * 2 ** 20);
});

test('a review that is called off ends, with all that it started', async () => {
  const controller = new AbortController();
  const waiting = running({}, controller.signal);
  const started = await until(() => {
    const found = descendantsOf(process.pid).filter(({ command }) => isOfReview(command));
    return found.length >= 3 && found;
  });
  controller.abort();
  expect(await waiting).toMatchObject({ kind: 'failed', reason: 'aborted', message: 'The review was called off.' });
  await until(() => started.every(({ pid }) => !isRunning(pid)));
  expect(await running({}, controller.signal)).toMatchObject({ kind: 'failed', reason: 'aborted' });
});

test('it has nothing of our environment, and no temporary folder is left', async () => {
  process.env.PLUMBLINE_PROBE = 'a secret of ours';
  try {
    const waiting = running({});
    const seen = new Map<string, string>();
    const watch = setInterval(() => {
      for (const { pid, command } of descendantsOf(process.pid)) {
        // One that is just ending has none any more.
        const variables = isOfReview(command) ? environmentOf(pid) : '';
        if (variables !== '') seen.set(command, variables);
      }
    }, 5);
    const outcome = await waiting;
    clearInterval(watch);
    expect(outcome.kind).toBe('reviewed');
    expect([...seen.keys()].filter((command) => command.includes('review-child.js'))).toHaveLength(1);
    expect([...seen.values()].filter((variables) => variables.includes('a secret of ours'))).toEqual([]);
    const own = [...seen].find(([command]) => command.includes('review-child.js'))?.[1] ?? '';
    expect(own.split('\0').flatMap((variable) => variable.split('=')[0] || [])).toEqual([
      'PATH',
      'HOME',
      'TMPDIR',
      'LANG',
      'GIT_CONFIG_NOSYSTEM',
    ]);
    expect(JSON.stringify(outcome)).not.toContain('a secret of ours');
  } finally {
    delete process.env.PLUMBLINE_PROBE;
  }
});

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

test('it ends when the process that started it is killed', async () => {
  const temporary = join(place, 'tmp');
  mkdirSync(temporary);
  // Beside the built program, for that is where it looks for what it starts.
  const built = resolve('dist', `test-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `
        import { runIsolatedReview } from './app/reviews/run-isolated-review.ts';
        await runIsolatedReview(JSON.parse(process.argv[2]), { signal: new AbortController().signal });
      `,
      resolveDir: resolve('.'),
    },
    outfile: built,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  try {
    const parent = spawn(process.execPath, [built, JSON.stringify(aRequest())], {
      env: { PATH: process.env.PATH, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const started = await until(() => {
      const found = descendantsOf(parent.pid!).filter(({ command }) => isOfReview(command));
      return found.length >= 3 && found;
    });
    parent.kill('SIGKILL');
    await until(() => started.every(({ pid }) => !isRunning(pid)));
    await until(() => readdirSync(temporary).length === 0);
  } finally {
    rmSync(built, { force: true });
  }
});
