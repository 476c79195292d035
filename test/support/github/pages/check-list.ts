import { html } from 'hono/html';
import { latestRuns } from '../state/checks.ts';
import type { Repository } from '../state/entities.ts';
import { latestStatuses } from '../state/statuses.ts';
import { fullName } from '../state/world.ts';
import { mark, word } from './check-marks.ts';
import type { Html } from './layout.ts';

export interface ShownCheck {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly text: string;
  readonly href: string | null;
}

/** What the list below a pull request shows: the latest run of each name, and the latest status of each context. */
export function checksAt(repository: Repository, sha: string): ShownCheck[] {
  const runs = latestRuns(repository)
    .filter((run) => run.headSha === sha)
    .map((run) => ({
      name: run.name,
      status: run.status,
      conclusion: run.conclusion,
      text: run.output.title ?? '',
      href: `/${fullName(repository)}/runs/${run.id}`,
    }));
  const statuses = latestStatuses(repository, sha).map((status) => ({
    name: status.context,
    status: status.state === 'pending' ? 'in_progress' : 'completed',
    conclusion: status.state === 'pending' ? null : status.state,
    text: status.description ?? '',
    href: status.targetUrl,
  }));
  return [...runs, ...statuses].sort((a, b) => a.name.localeCompare(b.name));
}

export function checkRows(repository: Repository, checks: readonly ShownCheck[]): Html {
  const rows = checks.map(
    (check) =>
      html`<li>
        ${mark(check)}
        <span class="grow"
          >${check.href ? html`<a href="${check.href}"><strong>${check.name}</strong></a>` : html`<strong>${check.name}</strong>`}
          <span class="soft">${check.text}</span></span
        >
        <span class="soft">${word(check)}</span>
      </li>`,
  );
  return html`<ul class="plain rows">
    ${rows.length > 0 ? rows : html`<li class="soft">No checks on ${fullName(repository)} at this commit.</li>`}
  </ul>`;
}
