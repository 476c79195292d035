import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import type { Permissions } from '../state/entities.ts';
import { addAccount, findAccount, type World } from '../state/world.ts';
import type { Page } from './layout.ts';

/** A code is good for an hour. https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
const CODE_LIFE_MS = 3600 * 1000;

interface Manifest {
  readonly name?: string;
  readonly url?: string;
  readonly redirect_url?: string;
  readonly hook_attributes?: { readonly url?: string; readonly active?: boolean };
  readonly default_permissions?: Permissions;
  readonly default_events?: readonly string[];
}

/** What somebody sees who is sent here with a manifest: what it asks for, and a button. */
export function manifestPage(url: URL, form: URLSearchParams): Page {
  const problems = problemsOf(form);
  const manifest = readManifest(form);
  if (problems.length > 0) {
    const body = html`<h1>This manifest is not accepted</h1>
      <ul>
        ${problems.map((problem) => html`<li>${problem}</li>`)}
      </ul>`;
    return { title: 'Register an App', body };
  }
  const permissions = Object.entries(manifest?.default_permissions ?? {});
  const body = html`<h1>Register ${manifest?.name ?? 'an App'}</h1>
    <div class="card">
      <ul class="plain rows">
        ${permissions.map(([name, level]) => html`<li><span class="grow">${name.replaceAll('_', ' ')}</span><span class="soft">${level}</span></li>`)}
      </ul>
    </div>
    <p class="soft">Events: ${(manifest?.default_events ?? []).join(', ') || 'none'}</p>
    <form method="post" action="${url.pathname}${url.search}">
      <input type="hidden" name="manifest" value="${form.get('manifest') ?? ''}" />
      <input type="hidden" name="confirmed" value="yes" />
      <button type="submit">Create GitHub App</button>
    </form>`;
  return { title: 'Register an App', body };
}

/** Agrees to a manifest. Gives where the browser is sent on to, with the code that the App's maker turns in. */
export function acceptManifest(
  world: World,
  { form, state, org }: { form: URLSearchParams; state: string | null; org: string | undefined },
): string {
  const [problem] = problemsOf(form);
  const manifest = readManifest(form);
  if (problem !== undefined || !manifest) throw new Error(`the manifest is not accepted: ${problem ?? 'unreadable'}`);
  const owner =
    org === undefined
      ? undefined
      : (findAccount(world, org) ?? addAccount(world, { login: org, type: 'Organization' }));
  const code = randomBytes(20).toString('hex');
  world.manifests.set(code, {
    name: manifest.name ?? `app-${code.slice(0, 6)}`,
    owner: owner ?? findAccount(world, 'maker') ?? addAccount(world, { login: 'maker' }),
    permissions: manifest.default_permissions ?? {},
    events: manifest.default_events ?? [],
    hookUrl: manifest.hook_attributes?.active === false ? undefined : manifest.hook_attributes?.url,
    expiresAt: new Date(world.now().getTime() + CODE_LIFE_MS),
  });
  const to = new URL(manifest.redirect_url ?? world.urls.web);
  to.searchParams.set('code', code);
  if (state !== null) to.searchParams.set('state', state);
  return to.href;
}

/** What GitHub's documentation asks of a manifest. */
function problemsOf(form: URLSearchParams): string[] {
  const manifest = readManifest(form);
  if (!manifest) return ['The manifest is not valid JSON.'];
  const hook = manifest.hook_attributes;
  return [
    ...(isUrl(manifest.url) ? [] : ['"url" must be a URL.']),
    ...(manifest.redirect_url === undefined || isUrl(manifest.redirect_url) ? [] : ['"redirect_url" must be a URL.']),
    ...(hook === undefined || isUrl(hook.url) ? [] : ['"hook_attributes.url" must be a URL.']),
    ...((manifest.name?.length ?? 0) > 34 ? ['"name" is too long (34 characters at most).'] : []),
    ...Object.entries(manifest.default_permissions ?? {})
      .filter(([, level]) => !['read', 'write', 'admin'].includes(level))
      .map(([name, level]) => `"${level}" is no level for the permission "${name}".`),
  ];
}

function readManifest(form: URLSearchParams): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(form.get('manifest') ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isUrl(text: string | undefined): boolean {
  return text !== undefined && URL.canParse(text);
}
