/** Numbers, lists and charts as a report shows them. */
import * as z from 'zod';

/** 0 to 4: cool to hot. The reports give each its colour; the words stand beside it. */
const heat = z.number().int().min(0).max(4);

export const keyFigureView = z.object({ name: z.string(), value: z.string(), detail: z.string() });

export const metricView = z.object({
  name: z.string(),
  value: z.string(),
  base: z.string().describe('At base; empty without a base'),
  change: z.string().describe('"+12", or empty'),
  definition: z.string(),
});

export const tileView = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  heat,
  label: z.string().describe('Short name; empty where there is no room'),
  rank: z.string().describe('Its rank in the list of hot spots; empty for the others'),
  title: z.string().describe('Path and figures'),
});

export const hotSpotsView = z.object({
  summary: z.string(),
  rows: z.array(
    z.object({
      rank: z.string(),
      path: z.string(),
      cognitive: z.string(),
      codeLines: z.string(),
      changes: z.string(),
      score: z.string(),
      heat,
      bar: z.number().describe('Length of its bar, 0 to 100'),
    }),
  ),
  showing: z.string(),
  map: z
    .object({
      width: z.number(),
      height: z.number(),
      description: z.string(),
      tiles: z.array(tileView),
      folders: z.array(
        z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), label: z.string() }),
      ),
    })
    .nullable(),
});

export const rankedFileView = z.object({
  path: z.string(),
  language: z.string(),
  codeLines: z.string(),
  cyclomatic: z.string(),
  cognitive: z.string(),
  maintainabilityIndex: z.string(),
  findings: z.string(),
  debt: z.string(),
  coverage: z.string(),
  bar: z.number().describe('Debt against the first of the list, 0 to 100'),
});

export const rankedFolderView = z.object({
  path: z.string(),
  files: z.string(),
  codeLines: z.string(),
  cognitive: z.string(),
  findings: z.string(),
  debt: z.string(),
  bar: z.number().describe('Debt against the first of the list, 0 to 100'),
});

export const languageView = z.object({
  name: z.string(),
  files: z.string(),
  lines: z.string(),
  share: z.string(),
  x: z.number().describe('Start of its part in a bar of 1000'),
  width: z.number().describe('Width of its part in a bar of 1000'),
  shade: z.number().int().min(0).max(5),
});

export const duplicationView = z.object({
  summary: z.string(),
  groups: z.array(z.object({ size: z.string(), places: z.array(z.string()), showing: z.string() })),
  showing: z.string(),
});

const dependencyView = z.object({
  name: z.string(),
  version: z.string().describe('Or "1.0.0 → 2.0.0"'),
  ecosystem: z.string(),
  kind: z.string().describe('"direct", "development", …; empty where it is not told'),
  licence: z.string(),
  place: z.string(),
});
const dependencyList = z.object({ rows: z.array(dependencyView), count: z.string(), showing: z.string() });

export const dependenciesView = z.object({
  summary: z.string(),
  status: z.enum(['looked-at', 'partly', 'not-looked-at']),
  statusText: z.string().describe('Whether the vulnerabilities were looked at, and what came of it'),
  vulnerabilities: z.array(
    z.object({
      id: z.string(),
      severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
      severityName: z.string(),
      score: z.string(),
      summary: z.string(),
      dependency: z.string(),
      fixedIn: z.string(),
      place: z.string(),
    }),
  ),
  vulnerabilitiesShowing: z.string(),
  added: dependencyList,
  removed: dependencyList,
  changed: dependencyList,
  licences: z.array(z.object({ licence: z.string(), count: z.string() })),
  lockFiles: z.array(z.object({ path: z.string(), format: z.string(), count: z.string() })),
});

const coverageCount = z.object({ share: z.string(), detail: z.string(), bar: z.number().describe('0 to 100') });

export const coverageView = z.object({
  total: coverageCount,
  changed: coverageCount.nullable(),
  branches: coverageCount.nullable(),
  files: z.array(
    z.object({
      path: z.string(),
      share: z.string(),
      detail: z.string(),
      bar: z.number(),
      changed: z.string(),
      uncovered: z.string().describe('Lines that were not run; the changed ones where there is a base'),
    }),
  ),
  showing: z.string(),
  reports: z.string(),
});

export const testsView = z.object({
  summary: z.string(),
  failed: z.boolean(),
  amount: z.number().describe('How many failed'),
  failures: z.array(z.object({ name: z.string(), suite: z.string(), message: z.string(), place: z.string() })),
  showing: z.string(),
  reports: z.string(),
});

export type KeyFigureView = z.infer<typeof keyFigureView>;
export type MetricView = z.infer<typeof metricView>;
export type TileView = z.infer<typeof tileView>;
export type HotSpotsView = z.infer<typeof hotSpotsView>;
export type RankedFileView = z.infer<typeof rankedFileView>;
export type RankedFolderView = z.infer<typeof rankedFolderView>;
export type LanguageView = z.infer<typeof languageView>;
export type DuplicationView = z.infer<typeof duplicationView>;
export type DependencyView = z.infer<typeof dependencyView>;
export type DependenciesView = z.infer<typeof dependenciesView>;
export type CoverageView = z.infer<typeof coverageView>;
export type TestsView = z.infer<typeof testsView>;
