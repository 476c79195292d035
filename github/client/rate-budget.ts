import type { ResponseHeaders } from './read-rate-headers.ts';

/**
 * How urgent a request is. Each stops when only a reserve of the hour's requests is left, so that the later ones still
 * go through: upkeep first (`background`), then what begins something (`begin`); what completes a check uses the last one.
 */
export type RequestPurpose = 'background' | 'begin' | 'complete';

/** `content`: what people are notified of, such as comments; `write`: any other change. */
export type RequestKind = 'read' | 'write' | 'content';

/** GitHub counts these apart. */
export type RateResource = 'core' | 'graphql' | 'search';

export interface RateRequest {
  /** Names the request in {@link RateBudget.record}. */
  readonly id: string;
  readonly kind: RequestKind;
  readonly resource: RateResource;
  /** `owner/name` in lower case, or what stands for it: writes with the same one are made one after the other. */
  readonly repository: string;
  readonly purpose: RequestPurpose;
  readonly now: Date;
}

/**
 * Why a request waits: the hour's requests are used up (`primary`), GitHub asked for a pause (`secondary`), or requests are
 * kept apart so that it does not have to (`pace`).
 */
export type WaitReason = 'primary' | 'secondary' | 'pace';

/** `at`: the earliest instant at which asking again makes sense. */
export type RateAnswer =
  { readonly granted: true } | { readonly granted: false; readonly at: Date; readonly reason: WaitReason };

export interface RateOutcome {
  /** Of the request that was granted. */
  readonly id: string;
  readonly kind: RequestKind;
  readonly resource: RateResource;
  readonly repository: string;
  /** Undefined: no answer came. */
  readonly response: RateResponse | undefined;
  readonly now: Date;
}

export interface RateResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** What GitHub says of an error. */
  readonly message: string;
}

/** The requests that one installation (or a token) may make, shared by all who make them. */
export interface RateBudget {
  /** Books one request, or says when to ask again. Whoever books tells the outcome. */
  acquire(request: RateRequest): Promise<RateAnswer>;
  /** Takes in an answer of GitHub, and gives what the request held back to others. */
  record(outcome: RateOutcome): Promise<void>;
}
