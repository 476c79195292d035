import type { WaitReason } from './rate-budget.ts';

/** A request was not made, or refused, because of a rate limit: whoever made it comes back at `until`. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly until: Date;
  readonly kind: WaitReason;

  constructor({ until, kind, cause }: { until: Date; kind: WaitReason; cause?: unknown }) {
    super(`GitHub's rate limit: to be tried again at ${until.toISOString()}`, { cause });
    this.until = until;
    this.kind = kind;
  }
}
