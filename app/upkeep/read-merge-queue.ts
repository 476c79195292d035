import * as z from 'zod';
import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { PAGE_SIZE } from '../../github/limits.ts';

/** "branches whose names begin with the special prefix gh-readonly-queue/{base_branch}". Source: docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const PREFIX = 'heads/gh-readonly-queue/';
/** What follows the base branch, whose name may hold slashes, is documented nowhere: names that do not look like this are left alone. */
const QUEUE_BRANCH = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-[1-9]\d*-[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

const queueBranch = z.object({ ref: z.string(), object: z.object({ sha: z.string() }) });

export interface QueueBranch {
  /** The branch that the group will be merged into. */
  readonly base: string;
  readonly headSha: string;
}

/** The branches of all merge queues of a repository. GitHub leaves some behind: which are still queued, `readQueue` tells. */
export async function readQueueBranches(client: GitHubClient, repository: RepositoryName): Promise<QueueBranch[]> {
  const { data } = await client.rest.git.listMatchingRefs({ ...repository, ref: PREFIX });
  return z
    .array(queueBranch)
    .parse(data)
    .flatMap(({ ref, object }) => {
      const base = QUEUE_BRANCH.exec(ref)?.[1];
      return base === undefined ? [] : [{ base, headSha: object.sha }];
    });
}

export interface QueueEntry {
  readonly headSha: string;
  /** The branch's name ends in a commit's id, too, but nothing says that it is this one. */
  readonly baseSha: string;
  readonly pullNumber: number | undefined;
}

/**
 * Heads and bases of entries: docs.github.com/en/graphql/reference/objects#mergequeueentry. A queue has the checks of 100 at once run at
 * most, and these are its first ones: docs.github.com/en/rest/repos/rules#get-rules-for-a-branch, `max_entries_to_build`.
 */
const QUERY = `
  query ($owner: String!, $repo: String!, $branch: String!) {
    repository(owner: $owner, name: $repo) {
      mergeQueue(branch: $branch) {
        entries(first: ${PAGE_SIZE}) {
          nodes { headCommit { oid } baseCommit { oid } pullRequest { number } }
        }
      }
    }
  }`;

const commit = z.object({ oid: z.string() }).nullable();
const answer = z.object({
  repository: z
    .object({
      mergeQueue: z
        .object({
          entries: z
            .object({
              nodes: z
                .array(
                  z
                    .object({
                      headCommit: commit,
                      baseCommit: commit,
                      pullRequest: z.object({ number: z.number() }).nullable(),
                    })
                    .nullable(),
                )
                .nullable(),
            })
            .nullable(),
        })
        .nullable(),
    })
    .nullable(),
});

/** What waits in a branch's merge queue and is built already. REST does not tell. */
export async function readQueue(
  client: GitHubClient,
  { branch, ...repository }: RepositoryName & { readonly branch: string },
): Promise<QueueEntry[]> {
  const read = answer.parse(await client.graphql(QUERY, { ...repository, branch }));
  return (read.repository?.mergeQueue?.entries?.nodes ?? []).flatMap((entry) =>
    entry?.headCommit && entry.baseCommit
      ? [{ headSha: entry.headCommit.oid, baseSha: entry.baseCommit.oid, pullNumber: entry.pullRequest?.number }]
      : [],
  );
}
