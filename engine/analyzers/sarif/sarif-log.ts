import * as z from 'zod';
import { BadReportError } from '../external-file.ts';

const message = z.object({ text: z.string(), id: z.string(), arguments: z.array(z.string()) }).partial();
const artifactLocation = z.object({ uri: z.string(), uriBaseId: z.string(), index: z.number() }).partial();
const region = z
  .object({
    startLine: z.number(),
    startColumn: z.number(),
    endLine: z.number(),
    endColumn: z.number(),
    charOffset: z.number(),
    charLength: z.number(),
  })
  .partial();
const location = z
  .object({
    physicalLocation: z.object({ artifactLocation: artifactLocation, region: region.catch({}) }).partial(),
    message,
  })
  .partial();
const properties = z
  .object({ tags: z.array(z.string()).catch([]), 'security-severity': z.union([z.string(), z.number()]) })
  .partial();
const level = z.enum(['none', 'note', 'warning', 'error']);

const reportingDescriptor = z
  .object({
    id: z.string(),
    name: z.string(),
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: z.string(),
    messageStrings: z.record(z.string(), message),
    defaultConfiguration: z.object({ level: level.optional().catch(undefined) }),
    properties: properties.catch({}),
  })
  .partial();

const toolComponent = z.object({ name: z.string(), rules: z.array(reportingDescriptor).optional() });

const result = z
  .object({
    ruleId: z.string(),
    ruleIndex: z.number(),
    rule: z
      .object({ id: z.string(), index: z.number(), toolComponent: z.object({ index: z.number() }).partial() })
      .partial(),
    kind: z.string(),
    level: level.optional().catch(undefined),
    message,
    locations: z.array(location),
    relatedLocations: z.array(location),
    codeFlows: z.array(
      z
        .object({ threadFlows: z.array(z.object({ locations: z.array(z.object({ location }).partial()) }).partial()) })
        .partial(),
    ),
    partialFingerprints: z.record(z.string(), z.string()).catch({}),
    suppressions: z.array(z.object({ status: z.string() }).partial()).nullable(),
    baselineState: z.string(),
    properties: properties.catch({}),
  })
  .partial();

const run = z.object({
  tool: z.object({ driver: toolComponent, extensions: z.array(toolComponent).optional() }),
  results: z.array(z.unknown()).nullish(),
  artifacts: z.array(z.object({ location: artifactLocation }).partial()).optional(),
  originalUriBaseIds: z.record(z.string(), artifactLocation).optional(),
  columnKind: z.string().optional(),
});

const sarifLog = z.object({ version: z.literal('2.1.0'), runs: z.array(run) });

/** Results of a report that are looked through; 25,000 of them become findings at most. Ours: a larger one is a mistake, or an attack. */
export const MOST_RESULTS_READ = 250_000;

export interface SarifRun extends Omit<z.infer<typeof run>, 'results'> {
  readonly results: readonly SarifResult[];
}
export type SarifResult = z.infer<typeof result>;
export type SarifRule = z.infer<typeof reportingDescriptor>;
export type SarifLocation = z.infer<typeof location>;
export type SarifRegion = z.infer<typeof region>;
export type SarifArtifactLocation = z.infer<typeof artifactLocation>;
export type SarifMessage = z.infer<typeof message>;

/** As much of SARIF 2.1.0 as becomes findings. Throws {@link BadReportError}. */
export function readSarif(text: string): readonly SarifRun[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new BadReportError(`it is no valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const log = sarifLog.safeParse(json);
  if (log.success) return readResults(log.data.runs);
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === 'string' && version !== '2.1.0') {
    throw new BadReportError(`it is SARIF ${version.slice(0, 20)}, and 2.1.0 is read`);
  }
  throw notSarif(log.error);
}

/** One after the other: of millions that are wrong, the first is enough to know it. */
function readResults(runs: readonly z.infer<typeof run>[]): SarifRun[] {
  const all = runs.reduce((sum, { results }) => sum + (results?.length ?? 0), 0);
  if (all > MOST_RESULTS_READ) throw new BadReportError(`it has ${all} results, and ${MOST_RESULTS_READ} are read`);
  return runs.map((given, at) => ({
    ...given,
    results: (given.results ?? []).map((one, index) => {
      const parsed = result.safeParse(one);
      if (parsed.success) return parsed.data;
      throw notSarif(parsed.error, ['runs', at, 'results', index]);
    }),
  }));
}

function notSarif({ issues: [issue] }: z.ZodError, within: readonly PropertyKey[] = []): BadReportError {
  const where = [...within, ...(issue?.path ?? [])].map(String).join(' → ') || 'its start';
  return new BadReportError(`it is no SARIF 2.1.0, first at ${where}: ${issue?.message ?? 'of another form'}`);
}
