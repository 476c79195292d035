import * as z from 'zod';
import { conditionView, reportViewSchema } from '../report-view.ts';

const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);

export const shownFindingView = z.object({
  severity,
  headline: z.string().describe('At most a line: the message, its first sentence, or the title of the rule'),
  place: z.string().describe('Path and line, or "whole repository"'),
  isPath: z.boolean().describe('Whether the place is in a file'),
  placeUrl: z.string().describe('Address of the place at head; empty where it is not known'),
  ruleId: z.string(),
  fingerprint: z.string(),
  fix: z.string().describe('What a fix would do; empty where none is known'),
  safeFix: z.boolean().describe('Whether the fix cannot change what the program does'),
});

export const projectView = z.object({
  name: z.string(),
  conclusion: z.enum(['pass', 'fail', 'neutral']),
  word: z.string().describe('"Passed", "Failed", "Undecided", or "Untouched"'),
  reason: z.string().describe('The first condition that is not met or not measured; or empty'),
});

/** What the templates of check runs and comments see besides the report. */
export const checkFieldsView = z.object({
  why: z.string().describe('One paragraph: why the verdict is so'),
  introduced: z
    .object({
      amount: z.number(),
      title: z.string().describe('"8 new findings", "1 open finding", "No new findings"'),
      aside: z.string().describe('"1 fixed, 2 suppressed", or empty'),
      severities: z.array(z.object({ severity, name: z.string(), count: z.string(), present: z.boolean() })),
      top: z.array(shownFindingView).describe('The gravest few'),
      topShowing: z.string().describe('"showing 5 of 8", or empty'),
      groups: z
        .array(z.object({ severity, name: z.string(), count: z.string(), findings: z.array(shownFindingView) }))
        .describe('The gravest 100, by severity'),
      showing: z.string().describe('"showing 100 of 5,000", or empty'),
    })
    .describe('New findings that are neither suppressed nor only watched; without a base, the open ones'),
  annotations: z.object({
    showing: z.string().describe('"500 of 5,000", where not every finding has an annotation; or empty'),
    refused: z.string().describe('"2 annotations", that GitHub did not take; or empty'),
  }),
  gate: z
    .object({
      conclusion: z.enum(['pass', 'fail', 'neutral']),
      word: z.string(),
      met: z.string().describe('"4 of 5 conditions met"'),
      conditions: z.array(conditionView),
    })
    .nullable()
    .describe('That of this check: the whole change, or a project; null without conditions'),
  projects: z.array(projectView).describe('Those that the change touches first'),
  projectsShowing: z.string().describe('"showing 20 of 120", or empty'),
  problemsShowing: z.string().describe('Of the configuration: "showing 10 of 12", or empty'),
  diagram: z.string().describe('Mermaid: how data gets to the gravest finding that has a trace; or empty'),
  diagramTitle: z.string(),
  links: z
    .object({ html: z.string(), pdf: z.string(), sarif: z.string(), json: z.string() })
    .describe('Addresses of the whole report; empty where there is none'),
  sinceLast: z
    .object({
      commit: z.string(),
      opened: z.string().describe('"3 findings"'),
      closed: z.string(),
      oldestOpen: z.string().describe('A date, or empty'),
    })
    .nullable()
    .describe('Of the default branch, where it was reviewed before: what changed since'),
  images: z
    .object({ trend: z.string(), badge: z.string() })
    .describe('Of the default branch, where it was reviewed: addresses of its trend and its badge; or empty'),
  canDispute: z.boolean().describe('Whether somebody reads `/plumbline` commands in comments'),
  reusedFrom: z.string().describe('The commit whose review this is, where its tree is the same; or empty'),
});

export const checkViewSchema = reportViewSchema.extend(checkFieldsView.shape);

export type CheckFieldsView = z.infer<typeof checkFieldsView>;
export type CheckView = z.infer<typeof checkViewSchema>;
export type ShownFindingView = z.infer<typeof shownFindingView>;
export type ProjectView = z.infer<typeof projectView>;
