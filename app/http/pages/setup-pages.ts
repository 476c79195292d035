import { html } from 'hono/html';
import type { AppIdentity } from '../../setup/app-identity.ts';
import type { Manifest } from '../../setup/manifest.ts';
import type { Markup, Page } from './page.ts';

export interface SetupChoices {
  readonly token: string;
  /** Login of the organization that is to own the App; undefined: the person's own account. */
  readonly organization: string | undefined;
  readonly isPublic: boolean;
  readonly mayCommit: boolean;
}

/** `/setup` without the token: only who started the service has it. */
export function tokenPage({ wasWrong }: { wasWrong: boolean }): Page {
  return {
    title: 'Set up',
    body: html`
      <h1>Set up this service</h1>
      <p class="lead">
        When it started, Plumbline wrote a setup token to its log, so that only you can claim this service.
      </p>
      ${wasWrong ? html`<p class="note bad" role="alert">This is not the token of the running process. A restart makes a new one: look at the end of the log.</p>` : ''}
      <form class="card" method="get" action="/setup">
        <p>
          <label class="field" for="token">Setup token</label>
          <input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required autofocus />
        </p>
        <button>Continue</button>
      </form>
    `,
  };
}

const OWNER_HINT = 'Login of an organization you own; leave it empty for your own account';

/** The first step: for whom, and what it may do. */
export function choicesPage(choices: SetupChoices, problem?: string): Page {
  const { token, organization, isPublic, mayCommit } = choices;
  return {
    title: 'Set up',
    body: html`
      <h1>Register a GitHub App for this service</h1>
      <p class="lead">
        GitHub lets you create an App of your own in two clicks. Its credentials come straight back here and are stored
        encrypted.
      </p>
      ${problem === undefined ? '' : html`<p class="note bad" role="alert">${problem}</p>`}
      <form class="card" method="post" action="/setup">
        <input type="hidden" name="token" value="${token}" />
        <fieldset>
          <legend>Owner of the App</legend>
          <label class="field" for="organization">${OWNER_HINT}</label>
          <input
            id="organization"
            name="organization"
            type="text"
            value="${organization ?? ''}"
            maxlength="39"
            autocomplete="off"
            spellcheck="false"
          />
        </fieldset>
        <fieldset>
          <legend>Who may install it</legend>
          ${choice({
            input: html`type="radio" name="visibility" value="private"`,
            isChosen: !isPublic,
            label: 'Only the owner',
            hint: 'For your own repositories.',
          })}
          ${choice({
            input: html`type="radio" name="visibility" value="public"`,
            isChosen: isPublic,
            label: 'Any account',
            hint: 'For clients: they install it by its public page.',
          })}
        </fieldset>
        <fieldset>
          <legend>What it may do</legend>
          ${choice({
            input: html`type="checkbox" name="commit" value="yes"`,
            isChosen: mayCommit,
            label: 'Commit fixes when somebody asks for it',
            hint: 'Permission to write contents: for the button “Fix this”, and to mark its own review threads as resolved. Reviews work without it.',
          })}
        </fieldset>
        <button>Continue</button>
      </form>
    `,
  };
}

function choice(given: { input: Markup; isChosen: boolean; label: string; hint: string }) {
  const { input, isChosen, label, hint } = given;
  return html`<label class="choice">
    <input ${input}${isChosen ? ' checked' : ''} />
    <span>${label}<span class="muted">${hint}</span></span>
  </label>`;
}

/** The second step: what is going to be made, and the form that GitHub takes. */
export function confirmPage(given: {
  readonly choices: SetupChoices;
  readonly manifest: Manifest;
  /** Address on GitHub that the manifest is sent to, with its state. */
  readonly action: string;
  /** Where the webhooks go cannot be reached from GitHub. */
  readonly isUnreachable: boolean;
}): Page {
  const { choices, manifest, action, isUnreachable } = given;
  return {
    title: 'Set up',
    formTarget: new URL(action).origin,
    body: html`
      <h1>Create the App on GitHub</h1>
      <p class="lead">GitHub shows the name, which you may change there, and asks you to confirm.</p>
      ${isUnreachable ? unreachableNote(manifest) : ''}
      <div class="card scroll">
        <table>
          <tr>
            <th scope="row">Owner</th>
            <td>${choices.organization ?? 'your own account'}</td>
          </tr>
          <tr>
            <th scope="row">Installable by</th>
            <td>${choices.isPublic ? 'any account' : 'its owner only'}</td>
          </tr>
          <tr>
            <th scope="row">Webhooks go to</th>
            <td><code>${manifest.hook_attributes?.url}</code></td>
          </tr>
          <tr>
            <th scope="row">Permissions</th>
            <td>${permissionsOf(manifest)}</td>
          </tr>
          <tr>
            <th scope="row">Events</th>
            <td>${(manifest.default_events ?? []).join(', ')}</td>
          </tr>
        </table>
      </div>
      <form method="post" action="${action}">
        <input type="hidden" name="manifest" value="${JSON.stringify(manifest)}" />
        <button>Continue on ${new URL(action).hostname}</button>
      </form>
      <p class="small muted"><a href="/setup?token=${encodeURIComponent(choices.token)}">Change these choices</a></p>
    `,
  };
}

function unreachableNote(manifest: Manifest) {
  return html`<p class="note fair" role="alert">
    GitHub cannot reach <code>${manifest.url}</code> from the internet, and will refuse it. Start the service with
    <code>PUBLIC_URL</code> set to the address that leads to it from outside.
  </p>`;
}

function permissionsOf({ default_permissions: permissions = {} }: Manifest): string {
  return Object.entries(permissions)
    .map(([name, level]) => `${name.replaceAll('_', ' ')}: ${level}`)
    .join(', ');
}

/** `/setup` once there is an App. */
export function doneSetupPage({ appId, htmlUrl }: AppIdentity): Page {
  return {
    title: 'Set up',
    body: html`
      <h1>This service is set up</h1>
      <p class="lead">
        It runs as GitHub App number
        ${appId}${htmlUrl === undefined ? '' : html`, <a href="${htmlUrl}">${new URL(htmlUrl).pathname.split('/').at(-1)}</a>`}.
        Nothing was restarted, and nothing has to be.
      </p>
      ${htmlUrl === undefined ? '' : html`<p><a class="button" href="${htmlUrl}/installations/new">Install it on your repositories</a></p>`}
      <p class="small muted">
        Its credentials are stored encrypted with the service key. Keep a copy of that key: without it they cannot be
        read again.
      </p>
    `,
  };
}

/** The flow came back from GitHub, but cannot go on. */
export function setupProblemPage(problem: 'state' | 'code' | 'github'): Page {
  return {
    title: 'Set up',
    body: html`
      <h1>The App could not be connected</h1>
      <p class="lead">${PROBLEMS[problem]}</p>
      <p><a class="button" href="/setup">Start again</a></p>
    `,
  };
}

const PROBLEMS = {
  state: 'This answer from GitHub does not belong to a setup that was started in this browser within the last hour.',
  code: 'GitHub no longer accepts this code: it works once, and for an hour. Delete the App that was just created on GitHub before you start again.',
  github:
    'GitHub could not be reached, or did not answer as expected; the log says more. If the App appears in your settings on GitHub, delete it before you start again.',
} as const;
