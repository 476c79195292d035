import * as z from 'zod';

/** What the template of an answer to a command or a button sees. What a kind has no use for is empty. */
export const answerView = z.object({
  kind: z.enum([
    'review',
    'explanation',
    'ignored',
    'disputed',
    'paused',
    'resumed',
    'help',
    'refused',
    'fixed',
    'not-fixed',
    'booking',
  ]),
  person: z.string().describe('Who wrote or pressed'),
  commit: z.string().describe('Which is reviewed, or was made'),
  wholeTree: z.boolean().describe('Of `review`: every file is looked at'),
  ruleId: z.string(),
  title: z.string().describe("Of `explanation`: the rule's"),
  description: z.string().describe("Of `explanation`: the rule's"),
  severity: z.string(),
  quality: z.string(),
  effort: z.string().describe('How long an ordinary fix takes'),
  cwe: z.array(z.string()),
  examples: z
    .array(z.object({ title: z.string(), language: z.string(), code: z.string() }))
    .describe('Of `explanation`: "Wrong" and "Right"'),
  helpUri: z.string().describe('http(s) address, or empty'),
  standing: z.string().describe('That the rule counts for less here, and why; or empty'),
  acceptance: z.string().describe('How often people take it up, in words; or empty'),
  fingerprint: z.string(),
  place: z.string().describe('Path and line of the finding'),
  reason: z.string().describe('What the person gave; of what was refused, why'),
  suggestion: z.string().describe('Of `refused`: what was probably meant; or empty'),
  choices: z
    .array(z.object({ fingerprint: z.string(), ruleId: z.string(), place: z.string() }))
    .describe('Of `refused`: the findings that it could mean'),
  usage: z.string().describe('Of `refused`: how the command is written; or empty'),
  commands: z.array(z.object({ write: z.string(), does: z.string() })).describe('Of `help`'),
  amount: z.string().describe('Of `fixed`: "3 fixes"'),
  left: z.string().describe('Of `fixed`: what was not, and why; or empty'),
  files: z.array(z.object({ path: z.string(), rules: z.string() })).describe('Of `fixed`'),
  bookingUrl: z.string().describe('Of `booking`'),
});
export type AnswerView = z.infer<typeof answerView>;
