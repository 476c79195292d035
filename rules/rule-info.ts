import { z } from 'zod';
import type { Rule, Severity } from '../engine/findings/finding.ts';
import type { RuleFolder } from './rule-folder.ts';

/** What `metadata` of a rule of ours says. */
const metadataSchema = z.strictObject({
  title: z.string().min(8).max(80),
  quality: z.enum(['reliability', 'security', 'maintainability']),
  /** Minutes an ordinary mending takes. */
  minutes: z.number().int().min(1).max(480),
  confidence: z.enum(['HIGH', 'MEDIUM', 'LOW']),
  cwe: z.array(z.string().regex(/^CWE-\d+$/)).default([]),
  /** Of OWASP's Top Ten, as `A03:2021`. */
  owasp: z.array(z.string().regex(/^A\d\d:20\d\d$/)).default([]),
  technology: z.array(z.string()).min(1),
  /** Looks at test files too; most problems are none there. */
  tests: z.boolean().default(false),
  references: z.array(z.url({ protocol: /^https$/ })).default([]),
});
export type RuleMetadata = z.infer<typeof metadataSchema>;

/** Semgrep's severities as ours. */
const SEVERITY: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  ERROR: 'high',
  HIGH: 'high',
  WARNING: 'medium',
  MEDIUM: 'medium',
  LOW: 'low',
  INFO: 'info',
};

/** The rule as reviews and reports know it, or what its metadata lacks. */
export function ruleInfo({
  pack,
  name,
  rule,
}: RuleFolder): { info: Rule; metadata: RuleMetadata } | { problems: string[] } {
  if (!rule) return { problems: ['there is no rule'] };
  const read = metadataSchema.safeParse(rule.metadata);
  if (!read.success) {
    return { problems: read.error.issues.map(({ path, message }) => `metadata.${path.join('.')}: ${message}`) };
  }
  const severity = SEVERITY[rule.severity];
  if (!severity) return { problems: [`severity ${rule.severity} is none of ${Object.keys(SEVERITY).join(', ')}`] };
  const { title, quality, minutes, cwe, technology } = read.data;
  return {
    info: {
      id: `${pack}/${name}`,
      title,
      description: rule.message.replace(/\s+/g, ' ').trim(),
      severity,
      quality,
      minutes,
      tags: [pack, ...technology],
      ...(cwe.length > 0 && { cwe }),
    },
    metadata: read.data,
  };
}
