import { findMergeBase } from '../../engine/source/find-merge-base.ts';
import { SourceError } from '../../engine/source/source.ts';
import { explainFetchFailure, reasonOf } from './explain-fetch-failure.ts';
import { problem, type FetchedCommits, type FetchOutcome, type FetchProblem } from './fetch-outcome.ts';
import { acquireLock, markInUse } from './file-lock.ts';
import {
  cachedRepository,
  evictRepositories,
  isDamaged,
  joinPacks,
  noteDamage,
  noteUse,
  prepareRepository,
  removeRepository,
  type CachedRepository,
} from './repository-cache.ts';
import { runFetch, type FetchEnd } from './run-fetch.ts';
import { findTips, problemOfNames, refsOf, type Ref, type Refs, type Wanted } from './wanted-commits.ts';

export type { WantedBase, WantedHead } from './wanted-commits.ts';

export interface FetchRequest extends Wanted {
  /** Holds a bare repository for each that was fetched, and is shared by all processes on a machine. */
  readonly cacheFolder: string;
  /** GitHub's address, such as `https://github.com`. */
  readonly githubUrl: string;
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  /** Absent: anybody may read the repository. Is never part of a command line, an address or a file. */
  readonly token?: string;
  readonly limits?: Partial<FetchLimits>;
}

export interface FetchLimits {
  /** Of one repository with its history, packed. */
  readonly maxRepositoryBytes: number;
  /** Of all repositories that the cache keeps. */
  readonly maxCacheBytes: number;
  readonly timeoutMs: number;
}

/** Ours: what one disk and a quarter of an hour hold. */
export const DEFAULT_FETCH_LIMITS: FetchLimits = {
  maxRepositoryBytes: 2 * 2 ** 30,
  maxCacheBytes: 20 * 2 ** 30,
  timeoutMs: 15 * 60 * 1000,
};

/**
 * Fetches the tip of the base and the head from the base repository into the cache, with all their history: where they
 * part is found here, for what GitHub's payloads say of it is stale. Nothing is checked out.
 */
export async function fetchCommits(
  request: FetchRequest,
  { signal, now }: { readonly signal: AbortSignal; readonly now: Date },
): Promise<FetchOutcome> {
  const limits = { ...DEFAULT_FETCH_LIMITS, ...request.limits };
  const unfit = problemOfNames(request.repository, request);
  if (unfit) return unfit;
  const host = new URL(request.githubUrl).host;
  const repository = cachedRepository(request.cacheFolder, { host, repositoryId: request.repository.id });
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const work = { request, repository, limits, signal: AbortSignal.any([signal, timeout]), now };
  try {
    const outcome = await fetchLocked(work);
    if (outcome.kind !== 'fetched') return outcome;
    try {
      await evictNowAndThen(request.cacheFolder, limits.maxCacheBytes);
    } catch (error) {
      await outcome.release();
      throw error;
    }
    return outcome;
  } catch (error) {
    if (!work.signal.aborted) throw error;
    if (signal.aborted) return problem('aborted', 'The fetch was called off.', { retry: true });
    const minutes = Math.ceil(limits.timeoutMs / 60_000);
    return problem('time-out', `Fetching the commits took longer than ${minutes} min.`, { retry: true });
  }
}

/** Measuring all repositories takes a moment where there are thousands. */
const EVICT_EVERY_MS = 60_000;
const lastEviction = new Map<string, number>();

async function evictNowAndThen(cacheFolder: string, maxBytes: number): Promise<void> {
  const time = performance.now();
  if (time - (lastEviction.get(cacheFolder) ?? -Infinity) < EVICT_EVERY_MS) return;
  lastEviction.set(cacheFolder, time);
  await evictRepositories(cacheFolder, maxBytes);
}

