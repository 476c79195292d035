import { label as labelAnswer } from '../answers/pull-request.ts';
import type { FileChange } from '../../git/a-repository.ts';
import { writeRef } from '../git/refs.ts';
import type { JsonObject } from '../openapi/json.ts';
import { addReaction, type ReactionContent } from '../state/reactions.ts';
import { addComment } from '../state/comments.ts';
import type { PullRequest } from '../state/entities.ts';
import { computeMergeability } from '../state/mergeability.ts';
import { addLabel } from '../state/pull-requests.ts';
import { branchTip } from '../state/repositories.ts';
import { fullName, type World } from '../state/world.ts';
import { tellComment, tellPullRequest } from '../webhooks/payloads.ts';
import { actor, answered, type Actor } from './actor.ts';
import { branchMoved, push } from './push.ts';

export interface HeadPush extends Actor {
  readonly files?: Readonly<Record<string, FileChange>>;
  readonly message?: string;
  /** A branch or a commit to start from instead of the head: a force push. */
  readonly from?: string;
}

/** What people do to a pull request. Each function settles when the events it causes were answered, or given up. */
export interface PullRequestHandle {
  readonly state: PullRequest;
  readonly number: number;
  readonly headSha: string;
  /** Its page. */
  readonly url: string;
  /** One more commit onto its head. Gives the commit's id. */
  push(options?: HeadPush): Promise<string>;
  /** A commit instead of what was there, on the base. */
  forcePush(options?: Omit<HeadPush, 'from'>): Promise<string>;
  close(options?: Actor): Promise<void>;
  reopen(options?: Actor): Promise<void>;
  /** Gives the merge commit. */
  merge(options?: Actor): Promise<string>;
  markReady(options?: Actor): Promise<void>;
  convertToDraft(options?: Actor): Promise<void>;
  /** Changes its title or its base branch. */
  edit(change: { readonly title?: string; readonly base?: string }, options?: Actor): Promise<void>;
  label(name: string, options?: Actor): Promise<void>;
  unlabel(name: string, options?: Actor): Promise<void>;
  /** Gives the comment's id. */
  comment(body: string, options?: Actor): Promise<number>;
  /** Reacts to a comment, or to a review comment. GitHub tells nobody. */
  react(commentId: number, content: ReactionContent, options?: Actor): void;
}

export function createPullRequestHandle(world: World, pull: PullRequest): PullRequestHandle {
  const { repository } = pull;
  const who = (options: Actor | undefined) => actor(world, repository, options?.by);

  async function change(action: string, options: Actor | undefined, more: JsonObject = {}): Promise<void> {
    pull.updatedAt = world.now();
    await answered(await tellPullRequest(world, pull, { action, sender: who(options), more }));
  }

  async function pushHead({ files = {}, by, ...rest }: HeadPush): Promise<string> {
    if (!pull.headRepository) throw new Error('the fork is gone');
    const sender = actor(world, pull.headRepository, by);
    const { sha, deliveries } = await push(world, pull.headRepository, {
      branch: pull.headBranch,
      files,
      ...rest,
      sender,
    });
    await answered(deliveries);
    return sha;
  }

  return {
    state: pull,
    number: pull.number,
    get headSha() {
      return pull.headSha;
    },
    get url() {
      return `${world.urls.web}/${fullName(repository)}/pull/${pull.number}`;
    },
    push: (options = {}) => pushHead(options),
    forcePush: (options = {}) => pushHead({ ...options, from: pull.baseSha }),
    async close(options) {
      pull.state = 'closed';
      pull.closedAt = world.now();
      await change('closed', options);
    },
    async reopen(options) {
      pull.state = 'open';
      pull.closedAt = undefined;
      await change('reopened', options);
    },
    async merge(options) {
      await computeMergeability(world, pull);
      const sha = pull.mergeable?.mergeSha;
      if (sha === undefined) throw new Error('it does not merge');
      const before = await branchTip(repository, pull.baseBranch);
      await writeRef(repository.gitDir, `refs/heads/${pull.baseBranch}`, sha);
      pull.state = 'closed';
      pull.closedAt = world.now();
      pull.merged = { at: pull.closedAt, by: who(options), sha };
      await change('closed', options);
      const move = { ref: `refs/heads/${pull.baseBranch}`, before, after: sha };
      await answered(await branchMoved(world, repository, { move, sender: who(options) }));
      return sha;
    },
    async markReady(options) {
      pull.draft = false;
      await change('ready_for_review', options);
    },
    async convertToDraft(options) {
      pull.draft = true;
      await change('converted_to_draft', options);
    },
    async edit({ title, base }, options) {
      const changes: Record<string, JsonObject> = {};
      if (title !== undefined) {
        changes['title'] = { from: pull.title };
        pull.title = title;
      }
      if (base !== undefined) {
        changes['base'] = { ref: { from: pull.baseBranch }, sha: { from: pull.baseSha } };
        const tip = await branchTip(repository, base);
        if (!tip) throw new Error(`there is no branch ${base}`);
        pull.baseBranch = base;
        pull.baseSha = tip;
        pull.mergeable = undefined;
      }
      await change('edited', options, { changes });
    },
    async label(name, options) {
      addLabel(world, pull, name);
      await change('labeled', options, { label: labelAnswer(world.urls, repository, name) });
    },
    async unlabel(name, options) {
      pull.labels.delete(name);
      await change('unlabeled', options, { label: labelAnswer(world.urls, repository, name) });
    },
    async comment(body, options) {
      const author = who(options);
      const comment = addComment(world, repository, { number: pull.number, author, body });
      await answered(await tellComment(world, repository, { action: 'created', comment, sender: author }));
      return comment.id;
    },
    react(commentId, content, options) {
      const comment = repository.comments.get(commentId) ?? repository.reviewComments.get(commentId);
      if (!comment) throw new Error(`there is no comment ${commentId}`);
      addReaction(world, comment, { author: who(options), content });
    },
  };
}
