import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { LOG_OPTIONS } from '../../app/service/log-options.ts';
import { GITHUB_PACE } from '../../github/client/rate-pace.ts';
import { startService, type Service, type ServiceOptions } from '../../app/service/start-service.ts';
import { readSettings } from '../../app/settings.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { startGitHubDouble, type GitHubDouble } from './github/github-double.ts';

export interface TestService {
  readonly github: GitHubDouble;
  readonly database: TestDatabase['database'];
  readonly service: Service;
  /** What was logged, newest last. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Settles when no webhook is under way, every event is handled, every review is shown, and no job is left to run now. */
  readonly settled: (within?: number) => Promise<void>;
  /** One more worker, with a folder of its own: give all of them the same `PLUMBLINE_KEY`. Whoever starts it stops it. */
  readonly startWorker: () => Promise<Service>;
  readonly close: () => Promise<void>;
}

export interface TestServiceOptions extends Partial<Omit<ServiceOptions, 'log' | 'settings'>> {
  readonly env?: Readonly<Record<string, string>>;
  /** GitHub is an Enterprise Server: its API is below `/api/v3`. */
  readonly enterprise?: boolean;
}

/** The whole service, as `plumbline serve` starts it, with a GitHub to work with. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const { env = {}, enterprise = false, ...rest } = options;
  const dataFolder = mkdtempSync(join(tmpdir(), 'plumbline-service-'));
  const [github, { database, url, close: removeDatabase }] = await Promise.all([startGitHubDouble(), testDatabase()]);
  const logged: Record<string, unknown>[] = [];
  const start = (folder: string, parts: Pick<ServiceOptions, 'only'> = {}, publicUrl = ''): Promise<Service> =>
    startService({
      pace: QUICK,
      ...rest,
      ...parts,
      settings: readSettings({
        DATABASE_URL: url,
        PLUMBLINE_DATA: folder,
        PORT: '0',
        PUBLIC_URL: publicUrl,
        GITHUB_API_URL: enterprise ? `${github.url}/api/v3` : github.url,
        GITHUB_URL: github.webUrl,
        GITHUB_APP_ID: String(github.app.id),
        GITHUB_PRIVATE_KEY: github.app.privateKey,
        GITHUB_WEBHOOK_SECRET: github.app.webhookSecret,
        LOG_LEVEL: 'debug',
        ...env,
      }),
      log: keepingLog(logged),
    });
  const service = await start(dataFolder);
  github.sendWebhooksTo(`${service.url}/api/github/webhooks`);
  return {
    github,
    database,
    service,
    logged,
    startWorker: () => start(mkdtempSync(join(dataFolder, 'worker-')), { only: 'worker' }, service.url),
    settled: (within = SETTLED_WITHIN) => untilSettled({ github, database }, within),
    async close() {
      await service.stop();
      await github.close();
      await removeDatabase();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

function keepingLog(logged: Record<string, unknown>[]): Logger {
  const write = (line: string): void => void logged.push(JSON.parse(line) as Record<string, unknown>);
  return pino({ level: 'debug', ...LOG_OPTIONS }, { write });
}

/** GitHub's wish for pauses is for GitHub; what may be asked for in a minute or an hour holds. */
const QUICK = { ...GITHUB_PACE, pauseBetweenWrites: 50, poll: 20 };
/** Milliseconds. */
const SETTLED_WITHIN = 50_000;
const LOOK_EVERY = 50;

async function untilSettled({ github, database }: Pick<TestService, 'github' | 'database'>, within: number) {
  for (const end = Date.now() + within; ;) {
    await github.settled();
    const [left] = await database.query<{ jobs: number; reviews: number; deliveries: number }>(UNSETTLED);
    if (left && left.jobs + left.reviews + left.deliveries === 0) return;
    if (Date.now() > end) throw new Error(`still to be done: ${JSON.stringify(left)}`);
    await new Promise((done) => setTimeout(done, LOOK_EVERY));
  }
}

/** Jobs of the clock run by themselves, and leave nothing behind. */
const UNSETTLED = `
select
  (select count(*) from graphile_worker.jobs where task_identifier not like 'cron:%' and (attempts < max_attempts or locked_at is not null)) as jobs,
  (select count(*) from reviews where published_at is null) as reviews,
  (select count(*) from deliveries where state = 'received') as deliveries`;
