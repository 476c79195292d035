// What the double knows of: plain data, changed in place by the functions beside it.

export type AccountType = 'User' | 'Organization' | 'Bot';

export interface Account {
  readonly id: number;
  login: string;
  readonly type: AccountType;
  name: string;
}

export type PermissionLevel = 'read' | 'write' | 'admin';
/** By GitHub's name for it: `checks`, `pull_requests`. */
export type Permissions = Readonly<Record<string, PermissionLevel>>;

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly owner: Account;
  /** The account that speaks where the App does: `slug[bot]`. */
  readonly bot: Account;
  readonly publicKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly createdAt: Date;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  account: Account;
  selection: 'all' | 'selected';
  /** Where some are selected. */
  readonly repositoryIds: Set<number>;
  permissions: Permissions;
  readonly createdAt: Date;
  updatedAt: Date;
  suspended: { readonly at: Date; readonly by: Account } | undefined;
}

export interface InstallationToken {
  readonly token: string;
  readonly installation: Installation;
  /** All of the installation's where this is missing. */
  readonly repositoryIds: ReadonlySet<number> | undefined;
  readonly permissions: Permissions;
  readonly expiresAt: Date;
}

export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface Repository {
  readonly id: number;
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  defaultBranch: string;
  readonly gitDir: string;
  readonly parent: Repository | undefined;
  readonly createdAt: Date;
  pushedAt: Date;
  archived: boolean;
  /** By account id; who is missing may read where it is public. */
  readonly roles: Map<number, RepositoryRole>;
  readonly labels: Map<string, Label>;
  /** The number of the last issue or pull request. */
  lastNumber: number;
  readonly pullRequests: Map<number, PullRequest>;
  readonly comments: Map<number, IssueComment>;
  readonly reviews: Map<number, Review>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly threads: Map<number, ReviewThread>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly statuses: CommitStatus[];
  readonly sarifUploads: Map<string, SarifUpload>;
  /** What waits in the merge queues, first in first. */
  readonly queued: QueuedPull[];
}

export interface QueuedPull {
  readonly pullRequest: PullRequest;
  readonly headSha: string;
  readonly baseSha: string;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  locked: boolean;
  /** `undefined` once the fork is deleted. */
  headRepository: Repository | undefined;
  readonly headOwner: Account;
  readonly headBranch: string;
  headSha: string;
  baseBranch: string;
  /** The base's tip when the pull request was last opened, pushed to or edited: GitHub does not follow the base. */
  baseSha: string;
  readonly labels: Set<string>;
  readonly createdAt: Date;
  updatedAt: Date;
  closedAt: Date | undefined;
  merged: { readonly at: Date; readonly by: Account; readonly sha: string } | undefined;
  mergeable: Mergeable | undefined;
}

/** Computed after it was first asked for, as GitHub does. */
export interface Mergeable {
  readonly headSha: string;
  readonly baseTip: string;
  readonly clean: boolean;
  readonly mergeSha: string | undefined;
}

export interface IssueComment {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly viaApp: App | undefined;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
  minimized: string | undefined;
  readonly reactions: Reaction[];
}

export interface Reaction {
  readonly id: number;
  readonly author: Account;
  readonly content: string;
  readonly createdAt: Date;
}

export type Side = 'LEFT' | 'RIGHT';

export interface Review {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  body: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'PENDING' | 'DISMISSED';
  readonly commitId: string;
  submittedAt: Date | undefined;
}

export interface ReviewComment {
  readonly id: number;
  readonly number: number;
  readonly reviewId: number;
  readonly threadId: number;
  readonly author: Account;
  body: string;
  readonly path: string;
  readonly diffHunk: string;
  readonly side: Side;
  readonly startSide: Side | undefined;
  /** Where it was written. */
  readonly original: Anchor;
  /** Where it is now; `undefined` once its lines are gone: it is outdated. */
  anchor: Anchor | undefined;
  readonly inReplyTo: number | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  minimized: string | undefined;
  readonly reactions: Reaction[];
}

export interface Anchor {
  readonly commitId: string;
  /** Missing where the comment is on a whole file. */
  readonly line: number | undefined;
  readonly startLine: number | undefined;
  /** In the diff, counted from its first hunk header, as GitHub once counted. */
  readonly position: number | undefined;
}

export interface ReviewThread {
  readonly id: number;
  readonly number: number;
  resolvedBy: Account | undefined;
}

export interface CheckSuite {
  readonly id: number;
  readonly app: App;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly before: string | null;
  readonly createdAt: Date;
  updatedAt: Date;
  /** It was asked for again, and none of its runs was written since. */
  isReset: boolean;
}

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface CheckRun {
  readonly id: number;
  readonly app: App;
  readonly suite: CheckSuite;
  readonly headSha: string;
  name: string;
  status: CheckStatus;
  conclusion: string | null;
  externalId: string | null;
  detailsUrl: string | null;
  startedAt: Date | undefined;
  completedAt: Date | undefined;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
  actions: readonly CheckAction[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: Date;
}

export interface SarifUpload {
  readonly id: string;
  readonly commitSha: string;
  readonly ref: string;
  readonly sarif: string;
  readonly createdAt: Date;
}
