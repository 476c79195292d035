import * as z from 'zod';
import { severity } from './finding-schemas.ts';

const lineCount = z.object({ covered: z.number(), total: z.number() });

export const coverage = z.object({
  reports: z.array(z.object({ name: z.string(), format: z.string() })),
  files: z.array(
    z.object({
      path: z.string(),
      lines: lineCount,
      uncovered: z.array(z.number()),
      changed: lineCount.exactOptional(),
      uncoveredChanged: z.array(z.number()).exactOptional(),
    }),
  ),
  total: lineCount,
  changed: lineCount.exactOptional(),
  branches: lineCount.exactOptional(),
});

export const duplication = z.object({
  minTokens: z.number(),
  clones: z.array(
    z.object({
      tokens: z.number(),
      lines: z.number(),
      places: z.array(z.object({ path: z.string(), startLine: z.number(), endLine: z.number() })),
    }),
  ),
  duplicatedLines: z.number(),
  comparedLines: z.number(),
  filesCompared: z.number(),
  byFile: z.record(z.string(), z.number()),
});

const dependency = z.object({
  ecosystem: z.enum(['npm', 'PyPI', 'Go', 'Maven', 'RubyGems', 'Packagist', 'crates.io']),
  name: z.string(),
  version: z.string(),
  path: z.string(),
  line: z.number(),
  direct: z.boolean().exactOptional(),
  development: z.boolean().exactOptional(),
  licence: z.string().exactOptional(),
});

export const dependencies = z.object({
  lockFiles: z.array(z.object({ path: z.string(), format: z.string(), dependencies: z.number() })),
  total: z.number(),
  direct: z.number(),
  added: z.array(dependency).exactOptional(),
  removed: z.array(dependency).exactOptional(),
  changed: z.array(z.object({ from: dependency, to: dependency })).exactOptional(),
  vulnerabilities: z.array(
    z.object({
      id: z.string(),
      aliases: z.array(z.string()),
      summary: z.string(),
      severity,
      score: z.number().exactOptional().describe('CVSS base score'),
      fixedIn: z.string().exactOptional(),
      dependency,
    }),
  ),
  vulnerabilityStatus: z.enum(['looked-at', 'partly', 'not-looked-at']),
  licences: z.array(z.object({ licence: z.string(), count: z.number() })),
});

export const tests = z.object({
  reports: z.array(z.string()),
  total: z.number(),
  passed: z.number(),
  failed: z.number(),
  errors: z.number(),
  skipped: z.number(),
  seconds: z.number(),
  failures: z.array(
    z.object({
      suite: z.string(),
      name: z.string(),
      message: z.string(),
      path: z.string().exactOptional(),
      line: z.number().exactOptional(),
    }),
  ),
});
