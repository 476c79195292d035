import { repository } from '../events/payload-parts.ts';
import { upsertRepositories } from '../installations/repository-store.ts';
import type { ShownReview } from './check-place.ts';
import type { ReviewPorts } from './review-ports.ts';

/**
 * Keeps what a repository is called by now. Of two renames the older one may be told last, and while an event is on its way there may
 * be none at all that tells of it: GitHub's API leads from every former name to the present one, git over HTTP with a token does not.
 */
export async function followRename(ports: ReviewPorts, { review, place, client }: ShownReview): Promise<void> {
  const { data } = await client.rest.repos.get({ owner: place.owner, repo: place.repo });
  // Somebody else's may have the name since.
  if (data.id !== review.repositoryId) return;
  const told = { installationId: review.installationId, at: ports.clock() };
  await upsertRepositories(ports.database, [repository.parse(data)], told);
}
