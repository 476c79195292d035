import type { Log } from '../../database/log.ts';
import { failedRequest } from '../../github/client/failed-request.ts';
import { githubProblem } from '../../github/client/github-problem.ts';
import { sleep as realSleep, type Sleep } from '../../github/client/sleep.ts';
import type { GitHub } from './create-github.ts';

/** Whether GitHub accepts the App's id and key; `unknown` until it has answered. */
export type CredentialsState = 'unknown' | 'ok' | 'failed';

export interface CredentialsCheckOptions {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Told of each answer. */
  readonly observe: (state: CredentialsState) => void;
  readonly sleep?: Sleep;
}

/** Milliseconds between two questions. */
const ASK_EVERY = 30_000;

/**
 * Asks GitHub whether it accepts the App's id and key, until it does: a refusal may be a moment's, and GitHub may be away.
 * What changes is logged, with what to do. Never rejects; ends where the signal is aborted.
 */
export async function checkCredentials(
  github: Pick<GitHub, 'appId' | 'appClient'>,
  { log, signal, observe, sleep = realSleep }: CredentialsCheckOptions,
): Promise<void> {
  for (let said: CredentialsState | undefined; ;) {
    const error = await errorOfAsking(github);
    if (signal.aborted) return;
    const state = stateBy(error);
    observe(state);
    if (state !== said) say({ state, error, appId: github.appId }, log);
    said = state;
    if (state === 'ok') return;
    await sleep(ASK_EVERY, signal).catch(() => undefined);
    if (signal.aborted) return;
  }
}

async function errorOfAsking({ appClient }: Pick<GitHub, 'appClient'>): Promise<unknown> {
  try {
    await appClient.rest.apps.getAuthenticated();
    return undefined;
  } catch (error) {
    return error;
  }
}

function stateBy(error: unknown): CredentialsState {
  if (error === undefined) return 'ok';
  const problem = githubProblem(error);
  return problem === 'unauthorized' || problem === 'not-found' ? 'failed' : 'unknown';
}

const ADVICE =
  'Set GITHUB_APP_ID and GITHUB_PRIVATE_KEY to the id and a key from the page of the App on GitHub; for an Enterprise Server, set ' +
  'GITHUB_API_URL, too. Then restart. If the App was set up in the browser, `delete from app_credentials` lets it be set up again.';

function say(
  { state, error, appId }: { state: CredentialsState; error: unknown; appId: number },
  log: CredentialsCheckOptions['log'],
): void {
  switch (state) {
    case 'ok':
      log.info({ appId }, 'GitHub accepts the credentials of the App');
      return;
    case 'failed':
      log.error(
        { appId, reason: failedRequest(error)?.message, advice: ADVICE },
        'GitHub refuses the credentials of the App: nothing can be reviewed',
      );
      return;
    case 'unknown':
      log.warn({ appId, err: error }, 'GitHub could not be asked about the credentials of the App: it is asked again');
      return;
  }
}
