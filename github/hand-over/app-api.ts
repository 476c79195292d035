import * as z from 'zod';

/**
 * What the App answers to the Action. The Action shows who it is by a token of GitHub's OpenID Connect, as `Authorization: Bearer`,
 * whose audience is the App's address without a slash at its end.
 * Source: docs.github.com/en/actions/reference/security/oidc
 */
export const ENTITLEMENTS_PATH = '/api/action/entitlements';
/** Takes measurements as `packMeasurements` makes them, by POST. */
export const MEASUREMENTS_PATH = '/api/action/measurements';
export const MEASUREMENTS_TYPE = 'application/gzip';

/** 200. Capabilities that the reader does not know are none of its business. */
export const entitlementsAnswer = z.object({
  capabilities: z.array(z.string()),
  lapsed: z.array(z.string()),
});
export type EntitlementsAnswer = z.output<typeof entitlementsAnswer>;

/** 202: recorded. The App reviews with them, where it reviews that commit, and shows the check. */
export const measurementsAnswer = z.object({
  /** Whether a review by them was begun, or there is none of that commit. */
  outcome: z.enum(['reviewed-anew', 'known', 'no-review']),
});
export type MeasurementsAnswer = z.output<typeof measurementsAnswer>;

/** 400, 401, 404, 413, 429, 503: what is wrong, and what to do, in words for the workflow's author. */
export const problemAnswer = z.object({
  code: z.enum(['malformed', 'unauthorized', 'not-installed', 'too-large', 'busy', 'unavailable']),
  message: z.string(),
});
export type ProblemAnswer = z.output<typeof problemAnswer>;
