import { reportMissed } from '../../../app/upkeep/outage.ts';
import { reconcile } from '../../../app/upkeep/reconcile.ts';
import { reconcileInstallation } from '../../../app/upkeep/reconcile-installation.ts';
import type { UpkeepWorld } from './upkeep-world.ts';

/** Looking through what was missed, as the service does it. */
export function reconciling(world: UpkeepWorld) {
  async function jobs(task: string): Promise<unknown[]> {
    const rows = await world.database.query<{ payload: unknown }>(
      `select payload from graphile_worker._private_jobs as jobs
       join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
       where tasks.identifier = $1 order by jobs.id`,
      [task],
    );
    return rows.map(({ payload }) => payload);
  }

  async function workJobs(): Promise<void> {
    for (const payload of await jobs('reconcile-installation')) {
      const { installationId } = payload as { installationId: number };
      await reconcileInstallation(world.context, { installationId });
      await world.database.query(`delete from graphile_worker._private_jobs where payload ->> 'installationId' = $1`, [
        String(installationId),
      ]);
    }
  }

  return {
    jobs,
    workJobs,
    missed: (since: Date) => reportMissed(world.database, { since, now: world.clock() }),
    /** The job, and those it asks for. Gives how many installations are looked through. */
    async work(): Promise<number> {
      const { installations } = await reconcile(world.context, world.clock());
      await workJobs();
      return installations;
    },
  };
}

export type Reconciling = ReturnType<typeof reconciling>;
