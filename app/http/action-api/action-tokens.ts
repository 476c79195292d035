import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { createIssuerKeys } from './issuer-keys.ts';

/** A run of a workflow, as GitHub says by its signature. */
export interface ActionRun {
  readonly repositoryId: number;
  /** `owner/name`. */
  readonly repository: string;
  /** `owner/name/.github/workflows/file.yml@refs/…` */
  readonly workflowRef: string;
  readonly ref: string;
  /** The commit that the run was started for: of a pull request, the merge of it. */
  readonly sha: string;
  readonly eventName: string;
}

export type TokenReading =
  | { readonly kind: 'run'; readonly run: ActionRun }
  /** `why` is for the log, `message` for the workflow's author. Neither repeats anything of the token. */
  | { readonly kind: 'refused'; readonly why: string; readonly message: string }
  /** Whether it is good cannot be told, as the issuer's keys are out of reach. */
  | { readonly kind: 'unavailable'; readonly error: unknown };

export interface ActionTokens {
  /** Of the header `Authorization`. */
  read(header: string | undefined, now: Date): Promise<TokenReading>;
}

/** Seconds that clocks may differ. */
const CLOCK_TOLERANCE = 60;
/** A token is good for minutes, and asked for when it is needed. */
const MAX_AGE = '1h';

/**
 * Reads tokens of GitHub's OpenID Connect for workflows.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export function createActionTokens({ issuer, audience }: { issuer: string; audience: () => string }): ActionTokens {
  const keys = createIssuerKeys(new URL(`${issuer}/.well-known/jwks`));
  return {
    async read(header, now) {
      const [, token] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
      if (token === undefined) return refused('missing', WORDS.missing);
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ['RS256'],
          issuer,
          audience: audience(),
          requiredClaims: ['exp'],
          maxTokenAge: MAX_AGE,
          clockTolerance: CLOCK_TOLERANCE,
          currentDate: now,
        });
        const run = claims.safeParse(payload);
        return run.success ? { kind: 'run', run: run.data } : refused('claims', WORDS.claims);
      } catch (error) {
        return explain(error, { issuer, audience: audience() });
      }
    },
  };
}

const claims = z
  .object({
    repository_id: z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .transform(Number),
    repository: z.string().max(200),
    workflow_ref: z.string().max(2000),
    ref: z.string().max(1000),
    sha: z.string().regex(/^[0-9a-f]{40}$/),
    event_name: z.string().max(100),
  })
  .transform(
    ({ repository_id: repositoryId, workflow_ref: workflowRef, event_name: eventName, ...same }): ActionRun => ({
      ...same,
      repositoryId,
      workflowRef,
      eventName,
    }),
  );

interface Expected {
  readonly issuer: string;
  readonly audience: string;
}

function explain(error: unknown, expected: Expected): TokenReading {
  if (error instanceof errors.JWTExpired) return refused('expired', WORDS.expired);
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused(`claim ${error.claim}`, ofClaim(error, expected));
  if (error instanceof errors.JOSEAlgNotAllowed) return refused('algorithm', WORDS.algorithm);
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid)
    return refused('malformed', WORDS.malformed);
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return refused('signature', `The token is not signed by a key of ${expected.issuer}.`);
  }
  if (error instanceof errors.JOSENotSupported) return refused('malformed', WORDS.malformed);
  return { kind: 'unavailable', error };
}

function ofClaim({ claim }: errors.JWTClaimValidationFailed, { issuer, audience }: Expected): string {
  switch (claim) {
    case 'aud':
      return `The token is for another audience: ask for one for ${audience}, the address of this App.`;
    case 'iss':
      return `The token is of another issuer than ${issuer}: whoever runs this App sets ACTIONS_OIDC_ISSUER where an enterprise has its own.`;
    case 'nbf':
    case 'iat':
      return WORDS.early;
    default:
      return WORDS.claims;
  }
}

const WORDS = {
  missing: "There is no token of GitHub's OpenID Connect: give the job the permission `id-token: write`.",
  malformed:
    "This is no token of GitHub's OpenID Connect for workflows: give the job the permission `id-token: write`, which brings one.",
  algorithm: 'The token is not signed by RS256, as GitHub signs.',
  expired: 'The token has expired: ask for a new one right before it is shown.',
  early: "The token is not good yet: the runner's clock, or this App's, is wrong.",
  claims: 'The token does not say which repository, workflow and commit it is of, as those of GitHub Actions do.',
} as const;

function refused(why: string, message: string): TokenReading {
  return { kind: 'refused', why, message };
}
