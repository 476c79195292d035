/** Rules as a report shows them: all of them, and those that most findings name. */
import type { ReviewResult } from '../../review-result.ts';
import type { RuleView, TopRuleView } from './finding-view-schema.ts';
import { formatMinutes, formatNumber } from './format.ts';
import { QUALITY_NAMES, SEVERITY_NAMES } from './words.ts';

/** Rules that stand above a list of findings. */
const MOST_TOP_RULES = 10;

/** The rules that findings of the result name, those with most open findings first. */
export function rulesView(result: ReviewResult): RuleView[] {
  const amounts = new Map<string, number>();
  for (const finding of result.findings) {
    if (finding.state === 'fixed' || finding.suppression !== undefined) continue;
    amounts.set(finding.ruleId, (amounts.get(finding.ruleId) ?? 0) + 1);
  }
  return result.rules
    .map((rule) => {
      const amount = amounts.get(rule.id) ?? 0;
      return {
        id: rule.id,
        anchor: ruleAnchor(rule.id),
        title: rule.title,
        description: rule.description,
        severityName: SEVERITY_NAMES[rule.severity],
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
  const sums = new Map<string, { amount: number; minutes: number }>();
  for (const finding of result.findings) {
    if (finding.state === 'fixed' || finding.suppression !== undefined) continue;
    const sum = sums.get(finding.ruleId) ?? { amount: 0, minutes: 0 };
    sums.set(finding.ruleId, { amount: sum.amount + 1, minutes: sum.minutes + finding.minutes });
  }
  const top = result.rules
    .flatMap((rule) => ({ rule, ...(sums.get(rule.id) ?? { amount: 0, minutes: 0 }) }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount || (a.rule.id < b.rule.id ? -1 : 1))
    .slice(0, MOST_TOP_RULES);
  return top.map(({ rule, amount, minutes }) => ({
    id: rule.id,
    anchor: ruleAnchor(rule.id),
    title: rule.title,
    severity: rule.severity,
    severityName: SEVERITY_NAMES[rule.severity],
    count: formatNumber(amount),
    debt: formatMinutes(minutes),
    bar: Math.max(1, Math.round((amount / (top[0]?.amount ?? 1)) * 100)),
  }));
}

/** Id of a rule in the list of rules. */
export function ruleAnchor(id: string): string {
  return `rule-${id.replaceAll(/[^\w.-]/g, '-')}`;
}

/** The address if a link to it is harmless, else ''. */
export function webAddress(address: string | undefined): string {
  return address !== undefined && /^https?:\/\//i.test(address) ? address : '';
}
