/**
 * `npm run demo`: the service and a GitHub to try it with, on this machine alone. A sample repository is made, a pull
 * request opened, and the addresses are printed at which its check run, comments and report can be looked at.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pino } from 'pino';
import { LOG_OPTIONS } from '../../app/service/log-options.ts';
import { startService } from '../../app/service/start-service.ts';
import { readSettings } from '../../app/settings.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import { readArguments } from '../support/read-arguments.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { whenParentIsGone } from './when-parent-is-gone.ts';

const SAMPLE = 'test/fixtures/demo';
const CHECKED_WITHIN_MS = 60_000;

const values = readArguments('npm run demo -- [--port 3000] [--github-port 3001] [--verbose]', {
  port: { type: 'string', default: '3000' },
  'github-port': { type: 'string', default: '3001' },
  verbose: { type: 'boolean', default: false },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

// Looked at from the beginning, as the start takes a while.
const shellIsGone = new Promise<void>((resolve) => {
  if (process.env['npm_lifecycle_event'] !== undefined) whenParentIsGone(resolve);
});
const dataFolder = await mkdtemp(join(tmpdir(), 'plumbline-demo-'));
try {
  await runDemo();
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const advice = isTaken ? 'Choose others by --port and --github-port.' : '--verbose tells more.';
  process.stderr.write(`${values.verbose ? stack : message}\n${advice}\n`);
  await rm(dataFolder, { recursive: true, force: true });
  process.exit(1);
}

async function runDemo(): Promise<void> {
  // PostgreSQL may run as another account, which has to get through to its own folder.
  await chmod(dataFolder, 0o711);
  say('Starting PostgreSQL, the service and a GitHub …');
  const github = await startGitHubDouble({ port: Number(values['github-port']) });
  const service = await startService({
    settings: readSettings({
      PLUMBLINE_DATA: join(dataFolder, 'data'),
      PORT: values.port,
      GITHUB_API_URL: github.url,
      GITHUB_URL: github.webUrl,
      GITHUB_APP_ID: String(github.app.id),
      GITHUB_PRIVATE_KEY: github.app.privateKey,
      GITHUB_WEBHOOK_SECRET: github.app.webhookSecret,
      BOOKING_URL: 'https://example.com/book',
    }),
    log: pino({ level: values.verbose ? 'info' : 'warn', ...LOG_OPTIONS }),
  });
  github.sendWebhooksTo(`${service.url}/api/github/webhooks`);

  const repository = await github.createRepository('harbour/tickets', {
    description: 'Tickets for the ferries of a small harbour',
    files: readFiles(join(SAMPLE, 'before')),
  });
  github.install('harbour');
  await repository.push({ branch: 'orders', from: 'main', files: readFiles(join(SAMPLE, 'after')), message: 'Orders' });
  const pull = await repository.openPullRequest({ head: 'orders', title: 'Orders can be looked up', by: 'deckhand' });
  say('A pull request was opened; the review runs …');
  await untilChecked(github, repository);

  say(`
The pull request    ${pull.url}
Its check run       ${pull.url}/checks
All of this GitHub  ${github.webUrl}
The service         ${service.url}

The check links to the whole report. Write a comment such as "/plumbline help", or press a button of the check.
Ctrl-C ends it.`);

  const end = async (): Promise<void> => {
    await service.stop();
    await github.close();
    await rm(dataFolder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('Ending …');
      void end();
    });
  }
  // Without a word: what it is read by may be gone, too.
  void shellIsGone.then(end);
}

function readFiles(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}

async function untilChecked(double: GitHubDouble, { state }: RepositoryHandle): Promise<void> {
  for (const end = Date.now() + CHECKED_WITHIN_MS; Date.now() < end;) {
    await double.settled();
    const runs = [...state.checkRuns.values()];
    if (runs.length > 0 && runs.every(({ status }) => status === 'completed')) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('The check was not completed in time.');
}
