/**
 * What may stand in `.plumbline.yml`: names, meaning and defaults. The types, the published JSON Schema and the
 * messages about mistakes are all made from it. Each layer (a pack, a file, the repository's own) is checked against
 * it alone; defaults fill in what none of them says.
 */
import { RULE_PACKS } from '../analyzers/rules/packs.ts';
import * as z from 'zod';
import { DEFAULT_THRESHOLDS } from '../analyzers/metrics/thresholds.ts';
import { SEVERITIES } from '../findings/finding.ts';
import { DEFAULT_GATE } from '../verdict/default-gate.ts';
import { gateConditionSchema } from '../verdict/gate.ts';
import { MAX_GLOB_LENGTH, problemOfGlob } from './globs.ts';
import { RULE_PATTERN } from './rule-pattern.ts';

/** Where a repository keeps its configuration. */
export const CONFIGURATION_FILE = '.plumbline.yml';

const glob = z
  .string()
  .min(1)
  .max(MAX_GLOB_LENGTH)
  .superRefine((value, context) => {
    const expected = problemOfGlob(value);
    if (expected !== undefined) context.addIssue({ code: 'custom', message: expected });
  })
  .describe('Paths from the root of the repository: `*`, `**`, `?`, `[abc]`, `{a,b}`; a folder covers all below it');
const globs = z.array(glob);
const someGlobs = globs.min(1);
const count = z.int().min(0);
const text = z.string().trim().min(1).max(500);

const rulePattern = z
  .string()
  .regex(RULE_PATTERN, 'a rule id such as eslint/no-debugger, or a pattern such as eslint/*');
const ruleSeverity = z.enum(['off', ...SEVERITIES]).describe('How much the rule weighs; off: it is not checked');

const ruleDetails = z
  .strictObject({
    severity: ruleSeverity.optional(),
    minutes: z.number().min(0).max(10_000).optional().describe('Minutes that fixing one finding takes'),
    paths: someGlobs.optional().describe('Where this holds; elsewhere the rule stays as it is. Default: everywhere'),
  })
  .describe('What to change of a rule, and where');

const rules = z
  .record(rulePattern, z.union([ruleSeverity, ruleDetails]))
  .describe('By rule id or pattern: a severity, off, or details. Where several fit, the later one wins');

const analyzer = {
  enabled: z.boolean().default(true).describe('Whether it runs at all'),
  required: z
    .boolean()
    .default(false)
    .describe('If it could not look at everything it should have, the verdict is neutral instead of a pass'),
};
const withReports = (what: string, defaults: string[]) => ({
  ...analyzer,
  reports: globs.default(defaults).describe(`Where ${what} are, in the working folder`),
});

const metrics = z.strictObject({
  ...analyzer,
  thresholds: z
    .strictObject({
      cognitiveComplexity: count.default(DEFAULT_THRESHOLDS.cognitiveComplexity).describe('Of a function'),
      cyclomaticComplexity: count.default(DEFAULT_THRESHOLDS.cyclomaticComplexity).describe('Of a function'),
      functionLength: count.default(DEFAULT_THRESHOLDS.functionLength).describe('Lines of code of a function'),
      parameters: count.default(DEFAULT_THRESHOLDS.parameters).describe('Of a function'),
      nesting: count.default(DEFAULT_THRESHOLDS.nesting).describe('Levels of control structures within a function'),
      fileLength: count.default(DEFAULT_THRESHOLDS.fileLength).describe('Lines of code of a file'),
    })
    .prefault({})
    .describe('The most that is accepted; more is a finding'),
});

const duplication = z.strictObject({
  ...analyzer,
  minTokens: z.int().min(20).max(10_000).default(50).describe('Length from which equal code counts as a clone'),
  ignoreNames: z.boolean().default(false).describe('Find clones whose names differ, too'),
  includeTests: z.boolean().default(false).describe('Compare tests, too: they repeat themselves on purpose'),
});

const hygiene = z.strictObject({
  ...analyzer,
  thresholds: z
    .strictObject({
      fileBytes: count.default(1_048_576).describe('Size of a file, in bytes'),
      changedLines: count.default(1_000).describe('Lines that a change adds and removes'),
    })
    .prefault({})
    .describe('The most that is accepted; more is a finding'),
});

const analyzers = z
  .strictObject({
    eslint: z.strictObject(analyzer).prefault({}).describe('ESLint rules for JavaScript and TypeScript'),
    metrics: metrics.prefault({}).describe('Size and complexity'),
    duplication: duplication.prefault({}).describe('The same code in several places'),
    rules: z
      .strictObject({
        ...analyzer,
        packs: z
          .array(z.enum(RULE_PACKS))
          .default([...RULE_PACKS])
          .describe('Packs of rules to look by'),
      })
      .prefault({})
      .describe("Weaknesses and bad habits, by rules in Semgrep's format"),
    secrets: z.strictObject(analyzer).prefault({}).describe('Keys and passwords in the code'),
    dependencies: z
      .strictObject({
        ...analyzer,
        offline: z.boolean().default(false).describe('Never ask OSV about vulnerabilities, even with a network'),
      })
      .prefault({})
      .describe('What the lock files name'),
    hygiene: hygiene.prefault({}).describe('The state of the repository'),
    coverage: z
      .strictObject(withReports('coverage reports', []))
      .prefault({})
      .describe('lcov, Cobertura, JaCoCo, Clover or Istanbul JSON'),
    tests: z.strictObject(withReports('test reports', [])).prefault({}).describe('JUnit XML'),
    sarif: z.strictObject(withReports("other tools' reports", [])).prefault({}).describe('SARIF 2.1.0'),
  })
  .describe('What looks at the code');

