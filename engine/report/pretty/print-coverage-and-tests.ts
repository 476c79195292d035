/** What the tests say, for a terminal: shares, and the first failures. */
import type { ReportView } from '../report-view.ts';
import { visible } from '../visible.ts';
import { formatNumber } from '../view/format.ts';
import type { Inks } from './inks.ts';
import { cutText, hangText, wrapText } from './wrap-text.ts';

interface Layout {
  readonly inks: Inks;
  readonly columns: number;
}

/** Files that the change leaves without tests. */
const MOST_FILES = 3;
const MOST_FAILURES = 5;
/** Of a failure's message, which may be a page long. */
const MOST_MESSAGE_LINES = 2;

export function printCoverage({ coverage, subject }: ReportView, layout: Layout): string[] {
  if (coverage === null) return [];
  const { changed, total, branches, files } = coverage;
  const shares = [
    ...(changed === null ? [] : [`${changed.share} of the changed lines (${changed.detail})`]),
    `${total.share} of all lines (${total.detail})`,
    ...(branches === null ? [] : [`${branches.share} of the branches (${branches.detail})`]),
  ];
  // Of a whole repository the list has no end; what a change leaves out is what its author can mend now.
  const wanted = subject.kind === 'change' ? files.filter((file) => file.changed !== '–' && file.uncovered !== '') : [];
  return [
    ...section('Coverage', `${shares.join(', ')}.`, layout),
    ...wanted.slice(0, MOST_FILES).flatMap(({ path, uncovered }) => {
      const label = `  ${visible(path)}`;
      const { columns, inks } = layout;
      const shown = { plain: label, shown: inks.path(label) };
      return hangText(shown, `not run: ${uncovered}`, { columns, indent: 4, ink: inks.dim });
    }),
    ...more(wanted.length - MOST_FILES, layout),
  ];
}

export function printTests({ tests }: ReportView, layout: Layout): string[] {
  if (tests === null) return [];
  const { inks, columns } = layout;
  const title = tests.failed ? inks.conclusion.fail(inks.bold('Tests')) : inks.bold('Tests');
  const failures = tests.failures.slice(0, MOST_FAILURES);
  return [
    ...hangText({ plain: 'Tests', shown: title }, tests.summary, {
      columns,
      indent: 'Tests'.length + 2,
      ink: inks.dim,
    }),
    ...failures.flatMap(({ suite, name, place, message }) => {
      const title = [suite, name].filter((part) => part !== '').join(' › ');
      const where = place === '' ? '' : `${visible(place)}  `;
      const told = wrapText(`${where}${visible(message)}`, { width: columns - 4, most: MOST_MESSAGE_LINES });
      return [cutText(`  ${visible(title)}`, columns), ...told.map((line) => `    ${inks.dim(line)}`)];
    }),
    ...more(tests.amount - failures.length, layout),
  ];
}

/** A title with its text behind it. */
export function section(title: string, text: string, { inks, columns }: Layout): string[] {
  const label = { plain: title, shown: inks.bold(title) };
  return hangText(label, text, { columns, indent: title.length + 2, ink: inks.dim });
}

function more(amount: number, { inks }: Layout): string[] {
  return amount > 0 ? [inks.dim(`  … and ${formatNumber(amount)} more`)] : [];
}
