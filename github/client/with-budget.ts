import { randomUUID } from 'node:crypto';
import { classifyRequest, type RequestClass } from './classify-request.ts';
import { failedRequest, neverSent } from './failed-request.ts';
import type { GitHubClient } from './github-client.ts';
import { graphqlErrors } from './graphql-errors.ts';
import type { HookedRequest, RequestAnswer } from './hooked-request.ts';
import { limitHit } from './limit-hit.ts';
import type { RateBudget, RateResponse, RequestPurpose } from './rate-budget.ts';
import { RateLimited } from './rate-limited.ts';
import { readPrimaryLimit } from './read-rate-headers.ts';
import { sendOnce, type Sent } from './send-once.ts';
import { sleep, type Sleep } from './sleep.ts';
import { untilGranted } from './until-granted.ts';

/** What is logged to: pino's loggers fit. */
export interface ClientLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** One request that was made. `status`: undefined where no answer came. `remaining`: of the hour's requests. */
export interface GitHubCall {
  readonly status: number | undefined;
  readonly remaining: number | undefined;
}

export interface BudgetOptions {
  readonly budget: RateBudget;
  readonly log: ClientLog;
  /** `begin` if absent. */
  readonly purpose?: RequestPurpose;
  /** `owner/name` for requests that do not name their repository, such as GraphQL's mutations. */
  readonly repository?: string;
  /** Told of each request. */
  readonly observe?: (call: GitHubCall) => void;
  /** Ends what is under way, and what waits. */
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  readonly sleep?: Sleep;
  /** Milliseconds a request may take ({@link REQUEST_TIMEOUT}). */
  readonly timeout?: number;
}

/** Milliseconds. GitHub itself gives up a request after 10 seconds: docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts */
export const REQUEST_TIMEOUT = 20_000;
/** Milliseconds between attempts, of which there is one more. */
const BACKOFF = [500, 2_000, 5_000];
/** Milliseconds to stay away where GitHub refuses each attempt without saying until when. */
const REFUSED_PAUSE = 60_000;

/**
 * Puts all requests of a client under a rate budget, and gives the client back. Each request waits its turn; waits of more
 * than a few seconds are thrown as {@link RateLimited}, so that whoever works can do something else.
 *
 * What is tried again here, a few times: what only reads, where GitHub is out of order or the connection broke; and any
 * request that certainly did nothing, since a limit refused it or no connection was made. **A write that failed in another
 * way may have been done**: its error is thrown, and the caller looks before it writes again.
 */
export function withBudget(client: GitHubClient, options: BudgetOptions): GitHubClient {
  const call = defaults(options);
  client.hook.wrap('request', (send, parameters) => budgeted({ send, parameters }, call));
  return client;
}

type Settings = ReturnType<typeof defaults>;

function defaults({ clock = () => new Date(), ...options }: BudgetOptions) {
  const { purpose = 'begin' as const, repository = '', signal, timeout = REQUEST_TIMEOUT } = options;
  const { budget, log, observe } = options;
  return { budget, log, observe, purpose, repository, signal, timeout, clock, sleep: options.sleep ?? sleep };
}

async function budgeted(request: HookedRequest, settings: Settings): Promise<RequestAnswer> {
  const { sleep, signal, log, clock } = settings;
  const { method, url } = request.parameters;
  const facts = classifyRequest(request.parameters);
  for (let attempt = 0; ; attempt++) {
    const { sent, refused } = await attemptOnce(request, facts, settings);
    signal?.throwIfAborted();
    if ('answer' in sent && !refused) return sent.answer;
    const error = 'error' in sent ? sent.error : undefined;
    const backoff = BACKOFF[attempt];
    if (!refused && (backoff === undefined || !mayRepeat(error, facts))) throw error;
    if (backoff === undefined) {
      throw new RateLimited({ until: new Date(clock().getTime() + REFUSED_PAUSE), kind: 'secondary', cause: error });
    }
    log.warn({ method, url, attempt, refused, reason: failedRequest(error)?.message }, 'request to GitHub is repeated');
    // After a refusal the budget knows how long to wait.
    if (!refused) await sleep(backoff, signal);
  }
}

/** One attempt, booked and recorded. `refused`: by a limit; nothing was done. */
async function attemptOnce(
  request: HookedRequest,
  facts: RequestClass,
  settings: Settings,
): Promise<{ sent: Sent; refused: boolean }> {
  const { budget, log, clock, purpose } = settings;
  const { kind, resource, repository = settings.repository } = facts;
  const booking = { id: randomUUID(), kind, resource, repository };
  await untilGranted(budget, { ...booking, purpose: facts.urgent ? 'complete' : purpose }, settings);
  const began = clock();
  const sent = await sendOnce(request, settings);
  const now = clock();
  const response = responseOf(sent);
  try {
    await budget.record({ ...booking, response, now });
  } catch (err) {
    // What GitHub did is done: the booking ends by itself.
    log.warn({ err }, 'the outcome of a request to GitHub was not recorded');
  }
  const remaining = response && readPrimaryLimit(response.headers, now)?.remaining;
  settings.observe?.({ status: response?.status, remaining });
  const { method, url } = request.parameters;
  log.debug(
    { method, url, status: response?.status, ms: now.getTime() - began.getTime(), remaining },
    'request to GitHub',
  );
  return { sent, refused: response !== undefined && limitHit(response, now) !== undefined };
}

function mayRepeat(error: unknown, { repeatable }: RequestClass): boolean {
  const failed = failedRequest(error);
  if (!failed) return false;
  if (neverSent(failed)) return true;
  return repeatable && (failed.status === undefined || failed.status >= 500);
}

function responseOf(sent: Sent): RateResponse | undefined {
  if ('answer' in sent) {
    const { status, headers } = sent.answer;
    const data: unknown = sent.answer.data;
    // GraphQL tells of limits in the errors of an answer that is a success by its status.
    const message = graphqlErrors(data)
      .map((error) => `${error.type}\n${error.message}`)
      .join('\n');
    return { status, headers, message };
  }
  const failed = failedRequest(sent.error);
  if (failed?.status === undefined) return undefined;
  return { status: failed.status, headers: failed.headers, message: failed.message };
}
