/** GitHub's limits, each beside where it is written. Those of a check run's text are in the engine, which makes the text. */
export {
  MAX_ANNOTATION_BYTES,
  MAX_ANNOTATION_TITLE_LENGTH,
  MAX_ANNOTATIONS,
  MAX_COMMENT_BYTES,
  MAX_OUTPUT_BYTES,
  MAX_TITLE_LENGTH,
} from '../engine/report/github/limits.ts';

/** "a maximum of 50 per API request". Source: docs.github.com/en/rest/checks/runs#update-a-check-run */
export const ANNOTATIONS_PER_REQUEST = 50;
/** "A maximum of three actions are accepted", each with so many characters. Source: as above. */
export const MAX_ACTIONS = 3;
export const MAX_ACTION_LABEL_LENGTH = 20;
export const MAX_ACTION_DESCRIPTION_LENGTH = 40;
export const MAX_ACTION_IDENTIFIER_LENGTH = 20;
/** Characters of a commit status's description; a longer one is refused. Source: the API's answer "description is too long (maximum is 140 characters)". */
export const MAX_STATUS_DESCRIPTION_LENGTH = 140;
/** Characters of a check run's name and of a status's context. GitHub names no limit for the first; 255 are what the second's column holds, and less can be read. */
export const MAX_CHECK_NAME_LENGTH = 100;
/**
 * Checks of projects besides the stable one. Each is a call that writes, a second apart from the next, and one of the 500
 * that may make content in an hour (docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits).
 * It is always the first of the configuration that have one: a check that a branch rule waits for must not come and go.
 */
export const MAX_PROJECT_CHECKS = 25;
/** Entries of a page of a list. Source: docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export const PAGE_SIZE = 100;
/** Milliseconds between two requests that write. Source: docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests */
export const PAUSE_BETWEEN_WRITES = 1_000;

/** Requests under way at once. Source (this and the next ones): docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
export const MAX_CONCURRENT_REQUESTS = 100;
/** Points in any minute, in milliseconds: 900 for REST, 2,000 for GraphQL; the smaller one is kept for both together. */
export const POINTS_LIMIT = { units: 900, window: 60_000 } as const;
/** Points of a request that reads, and of one that writes; GraphQL's mutations too. Source: as above, #calculating-points-for-the-secondary-rate-limit */
export const READ_POINTS = 1;
export const WRITE_POINTS = 5;
/** Requests that create content: "no more than 80 … per minute and no more than 500 … per hour". */
export const CONTENT_LIMITS = [
  { units: 80, window: 60_000 },
  { units: 500, window: 3_600_000 },
] as const;
/** Milliseconds to wait where a secondary limit does not say how long: "at least one minute", then "an exponentially increasing amount of time". Source: as above, #exceeding-the-rate-limit */
export const SECONDARY_LIMIT_PAUSE = 60_000;
/** Days for which deliveries are kept and can be asked for again. Source: docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
export const DELIVERY_DAYS = 3;
/**
 * Suggestions posted for one push. Each is a comment that somebody is told of; the check's button takes over all of them,
 * and every finding has its annotation.
 */
export const MAX_SUGGESTIONS = 20;
/** Conversations ended or opened again for one push: each is a call that writes. What is left is for the next push. */
export const MAX_THREAD_CHANGES = 50;
/** Pages of conversations that are read to find ours. Source of the size: docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
export const MAX_THREAD_PAGES = 20;
/** Bytes of a SARIF file, packed: "a maximum size of 10 MB". Source: docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data */
export const MAX_SARIF_UPLOAD_BYTES = 10_000_000;
