import type {
  AnalyzedFile,
  Classification,
  NotLookedAt,
  PrepareInput,
  ProjectAnalyzer,
  ProjectInput,
  ProjectOutput,
} from '../analyzer.ts';
import { CLONE_RULE, cloneFindings } from './clone-findings.ts';
import { createOriginFinder } from './clone-origin.ts';
import type { DuplicationResult } from './duplication-result.ts';
import { findClones, MAX_CLONE_PLACES, MAX_TOKENS, type Clone, type ComparedFile } from './find-clones.ts';
import { duplicationFingerprints } from './fingerprints.ts';
import type { DuplicationFacts } from './fingerprint-codec.ts';
import { languageFamily } from './language-family.ts';
import { findPartners, MAX_PARTNER_BYTES, type Partners } from './find-partners.ts';

const ID = 'duplication';

/** Clones among the files looked at, and between them and the rest of the snapshot. Method and limits: docs/duplication.md. */
export const duplicationAnalyzer: ProjectAnalyzer<DuplicationResult> = {
  id: ID,
  rules: [CLONE_RULE],
  prepare: (sides) => findPartners(sides.map(withoutUncompared), sides[0]!.options.duplication),
  analyze: async (input: ProjectInput): Promise<ProjectOutput<DuplicationResult>> => {
    const parts = withoutUncompared(input);
    const { minTokens, ignoreNames } = input.options.duplication;
    const wanted = compared(parts.files, true);
    const partners =
      (input.prepared as Partners | undefined) ?? (await findPartners([parts], { minTokens, ignoreNames }))[0]!;
    const others = compared(await input.analyzeMore(partners.files), false);
    const search = findClones([...wanted, ...others], { minTokens, ignoreNames });
    const { findings, dropped } = cloneFindings(search.clones, {
      isTest: (path) => input.classified.get(path)?.test ?? false,
      originOf: createOriginFinder(input.comparison?.changes),
    });
    return {
      findings,
      result: {
        minTokens,
        clones: search.clones.map(({ tokens, places }) => ({
          tokens,
          lines: places[0]!.endLine - places[0]!.startLine + 1,
          places: places.map(({ path, startLine, endLine }) => ({ path, startLine, endLine })),
        })),
        duplicatedLines: sum(search.duplicatedLines.values()),
        comparedLines: sum(wanted.map((file) => file.facts.codeLines)),
        filesCompared: wanted.length,
        byFile: Object.fromEntries([...search.duplicatedLines].sort(([a], [b]) => (a < b ? -1 : 1))),
      },
      notLookedAt: [
        ...beyondTokens(search.beyond),
        ...beyondBytes(partners.beyond),
        ...unreadable(partners.unreadable),
        ...(search.cut ? [cutClones(search.clones)] : []),
        ...(dropped > 0 ? [droppedFindings(dropped)] : []),
      ],
    };
  },
};

/** The input without what is not compared. */
function withoutUncompared<Input extends PrepareInput>(input: Input): Input {
  const { includeTests } = input.options.duplication;
  const isCompared = (classification: Classification) => includeTests || !classification.test;
  const files = input.files.filter((file) => isCompared(file.classification));
  const classified = new Map([...input.classified].filter(([, classification]) => isCompared(classification)));
  return { ...input, files, classified };
}

function compared(files: readonly AnalyzedFile[], wanted: boolean): ComparedFile[] {
  return files.flatMap(({ file, classification, facts }) => {
    const own = facts[duplicationFingerprints.id] as DuplicationFacts | undefined;
    if (!own || !classification.language) return [];
    return [{ path: file.path, family: languageFamily(classification.language), facts: own, wanted }];
  });
}

function beyondTokens(paths: readonly string[]): NotLookedAt[] {
  if (paths.length === 0) return [];
  return [
    limit(
      `clones in ${paths.length} files`,
      `more than ${MAX_TOKENS} tokens: ${named(paths)} were not compared; leave out what need not be reviewed, or review folders one by one`,
    ),
  ];
}

function beyondBytes(paths: readonly string[]): NotLookedAt[] {
  if (paths.length === 0) return [];
  return [
    limit(
      `clones of the change in ${paths.length} unchanged ${paths.length === 1 ? 'file' : 'files'}`,
      `partners are sought in the nearest ${MAX_PARTNER_BYTES / 1024 / 1024} MiB of unchanged code: beyond it ${
        paths.length === 1 ? 'lies' : 'lie'
      } ${named(paths)}; review the whole tree to compare ${paths.length === 1 ? 'it' : 'them'}`,
    ),
  ];
}

function unreadable(paths: readonly string[]): NotLookedAt[] {
  return paths.map((path) => ({
    subject: path,
    path,
    analyzer: ID,
    reason: 'unreadable',
    detail: 'could not be read to look for clones of the change',
  }));
}

function cutClones(clones: readonly Clone[]): NotLookedAt {
  const shortest = clones.at(-1)?.tokens ?? 0;
  return limit(
    `clones of fewer than ${shortest} tokens`,
    `the code repeats itself in more than ${MAX_CLONE_PLACES} places; only the longest clones are told`,
  );
}

function droppedFindings(count: number): NotLookedAt {
  return limit(`${count} places of clones`, 'more places than a review tells; the longest clones are told');
}

function limit(subject: string, detail: string): NotLookedAt {
  return { subject, analyzer: ID, reason: 'limit', detail };
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
