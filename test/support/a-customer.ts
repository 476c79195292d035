import { expect } from 'vitest';
import { failedJobs } from '../../database/queue.ts';
import type { FileChange } from './git/a-repository.ts';
import { readMark, type MarkKind } from '../../github/publish/hidden-mark.ts';
import type { GitHubDouble } from './github/github-double.ts';
import type { RecordedCall } from './github/http/failures.ts';
import type { InstallOptions } from './github/site/installations.ts';
import type { RepositoryHandle } from './github/site/repository-handle.ts';
import { latestRuns } from './github/state/checks.ts';
import type { CheckRun, Installation, IssueComment, Repository } from './github/state/entities.ts';
import type { TestService } from './service.ts';
import { untilTrue } from './until.ts';

/** An account with the App and a repository, that is waited for and looked at apart from all others. */
export interface Customer {
  readonly shop: RepositoryHandle;
  readonly installation: Installation;
  /** One more repository of the account. */
  readonly repository: (name: string, files?: Readonly<Record<string, FileChange>>) => Promise<RepositoryHandle>;
  /** Settles when all events are handled that concern the account: what follows is decided, and may be under way. */
  readonly handled: () => Promise<void>;
  /** Settles when nothing that concerns the account is to be done any more. Then everything is in order, or it throws. */
  readonly settled: (options?: { readonly within?: number }) => Promise<void>;
  /** Settles when so much has come about that a review of the commit is under way, or was. */
  readonly begun: (headSha: string) => Promise<void>;
}

export interface CustomerOptions extends Pick<InstallOptions, 'permissions'> {
  readonly private?: boolean;
  readonly files?: Readonly<Record<string, FileChange>>;
}

export async function aCustomer(
  test: TestService,
  account: string,
  { files = SOUND, private: isPrivate = false, ...options }: CustomerOptions = {},
): Promise<Customer> {
  const { github, database } = test;
  const shop = await github.createRepository(`${account}/shop`, { files, private: isPrivate });
  shop.allow('mira', 'write');
  const installation = github.install(account, options);
  const repositories = [shop];
  const scope = { test, installation, repositories };
  await untilDone(scope, 20_000);
  return {
    shop,
    installation,
    async repository(name, files = SOUND) {
      const made = await github.createRepository(`${account}/${name}`, { files });
      repositories.push(made);
      return made;
    },
    async handled() {
      await github.webhooks.settled();
      await untilTrue(async () => (await leftOf(scope)).deliveries === 0);
    },
    async settled({ within = 50_000 } = {}) {
      await untilDone(scope, within);
      await expectOrder(scope);
    },
    async begun(headSha) {
      const sought = `select from reviews where repository_id = any($1) and head_sha = $2 and state <> 'queued'`;
      const ids = repositories.map(({ id }) => id);
      for (const end = Date.now() + 30_000; Date.now() < end; await pause()) {
        const recorded = (await database.query(sought, [ids, headSha])).length > 0;
        if (recorded && [...shop.state.checkRuns.values()].some((run) => run.headSha === headSha)) return;
      }
      throw new Error(`no review of ${headSha} began`);
    },
  };
}

/** Nothing is wrong with it. */
const SOUND = { 'a.js': 'export const a = 1;\n' };

interface Scope {
  readonly test: TestService;
  readonly installation: Installation;
  readonly repositories: readonly RepositoryHandle[];
}

async function untilDone(scope: Scope, within: number): Promise<void> {
  const { test } = scope;
  let quiet = 0;
  for (const end = Date.now() + within; ; await pause()) {
    await test.github.webhooks.settled();
    const left = await leftOf(scope);
    // What a job has caused at its very end is on its way when the job is gone: so twice.
    quiet = left.deliveries + left.reviews + left.jobs === 0 ? quiet + 1 : 0;
    if (quiet === 2) return;
    if (Date.now() > end) throw new Error(`still to be done: ${JSON.stringify([left, await jobsOf(test)])}`);
  }
}

interface Left {
  readonly deliveries: number;
  readonly reviews: number;
  readonly jobs: number;
}

async function leftOf({ test, installation, repositories }: Scope): Promise<Left> {
  const ids = repositories.map(({ id }) => id);
  const [left] = await test.database.query<Left>(LEFT, [installation.id, ids]);
  if (!left) throw new Error('the database does not answer');
  return left;
}

function jobsOf({ database }: TestService): Promise<unknown[]> {
  return database.query('select task_identifier, attempts, run_at, last_error from graphile_worker.jobs order by id');
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 50));
}

