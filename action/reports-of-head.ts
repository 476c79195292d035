import type { NotLookedAt } from '../engine/analyzers/analyzer.ts';
import type { ReviewSource } from '../engine/open-review-source.ts';
import { SourceError, type Snapshot } from '../engine/source/source.ts';
import type { ToolReports } from '../github/hand-over/measured-files.ts';
import type { MeasuredFile, MissingReport } from '../github/hand-over/measurements.ts';
import { severalNames } from '../github/hand-over/missing-reports.ts';
import { lookAtCheckout } from './checked-out.ts';
import { compareTrees, type ComparedTrees } from './compared-trees.ts';
import type { Subject } from './read-event.ts';
import { isPrivileged, type Runner } from './runner.ts';

/** How the head is checked out, whatever the event. */
export const CHECK_OUT_HEAD =
  'Before, use actions/checkout with `ref: ${{ github.event.pull_request.head.sha || github.sha }}`.';

export interface MadeHere {
  readonly runner: Runner;
  readonly subject: Subject;
  readonly reviewed: Pick<ReviewSource['reviewed'], 'head' | 'comparison'>;
}

export interface OfHead {
  readonly reports: ToolReports;
  /** What is left out, for whoever else reviews by the rest. */
  readonly missing: readonly MissingReport[];
  /** The same, for this review. */
  readonly notLookedAt: readonly NotLookedAt[];
  /** The same, for the run; empty where nothing is. */
  readonly warning: string;
}

/**
 * Of reports in the workspace what is true of the head. Where another commit is checked out, as the one that merges a pull
 * request, they were made of that one: what they say of files that are others in the head is left out. Where nothing of the
 * repository is checked out, or a stranger's job made them, nobody can tell.
 */
export async function reportsOfHead(reports: ToolReports, made: MadeHere): Promise<OfHead> {
  const trees = Object.values(reports).every((files) => files.length === 0) ? undefined : await otherTree(made);
  if (trees === undefined) return { reports, missing: [], notLookedAt: [], warning: '' };
  // Loaded on first use: most checkouts are of the head.
  const [{ coverageOfSame }, { sarifOfSame }] = await Promise.all([
    import('./coverage-of-same.ts'),
    import('./sarif-of-same.ts'),
  ]);
  const coverage = coverageOfHead(coverageOfSame(reports.coverageFiles, trees), trees, made);
  const sarif = sarifOfSame(reports.sarifFiles, trees);
  const leftOut = [
    ...coverage.leftOut,
    ...(sarif.results > 0 ? [leftOutOfSarif(sarif, trees)] : []),
    ...(reports.testFiles.length > 0 ? [ranElsewhere(trees)] : []),
  ];
  return {
    reports: { coverageFiles: coverage.files, sarifFiles: sarif.files, testFiles: reports.testFiles },
    missing: leftOut.map(({ kind, subject, names }) => {
      return { kind, name: names === '' ? subject : `${subject} (${names})`, why: 'other-commit' };
    }),
    notLookedAt: leftOut.map(({ kind, subject, words }) => ({
      subject,
      // Tests that ran elsewhere are results all the same.
      ...(kind !== 'tests' && { analyzer: kind }),
      reason: 'bad-input',
      detail: `${words} ${CHECK_OUT_HEAD}`,
    })),
    warning: leftOut.length === 0 ? '' : [...leftOut.map(({ words }) => words), CHECK_OUT_HEAD].join(' '),
  };
}

/** Undefined where the head is checked out, or the same files as there, or nothing that can be compared. */
async function otherTree({ runner, subject, reviewed }: MadeHere): Promise<ComparedTrees | undefined> {
  if (isPrivileged(runner.event)) return undefined;
  const { owner, repo } = runner.repository;
  const seen = await lookAtCheckout(runner.workspace, async ({ repository, commit }): Promise<Snapshot | undefined> => {
    const isOwn = repository.name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
    return isOwn && commit !== subject.head ? repository.snapshot(commit) : undefined;
  });
  if (seen === undefined || seen instanceof SourceError) return undefined;
  return compareTrees(seen, reviewed.head);
}

interface LeftOut {
  readonly kind: MeasuredFile['kind'];
  readonly subject: string;
  /** Files, as somebody may write them. */
  readonly names: string;
  /** Why, as a sentence. */
  readonly words: string;
}

/** Without a file of the change, no number is told of it: what the rest says would count for all of it. */
function coverageOfHead(
  { files, paths }: { readonly files: ToolReports['coverageFiles']; readonly paths: readonly string[] },
  { label }: ComparedTrees,
  { reviewed: { comparison } }: MadeHere,
): { readonly files: ToolReports['coverageFiles']; readonly leftOut: readonly LeftOut[] } {
  if (paths.length === 0) return { files, leftOut: [] };
  const changed = new Set(comparison?.changes.map((change) => change.new?.path));
  const ofChange = paths.filter((path) => changed.has(path));
  const [are, named] = ofChange.length > 0 ? ['files of the change are', ofChange] : ['these are', paths];
  const names = severalNames(named);
  const words = `Coverage was measured on ${label}, which is checked out, and not on the head, where ${are} others: ${names}.`;
  const subject =
    ofChange.length > 0 ? 'coverage' : `coverage of ${paths.length} ${paths.length === 1 ? 'file' : 'files'}`;
  return { files: ofChange.length > 0 ? [] : files, leftOut: [{ kind: 'coverage', subject, names, words }] };
}

function leftOutOfSarif(
  { results, paths }: { readonly results: number; readonly paths: readonly string[] },
  { label }: ComparedTrees,
): LeftOut {
  const names = severalNames(paths);
  const subject = `${results} ${results === 1 ? 'result' : 'results'} of SARIF`;
  const words = `SARIF was made of ${label}, which is checked out, and not of the head, where these are others: ${names}.`;
  return { kind: 'sarif', subject, names, words };
}

function ranElsewhere({ label }: ComparedTrees): LeftOut {
  const words = `The tests ran on ${label}, which is checked out, and not on the head.`;
  return { kind: 'tests', subject: 'test results', names: '', words };
}
