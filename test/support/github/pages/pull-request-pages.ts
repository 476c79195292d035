import { html } from 'hono/html';
import { readDiff } from '../git/diff.ts';
import type { IssueComment, PullRequest, Review } from '../state/entities.ts';
import { extentOf } from '../state/pull-requests.ts';
import { fullName, type World } from '../state/world.ts';
import { checksAt, checkRows } from './check-list.ts';
import { by, when, type Html, type Page } from './layout.ts';
import { renderComment } from './markdown.ts';
import { stateBadge } from './repository-pages.ts';
import { excerptTable, reviewCommentCard, threadsOf } from './review-threads.ts';

/** The title, the conversation in the order in which it was held, and the checks of the head. */
export async function conversationPage(world: World, pull: PullRequest): Promise<Page> {
  const checks = checksAt(pull.repository, pull.headSha);
  const body = html`${await heading(pull, 'conversation')} ${description(pull)} ${timeline(pull)}
    <h2>Checks</h2>
    <div class="card">${checkRows(pull.repository, checks)}</div>
    ${commentForm(world, pull)}`;
  return {
    title: `${pull.title} · #${pull.number}`,
    repository: pull.repository,
    body,
    unfinished: checks.some((one) => one.conclusion === null),
  };
}

/** What is above each tab. */
export async function heading(pull: PullRequest, current: 'conversation' | 'checks' | 'files'): Promise<Html> {
  const base = `/${fullName(pull.repository)}/pull/${pull.number}`;
  const { commits } = await extentOf(pull);
  const { length: files } = await readDiff(pull.repository.gitDir, { base: pull.baseSha, head: pull.headSha });
  const tab = (name: typeof current, href: string, text: string) =>
    html`<a href="${href}" ${current === name ? html`aria-current="page"` : ''}>${text}</a>`;
  const from =
    pull.headRepository?.id === pull.repository.id ? pull.headBranch : `${pull.headOwner.login}:${pull.headBranch}`;
  return html`<h1>${pull.title} <span class="number">#${pull.number}</span></h1>
    <p>
      ${stateBadge(pull)} ${by(pull.author)}
      <span class="soft">
        wants to merge ${commits} ${commits === 1 ? 'commit' : 'commits'} into
        <code class="branch">${pull.baseBranch}</code> from
        <code class="branch">${from}</code>
      </span>
      ${[...pull.labels].map((name) => html` <span class="label">${name}</span>`)}
    </p>
    <nav class="tabs" aria-label="Pull request">
      ${tab('conversation', base, 'Conversation')}
      ${tab('checks', `${base}/checks`, `Checks ${checksAt(pull.repository, pull.headSha).length}`)}
      ${tab('files', `${base}/files`, `Files changed ${files}`)}
    </nav>`;
}

export async function checksPage(pull: PullRequest): Promise<Page> {
  const checks = checksAt(pull.repository, pull.headSha);
  const body = html`${await heading(pull, 'checks')}
    <p class="soft">At <code>${pull.headSha.slice(0, 12)}</code></p>
    <div class="card">${checkRows(pull.repository, checks)}</div>`;
  return {
    title: `Checks · #${pull.number}`,
    repository: pull.repository,
    body,
    unfinished: checks.some((one) => one.conclusion === null),
  };
}

function description(pull: PullRequest): Html {
  return html`<article class="card">
    <div class="head">${by(pull.author)} ${when(pull.createdAt)}</div>
    <div class="body markdown">
      ${pull.body ? renderComment(pull.body) : html`<em class="soft">No description.</em>`}
    </div>
  </article>`;
}

function timeline(pull: PullRequest): Html[] {
  const { comments, reviews } = pull.repository;
  const entries = [
    ...[...comments.values()]
      .filter((one) => one.number === pull.number)
      .map((one) => ({ at: one.createdAt, id: one.id, card: commentCard(one) })),
    ...[...reviews.values()]
      .filter((one) => one.number === pull.number && one.submittedAt)
      .map((one) => ({ at: one.submittedAt ?? new Date(0), id: one.id, card: reviewCard(pull, one) })),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id).map(({ card }) => card);
}

const SIGNS: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
};

function commentCard(comment: IssueComment): Html {
  const names = [...new Set(comment.reactions.map((one) => one.content))];
  const reactions = names.map(
    (name) =>
      html`<span class="label"
        >${SIGNS[name] ?? name} ${comment.reactions.filter((one) => one.content === name).length}</span
      > `,
  );
  const text = html`<div class="body markdown">${renderComment(comment.body)}</div>`;
  return html`<article class="card" id="issuecomment-${comment.id}">
    <div class="head">
      ${by(comment.author)} ${when(comment.createdAt)}
      ${comment.updatedAt > comment.createdAt ? html`<span class="soft">· edited</span>` : ''}
    </div>
    ${
      comment.minimized === undefined
        ? text
        : html`<details class="body">
            <summary>Hidden: ${comment.minimized.toLowerCase()}</summary>
            ${text}
          </details>`
    }
    ${names.length > 0 ? html`<div class="body">${reactions}</div>` : ''}
  </article>`;
}

function reviewCard(pull: PullRequest, review: Review): Html {
  const threads = threadsOf(pull).filter(({ comments }) => comments[0]?.reviewId === review.id);
  const verb =
    review.state === 'APPROVED' ? 'approved' : review.state === 'CHANGES_REQUESTED' ? 'asked for changes' : 'reviewed';
  const inside = threads.map(
    ({ thread, comments }) =>
      html`<details ${thread.resolvedBy ? '' : html`open`}>
        <summary>
          <code>${comments[0]?.path ?? ''}</code>
          ${thread.resolvedBy ? html`<span class="label">resolved</span>` : ''}
          ${comments[0]?.anchor ? '' : html`<span class="label">outdated</span>`}
        </summary>
        ${comments[0] ? excerptTable(comments[0]) : ''} ${comments.map((one) => reviewCommentCard(one))}
      </details>`,
  );
  if (review.body === '' && threads.length === 0) return html``;
  return html`<article class="card" id="pullrequestreview-${review.id}">
    <div class="head">
      ${by(review.author)} <span class="soft">${verb}</span> ${review.submittedAt ? when(review.submittedAt) : ''}
    </div>
    <div class="body markdown">${review.body ? renderComment(review.body) : ''} ${inside}</div>
  </article>`;
}

function commentForm(world: World, pull: PullRequest): Html {
  const people = [...world.accounts.values()].filter((one) => one.type === 'User');
  const { roles } = pull.repository;
  const rank = (id: number) => (roles.get(id) === 'admin' ? 0 : roles.has(id) ? 1 : 2);
  const options = people
    .sort((a, b) => rank(a.id) - rank(b.id))
    .map(
      (one) =>
        html`<option value="${one.login}">
          ${one.login}${roles.has(one.id) ? ` (${roles.get(one.id) ?? ''})` : ''}
        </option>`,
    );
  return html`<h2><label for="comment">Add a comment</label></h2>
    <form method="post" action="/${fullName(pull.repository)}/pull/${pull.number}/comments">
      <p><textarea id="comment" name="body" rows="4" required></textarea></p>
      <p class="actions">
        <label
          >as
          <select name="by">
            ${options}
          </select></label
        >
        <button type="submit">Comment</button>
      </p>
    </form>`;
}
