import type {
  AnalyzedFile,
  NotLookedAt,
  PrepareInput,
  ProjectAnalyzer,
  ProjectInput,
  ProjectOutput,
} from '../analyzer.ts';
import type { RawFinding } from '../../findings/finding.ts';
import { buildProducts } from './build-products.ts';
import { changeSize, LARGE_CHANGE_LINES, largeChange } from './change-size.ts';
import { LARGE_FILE_BYTES, largeFiles } from './file-sizes.ts';
import type { HygieneResult } from './hygiene-result.ts';
import { hygieneScope, type FileSpokenOf } from './hygiene-scope.ts';
import { mixedLineEnds } from './line-ends.ts';
import { mergeConflicts } from './merge-markers.ts';
import { pathCollisions } from './path-collisions.ts';
import { missingFiles, repositoryFiles } from './repository-files.ts';
import { HYGIENE_RULES } from './rules.ts';
import { brokenLinks, linksBrokenBy } from './symlinks.ts';
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
  prepare: (sides) => Promise.all(sides.map(lookAtContents)),
  analyze: async (input: ProjectInput): Promise<ProjectOutput<HygieneResult>> => {
    const { snapshot, classified, comparison } = input;
    const limits = input.options.hygiene ?? { fileBytes: LARGE_FILE_BYTES, changedLines: LARGE_CHANGE_LINES };
    const { wholeTree, files } = hygieneScope(input);
    const contents = checkContents(
      input.files,
      (input.prepared as ContentsByPath | undefined) ?? (await lookAtContents(input)),
    );
    const repository = wholeTree ? await repositoryFiles(input) : undefined;
    const change = comparison && changeSize(comparison, classified);
    const { told, cut } = withinLimit([
      ...(repository ? missingFiles(repository) : []),
      ...(change ? largeChange(change, limits.changedLines) : []),
      ...largeFiles(files, limits.fileBytes),
      ...buildProducts(files, classified),
      ...pathCollisions(snapshot.files, newPaths(files)),
      ...(wholeTree ? await brokenLinks(snapshot) : []),
      ...(comparison && !wholeTree ? await linksBrokenBy(comparison) : []),
      ...windowsNames(files),
      ...contents.findings,
    ]);
    return {
      findings: told,
      result: {
        filesChecked: files.length,
        filesRead: contents.read,
        ...(repository ? { repository } : {}),
        ...(change ? { change } : {}),
      },
      notLookedAt: [...contents.unreadable.map(unreadable), ...cut.map(beyondLimit)],
    };
  },
};

function newPaths(files: readonly FileSpokenOf[]): Set<string> {
  return new Set(files.filter(({ file, old }) => old?.path !== file.path).map(({ file }) => file.path));
}

/** What is wrong within a file, if it is text and code; undefined: it could not be read. */
type ContentsByPath = ReadonlyMap<string, { conflicts: RawFinding[]; lineEnds: RawFinding[] } | undefined>;

async function lookAtContents({ files, snapshot, signal }: PrepareInput): Promise<ContentsByPath> {
  const contents = new Map<string, { conflicts: RawFinding[]; lineEnds: RawFinding[] } | undefined>();
  const texts = files.filter(({ classification }) => classification.leftOut === undefined);
  for (let at = 0; at < texts.length; at += READ_AHEAD) {
    signal?.throwIfAborted();
    const some = texts.slice(at, at + READ_AHEAD);
    const read = await Promise.all(some.map(({ file }) => snapshot.read(file).catch(() => undefined)));
    for (const [i, { file }] of some.entries()) {
      const bytes = read[i];
      contents.set(
        file.path,
        bytes && { conflicts: mergeConflicts(file.path, bytes), lineEnds: mixedLineEnds(file.path, bytes) },
      );
    }
  }
  return contents;
}

/** What of the contents counts, now that it is known what each file is. */
function checkContents(
  files: readonly AnalyzedFile[],
  contents: ContentsByPath,
): { findings: RawFinding[]; read: number; unreadable: string[] } {
  const findings: RawFinding[] = [];
  const unreadable: string[] = [];
  const texts = files.filter(({ classification }) => classification.leftOut === undefined);
  for (const { file, classification } of texts) {
    const found = contents.get(file.path);
    if (!found) unreadable.push(file.path);
    else {
      const hasLineEnds = classification.type === 'code' && !classification.test;
      findings.push(...found.conflicts, ...(hasLineEnds ? found.lineEnds : []));
    }
  }
  return { findings, read: texts.length - unreadable.length, unreadable };
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
    detail: `the first ${MAX_FINDINGS_PER_RULE} are listed; fix them and review again`,
  };
}
