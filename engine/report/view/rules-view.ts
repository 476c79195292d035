/** Rules as a report shows them: all of them, and those that most findings name. */
import { SEVERITIES, type Finding, type Rule, type Severity } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { RuleView, TopRuleView } from './finding-view-schema.ts';
import { formatMinutes, formatNumber } from './format.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { QUALITY_NAMES, SEVERITY_NAMES } from './words.ts';

/** Rules that stand above a list of findings. */
const MOST_TOP_RULES = 10;

/** The rules that findings of the result name, those with most open findings first. */
export function rulesView(result: ReviewResult): RuleView[] {
  const open = openByRule(result);
  return result.rules
    .map((rule) => {
      const own = open.get(rule.id) ?? [];
      const amount = own.length;
      return {
        id: rule.id,
        anchor: ruleAnchor(rule.id),
        title: rule.title,
        description: rule.description,
        severityName: severitiesOf(own, rule).name,
        quality: QUALITY_NAMES[rule.quality],
        effort: formatMinutes(rule.minutes),
        helpUri: webAddress(rule.helpUri),
        classification: (rule.cwe ?? []).join(', '),
        amount,
        count: formatNumber(amount),
      };
    })
    .sort((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
}

/** The rules with most open findings, and what mending them all would take. */
export function topRulesView(result: ReviewResult): TopRuleView[] {
  const open = openByRule(result);
  const top = result.rules
    .map((rule) => {
      const own = open.get(rule.id) ?? [];
      const minutes = own.reduce((sum, finding) => sum + finding.minutes, 0);
      return { rule, amount: own.length, minutes, severity: severitiesOf(own, rule) };
    })
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount || (a.rule.id < b.rule.id ? -1 : 1))
    .slice(0, MOST_TOP_RULES);
  return top.map(({ rule, amount, minutes, severity }) => ({
    id: rule.id,
    anchor: ruleAnchor(rule.id),
    title: rule.title,
    severity: severity.worst,
    severityName: severity.name,
    count: formatNumber(amount),
    debt: formatMinutes(minutes),
    bar: Math.max(1, Math.round((amount / (top[0]?.amount ?? 1)) * 100)),
  }));
}

function openByRule({ findings }: ReviewResult): ReadonlyMap<string, readonly Finding[]> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of openFindings(findings)) {
    const own = byRule.get(finding.ruleId);
    if (own) own.push(finding);
    else byRule.set(finding.ruleId, [finding]);
  }
  return byRule;
}

/** What the findings weigh, which is not always what their rule does; without any, the rule. */
function severitiesOf(findings: readonly Finding[], rule: Rule): { readonly worst: Severity; readonly name: string } {
  const present = SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity));
  const [worst = rule.severity, mildest = worst] = [present[0], present.at(-1)];
  const name = SEVERITY_NAMES[worst];
  return { worst, name: worst === mildest ? name : `${name} to ${SEVERITY_NAMES[mildest].toLowerCase()}` };
}

/** Id of a rule in the list of rules. */
export function ruleAnchor(id: string): string {
  return `rule-${id.replaceAll(/[^\w.-]/g, '-')}`;
}

/** The address if a link to it is harmless, else ''. */
export function webAddress(address: string | undefined): string {
  return address !== undefined && /^https?:\/\//i.test(address) ? address : '';
}
