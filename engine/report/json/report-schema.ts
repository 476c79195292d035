/**
 * The shape of the `json` format: an envelope around {@link ReviewResult}. What is published as
 * schemas/plumbline-report.schema.json is made from it. A change that takes a field away or gives it another meaning
 * raises the version; a new optional field does not.
 */
import * as z from 'zod';
import type { ReviewResult } from '../../review-result.ts';
import { coverage, dependencies, duplication, tests } from './analyzer-schemas.ts';
import { appliedStanding, finding, notLookedAt, rule, suppressionRecord } from './finding-schemas.ts';
import { fileMeasures, folderMeasures, gateResult, hotSpot, measures, ratings, verdict } from './measure-schemas.ts';

export const REPORT_VERSION = 1;
/** A name, not an address: nothing is to be fetched. The file comes with the package. */
export const REPORT_SCHEMA_ID = 'urn:plumbline:report:1';

const subject = z.object({
  name: z.string(),
  repositoryUri: z.string().exactOptional(),
  kind: z.enum(['repository', 'change']),
  wholeTree: z.boolean(),
  head: z.object({ label: z.string(), commit: z.string().exactOptional() }),
  base: z.object({ label: z.string(), commit: z.string() }).exactOptional(),
  at: z.string().describe('Instant, ISO 8601 in UTC'),
  tool: z.object({ name: z.literal('plumbline'), version: z.string() }),
});

const scope = z.object({
  filesInTree: z.number(),
  filesLookedAt: z.number(),
  filesChanged: z.number().exactOptional(),
  linesAdded: z.number().exactOptional(),
  linesRemoved: z.number().exactOptional(),
  languages: z.array(z.object({ name: z.string(), files: z.number(), lines: z.number() })),
  analyzers: z.array(z.object({ id: z.string(), files: z.number() })),
});

const configuration = z.object({
  source: z.string(),
  problems: z.array(
    z.object({
      file: z.string(),
      line: z.number(),
      column: z.number(),
      message: z.string(),
      suggestion: z.string().exactOptional(),
    }),
  ),
});

const excerpt = z.object({
  path: z.string(),
  side: z.enum(['head', 'base']),
  startLine: z.number(),
  lines: z.array(z.string()),
});

/** In the order in which the report gives them: what was decided, what was found, the numbers, the details. */
export const reviewResultSchema = z.object({
  subject,
  verdict,
  gates: z.array(gateResult),
  findings: z.array(finding),
  rules: z.array(rule),
  suppressions: z.array(suppressionRecord),
  standings: z
    .array(appliedStanding)
    .exactOptional()
    .describe('Rules whose findings here count for less than they would'),
  notLookedAt: z.array(notLookedAt),
  scope,
  measures,
  baseMeasures: measures.exactOptional(),
  ratings,
  baseRatings: ratings.exactOptional(),
  files: z.array(fileMeasures),
  folders: z.array(folderMeasures),
  hotSpots: z.array(hotSpot),
  duplication: duplication.exactOptional(),
  dependencies: dependencies.exactOptional(),
  coverage: coverage.exactOptional(),
  tests: tests.exactOptional(),
  configuration,
  excerpts: z.array(excerpt),
});

export const reportSchema = z
  .object({ $schema: z.literal(REPORT_SCHEMA_ID), version: z.literal(REPORT_VERSION), ...reviewResultSchema.shape })
  .describe('A review by Plumbline');

/** The types of the schema and of the model are one and the same: the type check fails where they are not. */
type Plain<T> = T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
true satisfies Same<Plain<z.output<typeof reviewResultSchema>>, Plain<ReviewResult>>;
