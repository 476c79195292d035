import { html } from 'hono/html';
import { fullName } from '../state/world.ts';
import type { Account, Repository } from '../state/entities.ts';

export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly repository?: Repository;
  readonly body: Html;
  /** Something is still under way: the page looks again by itself. */
  readonly unfinished?: boolean;
}

export function layout(page: Page): Html {
  const { repository } = page;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${page.unfinished ? html`<meta http-equiv="refresh" content="3" />` : ''}
        <title>${page.title}</title>
        <link rel="stylesheet" href="/double.css" />
      </head>
      <body>
        <header class="top">
          <a href="/">GitHub double</a>
          ${repository ? html`<span class="soft">/ <a href="/${fullName(repository)}">${fullName(repository)}</a></span>` : ''}
        </header>
        <main>${page.body}</main>
      </body>
    </html>`;
}

/** An account with its kind, as beside a comment. */
export function by(account: Account): Html {
  const name = account.login.replace(/\[bot\]$/, '');
  return html`<strong>${name}</strong>${account.type === 'Bot' ? html` <span class="label">bot</span>` : ''}`;
}

/** An instant, in UTC. */
export function when(date: Date): Html {
  const iso = date.toISOString();
  return html`<time class="soft" datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
