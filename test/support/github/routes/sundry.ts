import { gunzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { budgetKeyOf } from '../auth/caller.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import { ok, repositoryRoute, route, type Route } from '../http/route.ts';
import { resolveRef } from '../state/repositories.ts';
import { fullName } from '../state/world.ts';

export const SUNDRY_ROUTES: readonly Route[] = [
  route('rate-limit/get', ({ world, caller }) => {
    const core = { ...world.limits.peek(budgetKeyOf(caller)) };
    const search = { limit: 30, remaining: 30, used: 0, reset: core.reset };
    return ok({ resources: { core, search, graphql: core }, rate: core });
  }),

  repositoryRoute('code-scanning/upload-sarif', 'security_events:write', async ({ world, body }, repo) => {
    const sha = await resolveRef(repo, body.commit_sha);
    if (!sha) throw new ApiError(422, { message: `commit not found: ${body.commit_sha}` });
    const sarif = unpack(body.sarif);
    const id = randomUUID();
    repo.sarifUploads.set(id, { id, commitSha: sha, ref: body.ref, sarif, createdAt: world.now() });
    return { status: 202, body: { id, url: `${world.urls.api}/repos/${fullName(repo)}/code-scanning/sarifs/${id}` } };
  }),

  repositoryRoute('code-scanning/get-sarif', 'security_events:read', ({ world, path }, repo) => {
    if (!repo.sarifUploads.has(path.sarif_id)) throw notFound();
    return ok({
      processing_status: 'complete',
      analyses_url: `${world.urls.api}/repos/${fullName(repo)}/code-scanning/analyses?sarif_id=${path.sarif_id}`,
      errors: null,
    });
  }),
];

/** A SARIF file comes gzipped, then in base64. */
function unpack(text: string): string {
  try {
    const sarif = gunzipSync(Buffer.from(text, 'base64')).toString();
    JSON.parse(sarif);
    return sarif;
  } catch {
    throw new ApiError(400, { message: 'Invalid SARIF. The file is not valid JSON that was compressed by gzip.' });
  }
}
