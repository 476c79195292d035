import * as z from 'zod';
import { fetchAnswer, NoAnswerError, type Patience } from './fetch-answer.ts';

const tokenAnswer = z.object({ value: z.string().min(1) });

/**
 * A token by which GitHub says, for some minutes, which repository and run this is; its audience is whom it is meant for.
 * Undefined where the job may not have one, as on the pull request of a fork. Throws {@link NoAnswerError}.
 * Source: docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token. What `@actions/core` would
 * do besides is to load an HTTP client of its own, and to write the token into a command that masks it in the log.
 */
export async function requestIdToken(
  env: NodeJS.ProcessEnv,
  { audience, patience }: { readonly audience: string; readonly patience: Patience },
): Promise<string | undefined> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (!address || !bearer) return undefined;
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  const { status, body } = await fetchAnswer(url.href, { env, bearer, patience });
  const parsed = tokenAnswer.safeParse(body);
  if (status === 200 && parsed.success) return parsed.data.value;
  throw new NoAnswerError(`status ${status}${status === 200 ? ' without a token' : ''}`);
}
