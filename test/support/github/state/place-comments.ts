import { readDiff, type FileDiff } from '../git/diff.ts';
import { excerpt, findLine, readHunks, type Hunk, type Place } from '../git/hunks.ts';
import { tryGit } from '../git/run-git.ts';
import { ApiError } from '../http/api-error.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { Anchor, PullRequest, Side } from './entities.ts';

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

export interface PlacedComments {
  readonly commitId: string;
  readonly comments: readonly NewReviewComment[];
  /** How a problem is told: of a review by a sentence, of a comment by itself by an object. */
  readonly say?: (problem: string) => string | JsonObject;
}

/** https://docs.github.com/en/rest/pulls/comments#create-a-review-comment-for-a-pull-request */
export function sayOfComment(message: string): JsonObject {
  return { resource: 'PullRequestReviewComment', code: 'custom', message };
}

/**
 * Finds the place of each comment in the diff of a commit. Throws 422 if one of them has none: GitHub makes none of the
 * comments then.
 */
export async function placeComments(
  pull: PullRequest,
  { commitId, comments, say = (problem) => problem }: PlacedComments,
): Promise<Placed[]> {
  const { gitDir } = pull.repository;
  const inside = await tryGit(gitDir, ['merge-base', '--is-ancestor', commitId, pull.headSha]);
  if (inside.code !== 0) throw refused([say('commit_id is not part of the pull request')]);
  if (comments.length === 0) return [];
  const files = await readDiff(gitDir, { base: pull.baseSha, head: commitId });
  const problems: string[] = [];
  const placed: Placed[] = [];
  for (const asked of comments) {
    const outcome = place(asked, { files, commitId });
    if (typeof outcome === 'string') problems.push(outcome);
    else placed.push(outcome);
  }
  if (problems.length > 0) throw refused([...new Set(problems)].map(say));
  return placed;
}

function refused(errors: (string | JsonObject)[]): ApiError {
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