const suppression = z
  .strictObject({
    rule: rulePattern.optional().describe('Rule id or pattern'),
    paths: someGlobs.optional(),
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'a fingerprint of 32 hex digits, as the reports show it')
      .optional()
      .describe('Of one finding, as the reports show it'),
    reason: text.describe('Why; without one a suppression does not count'),
    until: z.iso.date().optional().describe('The last day on which it counts, such as 2027-01-31'),
    by: text.optional().describe('Who decided it'),
  })
  .refine((given) => given.rule !== undefined || given.paths !== undefined || given.fingerprint !== undefined, {
    message: 'at least one of rule, paths and fingerprint',
  })
  .meta({ anyOf: [{ required: ['rule'] }, { required: ['paths'] }, { required: ['fingerprint'] }] })
  .describe('Findings that are known and accepted: those that fit everything said here');

const gate = z
  .strictObject({ conditions: z.array(gateConditionSchema).max(100) })
  .describe('What must hold for the check to pass. Replaces the default conditions');

const project = z
  .strictObject({
    name: text.describe('Shown in the reports'),
    paths: someGlobs.describe('What belongs to it'),
    gate: gate.optional().describe("Its own gate. Default: the repository's"),
    rules: rules.optional().describe('Changes to rules within it, after those of the repository'),
  })
  .describe('A part of a monorepo');

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #1f4e79');
const consultant = z
  .strictObject({
    name: text.optional(),
    email: z.email('an e-mail address').optional(),
    url: z.url({ protocol: /^https?$/, error: 'a web address that starts with https://' }).optional(),
    logo: z
      .string()
      .max(MAX_GLOB_LENGTH)
      .regex(
        /^(?!\/|.*(?:^|\/)\.\.(?:\/|$)).+\.(?:png|svg|jpe?g)$/i,
        'the path of a .png, .svg or .jpg file in the repository',
      )
      .optional()
      .describe('Path of an image in the repository, for the PDF'),
    colours: z
      .strictObject({ primary: colour.optional(), accent: colour.optional() })
      .optional()
      .describe('Of headings and charts, in the PDF'),
  })
  .describe('Who signs the report');

/** A label's name, as GitHub has it. */
const label = z.string().trim().min(1).max(100);
const pullRequests = z
  .strictObject({
    drafts: z.boolean().default(false).describe('Review drafts, too. Default: a draft is reviewed once it is ready'),
    bots: z.boolean().default(true).describe('Review what bots open, too'),
    labels: z
      .strictObject({
        skip: z.array(label).max(100).default([]).describe('One with any of these is not reviewed'),
        only: z.array(label).max(100).default([]).describe('If there are any, one with none of these is not reviewed'),
      })
      .prefault({})
      .describe('Which pull requests are reviewed, by their labels'),
    paths: z
      .strictObject({ skip: globs.default([]).describe('One that changes nothing else is not reviewed') })
      .prefault({})
      .describe('Which pull requests are reviewed, by what they change'),
    comment: z
      .enum(['off', 'on-failure', 'always'])
      .default('on-failure')
      .describe('When the result is also told in a comment, which is kept up to date'),
    suggestions: z.boolean().default(true).describe('Suggest safe fixes in review comments'),
    annotations: z.boolean().default(true).describe('Show findings beside the code of the change'),
  })
  .describe('What the GitHub App and the Action do with pull requests');

export const configurationSchema = z
  .strictObject({
    version: z.literal(1).optional().describe('Of this format'),
    extends: z
      .union([text, z.array(text).max(20)])
      .optional()
      .describe(
        'Packs (plumbline:recommended, plumbline:strict, plumbline:security) or files (./team.yml) to start from',
      ),
    include: globs.default(['**']).describe('What is looked at'),
    exclude: globs.default([]).describe('What is left out of it'),
    generated: globs
      .default([])
      .describe('Files that a tool writes, besides those known by name, content or .gitattributes'),
    vendored: globs.default([]).describe("Other people's code, besides that known by its place or .gitattributes"),
    analyzers: analyzers.prefault({}),
    rules: rules.default({}),
    suppressions: z.array(suppression).max(1_000).default([]).describe('Findings that are known and accepted'),
    gate: gate.prefault({ conditions: [...DEFAULT_GATE] }),
    projects: z
      .array(project)
      .max(200)
      .default([])
      .describe('Parts of a monorepo, each with its own gate')
      .superRefine((projects, context) => {
        projects.forEach(({ name }, index) => {
          if (projects.findIndex((other) => other.name === name) < index)
            context.addIssue({ code: 'custom', path: [index, 'name'], message: 'a name no other project has' });
        });
      }),
    pullRequests: pullRequests.prefault({}),
    report: z
      .strictObject({ consultant: consultant.optional() })
      .prefault({})
      .describe('Who hands the HTML and PDF over'),
  })
  .describe('Plumbline: what is checked, and what must hold for a change to pass');

/** The file as parsed, with the defaults. */
export type ConfigurationInput = z.output<typeof configurationSchema>;
