import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface ConformanceOptions {
  readonly corpora: string | undefined;
  /** Only cases of this language (as the case or the table names it). */
  readonly language: string | undefined;
  /** Only the case of this name, or rules whose path holds it. */
  readonly only: string | undefined;
  /** A file to be written with a line of JSON for each wrong case. */
  readonly details: string | undefined;
  /** Milliseconds for one case. */
  readonly timeout: number;
  readonly processes: number;
}

export interface ScanConformance {
  readonly tables: readonly string[];
  /** Something crashed or hung. */
  readonly failed: boolean;
  readonly details: readonly unknown[];
}

export function readOptions(args: readonly string[]): ConformanceOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      language: { type: 'string' },
      only: { type: 'string' },
      details: { type: 'string' },
      timeout: { type: 'string', default: '20' },
      processes: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    },
  });
  return {
    corpora: positionals[0],
    language: values.language,
    only: values.only,
    details: values.details,
    timeout: 1000 * Number(values.timeout),
    processes: Number(values.processes),
  };
}
