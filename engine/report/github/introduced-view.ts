import { SEVERITIES, type Finding } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import { count, formatNumber, showing } from '../view/format.ts';
import { headlineOf } from '../view/headline.ts';
import { placeText } from '../view/place-text.ts';
import { SEVERITY_NAMES } from '../view/words.ts';
import type { CheckFieldsView, ShownFindingView } from './check-view.ts';
import { wellFormed } from './well-formed.ts';

/** The gravest findings that a summary names: what to mend first. */
export const MOST_IN_SUMMARY = 5;
/** Findings of the longer text. It is read, not searched: the report holds all. */
export const MOST_IN_TEXT = 100;

interface Shown {
  readonly result: ReviewResult;
  /** In the order in which they are shown. */
  readonly findings: readonly Finding[];
  readonly repositoryUrl?: string | undefined;
}

/** The findings that a check run names, and how many there are of each severity. */
export function introducedView(shown: Shown, most = MOST_IN_TEXT): CheckFieldsView['introduced'] {
  const { result, findings } = shown;
  const age = result.subject.base === undefined ? 'open' : 'new';
  const rules = new Map(result.rules.map(({ id, title }) => [id, title]));
  const view = (finding: Finding): ShownFindingView => shownFinding(finding, shown, rules.get(finding.ruleId));
  const listed = findings.slice(0, most);
  const named = findings.slice(0, MOST_IN_SUMMARY);
  const amounts = SEVERITIES.map((severity) => ({
    severity,
    name: SEVERITY_NAMES[severity],
    amount: findings.filter((finding) => finding.severity === severity).length,
  }));
  return {
    amount: findings.length,
    title: findings.length === 0 ? `No ${age} findings` : count(findings.length, `${age} finding`),
    aside: asideOf(result),
    severities: amounts.map(({ amount, ...rest }) => ({ ...rest, count: formatNumber(amount), present: amount > 0 })),
    top: named.map(view),
    topShowing: showing(named.length, findings.length),
    groups: amounts.flatMap(({ amount, ...rest }) => {
      const own = listed.filter(({ severity }) => severity === rest.severity);
      return own.length === 0 ? [] : [{ ...rest, count: formatNumber(amount), findings: own.map(view) }];
    }),
    showing: showing(listed.length, findings.length),
  };
}

function asideOf({ findings }: ReviewResult): string {
  const fixed = findings.filter(({ state }) => state === 'fixed').length;
  const suppressed = findings.filter(({ state, suppression }) => state === 'new' && suppression !== undefined).length;
  return [
    ...(fixed === 0 ? [] : [`${formatNumber(fixed)} fixed`]),
    ...(suppressed === 0 ? [] : [`${formatNumber(suppressed)} suppressed`]),
  ].join(', ');
}

function shownFinding(
  finding: Finding,
  { result, repositoryUrl }: Shown,
  ruleTitle = finding.ruleId,
): ShownFindingView {
  return {
    severity: finding.severity,
    headline: wellFormed(headlineOf(finding.message, ruleTitle).headline),
    place: wellFormed(placeText(finding)),
    isPath: finding.path !== '',
    placeUrl: placeUrl(finding, result, repositoryUrl),
    ruleId: wellFormed(finding.ruleId),
    fingerprint: finding.fingerprint,
    fix: wellFormed(finding.fix?.description ?? ''),
    safeFix: finding.fix?.safe === true,
  };
}

function placeUrl({ path, range }: Finding, { subject }: ReviewResult, repositoryUrl: string | undefined): string {
  if (repositoryUrl === undefined || subject.head.commit === undefined || path === '') return '';
  const file = path.split('/').map((part) => encodeURIComponent(wellFormed(part)));
  const line = range === undefined ? '' : `#L${range.startLine}`;
  return `${repositoryUrl}/blob/${subject.head.commit}/${file.join('/')}${line}`;
}
