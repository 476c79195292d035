import { issueComment } from '../answers/comment.ts';
import { requireInstallation } from '../auth/authorize.ts';
import { accountOf } from '../auth/caller.ts';
import { forbidden, notFound, validationFailed } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok, repositoryRoute, type Route } from '../http/route.ts';
import { addComment } from '../state/comments.ts';
import type { IssueComment, Repository } from '../state/entities.ts';
import { findPullRequest } from './pull-requests.ts';
import { tellComment } from '../webhooks/payloads.ts';

/** GitHub's own: a longer body is refused. */
const LONGEST_BODY = 65_536;
const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;

export const COMMENT_ROUTES: readonly Route[] = [
  repositoryRoute('issues/create-comment', WRITE, async ({ world, caller, path, body }, repo) => {
    const pull = findPullRequest(repo, path.issue_number);
    checkBody(body.body);
    const viaApp = requireInstallation(caller).installation.app;
    const comment = addComment(world, repo, {
      number: pull.number,
      author: accountOf(caller),
      viaApp,
      body: body.body,
    });
    await tellComment(world, repo, { action: 'created', comment, sender: comment.author });
    return created(issueComment(world, repo, comment));
  }),

  repositoryRoute('issues/list-comments', READ, (call, repo) => {
    const pull = findPullRequest(repo, call.path.issue_number);
    const { since } = call.query;
    const all = [...repo.comments.values()]
      .filter((comment) => comment.number === pull.number)
      .filter((comment) => since === undefined || comment.updatedAt >= new Date(since));
    const page = paginate(call, all);
    return { ...ok(page.items.map((comment) => issueComment(call.world, repo, comment))), headers: page.headers };
  }),

  repositoryRoute('issues/list-comments-for-repo', READ, (call, repo) => {
    const page = paginate(call, [...repo.comments.values()]);
    return { ...ok(page.items.map((comment) => issueComment(call.world, repo, comment))), headers: page.headers };
  }),

  repositoryRoute('issues/get-comment', READ, ({ world, path }, repo) =>
    ok(issueComment(world, repo, findComment(repo, Number(path.comment_id)))),
  ),

  repositoryRoute('issues/update-comment', WRITE, async ({ world, caller, path, body }, repo) => {
    const comment = findComment(repo, Number(path.comment_id));
    if (comment.author.id !== accountOf(caller).id) throw forbidden();
    checkBody(body.body);
    const before = comment.body;
    comment.body = body.body;
    comment.updatedAt = world.now();
    await tellComment(world, repo, { action: 'edited', comment, sender: comment.author, before });
    return ok(issueComment(world, repo, comment));
  }),

  repositoryRoute('issues/delete-comment', WRITE, async ({ world, caller, path }, repo) => {
    const comment = findComment(repo, Number(path.comment_id));
    repo.comments.delete(comment.id);
    await tellComment(world, repo, { action: 'deleted', comment, sender: accountOf(caller) });
    return noContent();
  }),
];

export function findComment(repo: Repository, id: number): IssueComment {
  const comment = repo.comments.get(id);
  if (!comment) throw notFound();
  return comment;
}

function checkBody(body: string): void {
  if (body.trim() === '') throw validationFailed({ resource: 'IssueComment', field: 'body', code: 'missing_field' });
  if (body.length > LONGEST_BODY) {
    const message = `body is too long (maximum is ${LONGEST_BODY} characters)`;
    throw validationFailed({ resource: 'IssueComment', field: 'body', code: 'custom', message });
  }
}
