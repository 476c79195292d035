import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createGitHub } from '../../../app/github/create-github.ts';
import { EVERYTHING_GRANTED } from '../../../app/entitlements.ts';
import type { UpkeepContext } from '../../../app/upkeep/upkeep-context.ts';
import { GITHUB_PACE } from '../../../github/client/rate-pace.ts';
import { testDatabase } from '../../support/database.ts';
import { startGitHubDouble } from '../../support/github/github-double.ts';

/** What becomes of deliveries here: recorded and answered; not received; recorded, but GitHub does not hear of it. */
export type Reception = 'received' | 'refused' | 'received-silently';

/** The App's database, the double of GitHub, and a place for its webhooks that records no more than their ids. */
export async function upkeepWorld() {
  const test = await testDatabase();
  // Ours alone is put forward, so what GitHub has seems to be of the past.
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const github = await startGitHubDouble();
  const world = { reception: 'received' as Reception };

  const server = createServer((request, response) => {
    const id = String(request.headers['x-github-delivery']);
    const event = String(request.headers['x-github-event']);
    const record =
      world.reception === 'refused'
        ? Promise.resolve([])
        : test.database.query(
            `insert into deliveries (id, event, state, received_at) values ($1, $2, 'handled', now()) on conflict do nothing`,
            [id, event],
          );
    void record.then(() => response.writeHead(world.reception === 'received' ? 202 : 500).end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  github.sendWebhooksTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  const { id: appId, privateKey } = github.app;
  const access = await createGitHub(
    { apiUrl: github.url, credentials: { appId, privateKey } },
    {
      database: test.database,
      log: pino({ level: 'silent' }),
      clock,
      sleep: () => Promise.resolve(),
      // Pace is not what this is about, and sleeping does not move the clock.
      pace: { ...GITHUB_PACE, pauseBetweenWrites: 0, points: { units: 1e9, window: 1 } },
    },
  );
  const context: UpkeepContext = {
    database: test.database,
    github: access,
    entitlements: EVERYTHING_GRANTED,
    clock,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  };

  return Object.assign(world, {
    database: test.database,
    github,
    context,
    clock,
    forward: (milliseconds: number) => void (ahead += milliseconds),
    count: async (table: string): Promise<number> => {
      const [row] = await test.database.query<{ count: number }>(`select count(*) from ${table}`);
      return row?.count ?? 0;
    },
    /** Everything as at the beginning. */
    async reset() {
      await github.settled();
      github.stopFailing();
      github.webhooks.disturb = undefined;
      github.webhooks.deliveries.length = 0;
      github.world.installations.clear();
      github.calls.clear();
      world.reception = 'received';
      ahead = 0;
      await test.database.query(
        `truncate accounts, installations, repositories, deliveries, rate_budgets, upkeep, failed_deliveries, reconciliations,
                  graphile_worker._private_jobs cascade`,
      );
    },
    async close() {
      await github.close();
      await new Promise((closed) => server.close(closed));
      await test.close();
    },
  });
}

export type UpkeepWorld = Awaited<ReturnType<typeof upkeepWorld>>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
