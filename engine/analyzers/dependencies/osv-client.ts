import * as z from 'zod';
import { fetchJson, HttpError, type RetryPolicy } from './fetch-json.ts';
import type { Ecosystem } from './dependency-result.ts';

/** Most queries in one request to `/v1/querybatch` (https://google.github.io/osv.dev/post-v1-querybatch/). */
export const OSV_BATCH = 1000;
/** Pages of one query that are followed: each has up to 1,000 advisories, more than any package has. */
const MOST_PAGES = 10;
/** Advisories asked for at once. */
const CONCURRENCY = 8;
/** All questions of a review together, in milliseconds. */
export const OSV_DEADLINE = 60_000;

export interface OsvPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
}

const event = z.object({ introduced: z.string().optional(), fixed: z.string().optional() });
const severity = z.array(z.object({ type: z.string(), score: z.string() })).optional();
const advisory = z.object({
  id: z.string(),
  aliases: z.array(z.string()).default([]),
  summary: z.string().optional(),
  details: z.string().optional(),
  withdrawn: z.string().optional(),
  severity,
  affected: z
    .array(
      z.object({
        package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
        severity,
        ranges: z.array(z.object({ type: z.string(), events: z.array(event) })).optional(),
      }),
    )
    .default([]),
  database_specific: z.object({ severity: z.string().optional() }).optional().catch(undefined),
});
export type Advisory = z.infer<typeof advisory>;

const batchAnswer = z.object({
  results: z.array(
    z
      .object({ vulns: z.array(z.object({ id: z.string() })).nullish(), next_page_token: z.string().nullish() })
      .nullable()
      .transform((result) => result ?? {}),
  ),
});

export interface OsvAnswer {
  /** Ids of advisories for each package asked about, in its order; undefined: no answer, or not a whole one. */
  readonly ids: readonly (readonly string[] | undefined)[];
  readonly advisories: ReadonlyMap<string, Advisory>;
  /** Why something is missing; absent: everything was answered. */
  readonly failure?: string;
}

export interface OsvPorts {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
  readonly retries?: RetryPolicy;
  /** Milliseconds. */
  readonly deadline?: number;
}

interface Session extends OsvPorts {
  readonly signal: AbortSignal;
  fail(error: unknown): void;
}

/** Asks OSV which advisories concern these packages, and for those advisories. Never throws for what the service does. */
export async function askOsv(ports: OsvPorts, packages: readonly OsvPackage[]): Promise<OsvAnswer> {
  const timeout = AbortSignal.timeout(ports.deadline ?? OSV_DEADLINE);
  let failure: string | undefined;
  const session: Session = {
    ...ports,
    signal: ports.signal ? AbortSignal.any([ports.signal, timeout]) : timeout,
    fail: (error) => (failure ??= timeout.aborted ? 'it took too long' : wordsOf(error)),
  };
  const ids: (readonly string[] | undefined)[] = [];
  for (let start = 0; start < packages.length; start += OSV_BATCH) {
    ids.push(...(await askAbout(session, packages.slice(start, start + OSV_BATCH))));
  }
  const wanted = [...new Set(ids.flatMap((one) => one ?? []))].sort();
  const advisories = await fetchAdvisories(session, wanted);
  ports.signal?.throwIfAborted();
  return { ids, advisories, ...(failure === undefined ? {} : { failure }) };
}

/** One request. If it is refused as wrong, its halves are asked: one odd name must not hide the others' advisories. */
async function askAbout(session: Session, packages: readonly OsvPackage[]): Promise<(readonly string[] | undefined)[]> {
  try {
    return await askPages(session, packages);
  } catch (error) {
    if (error instanceof HttpError && error.status === 400 && packages.length > 1) {
      const half = packages.length >> 1;
      return [
        ...(await askAbout(session, packages.slice(0, half))),
        ...(await askAbout(session, packages.slice(half))),
      ];
    }
    session.fail(error);
    return packages.map(() => undefined);
  }
}

/** Follows `next_page_token`, which each query of a batch may have or not. */
async function askPages(session: Session, packages: readonly OsvPackage[]): Promise<(readonly string[] | undefined)[]> {
  const ids: (string[] | undefined)[] = packages.map(() => []);
  let open = packages.map((one, index): { index: number; query: object } => ({ index, query: queryOf(one) }));
  for (let page = 0; open.length > 0; page++) {
    if (page === MOST_PAGES) {
      session.fail(new Error(`it has more than ${MOST_PAGES} pages of advisories for one package`));
      for (const { index } of open) ids[index] = undefined;
      break;
    }
    const queries = open.map(({ query }) => query);
    const { results } = await fetchJson(session, { path: '/v1/querybatch', body: { queries }, schema: batchAnswer });
    if (results.length !== open.length)
      throw new Error(`it gave ${results.length} answers to ${open.length} questions`);
    const next: typeof open = [];
    results.forEach(({ vulns, next_page_token: token }, at) => {
      const { index, query } = open[at]!;
      ids[index]?.push(...(vulns ?? []).map(({ id }) => id));
      if (token) next.push({ index, query: { ...query, page_token: token } });
    });
    open = next;
  }
  return ids;
}

function queryOf({ ecosystem, name, version }: OsvPackage): object {
  return { package: { ecosystem, name }, version };
}

async function fetchAdvisories(session: Session, ids: readonly string[]): Promise<ReadonlyMap<string, Advisory>> {
  const advisories = new Map<string, Advisory>();
  const pending = [...ids].reverse();
  const worker = async (): Promise<void> => {
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      try {
        const path = `/v1/vulns/${encodeURIComponent(id)}`;
        advisories.set(id, await fetchJson(session, { path, schema: advisory }));
      } catch (error) {
        session.fail(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, ids.length) }, worker));
  return advisories;
}

function wordsOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'its answer has another form than documented';
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
