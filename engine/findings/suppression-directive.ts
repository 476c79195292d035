import { RULE_PATTERN } from '../config/rule-pattern.ts';
import { collapse } from './anchor.ts';

/** Our own comment, as written: `plumbline-ignore RULE: reason [until DATE]`. */
export interface SuppressionDirective {
  /** Rule ids and patterns; empty where they cannot be read. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** ISO date; the last day on which it counts. */
  readonly until?: string;
  readonly flaw?: 'no-reason' | 'malformed';
}

export const DIRECTIVE = 'plumbline-ignore';

/** Characters of a directive that are read: its reason is a sentence or two. */
export const LONGEST_SUPPRESSION = 1000;

/**
 * Reads what follows the word; `undefined`: it is another word. Several rules are separated by commas. The date may
 * stand in square brackets. Without them a reason may well end in "until restart": only what starts with a digit is
 * taken for a date there.
 */
export function parseSuppressionDirective(rest: string): SuppressionDirective | undefined {
  if (!/^[\s:]|^$/.test(rest)) return undefined;
  const content = collapse(rest.slice(0, LONGEST_SUPPRESSION));
  const colon = content.indexOf(':');
  const rules = (colon === -1 ? content : content.slice(0, colon)).split(',').map((rule) => rule.trim());
  if (!rules.every((rule) => RULE_PATTERN.test(rule))) return { rules: [], reason: content, flaw: 'malformed' };
  const { reason, until, isDate } = splitDate(colon === -1 ? '' : content.slice(colon + 1).trim());
  if (!isDate) return { rules, reason, flaw: 'malformed' };
  return { rules, reason, ...(until !== undefined && { until }), ...(reason === '' && { flaw: 'no-reason' }) };
}

function splitDate(text: string): { reason: string; until?: string; isDate: boolean } {
  const words = text.split(' ');
  const [before, last] = [words.at(-2)?.toLowerCase(), words.at(-1)!];
  const bracketed = before === '[until' && last.endsWith(']');
  const date = bracketed ? last.slice(0, -1) : last.replace(/\.$/, '');
  if (!bracketed && (before !== 'until' || !/^\d/.test(date))) return { reason: text, isDate: true };
  if (!isCalendarDate(date)) return { reason: text, isDate: false };
  return { reason: words.slice(0, -2).join(' ').replace(/,$/, ''), until: date, isDate: true };
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // The 30th of February is read as a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
