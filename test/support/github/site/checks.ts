import type { Account, CheckRun, Repository } from '../state/entities.ts';
import { resetSuite } from '../state/checks.ts';
import type { World } from '../state/world.ts';
import { tellCheckRun, tellCheckSuite } from '../webhooks/payloads.ts';
import type { Delivery } from '../webhooks/sender.ts';

export function pressButton(
  world: World,
  repository: Repository,
  { id, identifier, sender }: { id: number; identifier: string; sender: Account },
): Delivery[] {
  const run = findRun(repository, id);
  const requested = run.actions.find((action) => action.identifier === identifier);
  if (!requested) throw new Error(`check run ${id} has no button ${identifier}`);
  return tellCheckRun(world, repository, { run, action: 'requested_action', sender, requested });
}

export function rerequestRun(
  world: World,
  repository: Repository,
  { id, sender }: { id: number; sender: Account },
): Delivery[] {
  const run = findRun(repository, id);
  resetSuite(run.suite);
  return tellCheckRun(world, repository, { run, action: 'rerequested', sender });
}

export async function rerequestSuite(
  world: World,
  repository: Repository,
  { sha, sender }: { sha: string; sender: Account },
): Promise<Delivery[]> {
  const suites = [...repository.checkSuites.values()].filter((suite) => suite.headSha === sha);
  suites.forEach(resetSuite);
  const told = await Promise.all(
    suites.map((suite) => tellCheckSuite(world, repository, { suite, action: 'rerequested', sender })),
  );
  return told.flat();
}

function findRun(repository: Repository, id: number): CheckRun {
  const run = repository.checkRuns.get(id);
  if (!run) throw new Error(`there is no check run ${id}`);
  return run;
}
