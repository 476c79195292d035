import type { ZodType } from 'zod';
import type { Queryable } from '../../database/connect.ts';

/** What a job of upkeep remembers. Each has a row of its own in the table `upkeep`. */
export interface Memory<State> {
  readonly name: string;
  readonly schema: ZodType<State>;
}

/** Undefined: nothing yet, or nothing that this version of the program can read. */
export async function recall<State>(database: Queryable, memory: Memory<State>): Promise<State | undefined> {
  const [row] = await database.query<{ state: unknown }>('select state from upkeep where name = $1', [memory.name]);
  return row && memory.schema.safeParse(row.state).data;
}

export async function remember<State>(
  database: Queryable,
  memory: Memory<State>,
  { state, now }: { readonly state: NoInfer<State>; readonly now: Date },
): Promise<void> {
  await database.query(
    `insert into upkeep (name, state, updated_at) values ($1, $2, $3)
     on conflict (name) do update set state = excluded.state, updated_at = excluded.updated_at`,
    [memory.name, JSON.stringify(state), now],
  );
}

/** Undefined: there was nothing. */
export async function recallAndForget<State>(database: Queryable, memory: Memory<State>): Promise<State | undefined> {
  const [row] = await database.query<{ state: unknown }>('delete from upkeep where name = $1 returning state', [
    memory.name,
  ]);
  return row && memory.schema.safeParse(row.state).data;
}
