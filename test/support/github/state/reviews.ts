import { readDiff, type FileDiff } from '../git/diff.ts';
import { excerpt, findLine, readHunks, type Hunk, type Place } from '../git/hunks.ts';
import { tryGit } from '../git/run-git.ts';
import { ApiError } from '../http/api-error.ts';
import type { Account, Anchor, PullRequest, Review, ReviewComment, Side } from './entities.ts';
import type { World } from './world.ts';

/** A comment as it is asked for. */
export interface NewReviewComment {
  readonly path: string;
  readonly body: string;
  readonly position?: number | undefined;
  readonly line?: number | undefined;
  readonly side?: string | undefined;
  readonly start_line?: number | undefined;
  readonly start_side?: string | undefined;
  readonly subject_type?: string | undefined;
}

/** Where a comment will stand. */
export interface Placed {
  readonly asked: NewReviewComment;
  readonly side: Side;
  readonly startSide: Side | undefined;
  readonly anchor: Anchor;
  readonly diffHunk: string;
}

/** https://docs.github.com/en/rest/pulls/comments: GitHub's own longest body. */
const LONGEST_BODY = 65_536;

/**
 * Finds the place of each comment in the diff of a commit. Throws 422 if one of them has none: GitHub makes none of the
 * comments then.
 */
export async function placeComments(
  pull: PullRequest,
  { commitId, comments }: { commitId: string; comments: readonly NewReviewComment[] },
): Promise<Placed[]> {
  const { gitDir } = pull.repository;
  const inside = await tryGit(gitDir, ['merge-base', '--is-ancestor', commitId, pull.headSha]);
  if (inside.code !== 0) throw refused('commit_id is not part of the pull request');
  if (comments.length === 0) return [];
  const files = await readDiff(gitDir, { base: pull.baseSha, head: commitId });
  const problems: string[] = [];
  const placed: Placed[] = [];
  for (const asked of comments) {
    const outcome = place(asked, { files, commitId });
    if (typeof outcome === 'string') problems.push(outcome);
    else placed.push(outcome);
  }
  if (problems.length > 0) throw refused(...new Set(problems));
  return placed;
}

function refused(...errors: readonly string[]): ApiError {
  return new ApiError(422, { message: 'Unprocessable Entity', errors });
}

function place(
  asked: NewReviewComment,
  { files, commitId }: { files: readonly FileDiff[]; commitId: string },
): Placed | string {
  if (asked.body.trim() === '') return "Body can't be blank";
  if (asked.body.length > LONGEST_BODY) return `Body is too long (maximum is ${LONGEST_BODY} characters)`;
  const file = files.find(({ path }) => path === asked.path);
  if (!file) return 'Path could not be resolved';
  if (asked.subject_type === 'file') {
    const anchor = { commitId, line: undefined, startLine: undefined, position: undefined };
    return { asked, side: 'RIGHT', startSide: undefined, anchor, diffHunk: '' };
  }
  const hunks = readHunks(file.patch ?? '');
  if (asked.line === undefined) return placeByPosition(asked, { hunks, commitId });
  const side = asked.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const end = findLine(hunks, side, asked.line);
  if (!end) return 'Line could not be resolved';
  const startSide =
    asked.start_line === undefined
      ? undefined
      : asked.start_side === 'LEFT'
        ? 'LEFT'
        : asked.start_side === 'RIGHT'
          ? 'RIGHT'
          : side;
  if (asked.start_line !== undefined && startSide) {
    const start = findLine(hunks, startSide, asked.start_line);
    if (!start) return 'Start line could not be resolved';
    if (start.hunk !== end.hunk) return 'Start line must be part of the same hunk as the line.';
    if (start.line.position >= end.line.position) return 'Start line must precede the end line.';
  }
  return placedAt(end, { asked, side, startSide, startLine: asked.start_line, commitId });
}

function placeByPosition(
  asked: NewReviewComment,
  { hunks, commitId }: { hunks: readonly Hunk[]; commitId: string },
): Placed | string {
  for (const hunk of hunks) {
    const line = hunk.lines.find((one) => one.position === asked.position);
    if (line) {
      const side = line.right === undefined ? 'LEFT' : 'RIGHT';
      return placedAt({ hunk, line }, { asked, side, startSide: undefined, startLine: undefined, commitId });
    }
  }
  return asked.position === undefined ? 'Line could not be resolved' : 'Position is invalid';
}

function placedAt(
  at: Place,
  rest: {
    asked: NewReviewComment;
    side: Side;
    startSide: Side | undefined;
    startLine: number | undefined;
    commitId: string;
  },
): Placed {
  const { asked, side, startSide, startLine, commitId } = rest;
  const line = side === 'LEFT' ? at.line.left : at.line.right;
  return {
    asked,
    side,
    startSide,
    anchor: { commitId, line, startLine, position: at.line.position },
    diffHunk: excerpt(at),
  };
}

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

/** After a push: comments move with their lines, and are outdated where those were changed, or left the diff. */
export async function carryComments(pull: PullRequest): Promise<void> {
  const comments = [...pull.repository.reviewComments.values()].filter(
    (one) => one.number === pull.number && one.anchor,
  );
  if (comments.length === 0) return;
  const { gitDir } = pull.repository;
  const files = await readDiff(gitDir, { base: pull.baseSha, head: pull.headSha });
  for (const comment of comments) {
    const hunks = readHunks(files.find(({ path }) => path === comment.path)?.patch ?? '');
    const { anchor } = comment;
    if (!anchor) continue;
    const moved =
      comment.side === 'LEFT'
        ? (line: number) => line
        : await lineMover(gitDir, { from: anchor.commitId, to: pull.headSha, path: comment.path });
    const line = anchor.line === undefined ? undefined : moved(anchor.line);
    const startLine = anchor.startLine === undefined ? undefined : moved(anchor.startLine);
    const place = line === undefined ? undefined : findLine(hunks, comment.side, line);
    const lost = anchor.startLine !== undefined && startLine === undefined;
    comment.anchor =
      place && !lost ? { commitId: pull.headSha, line, startLine, position: place.line.position } : undefined;
  }
}

/** Where a line of one commit is in a later one; `undefined` where it was changed or removed. */
async function lineMover(
  gitDir: string,
  { from, to, path }: { from: string; to: string; path: string },
): Promise<(line: number) => number | undefined> {
  const outcome = await tryGit(gitDir, ['diff', '-U0', '--no-color', from, to, '--', path]);
  const hunks = [...outcome.stdout.toString().matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gm)].map((found) => {
    const removed = Number(found[2] ?? 1);
    return { start: Number(found[1]) + (removed === 0 ? 1 : 0), removed, added: Number(found[3] ?? 1) };
  });
  return (line) => {
    let shift = 0;
    for (const { start, removed, added } of hunks) {
      if (line >= start && line < start + removed) return undefined;
      if (line >= start + removed) shift += added - removed;
    }
    return line + shift;
  };
}
