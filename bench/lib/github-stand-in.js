// Answers what the Action asks GitHub for on a pull request of its own repository, at once and with no state: what is
// measured is the Action. (The double of the tests holds each request to GitHub's description, which takes its time.)
import { createServer } from 'node:http';

/** @param {{ headSha: string, baseSha: string }} pull */
export async function startGitHubStandIn({ headSha, baseSha }) {
  /** @type {string[]} */
  const unknown = [];
  const checkRun = {
    id: 1,
    head_sha: headSha,
    name: 'Plumbline',
    status: 'in_progress',
    conclusion: null,
    html_url: 'https://github.com/bench/repository/runs/1',
    app: { id: 15368, slug: 'github-actions' },
    output: { title: null, summary: null, text: null, annotations_count: 0 },
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://stand-in');
    for await (const _ of request);
    const [status, body] = answer(`${request.method} ${pathname.replace('/repos/bench/repository', '')}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  /**
   * @param {string} what
   * @returns {[number, unknown]}
   */
  function answer(what) {
    if (what === `GET /commits/${headSha}/check-runs`) return [200, { total_count: 0, check_runs: [] }];
    if (what === 'POST /check-runs') return [201, checkRun];
    if (/^(GET|PATCH) \/check-runs\/1$/.test(what)) return [200, checkRun];
    if (what === 'GET /git/ref/heads%2Fmain') return [200, { object: { sha: baseSha } }];
    if (what === 'GET /pulls/1')
      return [200, { number: 1, head: { sha: headSha }, base: { ref: 'main', sha: baseSha } }];
    if (/^GET .*(comments|reviews|annotations)$/.test(what)) return [200, []];
    if (/^POST .*comments$/.test(what)) return [201, { id: 2, html_url: 'https://github.com/bench', body: '' }];
    if (what === 'POST /graphql') return [200, { data: { viewer: { login: 'github-actions[bot]' } } }];
    unknown.push(what);
    return [404, { message: 'Not Found' }];
  }

  return {
    url: `http://127.0.0.1:${port}`,
    /** Requests that it does not know: what was measured is something else, then. */
    unknown,
    close: () => server.close(),
  };
}
