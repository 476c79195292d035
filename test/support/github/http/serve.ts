import type { IncomingMessage, ServerResponse } from 'node:http';
import { readGitPath, serveGit } from '../git/serve-git.ts';
import { answerPage } from '../pages/answer-page.ts';
import { branchMoved } from '../site/push.ts';
import { dispatchGraphql } from './dispatch-graphql.ts';
import { dispatch } from './dispatch.ts';
import type { ApiParts, ApiRequest } from './respond.ts';
import { readBody } from './server.ts';

/** Tells apart who asks: git, a browser, a client of GraphQL or of the REST API. */
export async function serve(parts: ApiParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', parts.world.urls.api);
  const gitPath = readGitPath(url.pathname);
  if (gitPath) {
    const pushed = async (...[repository, moves, sender]: Parameters<Parameters<typeof serveGit>[0]['pushed']>) => {
      for (const move of moves) await branchMoved(parts.world, repository, { move, sender });
    };
    return serveGit({ ...parts, pushed }, { request, response, path: gitPath, url });
  }
  // Enterprise Server has its API below these.
  if (url.pathname.startsWith('/api/v3/')) url.pathname = url.pathname.slice('/api/v3'.length);
  if (url.pathname === '/api/graphql') url.pathname = '/graphql';
  const apiRequest = { method: request.method ?? 'GET', url, headers: request.headers, body: await readBody(request) };
  const page = isForBrowser(apiRequest) ? await answerPage(parts.world, pageRequestOf(apiRequest)) : undefined;
  if (page) return void response.writeHead(page.status, page.headers).end(page.body);
  if (url.pathname === '/graphql') return dispatchGraphql(parts, apiRequest, response);
  return dispatch(parts, apiRequest, response);
}

/** Who asks for HTML, sends a form, or wants what a page needs, is no client of the API. */
function isForBrowser({ url, headers }: ApiRequest): boolean {
  if (/^\/(double\.css$|favicon\.ico$|avatars\/)/.test(url.pathname)) return true;
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return form || (headers.accept?.includes('text/html') ?? false);
}

function pageRequestOf({ method, url, body }: ApiRequest) {
  return { method, url, form: new URLSearchParams(body.toString()) };
}
