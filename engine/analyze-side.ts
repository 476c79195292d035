import { analyzeFiles, type AnalyzeFilesPorts, type PlannedFile } from './analyze-files.ts';
import type {
  AnalyzedFile,
  NotLookedAt,
  PrepareInput,
  ProjectAnalyzer,
  ProjectInput,
  ProjectOptions,
  ProjectOutput,
} from './analyzers/analyzer.ts';
import type { FileAnalysis } from './file-analysis.ts';
import type { RawFinding } from './findings/finding.ts';
import { leftOutEntry, type SidePlan } from './plan-review.ts';
import type { Comparison, SourceFile } from './source/source.ts';

/** What the analyzers said of one side, before anything is made of it. */
export interface SideResult extends SidePlan {
  /** By path; for the files planned. */
  readonly analyses: ReadonlyMap<string, FileAnalysis>;
  /** By analyzer id. */
  readonly outputs: ReadonlyMap<string, ProjectOutput>;
  readonly findings: readonly RawFinding[];
  readonly notLookedAt: readonly NotLookedAt[];
}

export interface SideContext {
  readonly analyzers: readonly ProjectAnalyzer[];
  readonly options: ProjectOptions;
  readonly comparison?: Comparison;
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** A side to analyse: its plan, and what its project analyzers work with. */
export interface Side {
  readonly plan: SidePlan;
  readonly context: SideContext;
}

/** Runs all analyzers on the sides of a review. Their files go through the workers together, each content once. */
export async function analyzeSides(ports: AnalyzeFilesPorts, sides: readonly Side[]): Promise<SideResult[]> {
  const analysing = analyzeFiles(
    ports,
    sides.flatMap(({ plan }) => plan.planned),
  );
  const prepared = prepare(sides);
  const analyses = await analysing;
  const results: SideResult[] = [];
  let start = 0;
  for (const [index, { plan, context }] of sides.entries()) {
    const own = analyses.slice(start, (start += plan.planned.length));
    const byPath = new Map(plan.planned.map(({ file }, position) => [file.path, own[position]!]));
    results.push(await finishSide(ports, { plan, context, analyses: byPath, prepared: prepared[index]! }));
  }
  return results;
}

interface AnalysedFiles {
  readonly analyses: ReadonlyMap<string, FileAnalysis>;
  readonly prepared: Prepared;
}

/** By analyzer id. */
type Prepared = ReadonlyMap<string, Promise<unknown>>;

/** What each side's analyzers can do without facts; an analyzer prepares all sides that have it at once. */
function prepare(sides: readonly Side[]): Prepared[] {
  const prepared = sides.map(() => new Map<string, Promise<unknown>>());
  for (const analyzer of new Set(sides.flatMap(({ context }) => context.analyzers))) {
    if (!analyzer.prepare) continue;
    const having = sides.flatMap((side, index) => (side.context.analyzers.includes(analyzer) ? [{ side, index }] : []));
    const preparing = analyzer.prepare(having.map(({ side }) => prepareInput(side)));
    having.forEach(({ index }, position) => {
      const own = preparing.then((answers) => answers[position]);
      // Awaited when its analyzer's turn comes; until then a failure must not end the process.
      own.catch(() => undefined);
      prepared[index]!.set(analyzer.id, own);
    });
  }
  return prepared;
}

function prepareInput({ plan, context }: Side): PrepareInput {
  const { analyzers: _, ...passed } = context;
  const files = plan.planned.map(({ file, classification }) => ({ file, classification, facts: {} }));
  return { ...passed, snapshot: plan.snapshot, classified: plan.classified, files };
}

async function finishSide(
  ports: AnalyzeFilesPorts,
  { plan, context, analyses, prepared }: Side & AnalysedFiles,
): Promise<SideResult> {
  const input = projectInput(ports, { plan, analyses, context });
  const outputs = await runProjectAnalyzers(context.analyzers, { input, prepared });
  const ofFiles = [...analyses.values()];
  return {
    ...plan,
    analyses,
    outputs,
    findings: [...ofFiles.flatMap((one) => one.findings), ...[...outputs.values()].flatMap((one) => one.findings)],
    notLookedAt: [
      ...plan.leftOut,
      ...[...analyses].flatMap(([path, one]) => leftOutOf(path, one)),
      ...ofFiles.flatMap((one) => one.notLookedAt),
      ...[...outputs.values()].flatMap((one) => one.notLookedAt ?? []),
    ],
  };
}

function leftOutOf(path: string, { classification, analyzers }: FileAnalysis): NotLookedAt[] {
  if (!classification.leftOut) return [];
  return [leftOutEntry(path, classification, { searched: analyzers.includes('secrets') })];
}

function projectInput(
  ports: AnalyzeFilesPorts,
  side: { plan: SidePlan; analyses: ReadonlyMap<string, FileAnalysis>; context: SideContext },
): ProjectInput {
  const { plan, analyses, context } = side;
  const { analyzers: _, ...passed } = context;
  const { onProgress: __, ...quietPorts } = ports;
  return {
    ...passed,
    snapshot: plan.snapshot,
    classified: withContent(plan.classified, analyses),
    files: toAnalyzed(plan.planned, analyses),
    analyzeMore: async (files: readonly SourceFile[]) => {
      const planned = files.flatMap((file) => {
        const classification = plan.classified.get(file.path);
        return classification && !classification.leftOut ? [{ snapshot: plan.snapshot, file, classification }] : [];
      });
      const more = await analyzeFiles(quietPorts, planned);
      return toAnalyzed(planned, new Map(planned.map(({ file }, index) => [file.path, more[index]!])));
    },
  };
}

/** What a file's path promised gives way to what its content told. */
function withContent(
  classified: SidePlan['classified'],
  analyses: ReadonlyMap<string, FileAnalysis>,
): SidePlan['classified'] {
  const merged = new Map(classified);
  for (const [path, { classification }] of analyses) merged.set(path, classification);
  return merged;
}

function toAnalyzed(planned: readonly PlannedFile[], analyses: ReadonlyMap<string, FileAnalysis>): AnalyzedFile[] {
  return planned.flatMap(({ file }) => {
    const analysis = analyses.get(file.path);
    if (!analysis || analysis.classification.leftOut) return [];
    return [{ file, classification: analysis.classification, facts: analysis.facts }];
  });
}

/** One after the other, in their order. One that fails is an outcome; the others go on. */
async function runProjectAnalyzers(
  analyzers: readonly ProjectAnalyzer[],
  { input, prepared }: { readonly input: ProjectInput; readonly prepared: Prepared },
): Promise<Map<string, ProjectOutput>> {
  const outputs = new Map<string, ProjectOutput>();
  for (const analyzer of analyzers) {
    outputs.set(analyzer.id, await runProjectAnalyzer(analyzer, { input, prepared: prepared.get(analyzer.id) }));
  }
  return outputs;
}

async function runProjectAnalyzer(
  analyzer: ProjectAnalyzer,
  { input, prepared }: { readonly input: ProjectInput; readonly prepared: Promise<unknown> | undefined },
): Promise<ProjectOutput> {
  try {
    return await analyzer.analyze({ ...input, prepared: await prepared });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      findings: [],
      notLookedAt: [{ subject: analyzer.id, analyzer: analyzer.id, reason: 'crashed', detail }],
    };
  }
}
