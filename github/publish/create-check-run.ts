import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { CheckConclusion } from './conclusion.ts';
import { findCheckRun, type CheckIdentity, type FoundCheckRun } from './find-check-run.ts';
import { mayHaveHappened } from './refusal.ts';

export interface NewCheckRun {
  /** Absent: it is queued. */
  readonly startedAt?: Date;
  readonly output: CheckOutput;
  /** Absent: it has not ended. */
  readonly end?: { readonly conclusion: CheckConclusion; readonly completedAt: Date };
}

/**
 * A new check run. An answer that leaves open what happened is looked into before it is passed on: creating again would
 * make a second one.
 */
export async function createCheckRun(
  client: GitHubClient,
  identity: CheckIdentity,
  { startedAt, output, end }: NewCheckRun,
): Promise<FoundCheckRun> {
  const { repository, headSha, name, externalId, detailsUrl } = identity;
  const state = end
    ? { status: 'completed' as const, conclusion: end.conclusion, completed_at: end.completedAt.toISOString() }
    : { status: startedAt ? ('in_progress' as const) : ('queued' as const) };
  try {
    const { data } = await client.rest.checks.create({
      ...repository,
      ...state,
      name,
      head_sha: headSha,
      external_id: externalId,
      ...(startedAt && { started_at: startedAt.toISOString() }),
      output: { ...output },
      ...(detailsUrl !== undefined && { details_url: detailsUrl }),
    });
    return data;
  } catch (error) {
    const created = mayHaveHappened(error) ? await findCheckRun(client, identity) : undefined;
    if (created === undefined) throw error;
    return created;
  }
}
