/**
 * Whether the same statement may succeed when it is tried again: the server was away or restarting, or two transactions
 * were in each other's way. Where a connection was lost while a transaction was being committed, whether it was is not
 * known: what is tried again has to bear being done twice.
 */
export function isTransient(error: unknown): boolean {
  return isConnectionLost(error) || isConflict(error);
}

/** Whether the server could not be reached, or went away. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  const code = codeOf(error);
  if (code !== undefined && (UNREACHABLE.has(code) || LOST.has(code) || code.startsWith('08'))) return true;
  return LOST_MESSAGE.test(error.message);
}

/** Whether a transaction gave way to another one: PostgreSQL asks for it to be tried again from its beginning. */
export function isConflict(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/** A PostgreSQL error code of five characters (https://www.postgresql.org/docs/18/errcodes-appendix.html), or a system's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOENT', // no socket in the folder
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

/** The server is shutting down, crashed, or starting; it has no room for another connection at this moment. */
const LOST = new Set(['57P01', '57P02', '57P03', '53300']);

/** What pg says without a code. */
const LOST_MESSAGE =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout)/;
