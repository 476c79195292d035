/** The findings of a report for a terminal: gravest first, by file, and no more than one reads. */
import type { ReportView } from '../report-view.ts';
import { visible } from '../visible.ts';
import type { FindingGroupView, FindingView } from '../view/finding-view-schema.ts';
import { formatNumber } from '../view/format.ts';
import type { Inks } from './inks.ts';
import { cutText, hangText, wrapText } from './wrap-text.ts';

/** Findings printed in all: about three screens. The other formats have them all. */
const MOST_FINDINGS = 25;
/** Up to here every finding shows its code; in a longer list only those of at least high severity do. */
const MOST_WITH_CODE = 10;
/** Lines of one message. */
const MOST_MESSAGE_LINES = 2;
/** Lines named of the same finding in one file. */
const MOST_SAME = 6;
const LINE_WIDTH = 6;
const SEVERITY_WIDTH = 10;
const INDENT = LINE_WIDTH + 2 + SEVERITY_WIDTH;
/** Text gets at least this, however narrow the terminal. */
const LEAST_WIDTH = 24;

export interface FindingsLayout {
  readonly inks: Inks;
  readonly columns: number;
  /** Says where the whole list is, as the end of a sentence. */
  readonly wholeList: string;
}

/** Findings of one file that say the same with the same weight, told once. */
interface Told {
  readonly finding: FindingView;
  readonly alsoAt: number[];
}

export function printFindings({ findings: { groups } }: ReportView, layout: FindingsLayout): string[][] {
  const blocks: string[][] = [];
  let room = MOST_FINDINGS;
  const listed = groups.filter((group) => group.prominent);
  const withCode = listed.reduce((sum, group) => sum + group.amount, 0) <= MOST_WITH_CODE;
  for (const group of listed) {
    const shown = group.severities.flatMap((severity) => severity.findings).slice(0, room);
    room -= shown.length;
    blocks.push(...printGroup(group, shown, { ...layout, withCode }));
  }
  const rest = groups.filter((group) => !group.prominent);
  if (rest.length > 0) {
    const named = rest.map(({ amount, title }) => `${formatNumber(amount)} ${title.toLowerCase()}`);
    blocks.push(wrapText(`Not listed here: ${named.join(', ')}.`, { width: layout.columns }).map(layout.inks.dim));
  }
  return blocks;
}

function printGroup(
  group: FindingGroupView,
  shown: readonly FindingView[],
  layout: FindingsLayout & { withCode: boolean },
): string[][] {
  const { bold, dim, path } = layout.inks;
  const title = hangText({ plain: group.title, shown: bold(group.title) }, `${group.count}. ${group.intro}`, {
    columns: layout.columns,
    indent: 0,
    ink: dim,
  });
  const files = [...byFile(shown)].map(([place, told]) => [
    path(visible(place)),
    ...told.flatMap((one, index) => printTold(one, { ...layout, above: told[index - 1]?.finding })),
  ]);
  const more = group.amount - shown.length;
  const rest = more === 0 ? [] : [[dim(`… and ${formatNumber(more)} more: ${layout.wholeList}`)]];
  return [title, ...files, ...rest];
}

/** Files in the order of their gravest finding. */
function byFile(findings: readonly FindingView[]): Map<string, Told[]> {
  const files = new Map<string, Map<string, Told>>();
  for (const finding of findings) {
    const place = finding.path === '' ? finding.place : finding.path;
    const told = files.get(place) ?? new Map<string, Told>();
    files.set(place, told);
    const key = `${finding.ruleId}\n${finding.severity}\n${finding.message}`;
    const same = told.get(key);
    if (same === undefined || finding.line === null) told.set(key, { finding, alsoAt: [] });
    else same.alsoAt.push(finding.line);
  }
  return new Map([...files].map(([place, told]) => [place, [...told.values()]]));
}

function printTold(
  { finding, alsoAt }: Told,
  { inks, columns, withCode, above }: FindingsLayout & { withCode: boolean; above: FindingView | undefined },
): string[] {
  const width = Math.max(LEAST_WIDTH, columns - INDENT);
  const indent = ' '.repeat(INDENT);
  // A rule's title alone would not say which code it is that stands elsewhere.
  const said = finding.message.startsWith(finding.headline) ? finding.headline : finding.message;
  const message = wrapText(visible(said), { width, most: MOST_MESSAGE_LINES });
  const grave = finding.severity === 'critical' || finding.severity === 'high';
  const lines = [
    ...withRule(message, finding.ruleId, { width, inks }),
    ...sameAt(alsoAt, inks),
    ...((withCode || grave) && above?.line !== finding.line ? codeOf(finding, { width, inks }) : []),
    ...finding.trace.map((step, index) =>
      inks.dim(cutText(`${index + 1}. ${visible(step.place)}  ${visible(step.message)}`, width)),
    ),
  ];
  const start =
    String(finding.line ?? '').padStart(LINE_WIDTH) +
    '  ' +
    inks.severity[finding.severity](finding.severityName.padEnd(SEVERITY_WIDTH));
  return lines.map((line, index) => (index === 0 ? start : indent) + line);
}

function withRule(message: readonly string[], rule: string, { width, inks }: { width: number; inks: Inks }): string[] {
  const last = message.at(-1) ?? '';
  if (last.length + 2 + rule.length > width) return [...message, inks.dim(rule)];
  return [...message.slice(0, -1), `${last}  ${inks.dim(rule)}`];
}

function sameAt(lines: readonly number[], { dim }: Inks): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_SAME;
  const named = `${lines.slice(0, MOST_SAME).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [dim(`also in ${lines.length === 1 ? 'line' : 'lines'} ${named}`)];
}

function codeOf({ excerpt }: FindingView, { width, inks }: { width: number; inks: Inks }): string[] {
  const line = excerpt?.lines.find(({ highlighted }) => highlighted);
  const code = line ? `${line.before}${line.marked}${line.after}`.trim().replace(/\t/g, ' ') : '';
  // A line of brackets alone says nothing.
  if (!/[\p{L}\p{N}]/u.test(code)) return [];
  return [inks.dim(cutText(`│ ${visible(code)}`, width))];
}
