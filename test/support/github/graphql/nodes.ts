import { instant, nodeId } from '../answers/basics.ts';
import { associationOf } from '../answers/pull-request.ts';
import type {
  Account,
  IssueComment,
  PullRequest,
  QueuedPull,
  Repository,
  Review,
  ReviewComment,
  ReviewThread,
} from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';
import { connection } from './connection.ts';

/** Makes what GraphQL gives of things. `viewer` is whoever asks. Lists and neighbours are made when they are asked for. */
export function createNodes(world: World, viewer: Account) {
  /** Without `[bot]`, unlike in the REST API. */
  const actor = (account: Account) => ({
    __typename: account.type,
    id: nodeId(account.type === 'Organization' ? 'O' : account.type === 'Bot' ? 'BOT' : 'U', account.id),
    databaseId: account.id,
    login: account.login.replace(/\[bot\]$/, ''),
    url: `${world.urls.web}/${encodeURIComponent(account.login)}`,
    resourcePath: `/${encodeURIComponent(account.login)}`,
    avatarUrl: `${world.urls.web}/avatars/u/${account.id}`,
  });

  const repository = (repo: Repository) => ({
    __typename: 'Repository',
    id: nodeId('R', repo.id),
    databaseId: repo.id,
    name: repo.name,
    nameWithOwner: fullName(repo),
    owner: () => actor(repo.owner),
    isPrivate: repo.private,
    isFork: repo.parent !== undefined,
    isArchived: repo.archived,
    url: `${world.urls.web}/${fullName(repo)}`,
    defaultBranchRef: () => ({ __typename: 'Ref', name: repo.defaultBranch, prefix: 'refs/heads/' }),
    pullRequest: ({ number }: { number: number }) => {
      const found = repo.pullRequests.get(number);
      if (!found) throw notResolved(`Could not resolve to a PullRequest with the number of ${number}.`);
      return pullRequest(found);
    },
    pullRequests: connection('pullRequests', [...repo.pullRequests.values()], pullRequest),
  });

  const commit = (oid: string) => ({ __typename: 'Commit', oid });

  /** Null: the branch has none, as far as is known. */
  const mergeQueue = (repo: Repository, branch: string) => {
    const entries = repo.queued.filter(({ pullRequest: { baseBranch } }) => baseBranch === branch);
    if (entries.length === 0) return null;
    return { __typename: 'MergeQueue', entries: connection('entries', entries, queueEntry) };
  };

  const queueEntry = ({ pullRequest: pull, headSha, baseSha }: QueuedPull) => ({
    __typename: 'MergeQueueEntry',
    state: 'AWAITING_CHECKS',
    headCommit: commit(headSha),
    baseCommit: commit(baseSha),
    pullRequest: () => pullRequest(pull),
  });

  const pullRequest = (pull: PullRequest): object => {
    const of = <Item extends { readonly number: number }>(items: ReadonlyMap<number, Item>) =>
      [...items.values()].filter((item) => item.number === pull.number);
    const repo = pull.repository;
    return {
      __typename: 'PullRequest',
      id: nodeId('PR', pull.id),
      databaseId: pull.id,
      fullDatabaseId: String(pull.id),
      number: pull.number,
      title: pull.title,
      body: pull.body ?? '',
      url: `${world.urls.web}/${fullName(repo)}/pull/${pull.number}`,
      state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
      merged: pull.merged !== undefined,
      closed: pull.state === 'closed',
      isDraft: pull.draft,
      locked: pull.locked,
      isCrossRepository: pull.headRepository?.id !== repo.id,
      mergeable: pull.mergeable === undefined ? 'UNKNOWN' : pull.mergeable.clean ? 'MERGEABLE' : 'CONFLICTING',
      headRefName: pull.headBranch,
      headRefOid: pull.headSha,
      baseRefName: pull.baseBranch,
      baseRefOid: pull.baseSha,
      author: () => actor(pull.author),
      createdAt: instant(pull.createdAt),
      updatedAt: instant(pull.updatedAt),
      closedAt: instant(pull.closedAt),
      mergedAt: instant(pull.merged?.at),
      repository: () => repository(repo),
      headRepository: () => pull.headRepository && repository(pull.headRepository),
      labels: connection('labels', [...pull.labels], (name) => ({ __typename: 'Label', name })),
      comments: connection('comments', of(repo.comments), issueComment(repo)),
      reviews: connection('reviews', of(repo.reviews), review(pull)),
      reviewThreads: connection('reviewThreads', of(repo.threads), thread(pull)),
    };
  };

  const written = (
    author: Account,
    value: { body: string; createdAt: Date; updatedAt: Date; minimized: string | undefined },
  ) => ({
    author: () => actor(author),
    body: value.body,
    bodyText: value.body,
    createdAt: instant(value.createdAt),
    updatedAt: instant(value.updatedAt),
    publishedAt: instant(value.createdAt),
    isMinimized: value.minimized !== undefined,
    minimizedReason: value.minimized?.toLowerCase() ?? null,
    viewerDidAuthor: author.id === viewer.id,
    viewerCanMinimize: true,
    viewerCanUpdate: author.id === viewer.id,
    viewerCanDelete: author.id === viewer.id,
  });

  const issueComment = (repo: Repository) => (comment: IssueComment) => ({
    __typename: 'IssueComment',
    id: nodeId('IC', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    ...written(comment.author, comment),
    authorAssociation: associationOf(repo, comment.author.id),
    url: `${world.urls.web}/${fullName(repo)}/pull/${comment.number}#issuecomment-${comment.id}`,
    repository: () => repository(repo),
    pullRequest: () => pullOf(repo, comment.number),
  });

  const review = (pull: PullRequest) => (value: Review) => ({
    __typename: 'PullRequestReview',
    id: nodeId('PRR', value.id),
    databaseId: value.id,
    fullDatabaseId: String(value.id),
    author: () => actor(value.author),
    body: value.body,
    state: value.state,
    submittedAt: instant(value.submittedAt),
    commit: commit(value.commitId),
    pullRequest: () => pullRequest(pull),
  });

  const thread = (pull: PullRequest) => (value: ReviewThread) => {
    const comments = [...pull.repository.reviewComments.values()].filter((one) => one.threadId === value.id);
    const [first] = comments;
    return {
      __typename: 'PullRequestReviewThread',
      id: nodeId('PRRT', value.id),
      isResolved: value.resolvedBy !== undefined,
      isCollapsed: value.resolvedBy !== undefined,
      isOutdated: first !== undefined && first.anchor === undefined,
      resolvedBy: value.resolvedBy ? actor(value.resolvedBy) : null,
      path: first?.path ?? '',
      line: first?.anchor?.line ?? null,
      startLine: first?.anchor?.startLine ?? null,
      originalLine: first?.original.line ?? null,
      originalStartLine: first?.original.startLine ?? null,
      diffSide: first?.side ?? 'RIGHT',
      startDiffSide: first?.startSide ?? null,
      subjectType: first?.original.line === undefined ? 'FILE' : 'LINE',
      viewerCanReply: true,
      viewerCanResolve: value.resolvedBy === undefined,
      viewerCanUnresolve: value.resolvedBy !== undefined,
      pullRequest: () => pullRequest(pull),
      repository: () => repository(pull.repository),
      comments: connection('comments', comments, reviewComment(pull)),
    };
  };

  const reviewComment =
    (pull: PullRequest) =>
    (comment: ReviewComment): object => {
      const { reviewComments, reviews } = pull.repository;
      return {
        __typename: 'PullRequestReviewComment',
        id: nodeId('PRRC', comment.id),
        databaseId: comment.id,
        fullDatabaseId: String(comment.id),
        ...written(comment.author, comment),
        authorAssociation: associationOf(pull.repository, comment.author.id),
        url: `${world.urls.web}/${fullName(pull.repository)}/pull/${pull.number}#discussion_r${comment.id}`,
        path: comment.path,
        diffHunk: comment.diffHunk,
        line: comment.anchor?.line ?? null,
        startLine: comment.anchor?.startLine ?? null,
        originalLine: comment.original.line ?? null,
        originalStartLine: comment.original.startLine ?? null,
        outdated: comment.anchor === undefined,
        state: reviews.get(comment.reviewId)?.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
        subjectType: comment.original.line === undefined ? 'FILE' : 'LINE',
        commit: commit(comment.anchor?.commitId ?? pull.headSha),
        originalCommit: commit(comment.original.commitId),
        replyTo: () => {
          const to = comment.inReplyTo === undefined ? undefined : reviewComments.get(comment.inReplyTo);
          return to ? reviewComment(pull)(to) : null;
        },
        pullRequest: () => pullRequest(pull),
        pullRequestReview: () => {
          const found = reviews.get(comment.reviewId);
          return found ? review(pull)(found) : null;
        },
        repository: () => repository(pull.repository),
      };
    };

  const pullOf = (repo: Repository, number: number) => {
    const pull = repo.pullRequests.get(number);
    return pull ? pullRequest(pull) : null;
  };

  return { actor, repository, mergeQueue, pullRequest, issueComment, review, thread, reviewComment };
}

function notResolved(message: string): Error {
  return Object.assign(new Error(message), { extensions: { type: 'NOT_FOUND' } });
}
