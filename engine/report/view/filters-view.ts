/** What the findings can be filtered by. */
import { SEVERITIES } from '../../findings/finding.ts';
import type { FiltersView, FindingGroupView, FindingView } from './finding-view-schema.ts';
import { formatNumber } from './format.ts';
import { SEVERITY_NAMES } from './words.ts';

/** Files offered in the filter: a longer list is no help, and the search finds the others. */
const MOST_FILES_IN_FILTER = 500;

const UNCOUNTED: ReadonlySet<FindingView['state']> = new Set(['fixed', 'suppressed', 'watched']);

export function filtersView(groups: readonly FindingGroupView[]): FiltersView {
  const findings = groups.flatMap((group) => group.severities.flatMap((severity) => severity.findings));
  // Those that the rest of the report counts: neither mended nor suppressed nor only watched.
  const tally = (key: (finding: FindingView) => string): [string, number][] => {
    const amounts = new Map<string, number>();
    for (const finding of findings) {
      const counts = !UNCOUNTED.has(finding.state);
      amounts.set(key(finding), (amounts.get(key(finding)) ?? 0) + (counts ? 1 : 0));
    }
    return [...amounts].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const labelled = ([value, amount]: [string, number]): { value: string; label: string } => ({
    value,
    label: `${value} (${formatNumber(amount)} open)`,
  });
  const bySeverityName = new Map(tally((finding) => finding.severity));
  return {
    severities: SEVERITIES.filter((severity) => bySeverityName.has(severity)).map((severity) => ({
      value: severity,
      label: `${SEVERITY_NAMES[severity]} (${formatNumber(bySeverityName.get(severity) ?? 0)} open)`,
    })),
    states: groups.map((group) => ({ value: group.id, label: `${group.title} (${formatNumber(group.amount)})` })),
    rules: tally((finding) => finding.ruleId).map(labelled),
    files: tally((finding) => finding.path)
      .filter(([path]) => path !== '')
      .slice(0, MOST_FILES_IN_FILTER)
      .map(labelled),
  };
}
