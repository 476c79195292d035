import * as z from 'zod';
import type { AppEvent } from './app-event.ts';
import { repository, someId } from './payload-parts.ts';

/** `ignored`, or an event that `appEventSchema` has yet to accept: it holds the bounds of numbers and lengths. */
export type Reader = (
  payload: unknown,
) =>
  | 'ignored'
  | { readonly success: true; readonly data: AppEvent }
  | { readonly success: false; readonly error: z.ZodError };

export const ofRepository = { installation: someId, repository };
export const common = ({ installation, repository }: z.output<z.ZodObject<typeof ofRepository>>) => ({
  installationId: installation.id,
  repository,
});

/**
 * @param wanted whether we act on such a payload at all: asked first, so that what we have no use for may have any shape
 */
export function reader<Schema extends z.ZodType>(
  schema: Schema,
  given: {
    readonly wanted?: z.ZodType;
    readonly event: (payload: z.output<Schema>) => AppEvent;
  },
): Reader {
  return (payload) => {
    if (given.wanted && !given.wanted.safeParse(payload).success) return 'ignored';
    const read = schema.safeParse(payload);
    return read.success ? { success: true, data: given.event(read.data) } : read;
  };
}

/** A webhook of a repository or an organization, not of an App, names no installation: it is not for us. */
export const ofAnApp = { installation: z.looseObject({}) };
export const anyAction = <const Actions extends readonly [string, ...string[]]>(actions: Actions) =>
  z.object({ action: z.enum(actions) });

/** An edit counts where it changed `what`; of other actions nothing is asked. */
export const editedIn = (what: string) =>
  z.union([
    z.object({ action: z.literal('edited'), changes: z.object({ [what]: z.looseObject({}) }) }),
    z.object({ action: z.string().refine((action) => action !== 'edited') }),
  ]);