const LEFT = `
with of_deliveries as (select id, state from deliveries where installation_id = $1 or repository_id = any($2)),
  of_reviews as (select id, published_at from reviews where installation_id = $1 or repository_id = any($2))
select
  (select count(*) from of_deliveries where state = 'received') as deliveries,
  (select count(*) from of_reviews where published_at is null) as reviews,
  (select count(*)
   from graphile_worker._private_jobs as jobs join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
   where (jobs.attempts < jobs.max_attempts or jobs.locked_at is not null) and tasks.identifier <> 'lead-touch'
     and (jobs.payload ->> 'deliveryId' in (select id from of_deliveries)
          or jobs.payload ->> 'reviewId' in (select id::text from of_reviews)
          or (jobs.payload ->> 'repositoryId')::bigint = any($2)
          or (jobs.payload ->> 'installationId')::bigint = $1)) as jobs`;

/** What has to hold whatever happened. */
async function expectOrder({ test, installation, repositories }: Scope): Promise<void> {
  for (const { state, fullName } of repositories) {
    // Nobody sees what was deleted, or taken away.
    if (!reaches(test, installation, state)) continue;
    const latest = latestRuns(state);
    expect(
      latest.filter(({ status, conclusion }) => status !== 'completed' || conclusion === null),
      `unfinished checks of ${fullName}`,
    ).toEqual([]);
    expect(
      [...state.checkRuns.values()].filter(({ status }) => status !== 'completed'),
      `unfinished checks of ${fullName} that newer ones hide`,
    ).toEqual([]);
    expect(
      [...state.checkRuns.values()].filter(({ suite }) => suite.isReset).map(({ headSha }) => headSha),
      `heads of ${fullName} whose checks were asked for again without an answer`,
    ).toEqual([]);
    expect(twice([...state.checkRuns.values()].map(identityOf)), `checks that are there twice`).toEqual([]);
    expect(twice([...state.comments.values()].flatMap(marksOf)), `comments that are there twice`).toEqual([]);
    expect(twice([...state.reviewComments.values()].flatMap(marksOf)), `suggestions that are there twice`).toEqual([]);
    const statuses = new Map(state.statuses.map((status) => [`${status.sha} ${status.context}`, status.state]));
    expect(
      [...statuses.values()].filter((it) => it === 'pending'),
      `pending statuses of ${fullName}`,
    ).toEqual([]);
  }
  const failed = (await failedJobs(test.database)).map(({ task, lastError }) => ({ task, lastError }));
  expect(failed, 'jobs that failed for good').toEqual([]);
}

function reaches(test: TestService, installation: Installation, repository: Repository): boolean {
  const { installations, repositories } = test.github.world;
  if (!installations.has(installation.id) || !repositories.has(repository.id) || installation.suspended) return false;
  if (repository.owner.id !== installation.account.id) return false;
  return installation.selection === 'all' || installation.repositoryIds.has(repository.id);
}

function identityOf({ headSha, name, externalId }: CheckRun): string {
  return `${headSha} ${name} ${externalId}`;
}

const KINDS: readonly MarkKind[] = ['review', 'suggestion', 'answer'];

function marksOf({ number, author, body }: Pick<IssueComment, 'number' | 'author' | 'body'>): string[] {
  if (author.type !== 'Bot') return [];
  return KINDS.flatMap((kind) => {
    const key = readMark(body, kind);
    return key === undefined ? [] : [`${number} ${kind} ${key}`];
  });
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

/** What a list of checks shows for a commit: name, conclusion, title, sorted by name. */
export function shownAt({ state }: RepositoryHandle, headSha: string): [string, string | null, string | null][] {
  return latestRuns(state)
    .filter((run) => run.headSha === headSha)
    .map((run): [string, string | null, string | null] => [run.name, run.conclusion, run.output.title])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The one that counts. */
export function checkAt({ state }: RepositoryHandle, headSha: string, name = 'Plumbline'): CheckRun {
  const run = latestRuns(state).find((one) => one.headSha === headSha && one.name === name);
  if (!run) throw new Error(`${headSha} has no check ${name}`);
  return run;
}

/**
 * A call that waits for its answer until the test lets it go. Declared with `using`, it is let go at the end of the test at the latest,
 * also where that fails: the service would wait for it when it is closed.
 */
export interface HeldCall extends Disposable {
  /** Settles when the call has come. */
  readonly begun: () => Promise<void>;
  readonly letGo: () => void;
}

/** Holds the next call that matches, or so many. */
export function hold(github: GitHubDouble, meant: (call: RecordedCall) => boolean, times = 1): HeldCall {
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const before = github.calls.all.length;
  github.failNext(meant, { kind: 'held', until }, times);
  return {
    begun: () => untilTrue(() => github.calls.all.slice(before).some(meant), 30_000),
    letGo,
    [Symbol.dispose]: letGo,
  };
}

/** The next review of the repository is under way, and has not fetched its commits, until the test lets it go. */
export function holdFetching(github: GitHubDouble, { fullName }: RepositoryHandle): HeldCall {
  return hold(
    github,
    ({ operationId, path }) => operationId === 'git/upload-pack' && path.startsWith(`/${fullName}.git/`),
  );
}
