import type { Account, PullRequest, Review, ReviewComment } from './entities.ts';
import type { Placed } from './place-comments.ts';
import type { World } from './world.ts';

export interface NewReview {
  readonly author: Account;
  readonly body: string;
  readonly state: Review['state'];
  readonly commitId: string;
  readonly comments: readonly Placed[];
}

export function addReview(
  world: World,
  pull: PullRequest,
  options: NewReview,
): { review: Review; comments: ReviewComment[] } {
  const now = world.now();
  const review: Review = {
    id: world.nextId(),
    number: pull.number,
    author: options.author,
    body: options.body,
    state: options.state,
    commitId: options.commitId,
    submittedAt: options.state === 'PENDING' ? undefined : now,
  };
  pull.repository.reviews.set(review.id, review);
  const comments = options.comments.map((placed) => addReviewComment(world, pull, { review, placed }));
  return { review, comments };
}

function addReviewComment(
  world: World,
  pull: PullRequest,
  { review, placed }: { review: Review; placed: Placed },
): ReviewComment {
  const thread = { id: world.nextId(), number: pull.number, resolvedBy: undefined };
  pull.repository.threads.set(thread.id, thread);
  return store(world, pull, {
    threadId: thread.id,
    review,
    body: placed.asked.body,
    path: placed.asked.path,
    diffHunk: placed.diffHunk,
    side: placed.side,
    startSide: placed.startSide,
    original: placed.anchor,
    anchor: placed.anchor,
    inReplyTo: undefined,
  });
}

/** An answer stands where the first comment of its thread stands. */
export function addReply(
  world: World,
  pull: PullRequest,
  { to, author, body }: { to: ReviewComment; author: Account; body: string },
): ReviewComment {
  const { review } = addReview(world, pull, {
    author,
    body: '',
    state: 'COMMENTED',
    commitId: pull.headSha,
    comments: [],
  });
  const { threadId, path, diffHunk, side, startSide, original, anchor } = to;
  return store(world, pull, {
    threadId,
    review,
    body,
    path,
    diffHunk,
    side,
    startSide,
    original,
    anchor,
    inReplyTo: to.inReplyTo ?? to.id,
  });
}

type Stored = Pick<
  ReviewComment,
  'threadId' | 'body' | 'path' | 'diffHunk' | 'side' | 'startSide' | 'original' | 'anchor' | 'inReplyTo'
>;

function store(world: World, pull: PullRequest, { review, ...rest }: Stored & { review: Review }): ReviewComment {
  const now = world.now();
  const comment: ReviewComment = {
    ...rest,
    id: world.nextId(),
    number: pull.number,
    reviewId: review.id,
    author: review.author,
    createdAt: now,
    updatedAt: now,
    minimized: undefined,
    reactions: [],
  };
  pull.repository.reviewComments.set(comment.id, comment);
  pull.updatedAt = now;
  return comment;
}
