import type { Account, App, IssueComment, Repository } from './entities.ts';
import type { World } from './world.ts';

export interface NewComment {
  readonly number: number;
  readonly author: Account;
  readonly viaApp?: App | undefined;
  readonly body: string;
}

export function addComment(world: World, repository: Repository, options: NewComment): IssueComment {
  const now = world.now();
  const comment: IssueComment = {
    id: world.nextId(),
    number: options.number,
    author: options.author,
    viaApp: options.viaApp,
    body: options.body,
    createdAt: now,
    updatedAt: now,
    minimized: undefined,
    reactions: [],
  };
  repository.comments.set(comment.id, comment);
  const pull = repository.pullRequests.get(options.number);
  if (pull) pull.updatedAt = now;
  return comment;
}
