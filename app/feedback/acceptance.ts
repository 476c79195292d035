import type { RuleStanding } from '../../engine/findings/rule-standing.ts';
import { count, formatShare } from '../../engine/report/view/format.ts';

/** Pull requests in which people took up what a rule said, and in which they did not. */
export interface Acceptance {
  readonly accepted: number;
  readonly rejected: number;
}

/** What the findings of a rule may do in an account. */
export type StandingName = 'block' | 'comment' | 'watch';

/**
 * The least share of pull requests that a rule's findings are taken up in, for it to keep its standing. Source: C. Sadowski,
 * J. van Gogh, C. Jaspan, E. Söderberg, C. Winter, "Tricorder: Building a Program Analysis Ecosystem", ICSE 2015:
 * an analyzer is on probation above 10 % of "not useful", and may be switched off from 25 %.
 */
export const LEAST_ACCEPTANCE = { block: 0.9, comment: 0.75 } as const satisfies Partial<Record<StandingName, number>>;

/** Pull requests from which on a rule is judged at all. */
export const SMALLEST_SAMPLE = 10;

/** Standard normal quantile of 97.5 %: an interval that holds the true share in 95 of 100 cases. */
const Z = 1.959_963_985;

/**
 * Wilson's score interval of a share of 0 to 1, which is fit for small samples. Source: E. B. Wilson, "Probable inference, the
 * law of succession, and statistical inference", Journal of the American Statistical Association 22 (1927). Without a sample: 0 to 1.
 */
export function wilsonInterval({ accepted, rejected }: Acceptance): { readonly lower: number; readonly upper: number } {
  const size = accepted + rejected;
  if (size === 0) return { lower: 0, upper: 1 };
  const share = accepted / size;
  const square = Z * Z;
  const centre = share + square / (2 * size);
  const spread = Z * Math.sqrt((share * (1 - share)) / size + square / (4 * size * size));
  const scale = 1 + square / size;
  return { lower: Math.max(0, (centre - spread) / scale), upper: Math.min(1, (centre + spread) / scale) };
}

/**
 * The standing that a rule comes to: one step down where even the upper end of the interval is below what its standing asks
 * for, so that chance does not demote it. Never up: that is for people.
 */
export function judgeStanding(standing: StandingName, acceptance: Acceptance): StandingName {
  if (acceptance.accepted + acceptance.rejected < SMALLEST_SAMPLE) return standing;
  const { upper } = wilsonInterval(acceptance);
  switch (standing) {
    case 'block':
      return upper < LEAST_ACCEPTANCE.block ? 'comment' : 'block';
    case 'comment':
      return upper < LEAST_ACCEPTANCE.comment ? 'watch' : 'comment';
    case 'watch':
      return 'watch';
  }
}

/** "People acted on it in 9 of the 12 pull requests … (75 %).", or empty where nothing is known. */
export function acceptanceInWords({ accepted, rejected }: Acceptance): string {
  const size = accepted + rejected;
  if (size === 0) return '';
  return `People acted on it in ${accepted} of the ${count(size, 'pull request')} where they reacted to it (${formatShare(accepted / size)}).`;
}

/** Why a rule was demoted to this standing. */
export function demotionInWords(standing: RuleStanding['standing'], acceptance: Acceptance): string {
  const least = standing === 'comment' ? LEAST_ACCEPTANCE.block : LEAST_ACCEPTANCE.comment;
  const role = standing === 'comment' ? 'blocks' : 'comments';
  return `${acceptanceInWords(acceptance)} A rule that ${role} needs at least ${formatShare(least)}.`;
}

/** What it means that a rule has this standing; empty where it may block. */
export function standingInWords(standing: StandingName): string {
  switch (standing) {
    case 'block':
      return '';
    case 'comment':
      return 'In this account the rule comments, and blocks nothing.';
    case 'watch':
      return 'In this account the rule is only watched: its findings are listed in the report and count for nothing.';
  }
}
