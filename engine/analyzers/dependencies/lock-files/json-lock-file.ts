import type { z } from 'zod';
import { LockFileError } from './lock-file.ts';

/** Throws {@link LockFileError}. */
export function parseJson<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new LockFileError(`it is no valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LockFileError(
    `${issue?.path.map(String).join(' → ') || 'its start'}: ${issue?.message ?? 'of another form'}`,
  );
}

/** The key of a line such as `"lodash": {`. */
export function objectKey(line: string): string | undefined {
  const key = /^\s*("(?:[^"\\]|\\.)*")\s*:\s*\{/.exec(line)?.[1];
  try {
    return key === undefined ? undefined : String(JSON.parse(key));
  } catch {
    return undefined;
  }
}
