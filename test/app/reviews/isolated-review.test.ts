import { expect, test } from 'vitest';
import type { ChildRequest } from '../../../app/reviews/child-protocol.ts';
import { runIsolatedReview } from '../../../app/reviews/run-isolated-review.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const repositories = testRepositories();

function asking(repository: { readonly folder: string }, asked: Partial<ChildRequest> & Pick<ChildRequest, 'head'>) {
  return runIsolatedReview(
    {
      gitDir: `${repository.folder}/.git`,
      name: 'acme/tool',
      wholeTree: false,
      now: '2026-11-21T09:00:00.000Z',
      jobs: 1,
      ...asked,
    },
    { signal: new AbortController().signal },
  );
}

test('a change is reviewed in a process of its own', async () => {
  const repository = repositories.make();
  const base = repository.commit({ 'a.js': 'export const a = 1;\n' });
  const head = repository.commit({ 'b.js': 'export const b = eval("1");\n' });
  const outcome = await asking(repository, { base, head });
  expect(outcome).toMatchObject({
    kind: 'reviewed',
    result: {
      subject: { name: 'acme/tool', kind: 'change', head: { commit: head }, base: { commit: base } },
      verdict: { conclusion: 'fail' },
      findings: [{ ruleId: 'eslint/no-eval', path: 'b.js', state: 'new' }],
    },
    report: {},
    pullRequests: { drafts: false, bots: true, comment: 'on-failure', suggestions: true, annotations: true },
  });
});
