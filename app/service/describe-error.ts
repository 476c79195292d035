/** What a log tells of an error: nothing of requests and answers, which hold customers' code and tokens. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly status?: number;
  /** Of a request to GitHub, such as `PATCH https://api.github.com/repos/acme/shop/check-runs/1`; without its query. */
  readonly request?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Of a chain of causes. */
const DEEPEST = 4;

/** Pino's serializer of `err`, in place of its own, which writes whatever properties an error has. */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 500) };
  const { name, message, stack, cause } = error;
  const request = requestOf(error);
  return {
    type: name,
    message,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('status' in error && typeof error.status === 'number' && { status: error.status }),
    ...(request !== undefined && { request }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && depth < DEEPEST && { cause: describeError(cause, depth + 1) }),
  };
}

function requestOf(error: Error): string | undefined {
  const request: unknown = 'request' in error ? error.request : undefined;
  if (typeof request !== 'object' || request === null || !('method' in request) || !('url' in request))
    return undefined;
  return `${String(request.method)} ${String(request.url).replace(/[?#].*$/s, '')}`;
}
