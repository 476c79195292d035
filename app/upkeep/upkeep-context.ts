import type { Database } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import type { ClientOptions } from '../github/create-github.ts';
import type { Entitlements } from '../entitlements.ts';

/** What jobs of upkeep work with. */
export interface UpkeepContext {
  readonly database: Database;
  readonly github: {
    readonly appClient: GitHubClient;
    installationClient(installationId: number, options: ClientOptions): Promise<GitHubClient>;
  };
  readonly entitlements: Entitlements;
  readonly clock: () => Date;
  readonly log: Log;
  /** Ends a job between two steps. */
  readonly signal?: AbortSignal;
}
