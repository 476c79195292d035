/** Every suppression as written, with what became of it. */
import type { SuppressionRecord } from '../../findings/suppression.ts';
import type { ReportView } from '../report-view.ts';
import { placeText, suppressionTerms } from './findings-view.ts';
import { count, formatNumber, showing } from './format.ts';
import { SUPPRESSION_SOURCES, SUPPRESSION_STATUS_WORDS } from './words.ts';

export const MOST_SUPPRESSIONS = 200;

/** Those without effect first: they want a decision. */
const STATUS_ORDER = [
  'malformed',
  'no-reason',
  'not-at-base',
  'expired',
  'unused',
  'applied',
] as const satisfies SuppressionRecord['status'][];

export function suppressionsView(records: readonly SuppressionRecord[]): ReportView['suppressions'] {
  const sorted = STATUS_ORDER.flatMap((status) => records.filter((record) => record.status === status));
  const rows = sorted.slice(0, MOST_SUPPRESSIONS).map((record) => ({
    what: namesOf(record),
    reason: record.reason === '' ? 'no reason given' : record.reason,
    terms: suppressionTerms(record),
    place: placeText(record.place),
    source: SUPPRESSION_SOURCES[record.source],
    status: record.status,
    statusText: SUPPRESSION_STATUS_WORDS[record.status],
    findings: formatNumber(record.findings),
  }));
  return { rows, showing: showing(rows.length, records.length), count: count(records.length, 'suppression') };
}

function namesOf({ rules, fingerprint, paths }: SuppressionRecord): string {
  const names = [...rules, ...(fingerprint === undefined ? [] : [`fingerprint ${fingerprint}`])];
  const what = names.length === 0 ? 'every rule' : names.join(', ');
  return paths === undefined || paths.length === 0 ? what : `${what} in ${paths.join(', ')}`;
}
