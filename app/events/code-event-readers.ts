/** Readers of what happens to code: pull requests, pushes, checks, merge groups, commands. */
import * as z from 'zod';
import { CHECK_RUN_ACTIONS, LONGEST_COMMAND, MERGE_GROUP_ACTIONS, PULL_ACTIONS } from './app-event.ts';
import { peoplesText, person, pullRequest, someId, token } from './payload-parts.ts';
import { anyAction, common, editedIn, ofAnApp, ofRepository, reader } from './payload-reader.ts';

export const readPullRequest = reader(
  z.object({ action: z.enum(PULL_ACTIONS), ...ofRepository, pull_request: pullRequest }),
  {
    wanted: anyAction(PULL_ACTIONS).extend(ofAnApp).and(editedIn('base')),
    event: ({ action, pull_request, ...given }) => ({
      type: 'pull-request',
      action,
      ...common(given),
      pull: pull_request,
    }),
  },
);

const ofCheck = {
  head_sha: z.string(),
  app: someId,
  pull_requests: z
    .array(z.object({ number: z.number() }))
    .nullish()
    .transform((pulls) => (pulls ?? []).map(({ number }) => number)),
};

export const readCheckRun = reader(
  z.object({
    action: z.enum(CHECK_RUN_ACTIONS),
    ...ofRepository,
    sender: person,
    check_run: z.object({
      id: z.number(),
      external_id: z.string().nullish(),
      check_suite: z.object({ head_branch: token.nullish() }).nullish(),
      ...ofCheck,
    }),
    requested_action: z.object({ identifier: token }).nullish(),
  }),
  {
    wanted: anyAction(CHECK_RUN_ACTIONS).extend(ofAnApp),
    event: ({ action, check_run, requested_action, sender, ...given }) => ({
      type: 'check-run',
      action,
      ...common(given),
      appId: check_run.app.id,
      headSha: check_run.head_sha,
      headBranch: check_run.check_suite?.head_branch ?? null,
      pullNumbers: check_run.pull_requests,
      sender,
      checkRunId: check_run.id,
      externalId: check_run.external_id || null,
      button: requested_action?.identifier ?? null,
    }),
  },
);

export const readCheckSuite = reader(
  z.object({
    ...ofRepository,
    sender: person,
    check_suite: z.object({ head_branch: token.nullish(), ...ofCheck }),
  }),
  {
    wanted: anyAction(['rerequested']).extend(ofAnApp),
    event: ({ check_suite, sender, ...given }) => ({
      type: 'check-suite',
      action: 'rerequested',
      ...common(given),
      appId: check_suite.app.id,
      headSha: check_suite.head_sha,
      headBranch: check_suite.head_branch ?? null,
      pullNumbers: check_suite.pull_requests,
      sender,
    }),
  },
);

const BRANCH = 'refs/heads/';

export const readPush = reader(z.object({ ...ofRepository, ref: token, after: z.string() }), {
  wanted: z
    .object({
      ...ofAnApp,
      ref: z.string().startsWith(BRANCH),
      deleted: z.literal(false).nullish(),
      repository: z.object({ default_branch: z.string() }),
    })
    .refine(({ ref, repository }) => ref === `${BRANCH}${repository.default_branch}`),
  event: ({ ref, after, ...given }) => ({
    type: 'push',
    ...common(given),
    branch: ref.slice(BRANCH.length),
    headSha: after,
  }),
});

export const readMergeGroup = reader(
  z.object({
    action: z.enum(MERGE_GROUP_ACTIONS),
    ...ofRepository,
    merge_group: z.object({ head_sha: z.string(), head_ref: token, base_sha: z.string() }),
  }),
  {
    wanted: anyAction(MERGE_GROUP_ACTIONS).extend(ofAnApp),
    event: ({ action, merge_group, ...given }) => ({
      type: 'merge-group',
      action,
      ...common(given),
      headSha: merge_group.head_sha,
      headRef: merge_group.head_ref,
      baseSha: merge_group.base_sha,
    }),
  },
);

/** On the first line, by itself: neither quoted nor indented as code. */
const COMMAND = /^ {0,3}\/plumbline(?![^\s])/i;

export const readCommand = reader(
  z.object({
    ...ofRepository,
    issue: z.object({ number: z.number() }),
    comment: z.object({ id: z.number(), body: z.string(), user: person }),
  }),
  {
    wanted: z.object({
      ...ofAnApp,
      action: z.literal('created'),
      issue: z.object({ pull_request: z.looseObject({}) }),
      comment: z.object({
        body: z.string().regex(COMMAND),
        user: z.object({ type: z.string().refine((type) => type !== 'Bot') }),
      }),
    }),
    event: ({ issue, comment, ...given }) => ({
      type: 'command',
      ...common(given),
      pullNumber: issue.number,
      commentId: comment.id,
      line: firstLine(comment.body),
      sender: comment.user,
    }),
  },
);

function firstLine(body: string): string {
  return peoplesText(body.slice(0, 2 * LONGEST_COMMAND).split(/\r?\n|\r/, 1)[0] ?? '', LONGEST_COMMAND).trim();
}
