import { findProgram, type SemgrepProgram } from './find-program.ts';
import { runBounded, type BoundedRun, type ProcessBounds } from './run-bounded.ts';
import { argumentsOf, environmentOf, type SemgrepRequest } from './semgrep-arguments.ts';
import { problemsOf, semgrepOutputSchema, type SemgrepOutput, type SemgrepProblem } from './semgrep-output.ts';

/** How a scan by the real program ended. */
export type SemgrepOutcome =
  /** All was looked at. */
  | { readonly status: 'done'; readonly version: string; readonly output: SemgrepOutput }
  /** There are findings, and things that were not looked at. */
  | {
      readonly status: 'partial';
      readonly version: string;
      readonly output: SemgrepOutput;
      readonly problems: readonly SemgrepProblem[];
    }
  /** No rule could be run. */
  | { readonly status: 'bad-rules'; readonly detail: string; readonly problems: readonly SemgrepProblem[] }
  | {
      readonly status:
        'missing' | 'too-old' | 'time-out' | 'out-of-memory' | 'too-much-output' | 'crashed' | 'bad-output';
      readonly detail: string;
    };

/** Ours: a scan of a large repository with some hundred rules. */
export const DEFAULT_SEMGREP_BOUNDS: ProcessBounds = {
  milliseconds: 30 * 60_000,
  memoryMegabytes: 4096,
  outputBytes: 256 * 1024 * 1024,
};

/** Oldest versions whose output is known: the first with `scan`'s JSON as it is today. */
const OLDEST: Readonly<Record<SemgrepProgram, readonly [major: number, minor: number]>> = {
  semgrep: [1, 38],
  opengrep: [1, 0],
};

const VERSION_BOUNDS: ProcessBounds = { milliseconds: 60_000, memoryMegabytes: 2048, outputBytes: 64 * 1024 };

/** Runs the real semgrep or opengrep, found on the `PATH` of `env`, in a folder. Never throws for what it does. */
export async function runSemgrep(
  program: SemgrepProgram,
  request: SemgrepRequest,
  of: { readonly folder: string; readonly env: Readonly<NodeJS.ProcessEnv>; readonly bounds?: ProcessBounds },
): Promise<SemgrepOutcome> {
  const file = findProgram(program, of.env['PATH'] ?? '');
  if (file === undefined) {
    const detail = `${program} is not on the PATH. Install it (\`pipx install semgrep\`, or opengrep's release), or use the built-in engine.`;
    return { status: 'missing', detail };
  }
  const env = environmentOf(of.env);
  const version = await versionOf(file, program, { folder: of.folder, env });
  if (typeof version !== 'string') return version;
  const bounds = of.bounds ?? DEFAULT_SEMGREP_BOUNDS;
  const run = await runBounded(file, argumentsOf(request, bounds.memoryMegabytes), { bounds, folder: of.folder, env });
  return outcomeOf(run, program, version);
}

async function versionOf(
  file: string,
  program: SemgrepProgram,
  of: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<string | SemgrepOutcome> {
  const run = await runBounded(file, ['--version'], { ...of, bounds: VERSION_BOUNDS });
  if (run.status !== 'ended') return failure(run, program);
  const version = /\b(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?\b/.exec(run.stdout);
  if (run.code !== 0 || !version) return { status: 'crashed', detail: `${program} --version failed: ${said(run)}` };
  const [oldest, has] = [OLDEST[program], [Number(version[1]), Number(version[2])] as const];
  if (has[0] > oldest[0] || (has[0] === oldest[0] && has[1] >= oldest[1])) return version[0];
  return { status: 'too-old', detail: `${program} ${version[0]} is older than ${oldest.join('.')}; update it.` };
}

/** Semgrep's exit codes: 0 and 1 a scan that ended; 4, 5, 7 and 8 rules that cannot be run; others failures. */
const RULE_CODES: ReadonlySet<number | null> = new Set([4, 5, 7, 8]);

function outcomeOf(run: BoundedRun, program: SemgrepProgram, version: string): SemgrepOutcome {
  if (run.status !== 'ended') return failure(run, program);
  const output = readOutput(run.stdout);
  const problems = output ? problemsOf(output) : [];
  // A Python program that broke off also ends with 1, having printed nothing.
  if (run.code === 0 || (run.code === 1 && run.stdout.trim() !== '')) {
    if (!output) return { status: 'bad-output', detail: `${program} ${version} printed something else than its JSON` };
    return problems.length > 0 ? { status: 'partial', version, output, problems } : { status: 'done', version, output };
  }
  const rules = problems.filter(({ kind }) => kind === 'rule');
  if (RULE_CODES.has(run.code) || rules.length > 0) {
    return { status: 'bad-rules', detail: rules[0]?.message ?? said(run), problems };
  }
  // Code 2 and 3 also stand for a scan that ended with some files unread.
  if (output && output.paths.scanned.length > 0) return { status: 'partial', version, output, problems };
  return {
    status: 'crashed',
    detail: `${program} ended with ${run.code ?? 'a signal'}: ${problems[0]?.message ?? said(run)}`,
  };
}

function failure(run: Exclude<BoundedRun, { status: 'ended' }>, program: SemgrepProgram): SemgrepOutcome {
  const status = run.status === 'not-started' ? 'crashed' : run.status;
  return { status, detail: `${program}: ${run.detail}` };
}

/** The last thing it said, in one line. */
function said({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  const lines = (stderr.trim() || stdout.trim()).split('\n');
  return lines.at(-1)?.trim().slice(0, 500) || 'it said nothing';
}

function readOutput(text: string): SemgrepOutput | undefined {
  try {
    const parsed = semgrepOutputSchema.safeParse(JSON.parse(text));
    return parsed.data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
