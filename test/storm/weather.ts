import type { Fleet } from './fleet.ts';
import type { Random } from './random.ts';
import type { StormDatabase } from './storm-database.ts';

export interface WeatherOptions {
  readonly fleet: Fleet;
  readonly database: StormDatabase;
  readonly random: Random;
  readonly killEvery: number;
  readonly hurry: boolean;
  /** How far the deliveries are: from 0 to 1. */
  readonly progress: () => number;
  readonly say: (what: string) => void;
}

/** When, in parts of all deliveries, the process that receives is killed, and when the database. */
const APP_DIES_AT = 0.3;
const DATABASE_DIES_AT = 0.5;
/** Milliseconds that the database is away. */
const DATABASE_AWAY = 3000;
const LOOK_EVERY = 100;

/** Kills a worker every few seconds, and once the app and the database, until it is called off. */
export function startWeather(options: WeatherOptions): () => Promise<void> {
  let over = false;
  const weather = Promise.all([killWorkers(options, () => over), killOthers(options)]);
  return async () => {
    over = true;
    await weather;
  };
}

async function killWorkers({ fleet, database, random, killEvery, hurry, say }: WeatherOptions, isOver: () => boolean) {
  for (;;) {
    const until = Date.now() + killEvery * 1000 * (0.5 + random.next());
    while (Date.now() < until) {
      if (isOver()) return;
      await sleep(LOOK_EVERY);
    }
    const pid = await fleet.killWorker(random);
    say(`a worker is killed (${fleet.kills.workers})`);
    if (hurry) await forgetWorker(database, pid);
  }
}

async function killOthers({ fleet, database, progress, say }: WeatherOptions): Promise<void> {
  while (progress() < APP_DIES_AT) await sleep(LOOK_EVERY);
  say('the app is killed');
  await fleet.killApp();
  while (progress() < DATABASE_DIES_AT) await sleep(LOOK_EVERY);
  say('the database crashes');
  await database.crash(DATABASE_AWAY);
  say('the database is back');
}

/** As if it had been killed a minute ago. Where the database is away, it is found out in the ordinary way. */
async function forgetWorker({ database }: StormDatabase, pid: number): Promise<void> {
  await database
    .query(`update plumbline_workers set seen_at = seen_at - interval '1 minute' where pid = $1`, [pid])
    .catch(() => undefined);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
