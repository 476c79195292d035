// The service's HTTP side on its own embedded PostgreSQL. Ends when its standard input does.
import { join } from 'node:path';
import { pino } from 'pino';
import { EVERYTHING_GRANTED } from '../app/entitlements.ts';
import { createDeliveryRecorder } from '../app/events/delivery-recorder.ts';
import { recordDeliveries } from '../app/events/record-delivery.ts';
import { createHttpApp, WEBHOOK_PATH } from '../app/http/http-app.ts';
import { startHttpServer } from '../app/http/server.ts';
import { createServiceMetrics } from '../app/metrics/service-metrics.ts';
import { createSetupToken } from '../app/setup/setup-token.ts';
import { openDatabase } from '../database/connect.ts';
import { startEmbeddedServer } from '../database/embedded-server.ts';
import { migrate } from '../database/migrate.ts';
import { prepareQueue } from '../database/queue/prepare-queue.ts';

const folder = process.env['BENCH_FOLDER'] ?? '';
const migrations = process.env['BENCH_MIGRATIONS'] ?? '';
const server = await startEmbeddedServer({ folder: join(folder, 'database') });
const database = openDatabase(server.url);
await migrate(database, { domain: 'app', folder: migrations });
await prepareQueue(database);

const app = { appId: 1, privateKey: 'unused', webhookSecret: process.env['BENCH_SECRET'] ?? '' };
const log = pino(pino.destination('/dev/null'));
const http = await startHttpServer({
  app: createHttpApp({
    log,
    clock: () => new Date(),
    metrics: createServiceMetrics(database, { tasks: [] }),
    metricsToken: undefined,
    checks: {},
    isStopping: () => false,
    site: {
      identity: { current: () => app, find: () => Promise.resolve(app), register: () => Promise.resolve(false) },
      oldWebhookSecret: undefined,
      database,
      entitlements: EVERYTHING_GRANTED,
      recorder: createDeliveryRecorder((deliveries) => recordDeliveries(database, deliveries)),
      tokenIssuer: 'http://127.0.0.1',
      setup: {
        token: createSetupToken(),
        serviceKey: Buffer.alloc(32),
        publicUrl: () => 'http://127.0.0.1',
        github: { apiUrl: 'http://127.0.0.1', webUrl: 'http://127.0.0.1' },
      },
    },
  }),
  host: '127.0.0.1',
  port: 0,
  log,
});
const before = process.cpuUsage();
process.stdout.write(`${http.url}${WEBHOOK_PATH}\n`);
process.stdin.resume().on('end', () => {
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${(user + system) / 1000}\n`);
  void http
    .close(1000)
    .then(() => database.close())
    .then(() => server.stop())
    .then(() => process.exit(0));
});
