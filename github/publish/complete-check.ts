import type { Annotation } from '../../engine/report/github/annotation.ts';
import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { PAGE_SIZE } from '../limits.ts';
import { batchAnnotations, type SentAnnotation } from './batch-annotations.ts';
import type { CheckAction } from './check-actions.ts';
import type { CheckHandle, CheckRunHandle } from './check-handle.ts';
import { statusOfConclusion, type CheckConclusion } from './conclusion.ts';
import { mayHaveHappened, readRefusal, type Refusal } from './refusal.ts';
import { setStatus } from './set-status.ts';

export interface CompletedCheck {
  readonly conclusion: CheckConclusion;
  /** The text, given how many annotations GitHub did not take. The title must be the same for any number. */
  readonly output: (refused: number) => CheckOutput;
  /** The gravest first; the same ones in the same order when it is repeated. */
  readonly annotations?: readonly Annotation[];
  readonly actions?: readonly CheckAction[];
  /** Where it is to be another than the check was started with. */
  readonly externalId?: string;
  readonly completedAt: Date;
}

export type CompletionOutcome =
  | { readonly kind: 'completed'; readonly shownAs: 'check-run' | 'status'; readonly refused: number }
  /** It was completed so before. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-shown'; readonly reason: string };

/**
 * Annotations that are refused one by one before the rest is given up: each takes some calls to be found among the
 * others of its batch, and so many are no single bad entry.
 */
const MOST_REFUSED = 10;

/** Where an answer leaves open what happened. Beyond that, whoever publishes comes back later. */
const ATTEMPTS = 2;

/**
 * Ends the check: annotations in batches, and in the last call the conclusion. Can be repeated at any point; what GitHub
 * has already is not sent again. An annotation that GitHub refuses is dropped and counted. Throws what may pass when
 * tried again.
 *
 * @param options.believed how often GitHub has to refuse before a commit status stands in, at most twice
 */
export async function completeCheck(
  client: GitHubClient,
  handle: CheckHandle,
  completed: CompletedCheck,
  { believed = 1 }: { readonly believed?: 1 | typeof ATTEMPTS } = {},
): Promise<CompletionOutcome> {
  if (handle.kind === 'none') return { kind: 'not-shown', reason: handle.reason };
  if (handle.kind === 'status') return completeStatus(client, handle, completed);
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await completeRun(client, handle, completed);
      for (const id of handle.twins) await completeBare(client, { ...handle, id }, { completed, refused: 0 });
      return outcome;
    } catch (error) {
      const isRefused = readRefusal(error) !== undefined;
      if (isRefused && attempt >= believed) return completeStatus(client, handle, completed);
      // What was done without our being told is seen the next time.
      if (!isRefused && (attempt === ATTEMPTS || !mayHaveHappened(error))) throw error;
    }
  }
}

async function completeStatus(
  client: GitHubClient,
  handle: Exclude<CheckHandle, { kind: 'none' }>,
  { conclusion, output }: CompletedCheck,
): Promise<CompletionOutcome> {
  const state = statusOfConclusion(conclusion);
  const shown = await setStatus(client, handle, { state, description: output(0).title });
  return shown.kind === 'none'
    ? { kind: 'not-shown', reason: shown.reason }
    : { kind: 'completed', shownAs: 'status', refused: 0 };
}

async function completeRun(
  client: GitHubClient,
  handle: CheckRunHandle,
  completed: CompletedCheck,
): Promise<CompletionOutcome> {
  const { repository, id } = handle;
  const { conclusion, output, annotations = [] } = completed;
  const run = await client.rest.checks.get({ ...repository, check_run_id: id });
  const { status, conclusion: before, output: shown } = run.data;
  if (status === 'completed' && before === conclusion && shown.title === output(0).title) return { kind: 'unchanged' };
  const sent = shown.annotations_count === 0 ? [] : await listAnnotations(client, handle);
  const batches = batchAnnotations(annotations, sent);
  let refused = 0;
  for (const batch of batches.slice(0, -1)) refused += await sendBatch(client, handle, { batch, completed, refused });
  const last = batches.at(-1) ?? [];
  const refusal = await tryUpdate(client, handle, { ...ending(completed, refused), annotations: last });
  if (refusal !== undefined) {
    refused += await sendBatch(client, handle, { batch: last, completed, refused });
    await completeBare(client, handle, { completed, refused });
  }
  return { kind: 'completed', shownAs: 'check-run', refused };
}

function listAnnotations(client: GitHubClient, { repository, id }: CheckRunHandle): Promise<SentAnnotation[]> {
  return client.paginate(client.rest.checks.listAnnotations, { ...repository, check_run_id: id, per_page: PAGE_SIZE });
}

/** How many of the batch were refused. Halves what is refused until the bad entries are alone. */
async function sendBatch(
  client: GitHubClient,
  handle: CheckRunHandle,
  given: { readonly batch: readonly Annotation[]; readonly completed: CompletedCheck; readonly refused: number },
): Promise<number> {
  const output = given.completed.output(given.refused);
  const waiting = [given.batch];
  let refused = 0;
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    if (part.length === 0) continue;
    if (given.refused + refused >= MOST_REFUSED) {
      refused += part.length;
      continue;
    }
    if ((await tryUpdate(client, handle, { output, annotations: part })) === undefined) continue;
    if (part.length === 1) refused++;
    else waiting.unshift(part.slice(0, part.length / 2), part.slice(part.length / 2));
  }
  return refused;
}

/** Without annotations; and where even that is refused, with a line of text. */
async function completeBare(
  client: GitHubClient,
  handle: CheckRunHandle,
  { completed, refused }: { readonly completed: CompletedCheck; readonly refused: number },
): Promise<void> {
  const end = ending(completed, refused);
  if ((await tryUpdate(client, handle, end)) === undefined) return;
  const { title } = end.output;
  await update(client, handle, { ...end, output: { title, summary: title } });
}

interface RunUpdate {
  readonly output: CheckOutput;
  readonly annotations?: readonly Annotation[];
  readonly end?: Pick<CompletedCheck, 'conclusion' | 'completedAt' | 'actions' | 'externalId'>;
}

function ending(completed: CompletedCheck, refused: number): RunUpdate {
  return { output: completed.output(refused), end: completed };
}

/** Undefined where it went well; the refusal where GitHub does not take what was sent. */
async function tryUpdate(client: GitHubClient, handle: CheckRunHandle, given: RunUpdate): Promise<Refusal | undefined> {
  try {
    await update(client, handle, given);
    return undefined;
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal?.kind !== 'invalid') throw error;
    return refusal;
  }
}

async function update(client: GitHubClient, handle: CheckRunHandle, given: RunUpdate): Promise<void> {
  const { output, annotations = [], end } = given;
  await client.rest.checks.update({
    ...handle.repository,
    check_run_id: handle.id,
    output: { ...output, ...(annotations.length > 0 && { annotations: annotations.map((each) => ({ ...each })) }) },
    ...(end && {
      status: 'completed',
      conclusion: end.conclusion,
      completed_at: end.completedAt.toISOString(),
      ...(end.externalId !== undefined && { external_id: end.externalId }),
      ...(end.actions && end.actions.length > 0 && { actions: end.actions.map((each) => ({ ...each })) }),
    }),
  });
}
