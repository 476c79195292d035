/** What was not looked at, failures first: not reviewed is never green. */
import type { NotLookedAt } from '../../analyzers/analyzer.ts';
import { isFailure } from '../../verdict/failure.ts';
import type { NotLookedAtGroupView, ReportView } from '../report-view.ts';
import { count, formatNumber, showing } from './format.ts';
import { NOT_LOOKED_AT_ORDER, NOT_LOOKED_AT_WORDS } from './words.ts';

/** Entries listed for one reason. */
export const MOST_NOT_LOOKED_AT = 100;

export function notLookedAtView(entries: readonly NotLookedAt[]): ReportView['notLookedAt'] {
  const failed = entries.filter(isFailure);
  const planned = entries.filter((entry) => !isFailure(entry));
  return {
    summary: summaryOf(failed.length),
    leftOut: leftOutText(planned.length),
    failures: failed.length,
    planned: planned.length,
    groups: [...groupsOf(failed, false), ...groupsOf(planned, true)],
  };
}

function groupsOf(entries: readonly NotLookedAt[], planned: boolean): NotLookedAtGroupView[] {
  return NOT_LOOKED_AT_ORDER.flatMap((reason) => {
    const these = entries.filter((entry) => entry.reason === reason);
    if (these.length === 0) return [];
    const shown = these.slice(0, MOST_NOT_LOOKED_AT);
    const group = {
      reason,
      title: NOT_LOOKED_AT_WORDS[reason],
      planned,
      count: formatNumber(these.length),
      items: shown.map(({ subject, path, analyzer, detail }) => ({
        subject,
        isPath: subject === path,
        analyzer: analyzer ?? '',
        detail,
      })),
      showing: showing(shown.length, these.length),
    };
    return [group];
  });
}

function summaryOf(failures: number): string {
  if (failures === 0) return 'Everything that can be looked at was.';
  return `${count(failures, 'item')} could not be looked at: this report says nothing about ${failures === 1 ? 'it' : 'them'}.`;
}

function leftOutText(amount: number): string {
  if (amount === 0) return '';
  return `${count(amount, 'item was', 'items were')} left out, or looked at only in part, because of what ${amount === 1 ? 'it is' : 'they are'}.`;
}

/** Why a whole section has no result: what its analyzer says, or that there was nothing to read. */
export function absentNote(entries: readonly NotLookedAt[], analyzer: string, otherwise: string): string {
  const details = entries
    .filter((entry) => entry.analyzer === analyzer && entry.path === undefined)
    .map((entry) => entry.detail);
  return details.length === 0 ? otherwise : `Not looked at. ${[...new Set(details)].slice(0, 3).join(' ')}`;
}
