import type { ProjectInput } from '../analyzer.ts';
import type { RawFinding, Rule } from '../../findings/finding.ts';
import { SourceError } from '../../source/source.ts';
import type { ReportedFile } from './reported-file.ts';

export const UNCOVERED_CHANGE: Rule = {
  id: 'coverage/uncovered-change',
  title: 'Changed lines that no test runs',
  description: 'The change added or rewrote these lines, and no test of the coverage reports runs them. Add a test that does.',
  severity: 'low',
  quality: 'reliability',
  minutes: 10,
  tags: ['coverage'],
};

interface LineRun {
  readonly first: number;
  readonly last: number;
  /** Lines that can be run and were not. */
  readonly uncovered: number;
}

/** One finding for each run of changed lines of which every one that can be run was not. */
export async function findUncoveredChanges(
  input: ProjectInput,
  files: Iterable<ReportedFile>,
  changed: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<readonly RawFinding[]> {
  const findings: RawFinding[] = [];
  for (const file of files) {
    const runs = runsOf(file, changed.get(file.path) ?? new Set());
    if (runs.length === 0) continue;
    const lines = await linesOf(input, file.path);
    for (const run of runs) findings.push(findingOf(file.path, run, lines));
  }
  return findings;
}

/** Neighbours belong together where all between them was changed too and cannot be run: blank lines, braces. */
function runsOf({ hits }: ReportedFile, changed: ReadonlySet<number>): readonly LineRun[] {
  const runs: LineRun[] = [];
  let open = false;
  let previous = 0;
  for (const line of [...changed].sort((a, b) => a - b)) {
    const count = hits.get(line);
    const last = runs.at(-1);
    if (line !== previous + 1 || (count !== undefined && count > 0)) open = false;
    if (count === 0 && open && last) runs[runs.length - 1] = { ...last, last: line, uncovered: last.uncovered + 1 };
    else if (count === 0) runs.push({ first: line, last: line, uncovered: 1 });
    if (count === 0) open = true;
    previous = line;
  }
  return runs;
}

/** Empty where the file cannot be read: the place is then told without its end. */
async function linesOf({ snapshot }: ProjectInput, path: string): Promise<readonly string[]> {
  const file = snapshot.file(path);
  if (!file) return [];
  try {
    return (await snapshot.read(file)).toString('utf8').split('\n');
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}

function findingOf(path: string, run: LineRun, lines: readonly string[]): RawFinding {
  const endColumn = (lines[run.last - 1]?.replace(/\r$/, '').length ?? 0) + 1;
  const message =
    run.uncovered === 1 ? 'No test runs this changed line.' : `No test runs these ${run.uncovered} changed lines.`;
  const range = { startLine: run.first, startColumn: 1, endLine: run.last, endColumn };
  return { ruleId: UNCOVERED_CHANGE.id, path, range, message };
}
