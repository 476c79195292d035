import { cacheKey, type ResultCache } from './cache/result-cache.ts';
import type { NotLookedAt, NotLookedAtReason } from './analyzers/analyzer.ts';
import { isLintable } from './analyzers/eslint/is-lintable.ts';
import { lintFiles, type EslintRunner } from './analyzers/eslint/lint-files.ts';
import type { EngineAnswer } from './analyzers/eslint/problem.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { withSurroundings } from './findings/surroundings.ts';
import { decodeText } from './source/decode-text.ts';
import { classifyContent } from './source/classify.ts';
import type { Classification } from './source/language.ts';
import { SourceError, type Snapshot, type SourceFile } from './source/source.ts';
import type { FileResult } from './workers/analyze-file.ts';
import type { WorkerFile, WorkerOptions } from './workers/protocol.ts';
import type { TaskOutcome, WorkerPool } from './workers/worker-pool.ts';

/** A file to look at, classified by its path. */
export interface PlannedFile {
  readonly snapshot: Snapshot;
  readonly file: SourceFile;
  readonly classification: Classification;
}

export interface AnalyzeFilesPorts {
  readonly cache: ResultCache;
  readonly pool: WorkerPool;
  readonly options: WorkerOptions;
  /** Names the program's and the analyzers' versions: results of others are not reused. */
  readonly recipe: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Files linted by one process: enough to make its start cheap, few enough to fit in memory. */
const LINT_BATCH_FILES = 400;
const LINT_BATCH_BYTES = 8 * 2 ** 20;
/** Files read ahead of the workers. */
const READ_AHEAD = 32;

/**
 * Looks at files: from the cache where content and rules are unchanged, else in worker processes. The answer has one
 * entry for each file asked for, in their order. What fails is an outcome in its entry; nothing throws but a source
 * that is gone altogether.
 */
export async function analyzeFiles(
  ports: AnalyzeFilesPorts,
  planned: readonly PlannedFile[],
): Promise<readonly FileAnalysis[]> {
  const keys = planned.map((file) => keyOf(ports, file));
  const analyses = new Map<string, FileAnalysis>();
  const missing = new Map<string, Pending>();
  for (const [index, key] of keys.entries()) {
    if (analyses.has(key) || missing.has(key)) continue;
    const cached = ports.cache.get(key) as FileAnalysis | undefined;
    if (cached) analyses.set(key, cached);
    else missing.set(key, { ...planned[index]!, key });
  }
  const total = analyses.size + missing.size;
  ports.onProgress?.(analyses.size, total);
  await analyzeMissing(ports, [...missing.values()], async (pending, analysis) => {
    analyses.set(pending.key, analysis);
    ports.onProgress?.(analyses.size, total);
    if (analysis.notLookedAt.every(({ reason }) => !PASSING_REASONS.has(reason))) {
      await ports.cache.put(pending.key, JSON.stringify(analysis), analysis).catch(ignoreFullDisk);
    }
  });
  return keys.map((key) => analyses.get(key)!);
}

async function analyzeMissing(
  ports: AnalyzeFilesPorts,
  missing: readonly Pending[],
  finish: (pending: Pending, analysis: FileAnalysis) => Promise<void>,
): Promise<void> {
  const linter = new LintBatches(ports.pool);
  const linted: Promise<void>[] = [];
  let unread = missing.length;
  await forEachBounded(missing, READ_AHEAD, async (pending) => {
    const read = await readAndClassify(pending);
    const lints = !('analysis' in read) && ports.options.analyzers.eslint && isLintable(read);
    const linting = lints ? linter.add(read) : undefined;
    if (--unread === 0) linter.flush();
    if ('analysis' in read) return finish(pending, read.analysis);
    const task = { kind: 'analyze', file: read, options: ports.options } as const;
    const result = fileResult(await ports.pool.run(task), { path: read.path });
    if (!linting) return finish(pending, merge(read.classification, [result]));
    linted.push(linting.then((lintResult) => finish(pending, merge(read.classification, [result, lintResult]))));
  });
  await Promise.all(linted);
}

interface Pending extends PlannedFile {
  readonly key: string;
}

/** Outcomes that may not come again: never cached. */
const PASSING_REASONS: ReadonlySet<NotLookedAtReason> = new Set([
  'time-out',
  'out-of-memory',
  'crashed',
  'unreadable',
  'changed-while-read',
  'tool-missing',
]);

function ignoreFullDisk(): void {
  // A cache that cannot be written costs time, not the review.
}

function keyOf(ports: AnalyzeFilesPorts, { file, classification }: PlannedFile): string {
  return cacheKey([ports.recipe, JSON.stringify(ports.options), file.path, JSON.stringify(classification), file.blob]);
}

async function readAndClassify({
  snapshot,
  file,
  classification,
}: PlannedFile): Promise<WorkerFile | { analysis: FileAnalysis }> {
  try {
    const bytes = await snapshot.read(file);
    const known = classifyContent(classification, file.path, bytes);
    if (known.leftOut) return { analysis: { ...NOTHING, classification: known } };
    return { path: file.path, bytes, classification: known };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const reason = error.code === 'changed-while-read' ? 'changed-while-read' : 'unreadable';
    const notLookedAt = [
      { subject: file.path, path: file.path, reason, detail: `${error.message} ${error.advice}` } as const,
    ];
    return { analysis: { ...NOTHING, classification, notLookedAt } };
  }
}

const NOTHING = { findings: [], facts: {}, notLookedAt: [], analyzers: [] } as const;

function merge(classification: Classification, results: readonly FileResult[]): FileAnalysis {
  return {
    classification,
    findings: results.flatMap((result) => result.findings),
    facts: Object.assign({}, ...results.map((result) => result.facts)) as Record<string, unknown>,
    notLookedAt: results.flatMap((result) => result.notLookedAt),
    analyzers: results.flatMap((result) => result.analyzers),
  };
}

function fileResult(outcome: TaskOutcome, about: { path: string; analyzer?: string }): FileResult {
  if (outcome.status === 'done') return JSON.parse(outcome.json) as FileResult;
  const notLookedAt: NotLookedAt = { subject: about.path, ...about, reason: outcome.status, detail: outcome.detail };
  return { findings: [], facts: {}, notLookedAt: [notLookedAt], analyzers: [] };
}

/** Collects files until a batch is full; oxlint looks at a batch in one process, beside the workers. */
class LintBatches {
  readonly #pool: WorkerPool;
  #files: LintedFile[] = [];
  #bytes = 0;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  add(file: WorkerFile): Promise<FileResult> {
    return new Promise((resolve) => {
      this.#files.push({ file, resolve });
      this.#bytes += file.bytes.byteLength;
      if (this.#files.length >= LINT_BATCH_FILES || this.#bytes >= LINT_BATCH_BYTES) this.flush();
    });
  }

