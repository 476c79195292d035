import type { PullRequest } from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';
import { actor, answered, createRepositoryHandle, type PushOptions } from './repository-handle.ts';
import { addComment } from '../state/comments.ts';
import { tellComment } from '../webhooks/payloads.ts';

/** What people do to a pull request. Each function settles when the events it causes were answered, or given up. */
export interface PullRequestHandle {
  readonly state: PullRequest;
  readonly number: number;
  readonly headSha: string;
  /** Its page. */
  readonly url: string;
  /** One more commit onto its head. Gives the commit's id. */
  push(options?: Omit<PushOptions, 'branch'>): Promise<string>;
  /** Gives the comment's id. */
  comment(body: string, options?: { readonly by?: string }): Promise<number>;
}

export function createPullRequestHandle(world: World, pull: PullRequest): PullRequestHandle {
  const { repository } = pull;
  return {
    state: pull,
    number: pull.number,
    get headSha() {
      return pull.headSha;
    },
    get url() {
      return `${world.urls.web}/${fullName(repository)}/pull/${pull.number}`;
    },
    push(options = {}) {
      if (!pull.headRepository) throw new Error('the fork is gone');
      return createRepositoryHandle(world, pull.headRepository).push({ ...options, branch: pull.headBranch });
    },
    async comment(body, { by } = {}) {
      const author = actor(world, repository, by);
      const comment = addComment(world, repository, { number: pull.number, author, body });
      await answered(await tellComment(world, repository, { action: 'created', comment, sender: author }));
      return comment.id;
    },
  };
}
