import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scanTargets } from '../../../cli/semgrep/scan-targets.ts';
import type { PatternRule } from '../../../engine/patterns/rule.ts';
import { readRules } from '../../../engine/patterns/rules/read-rules.ts';
import type { WorkerTask } from '../../../engine/workers/protocol.ts';
import type { TaskOutcome } from '../../../engine/workers/worker-pool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-scan-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function rules(...list: object[]): PatternRule[] {
  const given = list.map((rule, index) => ({
    id: `r${index}`,
    message: 'm',
    severity: 'LOW',
    languages: ['go'],
    ...rule,
  }));
  return readRules({ name: 'r.json', text: JSON.stringify({ rules: given }) }).rules;
}

/** A pool whose workers answer by the file's name and the ids of the rules. */
function poolOf(answer: (file: string, ids: readonly string[]) => TaskOutcome) {
  return {
    run(task: WorkerTask): Promise<TaskOutcome> {
      if (task.kind !== 'patterns') throw new Error('another kind of task');
      const ids = (JSON.parse(readFileSync(task.rulesAt, 'utf8')) as PatternRule[]).map(({ id }) => id);
      return Promise.resolve(answer(task.path.slice(folder.length + 1), ids));
    },
  };
}

const NOTHING = { status: 'done', json: JSON.stringify({ rules: 1, findings: [], errors: [] }) } as const;
const TIME_OUT = { status: 'time-out', detail: 'took longer than 20 s' } as const;

function write(...names: string[]): string[] {
  return names.map((name) => {
    writeFileSync(join(folder, name), name.endsWith('.bin') ? 'a\0b' : 'text');
    return join(folder, name);
  });
}

it('a file on which a regular expression hangs is looked at again without them', async () => {
  const seen: string[] = [];
  const pool = poolOf((file, ids) => {
    seen.push(`${file}: ${ids.join(' ')}`);
    return file === 'bad.go' && ids.includes('r1') ? TIME_OUT : NOTHING;
  });
  const report = await scanTargets(
    { files: write('bad.go', 'good.go'), skipped: [] },
    { rules: rules({ pattern: 'f()' }, { 'pattern-regex': '(a|a)*b' }), pool, ruleTimeout: 1000 },
  );
  expect(seen.sort()).toEqual(['bad.go: r0', 'bad.go: r0 r1', 'good.go: r0 r1']);
  expect(report.scanned).toHaveLength(2);
  expect(report.problems).toEqual([
    {
      type: 'Timeout',
      level: 'error',
      message: 'took longer than 20 s; it was looked at again without the rules that have regular expressions',
      path: join(folder, 'bad.go'),
    },
  ]);
});

it('what workers cannot look at is a problem of its own, told once', async () => {
  const refused = { ruleId: 'r0', kind: 'pattern', message: 'This is no Go.' };
  const pool = poolOf((file): TaskOutcome => {
    if (file === 'crash.go') return { status: 'crashed', detail: 'the worker ended with SIGSEGV' };
    if (file === 'big.go') return { status: 'out-of-memory', detail: 'took more than 2048 MiB of memory' };
    if (file === 'slow.go') return TIME_OUT;
    return {
      status: 'done',
      json: JSON.stringify({ rules: file === 'other.txt' ? 0 : 1, findings: [], errors: [refused] }),
    };
  });
  const files = write('big.go', 'crash.go', 'data.bin', 'one.go', 'other.txt', 'slow.go', 'two.go');
  const report = await scanTargets(
    { files, skipped: [] },
    { rules: rules({ pattern: 'f()' }), pool, ruleTimeout: 1000 },
  );
  expect(report.problems.map(({ type, path, ruleId }) => [type, path.slice(folder.length + 1), ruleId])).toEqual([
    ['Out of memory', 'big.go', undefined],
    ['Fatal error', 'crash.go', undefined],
    ['Pattern parse error', 'one.go', 'r0'],
    ['Timeout', 'slow.go', undefined],
  ]);
  expect(report.skipped).toEqual([{ path: join(folder, 'data.bin'), reason: 'binary' }]);
  expect(report.scanned.map((path) => path.slice(folder.length + 1))).toEqual([
    'big.go',
    'crash.go',
    'one.go',
    'slow.go',
    'two.go',
  ]);
});
