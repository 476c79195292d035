import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGitHubDouble } from '../support/github/github-double.ts';
import { createDoings } from './deeds.ts';
import { disturbDeliveries } from './disturb-deliveries.ts';
import { readFigures, type Figures } from './figures.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { problemsInDatabase } from './problems-in-database.ts';
import { problemsOnGitHub } from './problems-on-github.ts';
import { createRandom } from './random.ts';
import { startStormDatabase } from './storm-database.ts';
import type { StormOptions } from './storm-options.ts';
import { buildTown, type Town } from './town.ts';
import { untilQuiet } from './until-quiet.ts';
import { startWeather } from './weather.ts';

export interface StormResult {
  /** What was lost, what was done twice, what was left behind. Empty: all is well. */
  readonly problems: readonly string[];
  readonly figures: Figures;
  readonly kills: Fleet['kills'];
  readonly databaseRestarts: number;
  /** How often each warning and error was logged. */
  readonly troubles: ReadonlyMap<string, number>;
  /** How often people did what. */
  readonly deeds: ReadonlyMap<string, number>;
  /** Seconds, with what it takes to come to rest. */
  readonly seconds: number;
  /** Where logs and data are, if they were kept. */
  readonly folder: string | undefined;
}

/**
 * The whole service in processes of its own, under a load of events that come twice, late, out of order or only when they are
 * asked for again, while its processes are killed and its database crashes. In the end everything has to be as if nothing had happened.
 */
export async function runStorm(options: StormOptions, say: (what: string) => void = () => {}): Promise<StormResult> {
  // 1. Start a GitHub with people on it, a database, and the service.
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-storm-'));
  // PostgreSQL's account has to get through to its own folder.
  chmodSync(folder, 0o755);
  const random = createRandom(options.seed);
  const [github, database] = await Promise.all([startGitHubDouble(), startStormDatabase(join(folder, 'postgres'))]);
  const { webhooks } = github;
  const fleet = await startFleet({
    folder,
    program: options.program,
    workers: options.workers,
    env: environmentFor({ url: database.url, folder, github }),
  });
  github.sendWebhooksTo(fleet.webhookUrl);
  const town = await buildTown(github, options);
  say(`${town.places.length} repositories, ${options.workers} workers`);

  // 2. Let people do things, and the storm rage.
  const began = Date.now();
  const progress = () => webhooks.deliveries.length / options.deliveries;
  const endWeather = startWeather({ ...options, fleet, database, random, progress, say });
  const endDisturbance = disturbDeliveries(webhooks, random);
  const doings = createDoings(town, random);
  while (progress() < 1) {
    if (progress() <= (Date.now() - began) / 1000 / options.seconds) await doings.begin();
    else await new Promise((done) => setTimeout(done, 50));
  }
  await doings.over();
  await endDisturbance();
  await endWeather();

  // 3. Wait until all is quiet, and look.
  say(`the storm is over (${webhooks.deliveries.length} deliveries)`);
  const restless = await untilQuiet({
    github,
    database: database.database,
    within: options.restWithin * 1000,
    hurry: options.hurry,
  });
  const seconds = (Date.now() - began) / 1000;
  const problems = [
    ...restless,
    ...problemsOnGitHub(town),
    ...(await problemsInDatabase(database.database, webhooks.deliveries)),
  ];
  const figures = await readFigures(database.database, webhooks.deliveries);
  problems.push(...(await fleet.stop()));

  // 4. Clear up.
  await database.close();
  await github.close();
  if (!options.keep) await rm(folder, { recursive: true, force: true });
  return {
    problems,
    figures,
    kills: fleet.kills,
    databaseRestarts: database.restarts,
    troubles: fleet.troubles,
    deeds: doings.counts,
    seconds,
    folder: options.keep ? folder : undefined,
  };
}

function environmentFor({ url, folder, github }: { url: string; folder: string; github: Town['github'] }) {
  return {
    DATABASE_URL: url,
    PLUMBLINE_DATA: join(folder, 'data'),
    PLUMBLINE_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: 'https://plumbline.example',
    GITHUB_API_URL: github.url,
    GITHUB_URL: github.webUrl,
    GITHUB_APP_ID: String(github.app.id),
    GITHUB_PRIVATE_KEY: github.app.privateKey,
    GITHUB_WEBHOOK_SECRET: github.app.webhookSecret,
  };
}
