import * as z from 'zod';

const position = z.object({ line: z.int().min(0), col: z.int().min(0), offset: z.int().min(0).default(0) });

/** What `--json` prints, as far as it is used; what else is in it is kept. Versions differ in the rest. */
export const semgrepOutputSchema = z.looseObject({
  version: z.string().optional(),
  results: z.array(
    z.looseObject({
      check_id: z.string().min(1),
      path: z.string(),
      start: position,
      end: position,
      extra: z.looseObject({
        message: z.string(),
        severity: z.string(),
        metadata: z.record(z.string(), z.unknown()).default({}),
        fix: z.string().optional(),
        is_ignored: z.boolean().default(false),
      }),
    }),
  ),
  errors: z.array(
    z.looseObject({
      code: z.number().optional(),
      level: z.string(),
      // A word, or a word with what it is about: ["PatternParseError", …].
      type: z.union([z.string(), z.array(z.unknown()).min(1)]).optional(),
      message: z.string().optional(),
      long_msg: z.string().nullish(),
      path: z.string().nullish(),
      rule_id: z.string().nullish(),
    }),
  ),
  paths: z.looseObject({
    scanned: z.array(z.string()),
    skipped: z.array(z.looseObject({ path: z.string(), reason: z.string() })).default([]),
  }),
});

export type SemgrepOutput = z.output<typeof semgrepOutputSchema>;

/** Something the program could not do, in one line. */
export interface SemgrepProblem {
  readonly kind: 'rule' | 'time-out' | 'out-of-memory' | 'syntax' | 'other';
  readonly message: string;
  readonly path?: string;
  readonly ruleId?: string;
}

export function problemsOf({ errors }: SemgrepOutput): SemgrepProblem[] {
  return errors.map((error) => {
    const type = Array.isArray(error.type) ? String(error.type[0]) : (error.type ?? '');
    const [line = ''] = (error.message ?? error.long_msg ?? type).trim().split('\n');
    return {
      kind: kindOf(type),
      message: line.slice(0, MAX_MESSAGE),
      ...(typeof error.path === 'string' && { path: error.path }),
      ...(typeof error.rule_id === 'string' && { ruleId: error.rule_id }),
    };
  });
}

const MAX_MESSAGE = 500;

function kindOf(type: string): SemgrepProblem['kind'] {
  if (/rule|pattern ?parse|invalid ?yaml|schema/i.test(type)) return 'rule';
  if (/time/i.test(type)) return 'time-out';
  if (/memory|stack/i.test(type)) return 'out-of-memory';
  return /syntax|lexical|pars/i.test(type) ? 'syntax' : 'other';
}
