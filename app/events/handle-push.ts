import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import { requestReview } from '../reviews/request-review.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { nameOf } from './read-pull.ts';
import { recordPlace } from './record-place.ts';

/**
 * The default branch has moved: its metrics are taken at its present tip, and are what changes are measured against.
 *
 * Open pull requests are not reviewed anew where the configuration changed: one push would cost as many reviews as there
 * are. Their next event, or `/plumbline review`, goes by the new one.
 */
export const handlePush: EventHandler<EventOf<'push'>> = async (context, event, delivery) => {
  const { clientOf, entitlements, clock } = context;
  const { installationId, repository, branch } = event;
  const { priority } = await entitlements.of(installationId, clock());

  // 1. Ask for the present tip: pushes overtake each other.
  const headSha = await readTip(await clientOf(installationId), nameOf(repository), branch);

  return async (tx, now) => {
    // 2. Record the place.
    const isWithinReach = await recordPlace(tx, event, delivery);
    if (!isWithinReach || headSha === undefined) return;

    // 3. Review the whole tree.
    await requestReview(tx, {
      installationId,
      repositoryId: repository.id,
      kind: 'repository',
      headSha,
      wholeTree: true,
      trigger: 'push',
      correlationId: delivery.id,
      now,
      priority,
    });
  };
};

/** The commit that a branch is at; undefined where it is gone. Throws what may pass when tried again. */
export async function readTip(
  client: GitHubClient,
  repository: RepositoryName,
  branch: string,
): Promise<string | undefined> {
  try {
    const { data } = await client.rest.git.getRef({ ...repository, ref: `heads/${branch}` });
    return data.object.sha;
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return undefined;
  }
}
