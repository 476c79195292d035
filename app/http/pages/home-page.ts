import { html } from 'hono/html';
import type { AppIdentity } from '../../setup/app-identity.ts';
import type { Page } from './page.ts';

/** `/`: what this is, and whether it runs. */
export function homePage(app: AppIdentity | undefined): Page {
  return {
    title: 'Code review that shows what changed',
    body: html`
      <h1>A plumb line shows whether a wall is true. Plumbline shows whether a change is.</h1>
      <p class="lead">
        This is a service that reviews pull requests on GitHub: new problems only, quality metrics, a gate, and a report
        you can hand to a client.
      </p>
      ${app === undefined ? NOT_SET_UP : running(app)}
      <h2>What it does with a pull request</h2>
      <ol class="steps">
        <li>
          <strong>It reads the change</strong
          ><span
            >Straight from git, with a token that sees no more than its owner granted. No code of the repository is
            run.</span
          >
        </li>
        <li>
          <strong>It reviews both sides of it</strong
          ><span>What is new is told from what was there before, so that nobody has to answer for old problems.</span>
        </li>
        <li>
          <strong>It says what it found, and what it did not look at</strong
          ><span>In a check on the commit. What was not reviewed is never shown green.</span>
        </li>
      </ol>
    `,
  };
}

const NOT_SET_UP = html`<p class="note fair">This service is not set up yet. <a href="/setup">Set it up</a></p>`;

function running({ htmlUrl }: AppIdentity) {
  return html`<p class="note good">This service is running.</p>
    ${htmlUrl === undefined ? '' : html`<p><a class="button" href="${htmlUrl}/installations/new">Install it on GitHub</a></p>`}`;
}

/** `/installed`: where GitHub sends people after they have installed the App. */
export function installedPage(): Page {
  return {
    title: 'Installed',
    body: html`
      <h1>Plumbline is installed</h1>
      <p class="lead">There is nothing else to set up: the next pull request is reviewed.</p>
      <ol class="steps">
        <li>
          <strong>Open a pull request, or push to one</strong
          ><span>A check named Plumbline appears on its last commit, and ends with a verdict.</span>
        </li>
        <li>
          <strong>Ask for more in a comment</strong><span><code>/plumbline help</code> lists the commands.</span>
        </li>
        <li>
          <strong>Change what a pull request has to meet</strong
          ><span>In a file <code>.plumbline.yml</code> on the default branch. Without one, the defaults apply.</span>
        </li>
      </ol>
    `,
  };
}

/** What is shown where an address leads nowhere. */
export function notFoundPage(): Page {
  return {
    title: 'Not found',
    body: html`<h1>There is nothing at this address</h1>
      <p class="lead">It may have been mistyped or cut off. <a href="/">What this service is</a></p>`,
  };
}

/** What is shown where we fail. */
export function failurePage(kind: 'database' | 'fault'): Page {
  const words =
    kind === 'database'
      ? 'The database is not answering at the moment. Nothing is lost: try again in a minute.'
      : 'This is our fault, and it has been logged.';
  return {
    title: 'Something went wrong',
    body: html`<h1>Something went wrong</h1>
      <p class="lead">${words}</p>`,
  };
}
