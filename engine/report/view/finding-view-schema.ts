/** Findings, rules and suppressions as a report shows them. */
import * as z from 'zod';

const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);

export const excerptView = z.object({
  label: z.string().describe('Path and lines, for people who cannot see the picture'),
  lines: z.array(
    z.object({
      number: z.number(),
      before: z.string().describe('Text before the marked part'),
      marked: z.string().describe('The part the finding is about; empty on lines around it'),
      after: z.string(),
      highlighted: z.boolean(),
    }),
  ),
});

export const stepView = z.object({
  place: z.string(),
  message: z.string(),
  code: z.string().describe('The line of code; empty where it is not at hand'),
});

export const findingView = z.object({
  id: z.string().describe('Unique in the report, for links'),
  fingerprint: z.string(),
  severity,
  severityName: z.string(),
  state: z.enum(['new', 'outside-diff', 'moved', 'existing', 'watched', 'fixed', 'suppressed', 'open']),
  ruleId: z.string(),
  ruleTitle: z.string(),
  ruleAnchor: z.string().describe('Id of the rule in the list of rules'),
  quality: z.string(),
  message: z.string().describe('All that is said of it'),
  headline: z.string().describe('At most a line: the message, its first sentence, or the title of the rule'),
  detail: z.string().describe('What the headline leaves of the message; empty where that is nothing'),
  path: z.string(),
  place: z.string().describe('Path and line, or "whole repository"'),
  line: z.number().nullable().describe('Its first line; null where it is about the whole file'),
  effort: z.string().describe('How long an ordinary fix takes'),
  open: z.boolean().describe('Shown with its details; the others are folded'),
  excerpt: excerptView.nullable(),
  trace: z.array(stepView).describe('From source to sink'),
  related: z.array(stepView),
  relatedMore: z.string().describe('"and 12 more places", or empty'),
  fix: z.string().describe('What a fix would do; empty where none is known'),
  standing: z.string().describe('Why it blocks nothing, for what people think of its rule; empty where it may'),
  suppression: z
    .object({ reason: z.string(), terms: z.string().describe('Until when, by whom, and where it is written') })
    .nullable(),
});

export const findingGroupView = z.object({
  id: z.enum(['new', 'outside-diff', 'moved', 'existing', 'watched', 'fixed', 'suppressed', 'open']),
  title: z.string(),
  intro: z.string().describe('What this group means, one sentence'),
  amount: z.number(),
  count: z.string().describe('"12 findings"'),
  showing: z.string(),
  prominent: z.boolean().describe('Shown open; the others are folded'),
  severities: z.array(
    z.object({
      severity,
      name: z.string(),
      count: z.string(),
      open: z.boolean().describe('Shown at once; long lists of what is not grave are folded'),
      findings: z.array(findingView),
    }),
  ),
});

const option = z.object({ value: z.string(), label: z.string() });
export const filtersView = z.object({
  severities: z.array(option),
  states: z.array(option),
  rules: z.array(option),
  files: z.array(option),
});

export const ruleView = z.object({
  id: z.string(),
  anchor: z.string(),
  title: z.string(),
  description: z.string(),
  severityName: z.string(),
  quality: z.string(),
  effort: z.string(),
  helpUri: z.string().describe('http(s) address, or empty'),
  classification: z.string().describe('CWE identifiers, or empty'),
  amount: z.number().describe('Its open findings'),
  count: z.string(),
});

export const topRuleView = z.object({
  id: z.string(),
  anchor: z.string(),
  title: z.string(),
  severity: severity.describe('The worst of its open findings'),
  severityName: z.string().describe('Of its open findings: "Low", "High to low"'),
  count: z.string(),
  debt: z.string().describe('Time to fix all its open findings'),
  bar: z.number().describe('Against the first of the list, 0 to 100'),
});

export const suppressionRowView = z.object({
  what: z.string().describe('Rules, paths or fingerprint it names'),
  reason: z.string(),
  terms: z.string(),
  place: z.string(),
  source: z.string(),
  status: z.enum(['applied', 'unused', 'expired', 'no-reason', 'not-at-base', 'malformed']),
  statusName: z.string(),
  statusText: z.string().describe('The status explained; empty where there is nothing to say'),
  findings: z.string(),
});

export type ExcerptView = z.infer<typeof excerptView>;
export type StepView = z.infer<typeof stepView>;
export type FindingView = z.infer<typeof findingView>;
export type FindingGroupView = z.infer<typeof findingGroupView>;
export type FiltersView = z.infer<typeof filtersView>;
export type RuleView = z.infer<typeof ruleView>;
export type TopRuleView = z.infer<typeof topRuleView>;
