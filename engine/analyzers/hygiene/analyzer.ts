import type { AnalyzedFile, NotLookedAt, ProjectAnalyzer, ProjectInput, ProjectOutput } from '../analyzer.ts';
import type { RawFinding } from '../../findings/finding.ts';
import type { Snapshot } from '../../source/source.ts';
import { buildProducts } from './build-products.ts';
import { changeSize, largeChange } from './change-size.ts';
import { largeFiles } from './file-sizes.ts';
import type { HygieneResult } from './hygiene-result.ts';
import { hygieneScope, type HygieneScope } from './hygiene-scope.ts';
import { mixedLineEnds } from './line-ends.ts';
import { mergeConflicts } from './merge-markers.ts';
import { pathCollisions } from './path-collisions.ts';
import { missingFiles, repositoryFiles } from './repository-files.ts';
import { HYGIENE_RULES } from './rules.ts';
import { brokenLinks } from './symlinks.ts';
import { windowsNames } from './windows-names.ts';

const ID = 'hygiene';

/** Findings told of each rule: a tree with more of one kind has one problem, not many. */
const MAX_FINDINGS_PER_RULE = 200;

/** Files read at a time. */
const READ_AHEAD = 32;

/** What is wrong with a repository's files apart from what the code says. */
export const hygieneAnalyzer: ProjectAnalyzer<HygieneResult> = {
  id: ID,
  rules: HYGIENE_RULES,
  analyze: async (input: ProjectInput): Promise<ProjectOutput<HygieneResult>> => {
    const { snapshot, classified, comparison } = input;
    const scope = hygieneScope(input);
    const contents = await checkContents(input, snapshot);
    const repository = scope.wholeTree ? await repositoryFiles(input) : undefined;
    const change = comparison && !scope.base ? changeSize(comparison, classified) : undefined;
    const { told, cut } = withinLimit([
      ...(repository ? missingFiles(repository) : []),
      ...(change ? largeChange(change) : []),
      ...largeFiles(scope.files),
      ...buildProducts(scope.files, { added: scope.added, classified }),
      ...pathCollisions(snapshot.files, new Set(scope.files.map((file) => file.path))),
      ...(await brokenLinks(snapshot, linksToFollow(input, scope))),
      ...windowsNames(scope.files),
      ...contents.findings,
    ]);
    return {
      findings: told,
      result: {
        filesChecked: scope.files.length,
        filesRead: contents.read,
        ...(repository ? { repository } : {}),
        ...(change ? { change } : {}),
      },
      notLookedAt: [...contents.unreadable.map(unreadable), ...cut.map(beyondLimit)],
    };
  },
};

async function checkContents(
  { files, signal }: ProjectInput,
  snapshot: Snapshot,
): Promise<{ findings: RawFinding[]; read: number; unreadable: string[] }> {
  const findings: RawFinding[] = [];
  const unreadable: string[] = [];
  const texts = files.filter(({ classification }) => classification.leftOut === undefined);
  for (let at = 0; at < texts.length; at += READ_AHEAD) {
    signal?.throwIfAborted();
    const some = texts.slice(at, at + READ_AHEAD);
    const contents = await Promise.all(some.map(({ file }) => snapshot.read(file).catch(() => undefined)));
    for (const [i, file] of some.entries()) {
      const bytes = contents[i];
      if (bytes) findings.push(...contentFindings(file, bytes));
      else unreadable.push(file.file.path);
    }
  }
  return { findings, read: texts.length - unreadable.length, unreadable };
}

function contentFindings({ file, classification }: AnalyzedFile, bytes: Buffer): RawFinding[] {
  return [
    ...mergeConflicts(file.path, bytes),
    ...(classification.type === 'code' && !classification.test ? mixedLineEnds(file.path, bytes) : []),
  ];
}

/** A link breaks by its own change, or when its target goes: then every link is followed, on both sides. */
function linksToFollow({ snapshot, comparison }: ProjectInput, { wholeTree }: HygieneScope) {
  const links = () => snapshot.files.filter((file) => file.kind === 'symlink');
  if (wholeTree || !comparison) return links();
  const mayBreak = comparison.changes.some(
    (change) =>
      change.new?.path !== change.old?.path || change.new?.kind === 'symlink' || change.old?.kind === 'symlink',
  );
  return mayBreak ? links() : [];
}

function withinLimit(findings: readonly RawFinding[]): {
  told: RawFinding[];
  cut: { ruleId: string; count: number }[];
} {
  const counts = new Map<string, number>();
  const told = findings.filter(({ ruleId }) => {
    const count = (counts.get(ruleId) ?? 0) + 1;
    counts.set(ruleId, count);
    return count <= MAX_FINDINGS_PER_RULE;
  });
  const cut = [...counts]
    .filter(([, count]) => count > MAX_FINDINGS_PER_RULE)
    .map(([ruleId, count]) => ({ ruleId, count: count - MAX_FINDINGS_PER_RULE }));
  return { told, cut };
}

function unreadable(path: string): NotLookedAt {
  return {
    subject: path,
    path,
    analyzer: ID,
    reason: 'unreadable',
    detail: 'could not be read to look for merge markers',
  };
}

function beyondLimit({ ruleId, count }: { ruleId: string; count: number }): NotLookedAt {
  return {
    subject: `${count} more of ${ruleId}`,
    analyzer: ID,
    reason: 'limit',
    detail: `the first ${MAX_FINDINGS_PER_RULE} are told; mend them and review again`,
  };
}
