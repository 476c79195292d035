import { html } from 'hono/html';
import { readHunks } from '../git/hunks.ts';
import type { PullRequest, ReviewComment, ReviewThread } from '../state/entities.ts';
import { by, when, type Html } from './layout.ts';
import { renderComment } from './markdown.ts';

export interface ShownThread {
  readonly thread: ReviewThread;
  readonly comments: readonly ReviewComment[];
}

export function threadsOf(pull: PullRequest): ShownThread[] {
  const { threads, reviewComments } = pull.repository;
  return [...threads.values()]
    .filter((thread) => thread.number === pull.number)
    .map((thread) => ({ thread, comments: [...reviewComments.values()].filter((one) => one.threadId === thread.id) }));
}

/** The last lines of the diff above a comment. */
export function excerptTable(comment: ReviewComment): Html {
  const lines = readHunks(comment.diffHunk)
    .flatMap((hunk) => hunk.lines)
    .slice(-4);
  const rows = lines.map(({ text, left, right }) => {
    const kind = left === undefined ? 'added' : right === undefined ? 'removed' : '';
    return html`<tr class="${kind}">
      <td class="n">${left ?? ''}</td>
      <td class="n">${right ?? ''}</td>
      <td class="code">${text}</td>
    </tr>`;
  });
  return html`<div class="scroll">
    <table class="diff">
      ${rows}
    </table>
  </div>`;
}

export function reviewCommentCard(comment: ReviewComment): Html {
  return html`<article class="card" id="discussion_r${comment.id}">
    <div class="head">${by(comment.author)} ${when(comment.createdAt)}</div>
    <div class="body markdown">${withSuggestions(comment)}</div>
  </article>`;
}

/** A `suggestion` block is shown as what it would change. */
function withSuggestions(comment: ReviewComment): Html[] {
  const parts = comment.body.split(/^(`{3,})suggestion[^\n]*\n([\s\S]*?)^\1[ \t]*$/m);
  const shown: Html[] = [];
  for (let index = 0; index < parts.length; index += 3) {
    const text = parts[index] ?? '';
    if (text.trim() !== '') shown.push(html`${renderComment(text)}`);
    const suggested = parts[index + 2];
    if (suggested !== undefined) shown.push(suggestion(comment, suggested));
  }
  return shown;
}

function suggestion(comment: ReviewComment, text: string): Html {
  const { line, startLine } = comment.original;
  const all = readHunks(comment.diffHunk).flatMap((hunk) => hunk.lines);
  const before = all.filter(
    ({ right }) => right !== undefined && line !== undefined && right >= (startLine ?? line) && right <= line,
  );
  const after = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  return html`<figure class="card suggestion">
    <figcaption class="head"><strong>Suggested change</strong></figcaption>
    <div class="scroll">
      <table class="diff">
        ${before.map(
          (one) =>
            html`<tr class="removed">
              <td class="n">${one.right ?? ''}</td>
              <td class="code">- ${one.text.slice(1)}</td>
            </tr>`,
        )}
        ${after.map(
          (one) =>
            html`<tr class="added">
              <td class="n"></td>
              <td class="code">+ ${one}</td>
            </tr>`,
        )}
      </table>
    </div>
  </figure>`;
}
