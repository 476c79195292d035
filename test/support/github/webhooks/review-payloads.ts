import { review as reviewAnswer, reviewComment } from '../answers/review.ts';
import { nodeId } from '../answers/basics.ts';
import { simplePullRequest } from '../answers/pull-request.ts';
import type { Account, PullRequest, Review, ReviewComment, ReviewThread } from '../state/entities.ts';
import type { World } from '../state/world.ts';
import { emit } from './emit.ts';
import type { Delivery } from './sender.ts';

/** A review that was submitted, and each of its comments. */
export function tellReview(
  world: World,
  pull: PullRequest,
  { review, comments }: { review: Review; comments: readonly ReviewComment[] },
): Promise<Delivery[]> {
  const answer = { ...reviewAnswer(world, pull, review), state: review.state.toLowerCase() };
  const payload = { action: 'submitted', review: answer, pull_request: simplePullRequest(world, pull) };
  const told = emit(world, {
    event: 'pull_request_review',
    repository: pull.repository,
    sender: review.author,
    payload,
  });
  const each = comments.flatMap((comment) =>
    tellOne(world, pull, { action: 'created', comment, sender: review.author }),
  );
  return Promise.resolve([...told, ...each]);
}

interface CommentHappening {
  readonly action: 'created' | 'edited' | 'deleted';
  readonly comment: ReviewComment;
  readonly sender: Account;
  readonly before?: string;
}

export function tellReviewComment(world: World, pull: PullRequest, happening: CommentHappening): Promise<Delivery[]> {
  return Promise.resolve(tellOne(world, pull, happening));
}

function tellOne(world: World, pull: PullRequest, { action, comment, sender, before }: CommentHappening): Delivery[] {
  const payload = {
    action,
    comment: reviewComment(world, pull, comment),
    pull_request: simplePullRequest(world, pull),
    ...(before === undefined ? {} : { changes: { body: { from: before } } }),
  };
  return emit(world, { event: 'pull_request_review_comment', repository: pull.repository, sender, payload });
}

export function tellThread(
  world: World,
  pull: PullRequest,
  { thread, action, sender }: { thread: ReviewThread; action: 'resolved' | 'unresolved'; sender: Account },
): Delivery[] {
  const comments = [...pull.repository.reviewComments.values()].filter((one) => one.threadId === thread.id);
  const payload = {
    action,
    thread: { node_id: nodeId('PRRT', thread.id), comments: comments.map((one) => reviewComment(world, pull, one)) },
    pull_request: simplePullRequest(world, pull),
    updated_at: world.now().toISOString(),
  };
  return emit(world, { event: 'pull_request_review_thread', repository: pull.repository, sender, payload });
}
