import { setImmediate } from 'node:timers/promises';
import { GitHubOctokit, type GitHubClient } from '../../../github/client/github-client.ts';
import type { BudgetOptions } from '../../../github/client/with-budget.ts';
import { memoryRateBudget } from '../../../github/client/memory-rate-budget.ts';
import { withBudget } from '../../../github/client/with-budget.ts';

/** What GitHub does with one request: answers, or breaks. */
export type Step = Response | Error | ((url: string, init: RequestInit) => Promise<Response>);

/** A client under a budget whose GitHub does one step for each request, on a clock that moves by sleeping alone. */
export function scriptedClient(steps: readonly Step[], options: Partial<BudgetOptions> = {}) {
  const requests: string[] = [];
  const sleeps: number[] = [];
  const logged: string[] = [];
  const log = { debug: () => undefined, warn: (_: object, message: string) => logged.push(message) };
  let now = Date.parse('2026-03-01T12:00:00Z');

  async function fetch(url: string, init: RequestInit): Promise<Response> {
    const step = steps[requests.length];
    requests.push(`${init.method} ${new URL(url).pathname}`);
    if (step === undefined) throw new Error('one request more than there are steps');
    if (typeof step === 'function') return step(url, init);
    if (step instanceof Error) throw step;
    return step;
  }

  const octokit: GitHubClient = new GitHubOctokit({ request: { fetch } });
  const client = withBudget(octokit, {
    budget: memoryRateBudget(),
    log,
    clock: () => new Date(now),
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
      await setImmediate();
    },
    ...options,
  });
  return { client, requests, sleeps, logged };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const content = { 'content-type': 'application/json; charset=utf-8' };
  return new Response(JSON.stringify(body), { status, headers: { ...content, ...headers } });
}

/** As `fetch` fails when the connection breaks, with the system's code. */
export function brokenConnection(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}
