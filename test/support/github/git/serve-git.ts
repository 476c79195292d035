import type { IncomingMessage, ServerResponse } from 'node:http';
import { accountOf, identify, type Caller } from '../auth/caller.ts';
import { allows, locateRepository, sees } from '../auth/authorize.ts';
import { ApiError } from '../http/api-error.ts';
import type { Failures, RecordedCall } from '../http/failures.ts';
import type { Account, Repository } from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';
import { runHttpBackend } from './http-backend.ts';
import { git } from './run-git.ts';

export interface GitPath {
  readonly owner: string;
  readonly name: string;
  /** `/info/refs`, `/git-upload-pack`, `/git-receive-pack`. */
  readonly rest: string;
}

/** Reads the path of a request by git; `undefined` for others. */
export function readGitPath(pathname: string): GitPath | undefined {
  const found = /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/.exec(pathname);
  return found ? { owner: found[1] ?? '', name: found[2] ?? '', rest: found[3] ?? '' } : undefined;
}

export interface GitParts {
  readonly world: World;
  readonly failures: Failures;
  readonly record: (call: RecordedCall) => void;
  /** Told of each branch that was pushed, once it is there. */
  readonly pushed: (repository: Repository, moves: readonly BranchMove[], sender: Account) => Promise<void>;
}

export interface BranchMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Serves a clone, a fetch or a push by git's own CGI program, for whom the token allows it. */
export async function serveGit(
  parts: GitParts,
  { request, response, path, url }: { request: IncomingMessage; response: ServerResponse; path: GitPath; url: URL },
): Promise<void> {
  const writes = path.rest === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  const call: RecordedCall = {
    operationId: path.rest === '/info/refs' ? 'git/info-refs' : `git${path.rest.replace('git-', '')}`,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: undefined,
    installationId: undefined,
    at: parts.world.now(),
    status: 0,
  };
  parts.record(call);
  const failure = parts.failures.take(call);
  if (failure?.kind === 'cut' || failure?.kind === 'cut-after-effect') return void response.socket?.destroy();
  if (failure?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, failure.milliseconds));
  if (failure?.kind === 'held') await failure.until;
  // Whoever asked has given up meanwhile: git's program would wait for the rest of the request for ever.
  if (request.socket.destroyed) return;
  try {
    if (failure?.kind === 'status') throw new ApiError(failure.status, { message: 'failed' }, failure.headers);
    if (failure?.kind === 'secondary-limit' || failure?.kind === 'primary-limit')
      throw new ApiError(429, { message: 'limited' });
    const caller = identify(parts.world, request.headers.authorization);
    call.installationId = caller.kind === 'installation' ? caller.token.installation.id : undefined;
    const { repository, moved } = locateRepository(parts.world, path.owner, path.name);
    if (moved) {
      const location = `${parts.world.urls.web}/${fullName(repository)}.git${path.rest}${url.search}`;
      throw new ApiError(301, { message: 'Moved Permanently' }, { location });
    }
    authorize(caller, repository, writes);
    const target = { gitDir: repository.gitDir, path: path.rest, query: url.search.slice(1) };
    if (path.rest !== '/git-receive-pack') {
      await runHttpBackend(request, response, { ...target, ...(writes ? { user: accountOf(caller).login } : {}) });
    } else await receive(parts, { request, response, repository, target, sender: accountOf(caller) });
    call.status = response.statusCode;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    call.status = error.status;
    const challenge = error.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    response.writeHead(error.status, { 'content-type': 'text/plain', ...challenge, ...error.headers });
    response.end(error.status === 404 ? 'Repository not found.' : error.message);
  }
}

/** Without a token, a private repository asks for one, so that nobody learns whether it is there. */
function authorize(caller: Caller, repository: Repository, writes: boolean): void {
  const challenge = new ApiError(401, { message: 'Authentication required' });
  if (caller.kind === 'app') throw challenge;
  if (caller.kind === 'anonymous') {
    if (repository.private || writes) throw challenge;
    return;
  }
  const { token } = caller;
  if (token.installation.suspended) throw new ApiError(403, { message: 'This installation has been suspended' });
  if (!sees(token, repository)) {
    if (repository.private) throw new ApiError(404, { message: 'Repository not found.' });
    if (writes) throw new ApiError(403, { message: 'Write access to repository not granted.' });
    return;
  }
  if (!allows(token, writes ? 'contents:write' : 'contents:read') && (writes || repository.private)) {
    throw new ApiError(403, { message: 'Write access to repository not granted.' });
  }
}

async function receive(
  parts: GitParts,
  push: {
    request: IncomingMessage;
    response: ServerResponse;
    repository: Repository;
    target: { gitDir: string; path: string; query: string };
    sender: Account;
  },
): Promise<void> {
  const before = await branchesOf(push.repository);
  await runHttpBackend(push.request, push.response, { ...push.target, user: push.sender.login });
  const after = await branchesOf(push.repository);
  const refs = [...new Set([...before.keys(), ...after.keys()])].filter((ref) => before.get(ref) !== after.get(ref));
  const moves = refs.map((ref) => ({ ref, before: before.get(ref), after: after.get(ref) }));
  await parts.pushed(push.repository, moves, push.sender);
}

async function branchesOf(repository: Repository): Promise<Map<string, string>> {
  const text = await git(repository.gitDir, [
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    'refs/heads',
    'refs/tags',
  ]);
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ', 2) as [string, string]),
  );
}
