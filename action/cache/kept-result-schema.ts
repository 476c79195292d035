import * as z from 'zod';

/** 1-based. */
const count = z.int().nonnegative();
const range = z.object({ startLine: count, startColumn: count, endLine: count, endColumn: count });
const place = z.object({ path: z.string(), range: range.optional() });
const related = z.array(place.extend({ message: z.string() }));
const edit = z.object({ startOffset: count, endOffset: count, text: z.string(), range: range.optional() });
const fix = z.object({ description: z.string(), safe: z.boolean(), edits: z.array(edit) });

const finding = place.extend({
  ruleId: z.string(),
  message: z.string(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']).optional(),
  minutes: z.number().nonnegative().optional(),
  anchor: z.string().optional(),
  related: related.optional(),
  trace: related.optional(),
  fix: fix.optional(),
  redact: z.array(range).optional(),
  extent: range.optional(),
  surroundings: z.object({ heading: z.string(), above: z.string(), below: z.string() }).optional(),
});

const analysis = z.object({
  classification: z.object({ type: z.enum(['code', 'data', 'prose', 'markup', 'unknown']), test: z.boolean() }),
  findings: z.array(finding),
  facts: z.record(z.string(), z.unknown()),
  notLookedAt: z.array(z.object({ subject: z.string(), reason: z.string(), detail: z.string() })),
  analyzers: z.array(z.string()),
});

const foundFix = z.object({ rule: z.string(), startLine: count, startColumn: count, fix });

const keptResult = z.union([analysis, z.array(foundFix)]);

/**
 * Whether a value has the shape of what the engine's cache is given: `FileAnalysis` or `FoundFix[]`, but for the facts, whose
 * shapes are the analyzers' own.
 */
export function isKeptResult(value: unknown): boolean {
  return keptResult.safeParse(value).success;
}
