import { cacheKey, type ResultCache } from './cache/result-cache.ts';
import type { NotLookedAt, NotLookedAtReason } from './analyzers/analyzer.ts';
import { isLintable } from './analyzers/eslint/is-lintable.ts';
import { lintFiles, type EslintRunner } from './analyzers/eslint/lint-files.ts';
import type { EngineAnswer } from './analyzers/eslint/problem.ts';
import { isSearchedAllTheSame } from './analyzers/secrets/left-out-files.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { withSurroundings } from './findings/surroundings.ts';
import type { ReviewPorts } from './review-request.ts';
import { decodeText } from './source/decode-text.ts';
import { classifyContent } from './source/classify.ts';
import { isBinary } from './source/content-checks.ts';
import type { Classification } from './source/language.ts';
import { parseLfsPointer } from './source/lfs-pointer.ts';
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
  /** Names the program's build: results of another are not reused. */
  readonly recipe: string;
  readonly oxlintLibrary?: ReviewPorts['oxlintLibrary'] | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Files linted by one process: enough to make its start cheap, few enough to fit in memory. */
const LINT_BATCH: BatchLimits = { files: 400, bytes: 8 * 2 ** 20 };
/** Files handed to a worker at a time: a message costs as much as a small file. */
const ANALYZE_BATCH: BatchLimits = { files: 16, bytes: 128 * 2 ** 10 };
/** Files read ahead of the workers: as many as are linted together, so that the linter need not wait for the workers. */
const READ_AHEAD = LINT_BATCH.files;

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
  const { eslint } = ports.options.analyzers;
  const analyzing = new Batches(ANALYZE_BATCH, (files) => analyzeBatch(ports, files));
  const linting = new Batches(LINT_BATCH, (files) => lintBatch(ports, files));
  const linted: Promise<void>[] = [];
  let unread = missing.length;
  await forEachBounded(missing, READ_AHEAD, async (pending) => {
    const read = await readAndClassify(pending);
    const lint = !('analysis' in read) && eslint && isLintable(read) ? linting.add(read) : undefined;
    const analysis = 'analysis' in read ? undefined : analyzing.add(read);
    if (--unread === 0) {
      linting.flush();
      analyzing.flush();
    }
    if ('analysis' in read) return finish(pending, read.analysis);
    const result = await analysis!;
    if (!lint) return finish(pending, merge(read.classification, [result]));
    linted.push(lint.then((lintResult) => finish(pending, merge(read.classification, [result, lintResult]))));
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
    if (known.leftOut && !isWorthSearching(known, bytes)) return { analysis: { ...NOTHING, classification: known } };
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

/** Left out of all else, but text that may hold a secret. */
function isWorthSearching(known: Classification, bytes: Buffer): boolean {
  return isSearchedAllTheSame(known) && !isBinary(bytes) && !parseLfsPointer(bytes);
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

function notAnalyzed(
  outcome: Exclude<TaskOutcome, { status: 'done' }>,
  about: { path: string; analyzer?: string },
): FileResult {
  const notLookedAt: NotLookedAt = { subject: about.path, ...about, reason: outcome.status, detail: outcome.detail };
  return { findings: [], facts: {}, notLookedAt: [notLookedAt], analyzers: [] };
}

/** A batch that its worker did not survive is done again file by file, so that one costs the others nothing. */
async function analyzeBatch(
  ports: Pick<AnalyzeFilesPorts, 'pool' | 'options'>,
  files: readonly WorkerFile[],
): Promise<FileResult[]> {
  const { pool, options } = ports;
  const outcome = await pool.run({ kind: 'analyze', files, options });
  if (outcome.status === 'done') return JSON.parse(outcome.json) as FileResult[];
  if (files.length === 1) return [notAnalyzed(outcome, { path: files[0]!.path })];
  const results = await Promise.all(files.map((file) => analyzeBatch(ports, [file])));
  return results.flat();
}

/** Lints files by oxlint in one process, beside the workers, and by ESLint in a worker where it has to look too. */
async function lintBatch(
  { pool, oxlintLibrary: library }: Pick<AnalyzeFilesPorts, 'pool' | 'oxlintLibrary'>,
  batch: readonly WorkerFile[],
): Promise<FileResult[]> {
  const inputs = batch.map(({ path, bytes, classification }) => ({ path, text: decodeText(bytes), classification }));
  const eslint: EslintRunner = async (input, rules) => eslintAnswer(await pool.run({ kind: 'eslint', input, rules }));
  try {
    const { files } = await lintFiles(inputs, { eslint, library });
    return files.map(({ findings, notLookedAt }, index) => {
      const known = withSurroundings(findings, inputs[index]!.text, { headings: false });
      return { findings: known, facts: {}, notLookedAt, analyzers: ['eslint'] };
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return batch.map(({ path }) => notAnalyzed({ status: 'crashed', detail }, { path, analyzer: 'eslint' }));
  }
}

function eslintAnswer(outcome: TaskOutcome): EngineAnswer {
  if (outcome.status === 'done') return JSON.parse(outcome.json) as EngineAnswer;
  const reason = outcome.status === 'time-out' ? 'time-out' : 'crashed';
  return { kind: 'refused', reason, detail: `ESLint ${outcome.detail}.` };
}

interface BatchLimits {
  readonly files: number;
  readonly bytes: number;
}

/** Collects files until a batch is full, and answers each with its own result. */
class Batches {
  readonly #limits: BatchLimits;
  readonly #work: (files: readonly WorkerFile[]) => Promise<readonly FileResult[]>;
  #waiting: { file: WorkerFile; resolve: (result: FileResult) => void; reject: (error: unknown) => void }[] = [];
  #bytes = 0;

  /** `work` answers with one result for each file, in their order. */
  constructor(limits: BatchLimits, work: (files: readonly WorkerFile[]) => Promise<readonly FileResult[]>) {
    this.#limits = limits;
    this.#work = work;
  }

  add(file: WorkerFile): Promise<FileResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ file, resolve, reject });
      this.#bytes += file.bytes.byteLength;
      if (this.#waiting.length >= this.#limits.files || this.#bytes >= this.#limits.bytes) this.flush();
    });
  }

  flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (batch.length === 0) return;
    this.#work(batch.map(({ file }) => file)).then(
      (results) => batch.forEach(({ resolve }, index) => resolve(results[index]!)),
      (error: unknown) => batch.forEach(({ reject }) => reject(error)),
    );
  }
}

/** Runs `work` for each item in order, at most `bound` at a time. */
async function forEachBounded<Item>(items: readonly Item[], bound: number, work: (item: Item) => Promise<void>) {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(bound, items.length) }, lane));
}
