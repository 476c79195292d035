import * as z from 'zod';
import { optionsSchema } from './rule-options.ts';

/** As documented, the older names among them. */
export const RULE_SEVERITIES = [
  'CRITICAL',
  'HIGH',
  'MEDIUM',
  'LOW',
  'ERROR',
  'WARNING',
  'INFO',
  'INVENTORY',
  'EXPERIMENT',
] as const;

/** Ids are printed, compared and written in comments: no spaces, nothing invisible. */
const ID = /^[\w./:@+-]{1,300}$/;

/** All of a rule but what it looks for. */
export const ruleHeadSchema = z.looseObject({
  id: z.string().regex(ID, 'an id of letters, digits, "-", "_", "." and "/"'),
  message: z.string(),
  severity: z.enum(RULE_SEVERITIES),
  languages: z.array(z.string()).min(1),
  mode: z.string().default('search'),
  metadata: z.record(z.string(), z.unknown()).default({}),
  fix: z.string().optional(),
  'fix-regex': z
    .strictObject({ regex: z.string().min(1), replacement: z.string(), count: z.int().min(0).optional() })
    .optional(),
  paths: z
    .strictObject({ include: z.array(z.string()).default([]), exclude: z.array(z.string()).default([]) })
    .prefault({}),
  options: optionsSchema.prefault({}),
});

/** Keys that say nothing about what is found: accepted, and left aside. */
export const KEYS_WITHOUT_EFFECT: readonly string[] = [
  'version',
  'min-version',
  'max-version',
  'product',
  'source',
  'source-uri',
  'visibility',
  'tags',
  'license',
];

/** Keys whose meaning this engine does not carry out: a rule with one is left out, for it would mean something else. */
export const REFUSED_KEYS: Readonly<Record<string, string>> = {
  join: 'rules joined over several files (join mode) are not run',
  extract: 'code extracted for other rules (extract mode) is not run',
  'dest-language': 'code extracted for other rules (extract mode) is not run',
  'dest-rules': 'code extracted for other rules (extract mode) is not run',
  transform: 'code extracted for other rules (extract mode) is not run',
  reduce: 'code extracted for other rules (extract mode) is not run',
  steps: 'rules in steps are not run',
  validators: 'secrets are never tried out on the service they belong to',
  request: 'secrets are never tried out on the service they belong to',
  response: 'secrets are never tried out on the service they belong to',
  'r2c-internal-project-depends-on': 'rules about the versions a project depends on are not run',
  'project-depends-on': 'rules about the versions a project depends on are not run',
  'pattern-where-python': 'it runs Python code out of the rule; use metavariable-comparison or metavariable-regex',
  equivalences: 'equivalences of code are not run',
};

/** The modes beside `search` and `taint`. */
export const REFUSED_MODES: Readonly<Record<string, string>> = {
  join: REFUSED_KEYS['join']!,
  extract: REFUSED_KEYS['extract']!,
  steps: REFUSED_KEYS['steps']!,
  step: REFUSED_KEYS['steps']!,
  secrets: REFUSED_KEYS['validators']!,
};
