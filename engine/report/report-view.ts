/**
 * The one view model of all reports for people: plain data, every value already in words. It is a schema so that types,
 * the list of fields a template may use, and their documentation (docs/report-templates.md) have one source. Nothing is
 * optional: what is not there is `null` or an empty list, which Handlebars' strict mode wants.
 */
import * as z from 'zod';
import {
  findingGroupView,
  filtersView,
  ruleView,
  suppressionRowView,
  topRuleView,
} from './view/finding-view-schema.ts';
import {
  coverageView,
  dependenciesView,
  duplicationView,
  hotSpotsView,
  keyFigureView,
  languageView,
  metricView,
  rankedFileView,
  rankedFolderView,
  testsView,
} from './view/measure-view-schema.ts';

const conclusion = z.enum(['pass', 'fail', 'neutral']);

export const subjectView = z.object({
  name: z.string().describe("The repository's name"),
  kind: z.enum(['repository', 'change']),
  kindText: z.string().describe('"Review of a change", "Review of the whole repository"'),
  head: z.string().describe('What was reviewed, with the short commit'),
  base: z.string().nullable().describe('What it was compared with; null without a base'),
  at: z.string().describe('Instant of the head, in words'),
  atIso: z.string().describe('The same, ISO 8601 UTC'),
  tool: z.string().describe('Name and version of the program'),
});

export const ratingView = z.object({
  quality: z.enum(['reliability', 'security', 'maintainability', 'duplication', 'coverage']),
  name: z.string(),
  letter: z.string().describe('A to E, or "–" where it was not measured'),
  measured: z.boolean(),
  meaning: z.string().describe('The letter in words'),
  change: z.enum(['better', 'worse', 'same', 'none']).describe('Against the base; none: nothing to compare with'),
  changeText: z.string().describe('"was B", "unchanged", or empty'),
});

export const conditionView = z.object({
  name: z.string().describe('What is measured'),
  scope: z.string().describe('"new code" or "all code"'),
  required: z.string().describe('"at most 0", "at least 80 %"'),
  value: z.string().describe('As measured, "not measured", or "nothing to judge"'),
  status: z.enum(['met', 'missed', 'not-measured']),
  statusText: z.string(),
  blocks: z.boolean().describe('false: only a warning'),
  explanation: z.string(),
});

export const gateView = z.object({
  name: z.string().describe('"Gate", or "Gate of PROJECT"'),
  judges: z.string().describe('"The whole change", "The whole repository", or the name of a project'),
  conclusion,
  word: z.string(),
  conditions: z.array(conditionView),
});

export const notLookedAtGroupView = z.object({
  reason: z.string().describe('Short name of the reason'),
  title: z.string(),
  planned: z
    .boolean()
    .describe('Left out for its kind or on purpose (generated, binary, excluded …), rather than failed'),
  count: z.string(),
  items: z.array(
    z.object({
      subject: z.string(),
      isPath: z.boolean().describe('Whether the subject is the path of a file; else it is words'),
      analyzer: z.string().describe('Who did not look; empty: nobody did'),
      detail: z.string(),
    }),
  ),
  showing: z.string(),
});

export const reportViewSchema = z.object({
  title: z.string(),
  subject: subjectView,
  preparedBy: z
    .object({ name: z.string(), email: z.string(), url: z.string() })
    .describe('The consultant; empty without one'),
  hasBase: z.boolean(),
  verdict: z.object({
    conclusion,
    word: z.string().describe('"Passed", "Failed", "Undecided"'),
    headline: z.string(),
    reasonsTitle: z.string().describe('"Why it failed"; empty without reasons'),
    reasons: z.array(z.string()),
    notKnown: z.array(z.string()).describe('Of a failure: what besides could not be judged'),
    warnings: z.array(z.string()).describe('Conditions that are not met and only warn'),
    notCounted: z.array(z.string()).describe('Rules whose findings block nothing, for what people think of them'),
  }),
  nextSteps: z.array(z.string()).describe('What to do next, most important first'),
  keyFigures: z.array(keyFigureView),
  ratings: z.array(ratingView),
  gates: z.array(gateView),
  severities: z.array(
    z.object({
      severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
      name: z.string(),
      introduced: z.string().describe('New ones'),
      open: z.string().describe('All open ones'),
      base: z.string().describe('Open ones at base; "–" without a base'),
      x: z.number().describe('Start of its part in a bar of 1000'),
      width: z.number().describe('Width of its part in a bar of 1000'),
    }),
  ),
  findings: z.object({
    total: z.string().describe('"12 findings"'),
    showing: z.string().describe('"showing N of M", or empty'),
    topRules: z.array(topRuleView).describe('Rules with most open findings'),
    groups: z.array(findingGroupView),
    filters: filtersView,
  }),
  rules: z.array(ruleView),
  metrics: z.array(metricView),
  hotSpots: hotSpotsView,
  files: z.object({ rows: z.array(rankedFileView), showing: z.string() }),
  folders: z.object({ rows: z.array(rankedFolderView), showing: z.string() }),
  languages: z.array(languageView),
  duplication: duplicationView.nullable(),
  duplicationNote: z.string().describe('Why duplication is null; empty otherwise'),
  dependencies: dependenciesView.nullable(),
  dependenciesNote: z.string().describe('Why dependencies is null; empty otherwise'),
  coverage: coverageView.nullable(),
  coverageNote: z.string().describe('Why coverage is null; empty otherwise'),
  tests: testsView.nullable(),
  testsNote: z.string().describe('Why tests is null; empty otherwise'),
  suppressions: z.object({
    rows: z.array(suppressionRowView).describe('Those without effect first'),
    showing: z.string(),
    count: z.string(),
    summary: z.string().describe('What became of them, with numbers that add up to all; empty for none'),
    withoutEffect: z.number().describe('How many of our own have no effect: unused, ended, without a reason …'),
  }),
  notLookedAt: z.object({
    summary: z.string().describe('One sentence: whether anything could not be looked at'),
    leftOut: z.string().describe('One sentence: how much was left out for its kind; empty for none'),
    failures: z.number().describe('How many could not be looked at, rather than were left out for their kind'),
    planned: z.number().describe('How many were left out for their kind'),
    groups: z.array(notLookedAtGroupView).describe('Failures first'),
  }),
  scope: z.object({
    summary: z.string().describe('One sentence: how much was looked at'),
    analyzers: z.array(z.object({ name: z.string(), files: z.string() })),
  }),
  configuration: z.object({
    source: z.string(),
    problems: z.array(z.object({ place: z.string(), message: z.string(), suggestion: z.string() })),
  }),
  method: z.array(z.object({ title: z.string(), paragraphs: z.array(z.string()) })),
});

export type ReportView = z.infer<typeof reportViewSchema>;
export type RatingView = z.infer<typeof ratingView>;
export type GateView = z.infer<typeof gateView>;
export type ConditionView = z.infer<typeof conditionView>;
export type NotLookedAtGroupView = z.infer<typeof notLookedAtGroupView>;
