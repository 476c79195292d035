/** Every suppression as written, with what became of it. */
import type { SuppressionRecord } from '../../findings/suppression.ts';
import type { ReportView } from '../report-view.ts';
import { placeText, untilBy } from './place-text.ts';
import { count, formatNumber, showing } from './format.ts';
import { FOREIGN_UNUSED, SUPPRESSION_SOURCES, SUPPRESSION_STATUS_WORDS } from './words.ts';

export const MOST_SUPPRESSIONS = 100;

/** Those of our own without effect first: they want a decision. Idle comments for other tools come last. */
const STATUS_ORDER = [
  'malformed',
  'no-reason',
  'not-at-base',
  'expired',
  'unused',
  'applied',
] as const satisfies SuppressionRecord['status'][];

export function suppressionsView(records: readonly SuppressionRecord[]): ReportView['suppressions'] {
  const foreign = records.filter(isIdleForeign);
  const own = records.filter((record) => !isIdleForeign(record));
  const inForce = own.filter(({ status }) => status === 'applied').length;
  const sorted = [...STATUS_ORDER.flatMap((status) => own.filter((record) => record.status === status)), ...foreign];
  const rows = sorted.slice(0, MOST_SUPPRESSIONS).map((record) => {
    const words = isIdleForeign(record) ? FOREIGN_UNUSED : SUPPRESSION_STATUS_WORDS[record.status];
    return {
      what: namesOf(record),
      reason: record.reason === '' ? 'no reason given' : record.reason,
      terms: untilBy(record),
      place: record.source === 'command' ? 'this pull request' : placeText(record.place),
      source: SUPPRESSION_SOURCES[record.source],
      status: record.status,
      statusName: words.name,
      statusText: words.detail,
      findings: formatNumber(record.findings),
    };
  });
  return {
    rows,
    showing: showing(rows.length, records.length),
    count: count(records.length, 'suppression'),
    summary: summaryOf({ inForce, withoutEffect: own.length - inForce, foreign: foreign.length }),
    withoutEffect: own.length - inForce,
  };
}

/** "25 in force, 2 without effect, 9 comments for other tools that are not needed here". */
function summaryOf(amounts: { inForce: number; withoutEffect: number; foreign: number }): string {
  const parts = [
    [amounts.inForce, 'in force'],
    [amounts.withoutEffect, 'without effect'],
    [amounts.foreign, amounts.foreign === 1 ? FOREIGN_COMMENT : FOREIGN_COMMENTS],
  ] as const;
  const named = parts.filter(([amount]) => amount > 0).map(([amount, words]) => `${formatNumber(amount)} ${words}`);
  return named.join(', ');
}

const FOREIGN_COMMENT = 'comment for another tool that is not needed here';
const FOREIGN_COMMENTS = 'comments for other tools that are not needed here';

/** A comment for another tool that covers nothing here. */
export function isIdleForeign({ source, status }: SuppressionRecord): boolean {
  return status === 'unused' && (source === 'eslint-comment' || source === 'nosemgrep');
}

function namesOf({ rules, fingerprint, paths }: SuppressionRecord): string {
  const names = [...rules, ...(fingerprint === undefined ? [] : [`fingerprint ${fingerprint}`])];
  const what = names.length === 0 ? 'every rule' : names.join(', ');
  return paths === undefined || paths.length === 0 ? what : `${what} in ${paths.join(', ')}`;
}
