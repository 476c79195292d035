import * as z from 'zod';
import { configurationSchema } from '../../engine/config/schema.ts';
import { reviewResultSchema } from '../../engine/report/json/report-schema.ts';
import { MAX_LOGO_BYTES, type ChildAnswer } from './child-protocol.ts';

const { report, pullRequests } = configurationSchema.shape;

const problem = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  suggestion: z.string().exactOptional(),
});

/** Base64 is a third longer than what it says. */
const logo = z.object({ name: z.string(), content: z.base64().max(Math.ceil(MAX_LOGO_BYTES / 3) * 4) });

const suggestion = z.object({
  fingerprint: z.string(),
  path: z.string(),
  startLine: z.number(),
  endLine: z.number(),
  replacement: z.array(z.string()),
});

const answer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reviewed'),
    result: reviewResultSchema,
    report: z.object({
      consultant: report.unwrap().shape.consultant.unwrap().exactOptional(),
      logo: logo.exactOptional(),
    }),
    pullRequests,
    suggestions: z.array(suggestion),
  }),
  z.object({
    kind: z.literal('skipped'),
    reason: z.enum(['draft', 'bot', 'label', 'paths']),
    detail: z.string(),
    projects: z.array(z.string()),
  }),
  z.object({ kind: z.literal('configuration-broken'), problems: z.array(problem) }),
  z.object({ kind: z.literal('source-broken'), code: z.string(), message: z.string() }),
]);

/** Reads what the child wrote: it has read foreign code, so it is not trusted to be as it was built. */
export function readAnswer(bytes: Buffer): ChildAnswer | { readonly kind: 'unreadable'; readonly why: string } {
  try {
    const given: unknown = JSON.parse(bytes.toString('utf8'));
    answer.parse(given);
    // As it was given: a copy in the schema's order of keys would make other bytes of some reports.
    return given as ChildAnswer;
  } catch (error) {
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
  }
}
