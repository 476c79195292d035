import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure, RecordedCall } from '../../support/github/http/failures.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';

/** What can happen to a call, each once. */
const FAILURES: Readonly<Record<string, Failure>> = {
  '403': { kind: 'status', status: 403 },
  '404': { kind: 'status', status: 404 },
  '422': { kind: 'status', status: 422 },
  '500': { kind: 'status', status: 500 },
  'a secondary limit': { kind: 'secondary-limit', retryAfterSeconds: 1 },
  'a cut connection': { kind: 'cut' },
  'a cut connection after the effect': { kind: 'cut-after-effect' },
};

/** The calls that reviewing a pull request makes, in their order; a test below holds that there are no others. */
const CALLS = [
  'apps/create-installation-access-token',
  'pulls/get',
  'checks/list-for-ref',
  'checks/create',
  'git/info-refs',
  'git/upload-pack',
  'checks/get',
  'checks/update',
  'issues/list-comments',
  'issues/create-comment',
  'graphql/repository',
  'pulls/create-review',
] as const;

/** Two findings that have a fix. Python, for ESLint would take longer to load than all else. */
const CHANGED = 'import yaml\n\nfirst = yaml.load(input())\nsecond = yaml.load(input())\n';

/** Milliseconds: 84 reviews, on a machine that has other things to do. */
const SETTLED_WITHIN = 500_000;

describe('each call of a review fails once', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await startTestService({ env: { WORKERS: '4' } });
    for (const [callAt, call] of CALLS.entries()) {
      for (const [failureAt, failure] of Object.values(FAILURES).entries()) {
        const name = `case-${callAt}-${failureAt}`;
        const repository = await openCase(test, name);
        test.github.failNext((made) => made.operationId === call && isOf(made, repository), failure);
      }
    }
    await Promise.all([...repositories.values()].map((repository) => repository.openPullRequest({ head: 'feature' })));
    await test.settled(SETTLED_WITHIN);
  }, SETTLED_WITHIN + 60_000);
  afterAll(async () => {
    await test.close();
  });

  const repositories = new Map<string, RepositoryHandle>();

  async function openCase({ github }: TestService, name: string): Promise<RepositoryHandle> {
    const repository = await github.createRepository(`${name}/shop`, { files: { 'a.py': 'a = 1\n' } });
    github.install(name);
    await repository.push({ branch: 'feature', from: 'main', files: { 'b.py': CHANGED } });
    repositories.set(name, repository);
    return repository;
  }

  function isOf(call: RecordedCall, repository: RepositoryHandle): boolean {
    const installation = [...test.github.world.installations.values()].find(
      ({ account }) => account.id === repository.state.owner.id,
    );
    return (
      call.installationId === installation?.id ||
      call.path.includes(`/${repository.fullName}`) ||
      call.path.endsWith(`/installations/${installation?.id}/access_tokens`)
    );
  }

  it('these are the calls', () => {
    // The App's own name is asked for once, what people think of suggestions later, and the rest by the clock: no review waits for these.
    const others = [
      'apps/get-authenticated',
      'pulls/list-review-comments',
      'apps/list-webhook-deliveries',
      'apps/list-installations',
      'apps/get-installation',
      'apps/list-repos-accessible-to-installation',
      'pulls/list',
      'git/get-ref',
      'git/list-matching-refs',
    ];
    const names = Object.keys(test.github.calls.counts()).filter((name) => !others.includes(name));
    expect(names.toSorted()).toEqual(CALLS.toSorted());
    expect(test.github.violations).toEqual([]);
  });

  describe.each([...CALLS.entries()])('%i %s', (callAt) => {
    it.each([...Object.keys(FAILURES).entries()])('%i %s', (failureAt) => {
      const repository = repositories.get(`case-${callAt}-${failureAt}`)!;
      const { checkRuns, statuses, comments } = repository.state;
      const shown = [...checkRuns.values()].map(({ name, status, conclusion }) => [name, status, conclusion]);
      expect(shown).toEqual([['Plumbline', 'completed', 'failure']]);
      expect([...comments.values()].length).toBeLessThanOrEqual(1);
      expect(statuses).toEqual([]);
    });
  });
});