interface Work {
  readonly request: FetchRequest;
  readonly repository: CachedRepository;
  readonly limits: FetchLimits;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** One process at a time fetches into a repository; any number read it. */
async function fetchLocked(work: Work): Promise<FetchOutcome> {
  const { repository, signal } = work;
  const lock = await acquireLock(repository.lock, signal);
  try {
    if (await isDamaged(repository)) await removeRepository(repository);
    const first = await attempt(work);
    if (first.kind !== 'unusable') return first;
    // Broken, or grown by what has been pushed over: a new one may do.
    if (!(await removeRepository(repository))) return first.problem;
    const second = await attempt(work);
    if (second.kind !== 'unusable') return second;
    await removeRepository(repository);
    return second.problem;
  } finally {
    await lock.release();
  }
}

/** What is in the cache cannot be used any longer. */
interface Unusable {
  readonly kind: 'unusable';
  readonly problem: FetchProblem;
}

async function attempt(work: Work): Promise<FetchOutcome | Unusable> {
  const { repository, signal, now } = work;
  try {
    await prepareRepository(repository);
    const refs = refsOf(work.request);
    let end = await fetchRefs(work, [refs.base, refs.head]);
    const refused = end.kind === 'failed' ? explainFetchFailure(end.errors) : undefined;
    // A server that gives no commit by its id alone gives it with the pull request it is the head of.
    if (refused?.problem === 'gone-head' && refs.pull) end = await fetchRefs(work, [refs.base, refs.pull]);
    const trouble = troubleOf(end, work);
    if (trouble) return trouble;
    signal.throwIfAborted();
    const commits = await readCommits(work, refs);
    if (commits.kind === 'problem') return commits;
    await joinPacks(repository);
    await noteUse(repository, now);
    const use = await markInUse(repository.users);
    return { ...commits, release: () => use.release(), reportDamage: () => noteDamage(repository) };
  } catch (error) {
    if (!(error instanceof SourceError) || error.code === 'no-git') throw error;
    return { kind: 'unusable', problem: broken(error.message) };
  }
}

function fetchRefs(
  { request, repository, limits, signal }: Work,
  refs: readonly (Ref | undefined)[],
): Promise<FetchEnd> {
  const { githubUrl, repository: named, token } = request;
  return runFetch({
    gitDir: repository.gitDir,
    url: `${githubUrl.replace(/\/+$/, '')}/${named.owner}/${named.name}.git`,
    token,
    refspecs: [...new Set(refs.flatMap((ref) => ref?.spec ?? []))],
    maxBytes: limits.maxRepositoryBytes,
    signal,
  });
}

function troubleOf(end: FetchEnd, { request, limits, signal }: Work): FetchProblem | Unusable | undefined {
  switch (end.kind) {
    case 'done':
      return undefined;
    case 'aborted':
      throw signal.reason;
    case 'too-large': {
      const size = `${Math.floor(limits.maxRepositoryBytes / 2 ** 20)} MiB`;
      const message = `The repository is larger than ${size} with its history, which is the most that is fetched.`;
      return { kind: 'unusable', problem: problem('too-large', message, { retry: false }) };
    }
    case 'failed': {
      const { base } = request;
      const explained = explainFetchFailure(end.errors);
      if (explained?.problem === 'gone-head' && base && 'commit' in base && end.errors.includes(base.commit)) {
        return problem('gone-base', 'GitHub no longer has the commit to compare with.', { retry: false });
      }
      return explained ?? { kind: 'unusable', problem: broken(reasonOf(end.errors)) };
    }
  }
}

function broken(detail: string): FetchProblem {
  const message = 'The commits could not be fetched, for a reason on our side.';
  return { ...problem('failed', message, { retry: true }), detail };
}

async function readCommits(
  { request, repository: { gitDir } }: Work,
  refs: Refs,
): Promise<Omit<FetchedCommits, 'release' | 'reportDamage'> | FetchProblem> {
  const place = { folder: gitDir, gitDir };
  const { head, base } = await findTips(place, request, refs);
  if (head === undefined && 'commit' in request.head) {
    return problem('gone-head', 'GitHub no longer has the head commit: it was pushed over.', { retry: false });
  }
  if (head === undefined) throw lacks(refs.head);
  if (!refs.base) return { kind: 'fetched', gitDir, head };
  if (base === undefined) throw lacks(refs.base);
  try {
    const mergeBase = await findMergeBase(place, { one: base, other: head, shallow: false });
    return { kind: 'fetched', gitDir, head, base, mergeBase };
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'no-merge-base') throw error;
    const message = 'The head and the branch to compare with have no history in common.';
    return problem('no-merge-base', message, { retry: false });
  }
}

function lacks({ name }: Ref): SourceError {
  const advice = 'Remove the repository from the cache.';
  return new SourceError('missing-object', `${name} was fetched, and is not there`, { advice });
}
