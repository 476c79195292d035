import * as z from 'zod';

const Message = z.object({
  ruleId: z.string().nullable(),
  message: z.string(),
  severity: z.number(),
  fatal: z.boolean().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
  endLine: z.number().nullish(),
  endColumn: z.number().nullish(),
});
export type EslintMessage = z.infer<typeof Message>;

const RuleMeta = z.object({
  docs: z.object({ description: z.string().optional(), url: z.string().optional() }).optional(),
});

const Report = z.object({
  results: z.array(
    z.object({
      filePath: z.string(),
      messages: z.array(Message),
      suppressedMessages: z.array(Message).optional(),
    }),
  ),
  metadata: z
    .object({ rulesMeta: z.record(z.string(), RuleMeta.catch({})).optional() })
    .optional()
    .catch(undefined),
});
export type EslintReport = z.infer<typeof Report>;

/** Reads what `eslint --format json-with-metadata` prints; undefined when it is something else. */
export function readEslintReport(stdout: string): EslintReport | undefined {
  // A configuration may print before ESLint does.
  const start = stdout.indexOf('{"results":');
  if (start < 0) return undefined;
  try {
    const parsed = Report.safeParse(JSON.parse(stdout.slice(start)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
