import { html } from 'hono/html';
import { readDiff, type FileDiff } from '../git/diff.ts';
import { readHunks, type HunkLine } from '../git/hunks.ts';
import { readBlob, readTree } from '../git/objects.ts';
import type { PullRequest, Repository } from '../state/entities.ts';
import type { Html, Page } from './layout.ts';
import { heading } from './pull-request-pages.ts';
import { reviewCommentCard, threadsOf, type ShownThread } from './review-threads.ts';

/** So many files are on the page. GitHub shows 300. */
const MOST_FILES = 300;
const MOST_LINES = 5000;

export async function filesPage(pull: PullRequest): Promise<Page> {
  const { baseSha: base, headSha: head } = pull;
  const files = await readDiff(pull.repository.gitDir, { base, head });
  const threads = threadsOf(pull);
  const shown = files.slice(0, MOST_FILES).map((file) =>
    fileCard(
      file,
      threads.filter(({ comments }) => comments[0]?.path === file.path),
    ),
  );
  const body = html`${await heading(pull, 'files')} ${shown}
  ${files.length > MOST_FILES ? html`<p class="soft">And ${files.length - MOST_FILES} files more.</p>` : ''}`;
  return { title: `Files changed · #${pull.number}`, repository: pull.repository, body };
}

function fileCard(file: FileDiff, threads: readonly ShownThread[]): Html {
  const hunks = readHunks(file.patch ?? '');
  const rows = hunks.flatMap((hunk) => [
    html`<tr class="hunk">
      <td colspan="3">${hunk.header}</td>
    </tr>`,
    ...hunk.lines.flatMap((line) => [
      lineRow(line),
      ...threads.filter((thread) => standsAt(thread, line)).map(threadRow),
    ]),
  ]);
  return html`<section class="card">
    <div class="head">
      <code>${file.previousPath ? html`${file.previousPath} → ` : ''}${file.path}</code>
      <span class="good">+${file.additions}</span> <span class="bad">−${file.deletions}</span>
      <span class="label">${file.status}</span>
    </div>
    <div class="scroll">
      ${
        file.patch === undefined
          ? html`<p class="body soft">Not shown: binary, too large, or only renamed.</p>`
          : html`<table class="diff">
              ${rows}
            </table>`
      }
    </div>
  </section>`;
}

function lineRow({ text, left, right }: HunkLine): Html {
  const kind = left === undefined ? 'added' : right === undefined ? 'removed' : '';
  return html`<tr class="${kind}">
    <td class="n">${left ?? ''}</td>
    <td class="n">${right ?? ''}</td>
    <td class="code">${text}</td>
  </tr>`;
}

function standsAt({ comments }: ShownThread, line: HunkLine): boolean {
  const [first] = comments;
  const number = first?.anchor?.line;
  if (!first || number === undefined) return false;
  return first.side === 'LEFT' ? line.left === number && line.right === undefined : line.right === number;
}

function threadRow({ thread, comments }: ShownThread): Html {
  const cards = comments.map((one) => reviewCommentCard(one));
  return html`<tr class="thread">
    <td colspan="3">
      ${
        thread.resolvedBy
          ? html`<details>
              <summary>Resolved</summary>
              ${cards}
            </details>`
          : cards
      }
    </td>
  </tr>`;
}

/** A file at a commit, each line with its number to link to. */
export async function blobPage(
  repository: Repository,
  { sha, path }: { sha: string; path: string },
): Promise<Page | undefined> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const inside = await readTree(repository.gitDir, folder === '' ? sha : `${sha}:${folder}`, { recursive: false });
  const entry = inside?.find((one) => one.path === path.slice(folder === '' ? 0 : folder.length + 1));
  const content = entry && (await readBlob(repository.gitDir, entry.sha));
  if (!content) return undefined;
  const lines = content.toString().split('\n').slice(0, MOST_LINES);
  const rows = lines.map(
    (text, index) =>
      html`<tr id="L${index + 1}">
        <td class="n">${index + 1}</td>
        <td class="code">${text}</td>
      </tr>`,
  );
  const body = html`<h1><code>${path}</code></h1>
    <p class="soft">At <code>${sha.slice(0, 12)}</code></p>
    <div class="card scroll">
      <table class="diff">
        ${rows}
      </table>
    </div>`;
  return { title: path, repository, body };
}
