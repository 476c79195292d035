import { githubProblem } from '../../github/client/github-problem.ts';
import { fetchCommits, type WantedBase } from '../../github/fetch/fetch-commits.ts';
import { problem, type FetchOutcome, type FetchProblem } from '../../github/fetch/fetch-outcome.ts';
import type { ShownReview } from './check-place.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';

/** Fetches what a review compares. */
export async function fetchSides(
  ports: ReviewPorts,
  { review, place, signal }: Pick<ShownReview, 'review' | 'place'> & { readonly signal: AbortSignal },
): Promise<FetchOutcome> {
  const { githubUrl, caches, clock } = ports;
  const { repositoryId, headSha, pullNumber } = review;
  const base = baseOf(review);
  const access = await tokenToRead(ports, review);
  if (access.kind === 'problem') return access;
  return fetchCommits(
    {
      cacheFolder: caches.git,
      githubUrl,
      repository: { id: repositoryId, owner: place.owner, name: place.repo },
      token: access.token,
      head: { commit: headSha, ...(pullNumber !== null && { pull: pullNumber }) },
      ...(base && { base }),
    },
    { signal, now: clock() },
  );
}

async function tokenToRead(
  { github }: ReviewPorts,
  { repositoryId, installationId }: ReviewRow,
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

function baseOf({ baseRef }: ReviewRow): WantedBase | undefined {
  if (baseRef === null) return undefined;
  return /^[0-9a-f]{40}$/.test(baseRef) ? { commit: baseRef } : { branch: baseRef };
}
