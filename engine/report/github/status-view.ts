import * as z from 'zod';

/** What the template of a check without a report sees: it has not ended, or there is nothing to report. */
export const statusView = z.object({
  kind: z.enum([
    'queued',
    'in-progress',
    'waiting',
    'superseded',
    'reviewed-anew',
    'failed',
    'untouched',
    'skipped',
    'not-again',
    'plan-lapsed',
    'configuration-broken',
  ]),
  commit: z.string().describe('Of `superseded`: the newer commit. Of `configuration-broken`: what was read'),
  until: z.string().describe('Of `waiting`: the instant, in words'),
  reason: z.string().describe('Of `failed`, `skipped`, `not-again` and `waiting`: why, one or two sentences'),
  reference: z.string().describe('What to name when asking about it; or empty'),
  project: z.string().describe('Of `untouched`'),
  notLookedAt: z.array(z.string()).describe('Of `plan-lapsed`: what was left out'),
  accountUrl: z.string().describe('Of `plan-lapsed`: where it can be paid for; or empty'),
  problems: z
    .array(z.object({ place: z.string(), message: z.string(), suggestion: z.string() }))
    .describe('Of `configuration-broken`: what is wrong, where, and what to write instead'),
  problemsShowing: z.string().describe('"showing 50 of 120", or empty'),
  canCommand: z.boolean().describe('Whether somebody reads `/plumbline` commands in comments'),
});
export type StatusView = z.infer<typeof statusView>;