  flush(): void {
    const batch = this.#files;
    this.#files = [];
    this.#bytes = 0;
    if (batch.length > 0) void this.#lint(batch);
  }

  async #lint(batch: readonly LintedFile[]): Promise<void> {
    try {
      const inputs = batch.map(({ file: { path, bytes, classification } }) => {
        return { path, text: decodeText(bytes), classification };
      });
      const eslint: EslintRunner = async (input, rules) =>
        eslintAnswer(await this.#pool.run({ kind: 'eslint', input, rules }));
      const { files } = await lintFiles(inputs, { eslint });
      for (const [index, { resolve }] of batch.entries()) {
        const { findings, notLookedAt } = files[index]!;
        const known = withSurroundings(findings, inputs[index]!.text, { headings: false });
        resolve({ findings: known, facts: {}, notLookedAt, analyzers: ['eslint'] });
      }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      for (const { file, resolve } of batch) {
        resolve(fileResult({ status: 'crashed', detail }, { path: file.path, analyzer: 'eslint' }));
      }
    }
  }
}

interface LintedFile {
  readonly file: WorkerFile;
  readonly resolve: (result: FileResult) => void;
}

function eslintAnswer(outcome: TaskOutcome): EngineAnswer {
  if (outcome.status === 'done') return JSON.parse(outcome.json) as EngineAnswer;
  const reason = outcome.status === 'time-out' ? 'time-out' : 'crashed';
  return { kind: 'refused', reason, detail: `ESLint ${outcome.detail}.` };
}

/** Runs `work` for each item in order, at most `bound` at a time. */
async function forEachBounded<Item>(items: readonly Item[], bound: number, work: (item: Item) => Promise<void>) {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(bound, items.length) }, lane));
}
