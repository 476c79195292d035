import { GraphQLError } from 'graphql';
import { readNodeId } from '../answers/basics.ts';
import { allows, sees, type Needed } from '../auth/authorize.ts';
import { tellThread } from '../webhooks/review-payloads.ts';
import type {
  InstallationToken,
  IssueComment,
  PullRequest,
  Repository,
  ReviewComment,
  ReviewThread,
} from '../state/entities.ts';
import { locate, type World } from '../state/world.ts';
import { createNodes } from './nodes.ts';

interface Input<Fields> {
  readonly input: Fields & { readonly clientMutationId?: string | null };
}

/** What a query or a mutation starts from, for one installation's token. */
export function createRoot(world: World, token: InstallationToken) {
  const viewer = token.installation.app.bot;
  const nodes = createNodes(world, viewer);

  function visible(repository: Repository, needed: readonly Needed[]): boolean {
    if (!sees(token, repository)) return !repository.private && needed.every((one) => one.endsWith(':read'));
    if (!needed.every((one) => allows(token, one))) throw refused();
    return true;
  }

  /** Finds what a global id names, where the token may see it. */
  function find(id: string, needed: readonly Needed[]): Found {
    const named = readNodeId(id);
    for (const repository of world.repositories.values()) {
      const found = named && findIn(repository, named.kind, Number(named.id));
      if (found && visible(repository, needed)) return found;
    }
    throw new GraphQLError(`Could not resolve to a node with the global id of '${id}'`, {
      extensions: { type: 'NOT_FOUND' },
    });
  }

  function setResolved(id: string, resolved: boolean) {
    // Resolving takes the right to write contents besides, as GitHub answers in practice.
    const found = find(id, ['pull_requests:write', 'contents:write']);
    if (found.kind !== 'thread')
      throw new GraphQLError(`Could not resolve to a PullRequestReviewThread node with the global id of '${id}'.`, {
        extensions: { type: 'NOT_FOUND' },
      });
    const { thread, pull } = found;
    if ((thread.resolvedBy !== undefined) !== resolved) {
      thread.resolvedBy = resolved ? viewer : undefined;
      tellThread(world, pull, { thread, action: resolved ? 'resolved' : 'unresolved', sender: viewer });
    }
    return nodes.thread(pull)(thread);
  }

  function setMinimized(id: string, reason: string | undefined) {
    const found = find(id, ['pull_requests:write']);
    if (found.kind !== 'comment' && found.kind !== 'review comment') {
      throw new GraphQLError(`Could not resolve to a Minimizable node with the global id of '${id}'`, {
        extensions: { type: 'NOT_FOUND' },
      });
    }
    found.comment.minimized = reason;
    return nodeOf(found);
  }

  function nodeOf(found: Found) {
    switch (found.kind) {
      case 'pull request':
        return nodes.pullRequest(found.pull);
      case 'thread':
        return nodes.thread(found.pull)(found.thread);
      case 'comment':
        return nodes.issueComment(found.pull.repository)(found.comment);
      case 'review comment':
        return nodes.reviewComment(found.pull)(found.comment);
    }
  }

  return {
    viewer: () => ({ ...nodes.actor(viewer), login: viewer.login }),
    rateLimit: () => {
      const budget = world.limits.peek(`installation ${token.installation.id} graphql`);
      const { limit, remaining, used, reset } = budget;
      return { limit, remaining, used, cost: 1, nodeCount: 0, resetAt: new Date(reset * 1000).toISOString() };
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
      const missing = new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
      const repository = locate(world, owner, name)?.repository;
      if (!repository || !visible(repository, ['metadata:read'])) throw missing;
      return {
        ...nodes.repository(repository),
        mergeQueue: ({ branch }: { branch?: string | null }) => {
          if (!allows(token, 'merge_queues:read')) throw refused();
          return nodes.mergeQueue(repository, branch ?? repository.defaultBranch);
        },
      };
    },
    node: ({ id }: { id: string }) => nodeOf(find(id, ['pull_requests:read'])),
    resolveReviewThread: ({ input }: Input<{ threadId: string }>) => ({
      ...mutation(input),
      thread: setResolved(input.threadId, true),
    }),
    unresolveReviewThread: ({ input }: Input<{ threadId: string }>) => ({
      ...mutation(input),
      thread: setResolved(input.threadId, false),
    }),
    minimizeComment: ({ input }: Input<{ subjectId: string; classifier: string }>) => ({
      ...mutation(input),
      minimizedComment: setMinimized(input.subjectId, input.classifier),
    }),
    unminimizeComment: ({ input }: Input<{ subjectId: string }>) => ({
      ...mutation(input),
      unminimizedComment: setMinimized(input.subjectId, undefined),
    }),
  };
}

function mutation(input: { readonly clientMutationId?: string | null }) {
  return { clientMutationId: input.clientMutationId ?? null };
}

function refused(): GraphQLError {
  return new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } });
}

type Found =
  | { readonly kind: 'pull request'; readonly pull: PullRequest }
  | { readonly kind: 'thread'; readonly pull: PullRequest; readonly thread: ReviewThread }
  | { readonly kind: 'comment'; readonly pull: PullRequest; readonly comment: IssueComment }
  | { readonly kind: 'review comment'; readonly pull: PullRequest; readonly comment: ReviewComment };

function findIn(repository: Repository, kind: string, id: number): Found | undefined {
  const pullAt = (number: number | undefined) =>
    number === undefined ? undefined : repository.pullRequests.get(number);
  const thread = kind === 'PRRT' ? repository.threads.get(id) : undefined;
  const comment = kind === 'IC' ? repository.comments.get(id) : undefined;
  const inReview = kind === 'PRRC' ? repository.reviewComments.get(id) : undefined;
  if (kind === 'PR') {
    const pull = [...repository.pullRequests.values()].find((one) => one.id === id);
    return pull && { kind: 'pull request', pull };
  }
  const pull = pullAt((thread ?? comment ?? inReview)?.number);
  if (!pull) return undefined;
  if (thread) return { kind: 'thread', pull, thread };
  if (comment) return { kind: 'comment', pull, comment };
  return inReview && { kind: 'review comment', pull, comment: inReview };
}
