import * as z from 'zod';
import { conditionView } from '../report-view.ts';

/** What the template of a project's check sees. */
export const projectCheckView = z.object({
  project: z.string(),
  conclusion: z.enum(['pass', 'fail', 'neutral']),
  word: z.string().describe('"Passed", "Failed", "Undecided"'),
  why: z.string().describe('The conditions that are not met or not measured, a sentence each; or that all are met'),
  conditions: z.array(conditionView),
  reportUrl: z.string().describe('Address of the whole report; or empty'),
  tool: z.string(),
  head: z.string(),
});
export type ProjectCheckView = z.infer<typeof projectCheckView>;
