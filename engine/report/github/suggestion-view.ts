import * as z from 'zod';

/** What the template of a review comment with a suggestion sees. */
export const suggestionView = z.object({
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  severityName: z.string(),
  message: z.string(),
  ruleId: z.string(),
  fingerprint: z.string(),
  fix: z.string().describe('What the fix does'),
  replacement: z.string().describe('The lines that stand in, for `mdFence "suggestion"`; empty: the lines go'),
  canDispute: z.boolean().describe('Whether somebody reads `/plumbline` commands in comments'),
});
export type SuggestionView = z.infer<typeof suggestionView>;

/** What the template above a review's comments sees. */
export const suggestionsView = z.object({
  title: z.string().describe('"1 safe fix", "4 safe fixes"'),
  showing: z.string().describe('"showing 20 of 34", or empty'),
  one: z.boolean().describe('Whether there is one and no more'),
  canFix: z.boolean().describe('Whether the check has a button that takes all of them over'),
});
