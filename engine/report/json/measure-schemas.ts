import * as z from 'zod';
import { SEVERITIES } from '../../findings/finding.ts';
import { gateConditionSchema } from '../../verdict/gate.ts';
import { quality, severity } from './finding-schemas.ts';

const share = z.number().describe('0 to 1');
const rating = z.enum(['A', 'B', 'C', 'D', 'E']);
const bySeverity = z.record(severity, z.number());

export const ratings = z
  .object({
    reliability: rating.exactOptional(),
    security: rating.exactOptional(),
    maintainability: rating.exactOptional(),
    duplication: rating.exactOptional(),
    coverage: rating.exactOptional(),
  })
  .describe('Absent: not measured');

export const measures = z.object({
  files: z.number(),
  lines: z.number(),
  codeLines: z.number(),
  commentLines: z.number(),
  functions: z.number(),
  classes: z.number(),
  cyclomatic: z.number(),
  cognitive: z.number(),
  maintainabilityIndex: z.number().exactOptional(),
  publicFunctions: z.number(),
  documentedPublicFunctions: z.number(),
  findings: bySeverity.describe('Open findings'),
  findingsByQuality: z.record(quality, z.number()),
  debtMinutes: z.number(),
  debtRatio: z.number(),
  duplicatedLines: z.number().exactOptional(),
  duplicationShare: share.exactOptional(),
  coverageShare: share.exactOptional(),
});

export const fileMeasures = z.object({
  path: z.string(),
  language: z.string(),
  codeLines: z.number(),
  functions: z.number(),
  cyclomatic: z.number(),
  cognitive: z.number(),
  maintainabilityIndex: z.number(),
  findings: z.number(),
  debtMinutes: z.number(),
  duplicatedLines: z.number().exactOptional(),
  coverageShare: share.exactOptional(),
  changes: z.number().exactOptional(),
});

export const folderMeasures = z.object({
  path: z.string(),
  files: z.number(),
  codeLines: z.number(),
  cognitive: z.number(),
  findings: z.number(),
  debtMinutes: z.number(),
});

export const hotSpot = z.object({
  path: z.string(),
  cognitive: z.number(),
  codeLines: z.number(),
  changes: z.number(),
  score: share,
});

const conclusion = z.enum(['pass', 'fail', 'neutral']);

export const gateResult = z.object({
  project: z.string().exactOptional().describe('Absent: the whole repository'),
  untouched: z.literal(true).exactOptional().describe('The change touches no file of the project'),
  conclusion,
  conditions: z.array(
    z.object({
      condition: gateConditionSchema,
      status: z.enum(['met', 'missed', 'not-measured']),
      value: z.union([z.number(), z.string()]).exactOptional(),
      explanation: z.string(),
    }),
  ),
  blocking: z.record(z.enum(SEVERITIES), z.number()).exactOptional(),
});

export const verdict = z.object({
  conclusion,
  headline: z.string(),
  reasons: z.array(z.string()).describe('Why it is so, most important first; of a pass there are none'),
  notKnown: z.array(z.string()).exactOptional().describe('Of a failure: what besides could not be judged'),
  warnings: z.array(z.string()).exactOptional().describe('Conditions that are not met and only warn'),
});
