import type { LoggerOptions } from 'pino';
import { describeError } from './describe-error.ts';

/** Of every log of the service. */
export const LOG_OPTIONS = {
  base: null,
  serializers: { err: (error: unknown) => describeError(error) },
} as const satisfies LoggerOptions;
