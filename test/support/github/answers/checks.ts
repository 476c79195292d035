import type { JsonObject } from '../openapi/json.ts';
import type { CheckRun, CheckSuite, Repository } from '../state/entities.ts';
import { suiteOutcome } from '../state/checks.ts';
import { pullRequestsAt } from '../state/pull-requests.ts';
import { fullName, type World } from '../state/world.ts';
import { app } from './app.ts';
import { instant, nodeId } from './basics.ts';
import { readCommit } from './commit.ts';
import { minimalPullRequest } from './pull-request.ts';
import { minimalRepository } from './repository.ts';

export function checkRun(world: World, repo: Repository, run: CheckRun): JsonObject {
  const url = `${world.urls.api}/repos/${fullName(repo)}/check-runs/${run.id}`;
  const html = `${world.urls.web}/${fullName(repo)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: instant(run.startedAt),
    completed_at: instant(run.completedAt),
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: app(world.urls, run.app),
    pull_requests: pullRequestsAt(repo, run.headSha).map((pull) => minimalPullRequest(world, pull)),
  };
}

export async function checkSuite(world: World, repo: Repository, suite: CheckSuite): Promise<JsonObject> {
  const url = `${world.urls.api}/repos/${fullName(repo)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteOutcome(repo, suite),
    url,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullRequestsAt(repo, suite.headSha).map((pull) => minimalPullRequest(world, pull)),
    app: app(world.urls, suite.app),
    repository: minimalRepository(world.urls, repo),
    created_at: instant(suite.createdAt),
    updated_at: instant(suite.updatedAt),
    head_commit: await simpleCommit(repo, suite.headSha),
    latest_check_runs_count: [...repo.checkRuns.values()].filter((run) => run.suite.id === suite.id).length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

/** A commit as suites and pushes carry it. */
export async function simpleCommit(repo: Repository, sha: string): Promise<JsonObject> {
  const { tree, message, author, committer } = await readCommit(repo, sha);
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: instant(committer.date),
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

export function annotation(
  world: World,
  repo: Repository,
  value: CheckRun['annotations'][number],
  run: CheckRun,
): JsonObject {
  return {
    path: value.path,
    start_line: value.start_line,
    end_line: value.end_line,
    start_column: value.start_column ?? null,
    end_column: value.end_column ?? null,
    annotation_level: value.annotation_level,
    title: value.title ?? null,
    message: value.message,
    raw_details: value.raw_details ?? null,
    blob_href: `${world.urls.web}/${fullName(repo)}/blob/${run.headSha}/${value.path}`,
  };
}
