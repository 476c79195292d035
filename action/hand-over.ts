import { MEASUREMENTS_PATH, measurementsAnswer, MEASUREMENTS_TYPE } from '../github/hand-over/app-api.ts';
import type { ActionState } from './action-state.ts';
import { fetchAnswer, NoAnswerError, type Patience } from './fetch-answer.ts';
import { problemWords } from './problem-words.ts';
import { requestIdToken } from './request-id-token.ts';
import { annotationCommand, logLine } from './workflow-commands.ts';

/** Longer than for a question: some mebibytes are sent, and the App may be about to be restarted. */
const PATIENCE: Patience = { timeout: 20_000, pauses: [1_000, 5_000, 30_000] };

/**
 * Hands to the App what was measured. It can be repeated. Where the App does not take it, a warning says so: its check then
 * says what it lacks, and this job's verdict is as good as before.
 */
export async function handOver(
  state: ActionState,
  { app, measurements }: { readonly app: string; readonly measurements: Buffer },
): Promise<void> {
  const problem = await send(state, { app, measurements });
  if (problem === undefined) return;
  const words = `The App at ${app} did not take what was measured, and reviews without it: ${problem}`;
  state.write(annotationCommand('warning', words));
}

/** Why it was not taken, as sentences. */
async function send(
  { env, write, patience = PATIENCE }: ActionState,
  { app, measurements: content }: { readonly app: string; readonly measurements: Buffer },
): Promise<string | undefined> {
  try {
    // The one that was shown at the beginning may have expired.
    const bearer = await requestIdToken(env, { audience: app, patience });
    if (bearer === undefined) return 'the job has no token to show who it is.';
    const answer = await fetchAnswer(`${app}${MEASUREMENTS_PATH}`, {
      env,
      bearer,
      body: { type: MEASUREMENTS_TYPE, content },
      patience,
    });
    const parsed = measurementsAnswer.safeParse(answer.body);
    if (answer.status !== 202 || !parsed.success) return problemWords(answer, bearer);
    if (parsed.data.outcome === 'no-review')
      write(logLine('The App has no review of this commit yet: one that comes takes what was measured.'));
    return undefined;
  } catch (error) {
    if (error instanceof NoAnswerError) return `${error.message}.`;
    throw error;
  }
}
