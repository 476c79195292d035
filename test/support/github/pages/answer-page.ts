import { html } from 'hono/html';
import { pressButton, rerequestRun } from '../site/checks.ts';
import { createPullRequestHandle } from '../site/pull-request-handle.ts';
import { actor } from '../site/actor.ts';
import type { Repository } from '../state/entities.ts';
import { fullName, locate, type World } from '../state/world.ts';
import { checkRunPage } from './check-run-page.ts';
import { blobPage, filesPage } from './files-page.ts';
import { layout, type Page } from './layout.ts';
import { acceptManifest, manifestPage } from './manifest-page.ts';
import { checksPage, conversationPage } from './pull-request-pages.ts';
import { repositoriesPage, repositoryPage } from './repository-pages.ts';
import { STYLE } from './style.ts';

export interface PageRequest {
  readonly method: string;
  readonly url: URL;
  /** Of a form. */
  readonly form: URLSearchParams;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** No script runs on these pages, and nothing is loaded from elsewhere but images. */
const POLICY = "default-src 'none'; style-src 'self'; img-src * data:; frame-ancestors 'none'; base-uri 'none'";

/** Answers a browser. `undefined` where this is no page. */
export async function answerPage(world: World, request: PageRequest): Promise<PageAnswer | undefined> {
  const { pathname } = request.url;
  if (pathname === '/double.css')
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: STYLE };
  if (pathname === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  const avatar = /^\/avatars\/u\/(\d+)$/.exec(pathname);
  if (avatar) return avatarOf(world, Number(avatar[1]));
  if (request.method === 'POST') return post(world, request);
  const page = await find(world, request);
  if (page === undefined) return answerWith(404, { title: 'Not found', body: html`<h1>There is nothing here</h1>` });
  return 'status' in page ? page : answerWith(200, page);
}

async function find(world: World, { url }: PageRequest): Promise<Page | PageAnswer | undefined> {
  const [owner = '', name = '', kind = '', id = '', ...rest] = url.pathname.slice(1).split('/').map(decode);
  if (owner === '') return repositoriesPage(world);
  const located = locate(world, owner, name);
  if (!located) return undefined;
  const { repository, moved } = located;
  if (moved)
    return redirect(
      `/${fullName(repository)}${url.pathname
        .split('/')
        .slice(3)
        .map((part) => `/${part}`)
        .join('')}`,
    );
  if (kind === '') return repositoryPage(repository);
  if (kind === 'blob') return blobPage(repository, { sha: id, path: rest.join('/') });
  if (kind === 'runs') {
    const run = repository.checkRuns.get(Number(id));
    return run && checkRunPage(repository, run);
  }
  const pull = kind === 'pull' ? repository.pullRequests.get(Number(id)) : undefined;
  if (!pull) return undefined;
  if (rest[0] === 'files') return filesPage(pull);
  return rest[0] === 'checks' ? checksPage(pull) : conversationPage(world, pull);
}

async function post(world: World, { url, form }: PageRequest): Promise<PageAnswer | undefined> {
  const parts = url.pathname.slice(1).split('/').map(decode);
  if (/^\/(organizations\/[^/]+\/)?settings\/apps\/new$/.test(url.pathname)) {
    const org = parts[0] === 'organizations' ? parts[1] : undefined;
    if (form.get('confirmed') !== 'yes') return answerWith(200, manifestPage(url, form));
    return redirect(acceptManifest(world, { form, state: url.searchParams.get('state'), org }));
  }
  const [owner = '', name = '', kind, id, what, identifier = ''] = parts;
  const located = locate(world, owner, name);
  if (!located) return undefined;
  const { repository } = located;
  if (kind === 'pull' && what === 'comments') {
    const pull = repository.pullRequests.get(Number(id));
    const [body, by] = [form.get('body'), form.get('by')];
    if (!pull || !body) return undefined;
    await createPullRequestHandle(world, pull).comment(body, by ? { by } : {});
    return redirect(`/${fullName(repository)}/pull/${pull.number}`);
  }
  const run = kind === 'runs' ? repository.checkRuns.get(Number(id)) : undefined;
  if (!run) return undefined;
  const sender = senderOf(world, repository);
  if (what === 'rerequest') rerequestRun(world, repository, { id: run.id, sender });
  else if (run.actions.some((action) => action.identifier === identifier))
    pressButton(world, repository, { id: run.id, identifier, sender });
  else return undefined;
  return redirect(`/${fullName(repository)}/runs/${run.id}`);
}

function senderOf(world: World, repository: Repository) {
  return actor(world, repository, undefined);
}

async function answerWith(status: number, page: Page): Promise<PageAnswer> {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
    body: (await layout(page)).toString(),
  };
}

function redirect(location: string): PageAnswer {
  return { status: 303, headers: { location }, body: '' };
}

function avatarOf(world: World, id: number): PageAnswer {
  const letter = (world.accounts.get(id)?.login ?? '?')
    .slice(0, 1)
    .toUpperCase()
    .replace(/[^A-Z0-9]/, '?');
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="20" fill="hsl(${(id * 47) % 360} 40% 40%)"/><text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
  return { status: 200, headers: { 'content-type': 'image/svg+xml' }, body };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
