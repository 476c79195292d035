import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { PullRequestFacts } from '../engine/config/why-not-reviewed.ts';
import type { WantedBase } from '../github/fetch/fetch-commits.ts';
import { ActionError } from './action-error.ts';
import type { Runner } from './runner.ts';

/** What is to be reviewed. */
export interface Subject {
  /** Full id. The check stands there. */
  readonly head: string;
  /** What to compare with; absent: the repository is reviewed as a whole. */
  readonly base?: WantedBase;
  readonly pull?: PullSubject;
  /** Of a fork's pull request: whatever the workflow says, its token writes nothing. */
  readonly readsOnly?: boolean;
}

/** The head of a pull request whose workflow has run: which one it is, is asked of GitHub. */
export interface HeadOfRun {
  readonly head: string;
  /** Where it comes from, as the list of pull requests takes it: `owner:branch`. */
  readonly from: string;
}

/** The head of a branch, where the event does not tell what it had before: what it adds to another one, is asked of GitHub. */
export interface HeadOfBranch {
  readonly head: string;
  /** Where it may come from. */
  readonly from: { readonly branch: string };
}

export interface PullSubject extends Omit<PullRequestFacts, 'paths'> {
  readonly number: number;
}

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const repository = z.object({ default_branch: z.string() });
/** `null` of a fork that is gone. */
const side = z.object({ repo: z.object({ id: z.int() }).nullish() });

const pullRequestEvent = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    draft: z.boolean().default(false),
    head: side.extend({ sha: commit }),
    base: side.extend({ ref: z.string() }),
    labels: z.array(z.object({ name: z.string() })).default([]),
    user: z.object({ type: z.string() }).nullish(),
  }),
});
const mergeGroupEvent = z.object({ merge_group: z.object({ head_sha: commit, base_sha: commit }) });
const pushEvent = z.object({
  ref: z.string(),
  before: commit,
  after: commit,
  deleted: z.boolean().default(false),
  forced: z.boolean().default(false),
  repository,
});

const workflowRunEvent = z.object({
  workflow_run: z.object({
    event: z.string(),
    head_sha: commit,
    head_branch: z.string(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }),
  }),
});

/** Events that start a review. */
export const EVENTS = [
  'pull_request',
  'pull_request_target',
  'merge_group',
  'push',
  'schedule',
  'workflow_dispatch',
  'workflow_run',
] as const;

/**
 * What an event asks to be reviewed; undefined: nothing, for a branch is gone, or a commit got a tag. Throws {@link ActionError}
 * for an event that starts no review, and for a payload that is none.
 */
export function readEvent({
  event,
  sha,
}: Pick<Runner, 'event' | 'sha'>): Subject | HeadOfRun | HeadOfBranch | undefined {
  switch (event.name) {
    case 'pull_request':
    case 'pull_request_target': {
      const { pull_request: pull } = read(event, pullRequestEvent);
      return {
        head: pull.head.sha,
        base: { branch: pull.base.ref },
        readsOnly: event.name === 'pull_request' && pull.head.repo?.id !== pull.base.repo?.id,
        pull: {
          number: pull.number,
          draft: pull.draft,
          bot: pull.user?.type === 'Bot',
          labels: pull.labels.map(({ name }) => name),
        },
      };
    }
    case 'merge_group': {
      const { merge_group: group } = read(event, mergeGroupEvent);
      return { head: group.head_sha, base: { commit: group.base_sha } };
    }
    case 'push':
      return ofPush(read(event, pushEvent));
    case 'schedule':
    case 'workflow_dispatch':
      return { head: sha };
    case 'workflow_run':
      return ofRun(read(event, workflowRunEvent));
    default: {
      const known = EVENTS.join(', ');
      throw new ActionError(`The event ${event.name} starts no review. Those that do: ${known}.`);
    }
  }
}

/** What was pushed; where that cannot be told from what was there before, what the branch adds to the default branch. */
function ofPush(push: z.output<typeof pushEvent>): Subject | HeadOfBranch | undefined {
  const { ref, before, after, deleted, forced, repository } = push;
  // A tag adds nothing. A check for it would take the place of the commit's own.
  if (deleted || ref.startsWith('refs/tags/')) return undefined;
  if (!forced && !/^0+$/.test(before)) return { head: after, base: { commit: before } };
  const { default_branch: branch } = repository;
  return ref === `refs/heads/${branch}` ? { head: after } : { head: after, from: { branch } };
}

function ofRun({ workflow_run: run }: z.output<typeof workflowRunEvent>): HeadOfRun {
  if (run.event !== 'pull_request') {
    throw new ActionError(
      `The workflow that has run was started by ${run.event}: only those of pull_request are followed.`,
    );
  }
  return { head: run.head_sha, from: `${run.head_repository.owner.login}:${run.head_branch}` };
}

function read<Schema extends z.ZodType>({ name, file }: Runner['event'], schema: Schema): z.output<Schema> {
  let payload: unknown;
  try {
    payload = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ActionError(`The payload of ${name} cannot be read from GITHUB_EVENT_PATH.`, { cause });
  }
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ActionError(`The payload of ${name} is not as GitHub sends it: see ${where}.`);
}
