import { html } from 'hono/html';
import { latestRuns } from '../state/checks.ts';
import type { Annotation, CheckRun, Repository } from '../state/entities.ts';
import { fullName } from '../state/world.ts';
import { lookOf, mark, word } from './check-marks.ts';
import { when, type Html, type Page } from './layout.ts';
import { renderDocument } from './markdown.ts';

/** So many annotations are on the page; the API gives all of them. */
const MOST_SHOWN = 500;

export function checkRunPage(repository: Repository, run: CheckRun): Page {
  const pulls = [...repository.pullRequests.values()].filter((pull) => pull.headSha === run.headSha);
  const { tone } = lookOf(run);
  const body = html`<h1>${run.name}</h1>
    <p>
      <span class="badge ${tone}">${word(run)}</span>
      <span class="soft">by ${run.app.name} at <code>${run.headSha.slice(0, 12)}</code></span>
      ${run.completedAt ? when(run.completedAt) : ''}
      ${pulls.map((pull) => html` <a href="/${fullName(repository)}/pull/${pull.number}">#${pull.number} ${pull.title}</a>`)}
    </p>
    <div class="columns">
      <nav class="card" aria-label="Checks">${siblings(repository, run)}</nav>
      <div>
        ${buttons(repository, run)}
        <section class="card">
          <div class="head">
            <strong>${run.output.title ?? run.name}</strong
            >${run.detailsUrl ? html` <a href="${run.detailsUrl}">Details</a>` : ''}
          </div>
          <div class="body markdown">
            ${run.output.summary ? renderDocument(run.output.summary) : html`<em class="soft">Nothing is said yet.</em>`}
          </div>
        </section>
        ${run.output.text ? html`<section class="card"><div class="body markdown">${renderDocument(run.output.text)}</div></section>` : ''}
        ${annotations(repository, run)}
      </div>
    </div>`;
  return { title: `${run.name} · ${word(run)}`, repository, body, unfinished: run.status !== 'completed' };
}

function siblings(repository: Repository, current: CheckRun): Html {
  const runs = latestRuns(repository).filter((run) => run.headSha === current.headSha);
  const rows = runs.map(
    (run) =>
      html`<li>
        ${mark(run)}<span class="grow"
          ><a href="/${fullName(repository)}/runs/${run.id}" ${run.id === current.id ? html`aria-current="page"` : ''}
            >${run.name}</a
          ></span
        >
      </li>`,
  );
  return html`<ul class="plain rows">
    ${rows}
  </ul>`;
}

function buttons(repository: Repository, run: CheckRun): Html {
  const base = `/${fullName(repository)}/runs/${run.id}`;
  // GitHub shows them once the run is completed.
  const own = run.status === 'completed' ? run.actions : [];
  return html`<div class="actions">
    ${own.map(
      (action) =>
        html`<form class="inline" method="post" action="${base}/actions/${encodeURIComponent(action.identifier)}">
          <button type="submit" title="${action.description}">${action.label}</button>
        </form>`,
    )}
    <form class="inline" method="post" action="${base}/rerequest"><button type="submit">Re-run</button></form>
  </div>`;
}

function annotations(repository: Repository, run: CheckRun): Html {
  if (run.annotations.length === 0) return html``;
  const shown = run.annotations.slice(0, MOST_SHOWN);
  const more = run.annotations.length - shown.length;
  return html`<h2>Annotations <span class="soft">${run.annotations.length}</span></h2>
    ${shown.map((one) => annotationCard(repository, run, one))}
    ${more > 0 ? html`<p class="soft">And ${more} more.</p>` : ''}`;
}

function annotationCard(repository: Repository, run: CheckRun, one: Annotation): Html {
  const lines = one.start_line === one.end_line ? `${one.start_line}` : `${one.start_line}–${one.end_line}`;
  const path = one.path.split('/').map(encodeURIComponent).join('/');
  const tone = one.annotation_level === 'failure' ? 'bad' : one.annotation_level === 'warning' ? 'warn' : 'mute';
  return html`<article class="card annotation ${one.annotation_level}">
    <div class="body">
      <span class="badge ${tone}">${one.annotation_level}</span>
      <a class="mono" href="/${fullName(repository)}/blob/${run.headSha}/${path}#L${one.start_line}"
        >${one.path}:${lines}</a
      >
      ${one.title ? html`<p><strong>${one.title}</strong></p>` : ''}
      <pre>${one.message}</pre>
      ${
        one.raw_details
          ? html`<details>
              <summary>Details</summary>
              <pre>${one.raw_details}</pre>
            </details>`
          : ''
      }
    </div>
  </article>`;
}
