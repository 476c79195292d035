import type { RawFinding, Rule } from '../../findings/finding.ts';
import { plainMessage } from './problem.ts';
import type { EslintMessage, EslintReport } from './repository-report.ts';
import { LINT_RULE_BY_NAME } from './rules.ts';

/** The analyzer's id, and what the ids of its rules start with: the same rule of ours may have other options. */
export const REPOSITORY_LINT = 'eslint-config';

/** ESLint names no rule where it speaks of a directive comment itself: one without effect, or not understood. */
const DIRECTIVE_COMMENT = 'directive-comment';

/** Minutes for a rule of which nothing is known: the median of the curated ones. */
const MINUTES = 5;

/** The id of a rule by ESLint's name of it; plugins may call theirs anything. */
export function repositoryRuleId(name: string | null): string {
  return `${REPOSITORY_LINT}/${(name ?? DIRECTIVE_COMMENT).replace(/[^\w./@-]/g, '-')}`;
}

/** A rule as its plugin describes it; as we do where it is one of the curated ones. */
export function repositoryRule(message: EslintMessage, report: EslintReport): Rule {
  const name = message.ruleId ?? DIRECTIVE_COMMENT;
  const id = repositoryRuleId(message.ruleId);
  const tags = ['repository-configuration'];
  const curated = LINT_RULE_BY_NAME.get(name) ?? LINT_RULE_BY_NAME.get(coreName(name));
  if (curated) return { ...curated.rule, id, tags };
  const docs = report.metadata?.rulesMeta?.[name]?.docs;
  return {
    id,
    title: name,
    description: plainMessage(docs?.description ?? `${name}, as the repository's configuration has it`),
    severity: message.severity === 2 ? 'medium' : 'low',
    quality: 'maintainability',
    minutes: MINUTES,
    ...(docs?.url ? { helpUri: docs.url } : {}),
    tags,
  };
}

/** Leaves out what the repository's ESLint finds on a line where our own run of the same rule has found it. */
export function withoutRepeated(findings: readonly RawFinding[]): readonly RawFinding[] {
  const theirs = (finding: RawFinding) => finding.ruleId.startsWith(`${REPOSITORY_LINT}/`);
  if (!findings.some(theirs)) return findings;
  const ours = new Set(findings.filter(({ ruleId }) => ruleId.startsWith('eslint/')).map(ruleAndLine));
  return findings.filter((finding) => !theirs(finding) || !ours.has(ruleAndLine(finding)));
}

function ruleAndLine({ ruleId, path, range }: RawFinding): string {
  const name = coreName(ruleId.slice(ruleId.indexOf('/') + 1));
  return `${name}\0${path}\0${range?.startLine ?? ''}`;
}

/** typescript-eslint's version of a core rule keeps its name; of both, we run one. */
function coreName(name: string): string {
  return name.replace(/^@typescript-eslint\//, '');
}
