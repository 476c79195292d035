import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { CheckHandle, CheckRunHandle } from './check-handle.ts';
import { findCheckRun, type CheckIdentity, type FoundCheckRun } from './find-check-run.ts';
import { mayHaveHappened, readRefusal } from './refusal.ts';
import { setStatus } from './set-status.ts';

export interface StartedCheck extends CheckIdentity {
  readonly startedAt: Date;
  readonly output: CheckOutput;
}

/**
 * The review's check run: the one that an earlier attempt created, or a new one in progress. Where checks are not
 * permitted, a commit status. Throws what may pass when tried again.
 */
export async function startCheck(client: GitHubClient, check: StartedCheck): Promise<CheckHandle> {
  try {
    const run = (await findCheckRun(client, check)) ?? (await createOnce(client, check));
    return handleOf(run, check);
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return setStatus(client, check, { state: 'pending', description: check.output.title });
  }
}

/** An answer that leaves open what happened is looked into before it is passed on: creating again would make a second one. */
async function createOnce(client: GitHubClient, check: StartedCheck): Promise<FoundCheckRun> {
  const { repository, headSha, name, externalId, detailsUrl, startedAt, output } = check;
  try {
    const { data } = await client.rest.checks.create({
      ...repository,
      name,
      head_sha: headSha,
      external_id: externalId,
      status: 'in_progress',
      started_at: startedAt.toISOString(),
      output: { ...output },
      ...(detailsUrl !== undefined && { details_url: detailsUrl }),
    });
    return data;
  } catch (error) {
    const created = mayHaveHappened(error) ? await findCheckRun(client, check) : undefined;
    if (created === undefined) throw error;
    return created;
  }
}

function handleOf(
  { id, html_url: url, output }: FoundCheckRun,
  { repository, headSha, name, detailsUrl }: StartedCheck,
): CheckRunHandle {
  return {
    kind: 'check-run',
    repository,
    headSha,
    name,
    id,
    annotationsSent: output.annotations_count,
    ...(detailsUrl !== undefined && { detailsUrl }),
    ...(url !== null && { url }),
  };
}
