import { html } from 'hono/html';
import type { PullRequest, Repository } from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';
import { by, type Html, type Page } from './layout.ts';

export function repositoriesPage(world: World): Page {
  const rows = [...world.repositories.values()].map(
    (repo) =>
      html`<li>
        <span class="grow"
          ><a href="/${fullName(repo)}">${fullName(repo)}</a>
          <span class="label">${repo.private ? 'private' : 'public'}</span></span
        >
        <span class="soft">${openOf(repo).length} open</span>
      </li>`,
  );
  const body = html`<h1>Repositories</h1>
    <div class="card">
      <ul class="plain rows">
        ${rows.length > 0 ? rows : html`<li>There are none yet.</li>`}
      </ul>
    </div>`;
  return { title: 'Repositories', body };
}

export function repositoryPage(repository: Repository): Page {
  const pulls = [...repository.pullRequests.values()].reverse();
  const rows = pulls.map(
    (pull) =>
      html`<li>
        ${stateBadge(pull)}
        <span class="grow"
          ><a href="/${fullName(repository)}/pull/${pull.number}">${pull.title}</a>
          <span class="soft">#${pull.number} by ${by(pull.author)}</span></span
        >
      </li>`,
  );
  const body = html`<h1>${fullName(repository)}</h1>
    <p class="soft">${repository.description ?? ''}</p>
    <h2>Pull requests</h2>
    <div class="card">
      <ul class="plain rows">
        ${rows.length > 0 ? rows : html`<li>There are none yet.</li>`}
      </ul>
    </div>`;
  return { title: fullName(repository), repository, body };
}

export function stateBadge(pull: PullRequest): Html {
  const [tone, text] = pull.merged
    ? ['done', 'Merged']
    : pull.state === 'closed'
      ? ['bad', 'Closed']
      : pull.draft
        ? ['mute', 'Draft']
        : ['good', 'Open'];
  return html`<span class="badge ${tone}">${text}</span>`;
}

function openOf(repository: Repository): PullRequest[] {
  return [...repository.pullRequests.values()].filter((pull) => pull.state === 'open');
}
