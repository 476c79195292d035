import { review as reviewAnswer, reviewComment } from '../answers/review.ts';
import { accountOf, type Caller } from '../auth/caller.ts';
import { forbidden, notFound, unprocessable, validationFailed } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok, repositoryRoute, type Route } from '../http/route.ts';
import type { PullRequest, Repository, Review, ReviewComment } from '../state/entities.ts';
import { placeComments, sayOfComment, type NewReviewComment } from '../state/place-comments.ts';
import { addReply, addReview } from '../state/reviews.ts';
import type { World } from '../state/world.ts';
import { tellReview, tellReviewComment } from '../webhooks/review-payloads.ts';
import { findPullRequest } from './pull-requests.ts';

const READ = 'pull_requests:read';
const WRITE = 'pull_requests:write';
const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

export const REVIEW_ROUTES: readonly Route[] = [
  repositoryRoute('pulls/create-review', WRITE, async ({ world, caller, path, body }, repo) => {
    const pull = findPullRequest(repo, path.pull_number);
    const asked = body ?? {};
    const event = asked.event;
    if (event === 'REQUEST_CHANGES' && !asked.body)
      throw unprocessable('Unprocessable Entity: body is required to request changes');
    if (event === 'COMMENT' && !asked.body && (asked.comments ?? []).length === 0) {
      throw validationFailed({ resource: 'PullRequestReview', field: 'body', code: 'missing_field' });
    }
    const author = accountOf(caller);
    if (event === 'APPROVE' && author.id === pull.author.id)
      throw unprocessable('Can not approve your own pull request');
    const commitId = asked.commit_id ?? pull.headSha;
    const placed = await placeComments(pull, { commitId, comments: asked.comments ?? [] });
    const state = event === undefined ? 'PENDING' : STATES[event];
    const made = addReview(world, pull, { author, body: asked.body ?? '', state, commitId, comments: placed });
    if (state !== 'PENDING') await tellReview(world, pull, { review: made.review, comments: made.comments });
    return ok(reviewAnswer(world, pull, made.review));
  }),

  repositoryRoute('pulls/list-reviews', READ, (call, repo) => {
    const pull = findPullRequest(repo, call.path.pull_number);
    const page = paginate(call, visibleReviews(pull, call.caller));
    return { ...ok(page.items.map((one) => reviewAnswer(call.world, pull, one))), headers: page.headers };
  }),

  repositoryRoute('pulls/get-review', READ, ({ world, path }, repo) => {
    const pull = findPullRequest(repo, path.pull_number);
    return ok(reviewAnswer(world, pull, findReview(pull, path.review_id)));
  }),

  repositoryRoute('pulls/dismiss-review', WRITE, ({ world, path }, repo) => {
    const pull = findPullRequest(repo, path.pull_number);
    const found = findReview(pull, path.review_id);
    if (found.state === 'COMMENTED') throw unprocessable('Can not dismiss a commented pull request review');
    found.state = 'DISMISSED';
    return ok(reviewAnswer(world, pull, found));
  }),

  repositoryRoute('pulls/list-comments-for-review', READ, (call, repo) => {
    const pull = findPullRequest(repo, call.path.pull_number);
    const found = findReview(pull, call.path.review_id);
    const page = paginate(
      call,
      commentsOf(pull).filter((one) => one.reviewId === found.id),
    );
    const body = page.items.map((one) => {
      const {
        line: _l,
        original_line: _o,
        start_line: _s,
        original_start_line: _t,
        subject_type: _y,
        ...rest
      } = reviewComment(call.world, pull, one);
      return rest;
    });
    return { ...ok(body), headers: page.headers };
  }),

  repositoryRoute('pulls/list-review-comments', READ, (call, repo) => {
    const pull = findPullRequest(repo, call.path.pull_number);
    const { since, sort = 'created', direction } = call.query;
    const key = (one: ReviewComment) => (sort === 'updated' ? one.updatedAt : one.createdAt).getTime();
    const found = commentsOf(pull)
      .filter((one) => since === undefined || one.updatedAt >= new Date(since))
      .sort((a, b) => (key(a) - key(b) || a.id - b.id) * (direction === 'desc' ? -1 : 1));
    const page = paginate(call, found);
    return { ...ok(page.items.map((one) => reviewComment(call.world, pull, one))), headers: page.headers };
  }),

  repositoryRoute('pulls/create-review-comment', WRITE, async ({ world, caller, path, body }, repo) => {
    const pull = findPullRequest(repo, path.pull_number);
    const author = accountOf(caller);
    if (body.in_reply_to !== undefined) {
      return created(
        await reply(world, pull, { to: findReviewComment(repo, body.in_reply_to), caller, body: body.body }),
      );
    }
    const comments = [body satisfies NewReviewComment];
    const placed = await placeComments(pull, { commitId: body.commit_id, comments, say: sayOfComment });
    const made = addReview(world, pull, {
      author,
      body: '',
      state: 'COMMENTED',
      commitId: body.commit_id,
      comments: placed,
    });
    await tellReview(world, pull, { review: made.review, comments: made.comments });
    return created(made.comments.map((one) => reviewComment(world, pull, one))[0]);
  }),

  repositoryRoute('pulls/create-reply-for-review-comment', WRITE, async ({ world, caller, path, body }, repo) => {
    const pull = findPullRequest(repo, path.pull_number);
    return created(await reply(world, pull, { to: findReviewComment(repo, path.comment_id), caller, body: body.body }));
  }),

  repositoryRoute('pulls/get-review-comment', READ, ({ world, path }, repo) => {
    const found = findReviewComment(repo, path.comment_id);
    return ok(reviewComment(world, findPullRequest(repo, found.number), found));
  }),

  repositoryRoute('pulls/update-review-comment', WRITE, async ({ world, caller, path, body }, repo) => {
    const found = findReviewComment(repo, path.comment_id);
    if (found.author.id !== accountOf(caller).id) throw forbidden();
    const pull = findPullRequest(repo, found.number);
    const before = found.body;
    found.body = body.body;
    found.updatedAt = world.now();
    await tellReviewComment(world, pull, { action: 'edited', comment: found, sender: found.author, before });
    return ok(reviewComment(world, pull, found));
  }),

  repositoryRoute('pulls/delete-review-comment', WRITE, async ({ world, caller, path }, repo) => {
    const found = findReviewComment(repo, path.comment_id);
    repo.reviewComments.delete(found.id);
    const pull = findPullRequest(repo, found.number);
    await tellReviewComment(world, pull, { action: 'deleted', comment: found, sender: accountOf(caller) });
    return noContent();
  }),
];

