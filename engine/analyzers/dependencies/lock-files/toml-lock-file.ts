import { parse, TomlError } from 'smol-toml';
import * as z from 'zod';
import { LockFileError } from './lock-file.ts';

export interface TomlPackage {
  readonly name: string;
  readonly version?: string | undefined;
  readonly source?: unknown;
  readonly category?: unknown;
  readonly groups?: unknown;
  readonly dependencies?: unknown;
  readonly 'dev-dependencies'?: unknown;
  /** Of its `[[package]]`. */
  readonly line: number;
}

const lockFile = z.object({
  package: z.array(z.object({ name: z.string(), version: z.string().optional() }).loose()).default([]),
});

/** The `[[package]]` tables that poetry, uv and Cargo write. Throws {@link LockFileError}. */
export function tomlPackages(text: string): readonly TomlPackage[] {
  const headers = text.split('\n').flatMap((line, index) => (line.trim() === '[[package]]' ? [index + 1] : []));
  const parsed = lockFile.safeParse(parseToml(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new LockFileError(
      `${issue?.path.map(String).join(' → ') || 'its start'}: ${issue?.message ?? 'of another form'}`,
    );
  }
  return parsed.data.package.map((one, index) => ({ ...one, line: headers[index] ?? 1 }));
}

function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new LockFileError(`it is no valid TOML: line ${error.line}, column ${error.column}`);
  }
}
