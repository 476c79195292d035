import { cutMarkdown } from '../../engine/report/markdown/cut-markdown.ts';
import type { GitHubClient, RepositoryName } from '../client/github-client.ts';
import { MAX_COMMENT_BYTES, PAGE_SIZE } from '../limits.ts';
import { hiddenMark, readMark } from './hidden-mark.ts';
import { isAuthor } from './is-author.ts';
import { planComment, type CommentMode, type OwnComment } from './plan-comment.ts';
import { mayHaveHappened, readRefusal } from './refusal.ts';

export interface PublishedComment {
  readonly repository: RepositoryName;
  /** Of the pull request. */
  readonly number: number;
  readonly mode: CommentMode;
  /** Whether the review came to anything but a pass. */
  readonly failed: boolean;
  /** Markdown. */
  readonly body: string;
  /** Who we write as: `plumbline[bot]`. Nobody else's comment is touched, whatever stands in it. */
  readonly author: string;
}

export type CommentOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly id: number; readonly url?: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-shown'; readonly reason: string };

/** Where somebody else changed the comments meanwhile, or an answer leaves open what happened. */
const ATTEMPTS = 3;

/**
 * The one comment of a pull request that tells the result: made once, then edited, and only where it says something else.
 * Should there be several, the oldest stays. Throws what may pass when tried again.
 */
export async function publishComment(client: GitHubClient, comment: PublishedComment): Promise<CommentOutcome> {
  const mark = hiddenMark('review');
  const text = cutMarkdown(comment.body.trim(), MAX_COMMENT_BYTES - mark.length - 2);
  const body = `${text.trimEnd()}\n\n${mark}`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await settle(client, { ...comment, body });
    } catch (error) {
      const refusal = readRefusal(error);
      // `gone`: somebody deleted the comment since it was listed, or there is no such pull request any more.
      const mayDiffer = refusal === undefined ? mayHaveHappened(error) : refusal.kind === 'gone';
      if (mayDiffer && attempt < ATTEMPTS) continue;
      if (refusal === undefined) throw error;
      return { kind: 'not-shown', reason: refusal.message };
    }
  }
}

async function settle(client: GitHubClient, comment: PublishedComment): Promise<CommentOutcome> {
  const { repository, number, body } = comment;
  const own = await listOwn(client, comment);
  const plan = planComment(own, comment);
  for (const { id } of plan.remove) await client.rest.issues.deleteComment({ ...repository, comment_id: id });
  switch (plan.kind) {
    case 'none':
      return { kind: 'none' };
    case 'keep':
      return { kind: 'unchanged', ...place(plan.comment) };
    case 'edit': {
      const { data } = await client.rest.issues.updateComment({ ...repository, comment_id: plan.comment.id, body });
      return { kind: 'updated', ...place(data) };
    }
    case 'create': {
      const { data } = await client.rest.issues.createComment({ ...repository, issue_number: number, body });
      return settleRace(client, comment, data);
    }
  }
}

/** Two writers that both found none make two: whoever sees the other's older one takes its own away, and edits that. */
async function settleRace(
  client: GitHubClient,
  comment: PublishedComment,
  created: { readonly id: number; readonly html_url: string },
): Promise<CommentOutcome> {
  const [oldest] = await listOwn(client, comment);
  if (oldest === undefined || oldest.id >= created.id) return { kind: 'created', ...place(created) };
  return settle(client, comment);
}

/** Ours, the oldest first. */
async function listOwn(
  client: GitHubClient,
  { repository, number, author }: PublishedComment,
): Promise<(OwnComment & { readonly html_url: string })[]> {
  const comments = await client.paginate(client.rest.issues.listComments, {
    ...repository,
    issue_number: number,
    per_page: PAGE_SIZE,
  });
  return comments
    .flatMap(({ id, body = '', user, html_url }) =>
      isAuthor(user, author) && readMark(body, 'review') !== undefined ? [{ id, body, html_url }] : [],
    )
    .sort((a, b) => a.id - b.id);
}

function place({ id, html_url: url }: { id: number; html_url: string }): { id: number; url: string } {
  return { id, url };
}