export function findReviewComment(repo: Repository, id: number | bigint): ReviewComment {
  const found = repo.reviewComments.get(Number(id));
  if (!found) throw notFound();
  return found;
}

function findReview(pull: PullRequest, id: number): Review {
  const found = pull.repository.reviews.get(id);
  if (!found || found.number !== pull.number) throw notFound();
  return found;
}

/** A review that was not submitted is seen by its author alone. */
function visibleReviews(pull: PullRequest, caller: Caller): Review[] {
  const own = caller.kind === 'anonymous' ? undefined : accountOf(caller).id;
  return [...pull.repository.reviews.values()].filter(
    (one) => one.number === pull.number && (one.state !== 'PENDING' || one.author.id === own),
  );
}

function commentsOf(pull: PullRequest): ReviewComment[] {
  const { reviewComments, reviews } = pull.repository;
  return [...reviewComments.values()].filter(
    (one) => one.number === pull.number && reviews.get(one.reviewId)?.state !== 'PENDING',
  );
}

async function reply(
  world: World,
  pull: PullRequest,
  { to, caller, body }: { to: ReviewComment; caller: Caller; body: string },
) {
  const comment = addReply(world, pull, { to, author: accountOf(caller), body });
  await tellReviewComment(world, pull, { action: 'created', comment, sender: comment.author });
  return reviewComment(world, pull, comment);
}
