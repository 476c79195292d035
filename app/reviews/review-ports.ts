import type { Database } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import type { Templates } from '../../engine/report/templates/load-templates.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import type { RequestPurpose } from '../../github/client/rate-budget.ts';
import type { Entitlements } from '../entitlements.ts';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';
import type { BranchImages, ReportLinks } from '../../engine/report/github/build-check-view.ts';
import type { ReviewLimits } from './run-isolated-review.ts';
import type { RunningReviews } from './running-reviews.ts';

/** How a review reaches GitHub: with the installation's rights, within its rate budget. */
export interface InstallationAccess {
  /** Of the App. */
  readonly appId: number;
  installationClient(
    installationId: number,
    options: {
      readonly purpose: RequestPurpose;
      readonly repository: string;
      readonly signal?: AbortSignal;
      /** Refusals are thrown as `DoubtedRefusal`. */
      readonly doubtful?: boolean;
    },
  ): Promise<GitHubClient>;
  /** A token that may read the content of this repository, and nothing else. */
  contentToken(installationId: number, repositoryId: number): Promise<string>;
  /** GitHub did not accept that token: it is not given again. */
  rejectToken(token: string): void;
  /** The login of what the App writes, such as `plumbline[bot]`. */
  botLogin(): Promise<string>;
}

/** What review jobs work with. */
export interface ReviewPorts {
  readonly database: Database;
  readonly github: InstallationAccess;
  readonly entitlements: Entitlements;
  readonly running: RunningReviews;
  readonly templates: Templates;
  /** Encrypts reports. */
  readonly serviceKey: Buffer;
  /** Signed addresses of a review's report that hold for a while. */
  readonly links: (reviewId: string, now: Date) => ReportLinks;
  /** Signed addresses of pictures of a default branch. */
  readonly images: (installationId: number, repositoryId: number, now: Date) => Promise<BranchImages>;
  readonly metrics: Pick<ServiceMetrics, 'reviewFinished'>;
  readonly githubUrl: string;
  /** Folders of fetched repositories, and of results of earlier reviews. */
  readonly caches: { readonly git: string; readonly results: string };
  /** Worker processes of a review. */
  readonly jobs: number;
  readonly bookingUrl: string | undefined;
  /** Where OSV answers; absent: it is not asked. */
  readonly osvUrl: string | undefined;
  readonly limits?: Partial<ReviewLimits>;
  readonly clock: () => Date;
  readonly log: Log;
}
