import * as z from 'zod';
import { githubProblem } from '../../github/client/github-problem.ts';
import { recordFailures } from './failed-delivery-store.ts';
import { readDeliveries, type DeliveriesPage } from './read-deliveries.ts';
import type { UpkeepContext } from './upkeep-context.ts';
import { recall, remember, type Memory } from './upkeep-store.ts';

/** Pages that one run looks at; the next run goes on. */
const PAGES = 50;
/** Milliseconds that are looked at again: an attempt is listed when it is over, and not when it began. */
const OVERLAP = 15 * 60_000;
/** Milliseconds after which an attempt is over: GitHub waits ten seconds for an answer. */
const GRACE = 60_000;

/** GitHub lists the latest first: a walk goes down to what the one before it has seen. */
const walkState = z.object({
  /** All before it was seen. */
  seenUntil: z.coerce.date().nullable(),
  /** The walk under way. */
  walk: z.object({ cursor: z.string(), downTo: z.coerce.date(), began: z.coerce.date() }).nullable(),
});
type WalkState = z.output<typeof walkState>;

const WALK: Memory<WalkState> = { name: 'deliveries', schema: walkState };

/**
 * Looks through the App's failed deliveries since the last look, and records them. It is remembered after each page how
 * far it has come: where a run is killed, or there is too much for one, the next goes on.
 *
 * @param earliest what was delivered before is left alone
 * @returns how many attempts were listed, and how many failed and have not come otherwise
 */
export async function walkDeliveries(
  context: UpkeepContext,
  { now, earliest }: { readonly now: Date; readonly earliest: Date },
): Promise<{ listed: number; failed: number }> {
  const { database, signal } = context;
  const total = { listed: 0, failed: 0 };
  let state = (await recall(database, WALK)) ?? { seenUntil: null, walk: null };
  for (let page = 0; page < PAGES; page++) {
    signal?.throwIfAborted();
    const step = await readStep(context, state);
    if (step === undefined) {
      await remember(database, WALK, { state: { ...state, walk: null }, now });
      return total;
    }
    const failures = step.deliveries.filter(({ failed, deliveredAt }) => failed && deliveredAt >= earliest);
    const next = nextState(state, step, { now, earliest });
    await database.transaction(async (tx) => {
      if (failures.length > 0) total.failed += await recordFailures(tx, failures, { grace: GRACE });
      await remember(tx, WALK, { state: next, now });
    });
    total.listed += step.deliveries.length;
    state = next;
    if (state.walk === null) return total;
  }
  return total;
}

/** Undefined: GitHub does not know any more where the walk was, which has to begin anew. */
async function readStep({ github }: UpkeepContext, { walk }: WalkState): Promise<DeliveriesPage | undefined> {
  try {
    return await readDeliveries(github.appClient, walk?.cursor);
  } catch (error) {
    const problem = githubProblem(error);
    if (walk && (problem === 'invalid' || problem === 'not-found')) return undefined;
    throw error;
  }
}

function nextState(
  { seenUntil, walk }: WalkState,
  { deliveries, next }: DeliveriesPage,
  { now, earliest }: { readonly now: Date; readonly earliest: Date },
): WalkState {
  const overlapped = new Date((seenUntil?.getTime() ?? 0) - OVERLAP);
  const downTo = walk?.downTo ?? (overlapped > earliest ? overlapped : earliest);
  const began = walk?.began ?? now;
  const isOver = next === undefined || deliveries.some(({ deliveredAt }) => deliveredAt < downTo);
  return isOver ? { seenUntil: began, walk: null } : { seenUntil, walk: { cursor: next, downTo, began } };
}
