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

function aBadChange() {
  const repository = repositories.make();
  const base = repository.commit({ 'a.js': 'export const a = 1;\n' });
  const head = repository.commit({ 'b.js': 'export const b = eval("1");\n' });
  return { repository, base, head };
}

test('a finding that a command suppressed does not count, and is listed with who said so and why', async () => {
  const { repository, base, head } = aBadChange();
  const before = await asking(repository, { base, head });
  const fingerprint = before.kind === 'reviewed' ? before.result.findings[0]!.fingerprint : '';
  const command = { fingerprint, reason: 'It is a constant.', by: 'mira', until: '2026-12-31' };
  const suppression = {
    source: 'command',
    reason: command.reason,
    by: 'mira',
    until: '2026-12-31',
    place: { path: '' },
  };
  expect(await asking(repository, { base, head, suppressions: [command] })).toMatchObject({
    result: {
      verdict: { conclusion: 'pass', headline: 'No new problems.' },
      findings: [{ ruleId: 'eslint/no-eval', suppression }],
      suppressions: [{ ...suppression, rules: [], fingerprint, status: 'applied', findings: 1 }],
    },
  });
  const ended = await asking(repository, { base, head, suppressions: [{ ...command, until: '2026-11-20' }] });
  expect(ended).toMatchObject({ result: { verdict: { conclusion: 'fail' }, suppressions: [{ status: 'expired' }] } });
});

test('a rule that counts for less blocks nothing; one that is watched is not counted at all', async () => {
  const { repository, base, head } = aBadChange();
  const standing = { ruleId: 'eslint/no-eval', reason: 'Half of its findings were disputed.' };
  expect(await asking(repository, { base, head, standings: [{ ...standing, standing: 'comment' }] })).toMatchObject({
    result: {
      verdict: { conclusion: 'pass', headline: '1 new problem; it does not block this change.' },
      findings: [{ ruleId: 'eslint/no-eval', standing: 'comment' }],
      measures: { findings: { high: 1 } },
      standings: [{ ...standing, standing: 'comment', findings: 1 }],
    },
  });
  expect(await asking(repository, { base, head, standings: [{ ...standing, standing: 'watch' }] })).toMatchObject({
    result: {
      verdict: { conclusion: 'pass', headline: 'No new problems.' },
      findings: [{ ruleId: 'eslint/no-eval', standing: 'watch' }],
      measures: { findings: { high: 0 } },
      standings: [{ ...standing, standing: 'watch', findings: 1 }],
    },
  });
});

test('what a plan does not include is listed; once the plan has ended there is no pass without it', async () => {
  const repository = repositories.make();
  const base = repository.commit({ 'a.js': 'export const a = 1;\n' });
  const head = repository.commit({ 'b.js': 'export const b = 2;\n' });
  const rules = {
    subject: 'security rules',
    analyzer: 'rules',
    packs: ['security'],
    detail: 'Not in the plan.',
  } as const;
  expect(await asking(repository, { base, head, withheld: [{ ...rules, reason: 'plan' }] })).toMatchObject({
    result: {
      verdict: { conclusion: 'pass' },
      notLookedAt: [{ subject: 'security rules', analyzer: 'rules', reason: 'plan', detail: 'Not in the plan.' }],
    },
  });
  expect(await asking(repository, { base, head, withheld: [{ ...rules, reason: 'plan-lapsed' }] })).toMatchObject({
    result: {
      verdict: {
        conclusion: 'neutral',
        headline: 'No verdict: 1 thing that matters was not looked at.',
        reasons: ['Not looked at: security rules (rules). Not in the plan.'],
      },
      notLookedAt: [{ subject: 'security rules', analyzer: 'rules', reason: 'plan-lapsed' }],
    },
  });
});

test('the configuration at the base decides; a mistake in it is an outcome with its place', async () => {
  const repository = repositories.make();
  const broken = repository.commit({ '.plumbline.yml': 'pullRequests:\n  draft: true\n' });
  const mended = repository.commit({ '.plumbline.yml': 'pullRequests:\n  labels: { skip: [wip] }\n' });
  const head = repository.commit({ 'b.js': 'export const b = 2;\n' });
  expect(await asking(repository, { base: broken, head })).toEqual({
    kind: 'configuration-broken',
    problems: [
      {
        file: '.plumbline.yml',
        line: 2,
        column: 3,
        message:
          'Unknown key "draft" in pullRequests; expected one of drafts, bots, labels, paths, comment, suggestions, annotations.',
        suggestion: 'drafts',
      },
    ],
  });
  const pullRequest = { draft: false, bot: false, labels: ['wip'] };
  expect(await asking(repository, { base: mended, head, pullRequest })).toEqual({
    kind: 'skipped',
    reason: 'label',
    detail: 'It has the label "wip".',
    projects: [],
  });
});

test('a repository that cannot be read is an outcome', async () => {
  const repository = repositories.make();
  const head = repository.commit({ 'a.js': 'export const a = 1;\n' });
  expect(await asking(repository, { base: '1'.repeat(40), head })).toMatchObject({
    kind: 'source-broken',
    code: 'unknown-revision',
  });
  expect(await asking({ folder: '/nowhere' }, { head })).toMatchObject({
    kind: 'source-broken',
    code: 'no-such-folder',
  });
});
