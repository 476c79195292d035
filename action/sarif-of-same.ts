import type { ExternalFile } from '../engine/analyzers/analyzer.ts';
import { BadReportError, textOfReport } from '../engine/analyzers/external-file.ts';
import { readSarif, type SarifResult, type SarifRun } from '../engine/analyzers/sarif/sarif-log.ts';
import { uriOf } from '../engine/analyzers/sarif/sarif-places.ts';
import type { ComparedTrees } from './compared-trees.ts';

/** SARIF without the results that have a place in a file that is another in the head. */
export function sarifOfSame(
  reports: readonly ExternalFile[],
  trees: ComparedTrees,
): { readonly files: readonly ExternalFile[]; readonly paths: readonly string[]; readonly results: number } {
  const paths = new Set<string>();
  let results = 0;
  const files = reports.map((file): ExternalFile => {
    const runs = runsUnlessBad(file);
    const others = runs.map((run) => run.results.map((result) => otherFilesOf(result, run, trees)));
    const before = results;
    for (const places of others.flat()) {
      if (places.length > 0) results++;
      for (const path of places) paths.add(path);
    }
    if (results === before) return file;
    const log = JSON.parse(textOfReport(file)) as { runs: { results?: unknown[] | null }[] };
    for (const [at, run] of log.runs.entries()) {
      run.results = (run.results ?? []).filter((_, index) => others[at]?.[index]?.length === 0);
    }
    return { name: file.name, content: Buffer.from(JSON.stringify(log)) };
  });
  return { files, paths: [...paths].sort(), results };
}

/** What is wrong with a report, the review says. */
function runsUnlessBad(file: ExternalFile): readonly SarifRun[] {
  try {
    return readSarif(textOfReport(file));
  } catch (error) {
    if (error instanceof BadReportError) return [];
    throw error;
  }
}

function otherFilesOf(result: SarifResult, run: SarifRun, trees: ComparedTrees): string[] {
  const steps = result.codeFlows?.[0]?.threadFlows?.[0]?.locations ?? [];
  const locations = [
    result.locations?.[0],
    ...(result.relatedLocations ?? []),
    ...steps.map(({ location }) => location),
  ];
  return locations.flatMap((location) => {
    const artifact = location?.physicalLocation?.artifactLocation;
    const uri = artifact && uriOf(run, artifact);
    const meant = uri === undefined ? undefined : trees.fileOf(uri, []);
    return meant && !meant.isSame ? [meant.path] : [];
  });
}
