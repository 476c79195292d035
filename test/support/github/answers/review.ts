import type { JsonObject } from '../openapi/json.ts';
import type { PullRequest, Reaction, Review, ReviewComment } from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';
import { instant, nodeId, user } from './basics.ts';
import { reactionRollup } from './comment.ts';
import { associationOf } from './pull-request.ts';

export function review({ urls }: World, pull: PullRequest, value: Review): JsonObject {
  const html = `${urls.web}/${fullName(pull.repository)}/pull/${pull.number}#pullrequestreview-${value.id}`;
  const pullUrl = `${urls.api}/repos/${fullName(pull.repository)}/pulls/${pull.number}`;
  return {
    id: value.id,
    node_id: nodeId('PRR', value.id),
    user: user(urls, value.author),
    body: value.body,
    state: value.state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: associationOf(pull.repository, value.author.id),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    ...(value.submittedAt ? { submitted_at: instant(value.submittedAt) } : {}),
    commit_id: value.commitId,
  };
}

/** An outdated comment has no line and no position any more. */
export function reviewComment({ urls }: World, pull: PullRequest, comment: ReviewComment): JsonObject {
  const repo = fullName(pull.repository);
  const url = `${urls.api}/repos/${repo}/pulls/comments/${comment.id}`;
  const html = `${urls.web}/${repo}/pull/${pull.number}#discussion_r${comment.id}`;
  const pullUrl = `${urls.api}/repos/${repo}/pulls/${pull.number}`;
  const { anchor, original } = comment;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: anchor?.commitId ?? pull.headSha,
    original_commit_id: original.commitId,
    user: user(urls, comment.author),
    body: comment.body,
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    html_url: html,
    pull_request_url: pullUrl,
    author_association: associationOf(pull.repository, comment.author.id),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    start_line: anchor?.startLine ?? null,
    original_start_line: original.startLine ?? null,
    start_side: comment.startSide ?? null,
    line: anchor?.line ?? null,
    original_line: original.line ?? null,
    side: comment.side,
    position: anchor?.position ?? null,
    original_position: original.position ?? 1,
    subject_type: original.line === undefined ? 'file' : 'line',
    reactions: reactionRollup(`${url}/reactions`, comment.reactions),
    ...(comment.inReplyTo === undefined ? {} : { in_reply_to_id: comment.inReplyTo }),
  };
}

export function reaction({ urls }: World, value: Reaction): JsonObject {
  return {
    id: value.id,
    node_id: nodeId('REA', value.id),
    user: user(urls, value.author),
    content: value.content,
    created_at: instant(value.createdAt),
  };
}
