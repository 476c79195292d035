import {
  EVERY_CAPABILITY,
  FREE_CAPABILITIES,
  NOT_IN_PLAN,
  type Granted,
  type WhyWithheld,
} from '../engine/capabilities.ts';
import { ENTITLEMENTS_PATH, entitlementsAnswer } from '../github/hand-over/app-api.ts';
import type { ActionState } from './action-state.ts';
import { fetchAnswer, NoAnswerError, type Answer, type Patience } from './fetch-answer.ts';
import { problemWords } from './problem-words.ts';
import { requestIdToken } from './request-id-token.ts';
import type { Inputs } from './read-inputs.ts';
import { annotationCommand } from './workflow-commands.ts';

/** What may be used here, and who shows what came out. */
export interface Standing {
  readonly granted: Granted;
  readonly whyWithheld: WhyWithheld;
  /** Address of the App that shows the check, the comment and the suggestions; absent: this job does. */
  readonly app?: string;
}

/** Some seconds: a job is paid for by the minute, and a review is waited for. */
export const PATIENCE: Patience = { timeout: 5_000, pauses: [1_000] };

const NOTHING_LAPSED: Granted['lapsed'] = new Set();
const EVERYTHING: Standing = {
  granted: { capabilities: EVERY_CAPABILITY, lapsed: NOTHING_LAPSED },
  whyWithheld: NOT_IN_PLAN,
};

/**
 * Asks the App what this repository may use. Without an App that is everything. Where it does not say, that is what is free, a
 * notice says why, and the job shows what it found by itself, if it shows anything: nobody's build fails for it.
 */
export async function askApp(
  state: ActionState,
  { 'app-url': app, show }: Pick<Inputs, 'app-url' | 'show'>,
): Promise<Standing> {
  if (app === undefined) return EVERYTHING;
  const answer = await ask(state, app);
  if (typeof answer === 'object') return { granted: answer, whyWithheld: NOT_IN_PLAN, app };
  const words = `The App at ${app} did not say what may be used here: ${answer} The review is made with what is free${show ? ', and this job shows it' : ''}.`;
  state.write(annotationCommand('notice', words));
  return {
    granted: { capabilities: FREE_CAPABILITIES, lapsed: NOTHING_LAPSED },
    whyWithheld: {
      detail: 'The App did not say whether it may be used here: the log of the run says why.',
      isUnknown: true,
    },
  };
}

/** What is granted; or why that is not known, and what to do, as sentences. */
async function ask({ env, patience = PATIENCE }: ActionState, app: string): Promise<Granted | string> {
  let bearer: string | undefined;
  try {
    bearer = await requestIdToken(env, { audience: app, patience });
  } catch (error) {
    if (error instanceof NoAnswerError) return `GitHub gave the job no token (${error.message}).`;
    throw error;
  }
  if (bearer === undefined) {
    return 'the job has no token to show who it is. Give it the permission `id-token: write`; the pull request of a fork never has it.';
  }
  try {
    const answer = await fetchAnswer(`${app}${ENTITLEMENTS_PATH}`, { env, bearer, patience });
    return grantedBy(answer) ?? problemWords(answer, bearer);
  } catch (error) {
    if (error instanceof NoAnswerError) return `it cannot be reached (${error.message}).`;
    throw error;
  }
}

/** Capabilities that are not known here are none of this version's business. */
function grantedBy({ status, body }: Answer): Granted | undefined {
  const parsed = entitlementsAnswer.safeParse(body);
  if (status !== 200 || !parsed.success) return undefined;
  const known = (names: readonly string[]) => new Set([...EVERY_CAPABILITY].filter((name) => names.includes(name)));
  return { capabilities: known(parsed.data.capabilities), lapsed: known(parsed.data.lapsed) };
}
