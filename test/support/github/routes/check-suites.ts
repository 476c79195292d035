import { checkSuite } from '../answers/checks.ts';
import { requireInstallation } from '../auth/authorize.ts';
import { forbidden, notFound, unprocessable } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { created, ok, repositoryRoute, type Route } from '../http/route.ts';
import { resetSuite, suiteFor } from '../state/checks.ts';
import type { CheckSuite, Repository } from '../state/entities.ts';
import { resolveRef } from '../state/repositories.ts';
import { tellCheckRun, tellCheckSuite } from '../webhooks/payloads.ts';
import { branchAt, findRun, runsAnswer } from './checks.ts';

export const CHECK_SUITE_ROUTES: readonly Route[] = [
  repositoryRoute('checks/create-suite', 'checks:write', async ({ world, caller, body }, repo) => {
    const { app } = requireInstallation(caller).installation;
    const headSha = await resolveRef(repo, body.head_sha);
    if (!headSha) throw unprocessable(`No commit found for SHA: ${body.head_sha}`);
    const known = [...repo.checkSuites.values()].some((one) => one.app.id === app.id && one.headSha === headSha);
    const suite = suiteFor(world, repo, { app, headSha, headBranch: await branchAt(repo, headSha) });
    const answer = await checkSuite(world, repo, suite);
    return known ? ok(answer) : created(answer);
  }),

  repositoryRoute('checks/get-suite', 'checks:read', async ({ world, path }, repo) =>
    ok(await checkSuite(world, repo, findSuite(repo, path.check_suite_id))),
  ),

  repositoryRoute('checks/list-suites-for-ref', 'checks:read', async (call, repo) => {
    const sha = await resolveRef(repo, call.path.ref);
    if (!sha) throw unprocessable(`No commit found for SHA: ${call.path.ref}`);
    const { app_id: appId, check_name: name } = call.query;
    const found = [...repo.checkSuites.values()]
      .filter((suite) => suite.headSha === sha && (appId ?? suite.app.id) === suite.app.id)
      .filter(
        (suite) =>
          name === undefined ||
          [...repo.checkRuns.values()].some((run) => run.suite.id === suite.id && run.name === name),
      );
    const page = paginate(call, found);
    const suites = await Promise.all(page.items.map((suite) => checkSuite(call.world, repo, suite)));
    return { ...ok({ total_count: found.length, check_suites: suites }), headers: page.headers };
  }),

  repositoryRoute('checks/list-for-suite', 'checks:read', (call, repo) => {
    const suite = findSuite(repo, call.path.check_suite_id);
    return runsAnswer(call, repo, (run) => run.suite.id === suite.id);
  }),

  repositoryRoute('checks/rerequest-suite', 'checks:write', async ({ world, caller, path }, repo) => {
    const { app } = requireInstallation(caller).installation;
    const suite = findSuite(repo, path.check_suite_id);
    if (suite.app.id !== app.id) throw forbidden();
    resetSuite(suite);
    await tellCheckSuite(world, repo, { suite, action: 'rerequested', sender: app.bot });
    return created({});
  }),

  repositoryRoute('checks/rerequest-run', 'checks:write', ({ world, caller, path }, repo) => {
    const { app } = requireInstallation(caller).installation;
    const run = findRun(repo, Number(path.check_run_id));
    if (run.app.id !== app.id) throw forbidden();
    resetSuite(run.suite);
    tellCheckRun(world, repo, { run, action: 'rerequested', sender: app.bot });
    return created({});
  }),
];

function findSuite(repo: Repository, id: number): CheckSuite {
  const suite = repo.checkSuites.get(id);
  if (!suite) throw notFound();
  return suite;
}
