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
        one can put before a client.
      </p>
      ${app === undefined ? NOT_SET_UP : running(app)}
      <h2>What it does with a pull request</h2>
      <ol class="steps">
        <li>
          <strong>Reads the change</strong
          ><span
            >out of git, by a token that can see no more than its owner granted. No code of the repository is run.</span
          >
        </li>
        <li>
          <strong>Reviews it on both sides</strong
          ><span>and tells what is new from what was there before, so that nobody answers for old problems.</span>
        </li>
        <li>
          <strong>Says what it found, and what it did not look at</strong
          ><span>as a check on the commit. What was not reviewed is never shown green.</span>
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
          <strong>Open a pull request</strong
          ><span>or push to one. A check named Plumbline appears on its last commit, and ends with a verdict.</span>
        </li>
        <li>
          <strong>Ask for more in a comment</strong
          ><span><code>/plumbline help</code> answers with what it understands.</span>
        </li>
        <li>
          <strong>Change what is asked of a change</strong
          ><span
            >in a file <code>.plumbline.yml</code> on the default branch. Without one, sensible defaults hold.</span
          >
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
      ? 'The database does not answer at the moment. Nothing is lost: try again in a minute.'
      : 'That is our fault, and has been logged.';
  return {
    title: 'Something went wrong',
    body: html`<h1>Something went wrong</h1>
      <p class="lead">${words}</p>`,
  };
}
