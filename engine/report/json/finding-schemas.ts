import * as z from 'zod';
import { SEVERITIES } from '../../findings/finding.ts';

export const severity = z.enum(SEVERITIES);
export const quality = z.enum(['reliability', 'security', 'maintainability']);
const line = z.int().min(1);

const range = z
  .object({ startLine: line, startColumn: line, endLine: line, endColumn: line })
  .describe('Lines and columns from 1, columns in UTF-16 code units; the end is exclusive');

const path = z.string().describe('From the root of the repository, with `/`; empty: the whole repository');
export const place = z.object({ path, range: range.exactOptional() });
const relatedPlace = place.extend({ message: z.string() });

const edit = z
  .object({ startOffset: z.int(), endOffset: z.int(), text: z.string(), range: range.exactOptional() })
  .describe('Replaces what is between two UTF-16 offsets of the file');

const suppressionSource = z.enum(['comment', 'configuration', 'eslint-comment', 'nosemgrep', 'command']);

const ruleStanding = z.enum(['comment', 'watch']);

const appliedSuppression = z.object({
  source: suppressionSource,
  reason: z.string(),
  until: z.string().exactOptional().describe('The last day on which it counts'),
  by: z.string().exactOptional(),
  place,
});

export const rule = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  severity,
  quality,
  minutes: z.number(),
  helpUri: z.string().exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  cwe: z.array(z.string()).exactOptional(),
});

export const finding = z.object({
  ruleId: z.string(),
  path,
  range: range.exactOptional().describe('Absent: the whole file'),
  message: z.string(),
  severity,
  quality,
  minutes: z.number().describe('What fixing it takes'),
  state: z
    .enum(['new', 'existing', 'moved', 'fixed'])
    .describe('Against the base; a fixed one is gone, and its place is that at base'),
  outsideDiff: z.boolean().describe('New, on a line that the change did not touch'),
  fingerprint: z.string().describe('The same across line moves, renames and rebases; unique together with the path'),
  anchor: z.string().exactOptional(),
  related: z.array(relatedPlace).exactOptional(),
  trace: z.array(relatedPlace).exactOptional().describe('From source to sink'),
  redact: z.array(range).exactOptional().describe('Parts of the file that nobody may show'),
  fix: z.object({ description: z.string(), safe: z.boolean(), edits: z.array(edit) }).exactOptional(),
  standing: ruleStanding
    .exactOptional()
    .describe(
      'Its rule counts for less: `comment`: it blocks nothing; `watch`: it is listed alone. Absent: it may block',
    ),
  suppression: appliedSuppression.exactOptional().describe('Set where one applies: the finding is not open'),
});

export const suppressionRecord = z.object({
  source: suppressionSource,
  rules: z.array(z.string()).describe('Empty: every rule'),
  fingerprint: z.string().exactOptional(),
  paths: z.array(z.string()).exactOptional(),
  reason: z.string(),
  until: z.string().exactOptional(),
  by: z.string().exactOptional(),
  place,
  status: z.enum(['applied', 'unused', 'expired', 'no-reason', 'not-at-base', 'malformed']),
  findings: z.int().describe('How many it covers'),
});

export const appliedStanding = z.object({
  ruleId: z.string(),
  standing: ruleStanding,
  reason: z.string(),
  findings: z.int().describe('How many findings of it would count otherwise'),
});

export const notLookedAt = z.object({
  subject: z.string(),
  path: z.string().exactOptional(),
  analyzer: z.string().exactOptional().describe('Who did not look; absent: nobody did'),
  reason: z.enum([
    'binary',
    'generated',
    'vendored',
    'minified',
    'too-large',
    'lfs-pointer',
    'submodule',
    'symlink',
    'not-detectable',
    'excluded',
    'language',
    'syntax-error',
    'time-out',
    'out-of-memory',
    'crashed',
    'unreadable',
    'changed-while-read',
    'offline',
    'service-failed',
    'tool-missing',
    'bad-input',
    'limit',
    'plan',
    'plan-lapsed',
  ]),
  byChange: z.literal(true).exactOptional().describe('Code that the change itself keeps from being looked at'),
  detail: z.string(),
});
