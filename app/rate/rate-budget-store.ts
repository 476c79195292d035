import * as z from 'zod';
import type { Queryable } from '../../database/connect.ts';
import { INITIAL_RATE_STATE, type RateState } from '../../github/client/rate-state.ts';

/** A state of a budget, and which of its changes made it. */
export interface StoredRateState {
  readonly version: number;
  readonly state: RateState;
}

const primary = z.object({ limit: z.number(), remaining: z.number(), reset: z.number(), resetAt: z.number() });

/** As JSON keeps it. What another version of the program wrote and this one cannot read counts as nothing known. */
const rateState = z
  .object({
    primary: z.object({ core: primary, graphql: primary, search: primary }).partial(),
    blockedUntil: z.number(),
    strikes: z.number(),
    pointsFullAt: z.number(),
    contentFullAt: z.array(z.number()),
    underWay: z.array(z.object({ id: z.string(), writes: z.string().nullable(), until: z.number() })),
    lastWrites: z.record(z.string(), z.number()),
  })
  .catch({ ...INITIAL_RATE_STATE, primary: {}, contentFullAt: [], underWay: [], lastWrites: {} });

export async function loadRateState(database: Queryable, name: string): Promise<StoredRateState | undefined> {
  const [row] = await database.query<{ version: number; state: unknown }>(
    'select version, state from rate_budgets where name = $1',
    [name],
  );
  return row && { version: row.version, state: rateState.parse(row.state) };
}

/** False: somebody else has made one. */
export async function insertRateState(
  database: Queryable,
  { name, state, now }: { name: string; state: RateState; now: Date },
): Promise<boolean> {
  const rows = await database.query(
    `insert into rate_budgets (name, version, state, updated_at) values ($1, 1, $2, $3)
     on conflict (name) do nothing returning name`,
    [name, JSON.stringify(state), now],
  );
  return rows.length > 0;
}

/** False: somebody else has changed it since it was read. */
export async function replaceRateState(
  database: Queryable,
  { name, version, state, now }: { name: string; version: number; state: RateState; now: Date },
): Promise<boolean> {
  const rows = await database.query(
    `update rate_budgets set version = version + 1, state = $3, updated_at = $4
     where name = $1 and version = $2 returning name`,
    [name, version, JSON.stringify(state), now],
  );
  return rows.length > 0;
}
