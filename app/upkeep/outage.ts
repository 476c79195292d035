import * as z from 'zod';
import type { Queryable } from '../../database/connect.ts';
import { recall, recallAndForget, remember, type Memory } from './upkeep-store.ts';

/** Milliseconds without a sign of life after which events may have been missed. */
const OUTAGE = 15 * 60_000;

const instantState = z.object({ at: z.coerce.date() });
const SIGN_OF_LIFE: Memory<{ at: Date }> = { name: 'sign-of-life', schema: instantState };
/** Since when events may have been missed. */
const MISSED: Memory<{ at: Date }> = { name: 'missed-since', schema: instantState };

/** To be called every few minutes. Since when nobody called, if that was so long that events may have been missed. */
export async function noticeOutage(tx: Queryable, now: Date): Promise<Date | undefined> {
  const last = await recall(tx, SIGN_OF_LIFE);
  await remember(tx, SIGN_OF_LIFE, { state: { at: now }, now });
  if (!last || now.getTime() - last.at.getTime() <= OUTAGE) return undefined;
  await reportMissed(tx, { since: last.at, now });
  return last.at;
}

/** Events since then may be lost: what they were about is to be looked at again. */
export async function reportMissed(
  tx: Queryable,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<void> {
  const known = await recall(tx, MISSED);
  await remember(tx, MISSED, { state: { at: known && known.at < since ? known.at : since }, now });
}

export async function missedSince(database: Queryable): Promise<Date | undefined> {
  return (await recall(database, MISSED))?.at;
}

/** Takes over what was reported, in the caller's transaction. */
export async function takeMissed(tx: Queryable): Promise<Date | undefined> {
  return (await recallAndForget(tx, MISSED))?.at;
}
