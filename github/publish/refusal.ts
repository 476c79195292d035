/**
 * An answer of GitHub that a repetition would not change. `not-permitted`: the permission is missing, or the repository
 * is archived. `gone`: there is no such thing, or it cannot be seen any more. `invalid`: what was sent is not taken.
 */
export interface Refusal {
  readonly kind: 'not-permitted' | 'gone' | 'invalid';
  /** GitHub's words. */
  readonly message: string;
}

/** What GitHub refuses for good; undefined for a limit, a fault of the service or of the network, and for bugs. */
export function readRefusal(error: unknown): Refusal | undefined {
  if (!isHttpError(error)) return undefined;
  const { status, message } = error;
  switch (status) {
    case 403:
      return isRateLimit(error) ? undefined : { kind: 'not-permitted', message };
    case 404:
    case 410:
    case 451:
      return { kind: 'gone', message };
    case 422:
      return /submitted too quickly/i.test(message) ? undefined : { kind: 'invalid', message };
    default:
      return undefined;
  }
}

/** Whether GitHub may have done what was asked, although its answer says otherwise or never came. */
export function mayHaveHappened(error: unknown): boolean {
  return isHttpError(error) && (error.status >= 500 || error.status === 408);
}

/** By its shape: Probot's clients and ours can bring the class twice. Octokit gives what never got an answer the status 500. */
type HttpError = Error & {
  readonly status: number;
  readonly response?: { readonly headers?: Readonly<Record<string, unknown>> };
};

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

/** Both kinds of limit answer 403 or 429. Source: docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isRateLimit({ message, response }: HttpError): boolean {
  const { headers } = response ?? {};
  return (
    headers?.['retry-after'] !== undefined ||
    headers?.['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(message)
  );
}
