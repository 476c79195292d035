import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { bodyLimit } from 'hono/body-limit';
import { isIP } from 'node:net';
import type { Log } from '../../database/log.ts';
import { sendPage } from '../http/pages/page.ts';
import {
  choicesPage,
  confirmPage,
  doneSetupPage,
  setupProblemPage,
  tokenPage,
  type SetupChoices,
} from '../http/pages/setup-pages.ts';
import type { AppIdentitySource } from './app-identity.ts';
import { convertManifestCode } from './convert-manifest-code.ts';
import { completeManifest, loadManifest } from './manifest.ts';
import { issueState, isStateOf, STATE_SECONDS } from './setup-state.ts';
import type { SetupToken } from './setup-token.ts';

export interface SetupPorts {
  readonly identity: AppIdentitySource;
  readonly token: SetupToken;
  readonly serviceKey: Buffer;
  /** Where people and GitHub reach this service; without a slash at its end. */
  readonly publicUrl: () => string;
  readonly webhookPath: string;
  readonly github: { readonly apiUrl: string; readonly webUrl: string };
  readonly clock: () => Date;
  readonly log: Log;
}

const COOKIE = 'plumbline_setup';
const COOKIE_PATH = '/setup';
const MOST_FORM_BYTES = 10_000;
/** https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication */
const LOGIN = /^[a-z\d](?:[a-z\d_-]{0,38})$/i;

/** `/setup`: makes a GitHub App for this service by GitHub's manifest flow, while there is none. */
export function createSetupRoutes(ports: SetupPorts): Hono {
  const { identity, token } = ports;
  return new Hono()
    .get('/setup', async (context) => {
      const app = await identity.find();
      if (app !== undefined) return sendPage(context, doneSetupPage(app));
      const given = context.req.query('token');
      if (!token.isSame(given)) return sendPage(context, tokenPage({ wasWrong: given !== undefined }), 401);
      return sendPage(
        context,
        choicesPage({ token: token.text, organization: undefined, isPublic: false, mayCommit: false }),
      );
    })
    .post('/setup', bodyLimit({ maxSize: MOST_FORM_BYTES }), (context) => confirm(context, ports))
    .get('/setup/callback', (context) => takeOver(context, ports));
}

async function confirm(context: Context, ports: SetupPorts): Promise<Response> {
  const { identity, token, serviceKey, publicUrl, webhookPath, github, clock } = ports;
  const app = await identity.find();
  if (app !== undefined) return sendPage(context, doneSetupPage(app), 409);
  const form = await readForm(context);
  if (!token.isSame(form.token)) return sendPage(context, tokenPage({ wasWrong: true }), 401);
  const { organization } = form;
  if (organization !== undefined && !LOGIN.test(organization)) {
    return sendPage(context, choicesPage(form, `“${organization}” is not the login of an organization.`), 400);
  }

  const manifest = completeManifest(await loadManifest(), { publicUrl: publicUrl(), webhookPath, ...form });
  const { state, nonce } = issueState(serviceKey, clock());
  setCookie(context, COOKIE, nonce, {
    path: COOKIE_PATH,
    httpOnly: true,
    // Lax: GitHub sends people back by a link.
    sameSite: 'Lax',
    secure: publicUrl().startsWith('https:'),
    maxAge: STATE_SECONDS,
  });
  const owner = organization === undefined ? '' : `/organizations/${encodeURIComponent(organization)}`;
  const action = `${github.webUrl}${owner}/settings/apps/new?state=${encodeURIComponent(state)}`;
  return sendPage(context, confirmPage({ choices: form, manifest, action, isUnreachable: isUnreachable(ports) }));
}

/** GitHub sends people back here. Changes something although it is a GET, as GitHub knows no other way: hence the state. */
async function takeOver(context: Context, ports: SetupPorts): Promise<Response> {
  const { identity, serviceKey, github, clock, log } = ports;
  const app = await identity.find();
  if (app !== undefined) return sendPage(context, doneSetupPage(app), 409);
  const { code, state } = context.req.query();
  if (code === undefined || !isStateOf(getCookie(context, COOKIE), state, { serviceKey, now: clock() })) {
    return sendPage(context, setupProblemPage('state'), 400);
  }
  deleteCookie(context, COOKIE, { path: COOKIE_PATH });
  const conversion = await convertManifestCode(github.apiUrl, code);
  switch (conversion.kind) {
    case 'refused':
      return sendPage(context, setupProblemPage('code'), 400);
    case 'failed':
      log.error({ err: conversion.cause }, 'the App could not be taken over from GitHub');
      return sendPage(context, setupProblemPage('github'), 502);
    case 'app': {
      const isNew = await identity.register(conversion.app);
      if (isNew) log.info({ appId: conversion.app.appId, slug: conversion.app.slug }, 'the GitHub App is set up');
      return context.redirect('/setup', 303);
    }
  }
}

async function readForm(context: Context): Promise<SetupChoices> {
  const form = await context.req.parseBody();
  const text = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    token: text('token'),
    organization: text('organization') === '' ? undefined : text('organization'),
    isPublic: text('visibility') === 'public',
    mayCommit: text('commit') === 'yes',
  };
}

/** github.com delivers to public addresses only; an Enterprise Server may reach more. */
function isUnreachable({ github, publicUrl }: SetupPorts): boolean {
  const { hostname } = new URL(publicUrl());
  if (new URL(github.webUrl).hostname !== 'github.com') return false;
  return hostname === 'localhost' || !hostname.includes('.') || isIP(hostname) !== 0;
}
