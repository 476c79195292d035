import { githubProblem } from '../../github/client/github-problem.ts';
import { fetchCommits, type WantedBase } from '../../github/fetch/fetch-commits.ts';
import { problem, type FetchOutcome, type FetchProblem } from '../../github/fetch/fetch-outcome.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import type { ReviewPlace } from './review-store.ts';

type Ports = Pick<ReviewPorts, 'github' | 'githubUrl' | 'caches' | 'clock'>;

interface Wanted {
  readonly review: Pick<ReviewRow, 'repositoryId' | 'installationId' | 'headSha' | 'pullNumber' | 'baseRef'>;
  readonly place: Pick<ReviewPlace, 'owner' | 'repo'>;
  readonly signal: AbortSignal;
}

/** Fetches what a review compares. */
export async function fetchSides(ports: Ports, wanted: Wanted): Promise<FetchOutcome> {
  const first = await tokenToRead(ports, wanted.review);
  if (first.kind === 'problem') return first;
  const outcome = await fetchWith(ports, wanted, first.token);
  if (!isTokenRefused(outcome)) return outcome;
  // It is kept for most of an hour, and may have been revoked meanwhile.
  ports.github.rejectToken(first.token);
  const second = await tokenToRead(ports, wanted.review);
  if (second.kind === 'problem') return second;
  const again = await fetchWith(ports, wanted, second.token);
  if (isTokenRefused(again)) ports.github.rejectToken(second.token);
  return again;
}

/** Another token may do: what is not granted to this one is no reason to try again. */
function isTokenRefused(outcome: FetchOutcome): boolean {
  return outcome.kind === 'problem' && outcome.problem === 'not-permitted' && outcome.retry;
}

function fetchWith(ports: Ports, { review, place, signal }: Wanted, token: string): Promise<FetchOutcome> {
  const { githubUrl, caches, clock } = ports;
  const { repositoryId, headSha, pullNumber } = review;
  const base = baseOf(review);
  return fetchCommits(
    {
      cacheFolder: caches.git,
      githubUrl,
      repository: { id: repositoryId, owner: place.owner, name: place.repo },
      token,
      head: { commit: headSha, ...(pullNumber !== null && { pull: pullNumber }) },
      ...(base && { base }),
    },
    { signal, now: clock() },
  );
}

async function tokenToRead(
  { github }: Ports,
  { repositoryId, installationId }: Wanted['review'],
): Promise<{ readonly kind: 'token'; readonly token: string } | FetchProblem> {
  try {
    return { kind: 'token', token: await github.contentToken(installationId, repositoryId) };
  } catch (error) {
    const refused = githubProblem(error);
    if (refused === 'not-found') return problem('not-found', OUT_OF_REACH, { retry: false });
    if (refused === 'not-permitted') return problem('not-permitted', MAY_NOT_READ, { retry: false });
    throw error;
  }
}

const OUT_OF_REACH = 'The repository is not among those that Plumbline is installed on.';
const MAY_NOT_READ = 'Plumbline may not read the code: it needs the permission `contents: read`.';

function baseOf({ baseRef }: Wanted['review']): WantedBase | undefined {
  if (baseRef === null) return undefined;
  return /^[0-9a-f]{40}$/.test(baseRef) ? { commit: baseRef } : { branch: baseRef };
}
