/**
 * What the App keeps of a webhook: small, typed, without people's text but a command's line. `read-event.ts` makes it
 * from GitHub's payload; it is stored with the delivery and read back by the worker, through the same schema.
 */
import * as z from 'zod';

const id = z.int().positive();
/** A login, a repository's or a label's name. GitHub's own limits are 39, 100 and 50 characters. */
const name = z.string().min(1).max(255);
/** Git refuses components longer than a file name; GitHub refuses refs of more than 255 bytes. */
const ref = z.string().min(1).max(1024);
/** SHA-1, or SHA-256. */
const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const instant = z.iso.datetime({ offset: true });

const accountSchema = z.object({ id, login: name, kind: z.enum(['user', 'organization', 'enterprise']) });

/** As a list of an installation tells it; an event of the repository itself knows the default branch, too. */
const repositorySchema = z.object({
  id,
  owner: name,
  name,
  private: z.boolean(),
  defaultBranch: ref.nullable(),
  /** The owner, where the event tells more of it than its login. */
  account: accountSchema.nullable(),
});

/** Somebody who pressed, wrote or pushed. */
const personSchema = z.object({ login: name, isBot: z.boolean() });

const pullSchema = z.object({
  number: id,
  headSha: sha,
  headRef: ref,
  /** Null: the fork was deleted. */
  headRepositoryId: id.nullable(),
  baseRef: ref,
  state: z.enum(['open', 'closed']),
  draft: z.boolean(),
  author: personSchema,
  labels: z.array(name),
  updatedAt: instant,
});

const ofRepository = { installationId: id, repository: repositorySchema };

export const PULL_ACTIONS = [
  'opened',
  'synchronize',
  'reopened',
  'ready_for_review',
  'converted_to_draft',
  'edited',
  'labeled',
  'unlabeled',
  'closed',
] as const;

const pullRequestEvent = z.object({
  type: z.literal('pull-request'),
  action: z.enum(PULL_ACTIONS),
  ...ofRepository,
  pull: pullSchema,
});

const ofCheck = {
  ...ofRepository,
  /** The App whose check it is: another's are none of ours. */
  appId: id,
  headSha: sha,
  /** Null on a detached head. */
  headBranch: ref.nullable(),
  /** Of this repository's branches alone: GitHub tells none for a fork. */
  pullNumbers: z.array(id),
  sender: personSchema,
};

export const CHECK_RUN_ACTIONS = ['rerequested', 'requested_action'] as const;

const checkRunEvent = z.object({
  type: z.literal('check-run'),
  action: z.enum(CHECK_RUN_ACTIONS),
  ...ofCheck,
  checkRunId: id,
  /** The review's id, where the check is ours. */
  externalId: name.nullable(),
  /** Identifier of the button that was pressed. */
  button: name.nullable(),
});

const checkSuiteEvent = z.object({ type: z.literal('check-suite'), action: z.literal('rerequested'), ...ofCheck });

/** A push to the default branch that left it in place. */
const pushEvent = z.object({ type: z.literal('push'), ...ofRepository, branch: ref, headSha: sha });

export const MERGE_GROUP_ACTIONS = ['checks_requested', 'destroyed'] as const;

const mergeGroupEvent = z.object({
  type: z.literal('merge-group'),
  action: z.enum(MERGE_GROUP_ACTIONS),
  ...ofRepository,
  headSha: sha,
  headRef: ref,
  baseSha: sha,
});

/** The longest line that is read as a command: a verb, a fingerprint and a reason. */
export const LONGEST_COMMAND = 1_000;

/** A comment on a pull request that begins with our command, by a person. */
const commandEvent = z.object({
  type: z.literal('command'),
  ...ofRepository,
  pullNumber: id,
  commentId: id,
  /** The comment's first line. */
  line: z.string().min(1).max(LONGEST_COMMAND),
  sender: personSchema,
});

const installationFacts = z.object({
  id,
  account: accountSchema,
  /** Such as `{ "checks": "write" }`. */
  permissions: z.record(z.string(), z.string()),
  suspendedAt: instant.nullable(),
});

export const INSTALLATION_ACTIONS = ['created', 'deleted', 'suspend', 'unsuspend', 'new_permissions_accepted'] as const;

const installationEvent = z.object({
  type: z.literal('installation'),
  action: z.enum(INSTALLATION_ACTIONS),
  installation: installationFacts,
  repositories: z.array(repositorySchema),
});

const installationRepositoriesEvent = z.object({
  type: z.literal('installation-repositories'),
  action: z.enum(['added', 'removed']),
  installation: installationFacts,
  added: z.array(repositorySchema),
  /** Ids. */
  removed: z.array(id),
});

/** The account of an installation has another login. */
const accountRenamedEvent = z.object({
  type: z.literal('account-renamed'),
  installationId: id,
  account: accountSchema,
});

export const REPOSITORY_ACTIONS = [
  'renamed',
  'transferred',
  'privatized',
  'publicized',
  'archived',
  'unarchived',
  'edited',
  'deleted',
] as const;

const repositoryEvent = z.object({
  type: z.literal('repository'),
  action: z.enum(REPOSITORY_ACTIONS),
  ...ofRepository,
});

export const MARKETPLACE_ACTIONS = [
  'purchased',
  'cancelled',
  'changed',
  'pending_change',
  'pending_change_cancelled',
] as const;

const marketplacePurchaseEvent = z.object({
  type: z.literal('marketplace-purchase'),
  action: z.enum(MARKETPLACE_ACTIONS),
  account: accountSchema,
  plan: z.object({ id, name }),
  billingCycle: name.nullable(),
  unitCount: z.int().min(0),
  onFreeTrial: z.boolean(),
  effectiveAt: instant,
});

export const appEventSchema = z.discriminatedUnion('type', [
  pullRequestEvent,
  checkRunEvent,
  checkSuiteEvent,
  pushEvent,
  mergeGroupEvent,
  commandEvent,
  installationEvent,
  installationRepositoriesEvent,
  accountRenamedEvent,
  repositoryEvent,
  marketplacePurchaseEvent,
]);

export type AppEvent = z.output<typeof appEventSchema>;
export type EventOf<Type extends AppEvent['type']> = Extract<AppEvent, { type: Type }>;
export type AccountFacts = z.output<typeof accountSchema>;
export type RepositoryFacts = z.output<typeof repositorySchema>;
export type InstallationFacts = z.output<typeof installationFacts>;
export type PullFacts = z.output<typeof pullSchema>;
export type Person = z.output<typeof personSchema>;
