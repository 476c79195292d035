import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { collectFeedback } from '../../../app/feedback/collect-feedback.ts';
import { suggestionKey } from '../../../engine/report/github/suggestion-comments.ts';
import type { Finding } from '../../../engine/findings/finding.ts';
import { hiddenMark } from '../../../github/publish/hidden-mark.ts';
import { aFinding, aFingerprint, aRange } from '../../support/a-finding.ts';
import { anEventService, type EventService } from '../../support/an-event-service.ts';
import type { PullRequestHandle } from '../../support/github/site/pull-request-handle.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';

const DEBUGGER = aFinding({ fingerprint: aFingerprint('debugger'), path: 'a.ts', range: aRange(1) });
const EQUALITY = aFinding({ fingerprint: aFingerprint('equality'), path: 'a.ts', ruleId: 'eslint/eqeqeq' });

let service: EventService;
let shop: RepositoryHandle;
let pull: PullRequestHandle;
let installationId: number;
let branches = 0;

beforeAll(async () => {
  service = await anEventService();
  shop = await service.github.createRepository('acme/shop', { files: { 'a.ts': 'one\n' } });
  for (const login of ['mira', 'ben']) shop.allow(login, 'write');
  installationId = service.github.install('acme').id;
});
afterAll(() => service.close());

beforeEach(async () => {
  service.github.stopFailing();
  await service.database.query('truncate accounts, deliveries, reviews cascade');
  await service.database.query('delete from graphile_worker._private_jobs');
  const head = `feature-${++branches}`;
  await shop.push({ branch: head, from: 'main', files: { 'a.ts': `change ${branches}\n` } });
  pull = await shop.openPullRequest({ head, by: 'mira' });
  await service.catchUp();
});

const reviewed = (findings: readonly Finding[]) =>
  service.finishedReview({
    installationId,
    repositoryId: shop.id,
    pullNumber: pull.number,
    headSha: pull.headSha,
    result: {
      findings,
      subject: {
        name: 'acme/shop',
        kind: 'change',
        wholeTree: false,
        head: { label: 'feature' },
        base: { label: 'main', commit: 'b'.repeat(40) },
        at: '2026-11-21T10:00:00Z',
        tool: { name: 'plumbline', version: '0.1.0' },
      },
    },
  });

/** Our comment on a finding's line. Its id. */
async function suggestion(finding: Finding): Promise<number> {
  const client = await service.clientOf(installationId);
  const { data } = await client.rest.pulls.createReviewComment({
    owner: 'acme',
    repo: 'shop',
    pull_number: pull.number,
    commit_id: pull.headSha,
    path: 'a.ts',
    line: 1,
    side: 'RIGHT',
    body: `Mend this.\n\n${hiddenMark('suggestion', suggestionKey(finding))}`,
  });
  return data.id;
}

const collect = () => collectFeedback(service.context, { repositoryId: shop.id, pullNumber: pull.number });
const kept = () => service.rows('select rule_id as rule, person, kind from finding_feedback order by kind, person');

test('thumbs on our suggestions are kept with who gave them, and forgotten when they are taken back', async () => {
  await reviewed([DEBUGGER, EQUALITY]);
  const comment = await suggestion(DEBUGGER);
  pull.react(comment, '+1', { by: 'mira' });
  pull.react(comment, '-1', { by: 'ben' });
  pull.react(comment, 'rocket', { by: 'ben' });
  await collect();
  await collect();
  expect(await kept()).toEqual([
    { rule: 'eslint/no-debugger', person: 'ben', kind: 'thumbs-down' },
    { rule: 'eslint/no-debugger', person: 'mira', kind: 'thumbs-up' },
  ]);
  shop.state.reviewComments.get(comment)?.reactions.splice(0, 1);
  await collect();
  expect(await kept()).toEqual([{ rule: 'eslint/no-debugger', person: 'ben', kind: 'thumbs-down' }]);
  expect(service.github.violations).toEqual([]);
});

test('thumbs of those who may not write count for nothing', async () => {
  await reviewed([DEBUGGER]);
  pull.react(await suggestion(DEBUGGER), '-1', { by: 'a-stranger' });
  await collect();
  expect(await kept()).toEqual([]);
});

test('what the pull request has mended is taken up; when it comes back it is not', async () => {
  await reviewed([DEBUGGER, EQUALITY]);
  await reviewed([EQUALITY]);
  await collect();
  expect(await kept()).toEqual([{ rule: 'eslint/no-debugger', person: '', kind: 'fixed' }]);
  await reviewed([DEBUGGER]);
  await collect();
  expect(await kept()).toEqual([{ rule: 'eslint/eqeqeq', person: '', kind: 'fixed' }]);
});

test('what was mended stays so however many reviews come after it', async () => {
  await reviewed([DEBUGGER, EQUALITY]);
  await reviewed([EQUALITY]);
  await collect();
  for (let review = 0; review < 20; review++) await reviewed([EQUALITY]);
  await collect();
  expect(await kept()).toEqual([{ rule: 'eslint/no-debugger', person: '', kind: 'fixed' }]);
});

test('what was said by a command stays', async () => {
  await reviewed([DEBUGGER]);
  await pull.comment(`/plumbline dispute ${DEBUGGER.fingerprint} It is wanted.`, { by: 'mira' });
  await service.catchUp();
  await service.work();
  await collect();
  expect(await kept()).toEqual([{ rule: 'eslint/no-debugger', person: 'mira', kind: 'dispute' }]);
});

test('is collected when the pull request is closed', async () => {
  await reviewed([DEBUGGER]);
  await reviewed([]);
  await pull.close();
  await service.catchUp();
  await service.work();
  expect(await kept()).toEqual([{ rule: 'eslint/no-debugger', person: '', kind: 'fixed' }]);
});

test('where GitHub shows no comments, what was mended is kept all the same', async () => {
  await reviewed([DEBUGGER]);
  await reviewed([]);
  service.github.failAlways('pulls/list-review-comments', { kind: 'status', status: 404 });
  await collect();
  expect(await kept()).toHaveLength(1);
});

test('of a repository that is out of reach nothing is asked', async () => {
  await reviewed([DEBUGGER]);
  await service.database.query('update installations set deleted_at = now()');
  service.github.calls.clear();
  await collect();
  expect(service.github.calls.all).toEqual([]);
});
