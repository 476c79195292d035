import type { GateView, ReportView } from '../report-view.ts';
import { visible } from '../visible.ts';
import { count } from '../view/format.ts';
import { createInks, type Inks } from './inks.ts';
import { printFindings } from './print-findings.ts';
import { printCoverage, printTests, section } from './print-coverage-and-tests.ts';
import { cutText, flowItems, hangText, wrapText } from './wrap-text.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  /** The verdict and its reasons alone. */
  readonly quiet?: boolean;
  /** The file with the whole report, where one is written. */
  readonly wholeReport?: string;
}

interface Layout {
  readonly inks: Inks;
  readonly columns: number;
}

/** Hot spots, and suppressions without effect. */
const MOST_ROWS = 3;
/** Subjects named of one reason why something was not looked at. */
const MOST_SUBJECTS = 3;
/** Characters of why something was not looked at: foreign reports put into it what they like. */
const MOST_DETAIL = 500;
/** Lines wider than this are hard to read, however wide the terminal. */
const MOST_COLUMNS = 120;
const LEAST_COLUMNS = 40;
const MARKS = { pass: '✔', fail: '✘', neutral: '◆' } as const;

/**
 * The report for a terminal: verdict and reasons, what needs fixing, ratings, what was not looked at. It is short:
 * what is cut is counted, and the other formats have it. Ends with a newline.
 */
export function renderPretty(view: ReportView, options: PrettyOptions): string {
  const columns = Math.min(Math.max(options.columns, LEAST_COLUMNS), MOST_COLUMNS);
  const layout: Layout = { inks: createInks(options.colour), columns };
  const wholeList =
    options.wholeReport === undefined ? '`--output report.html` lists them all' : `see ${visible(options.wholeReport)}`;
  const blocks = options.quiet
    ? [verdict(view, layout)]
    : [
        head(view, layout),
        [...verdict(view, layout), ...gates(view, layout)],
        ...printFindings(view, { ...layout, wholeList }),
        [...ratings(view, layout), ...figures(view, layout)],
        printCoverage(view, layout),
        printTests(view, layout),
        hotSpots(view, layout),
        suppressions(view, layout),
        notLookedAt(view, layout),
      ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.map(withoutCommand).join('\n')}\n`)
    .join('\n');
}

/** A CI server takes a line that begins with `::` for a command to itself, and a file may be called so. */
function withoutCommand(line: string): string {
  return line.replace(/^((?:\s|\u001b\[\d+m)*):(?=:)/, '$1\\u{3a}');
}

function head({ subject, scope }: ReportView, { inks, columns }: Layout): string[] {
  const against = subject.base === null ? '' : inks.dim(` against ${visible(subject.base)}`);
  const head = subject.head === subject.name ? '' : `  ${visible(subject.head)}`;
  return [
    `${inks.bold(visible(subject.name))}${head}${against}`,
    ...wrapText(visible(scope.summary), { width: columns }).map(inks.dim),
  ];
}

function verdict({ verdict }: ReportView, { inks, columns }: Layout): string[] {
  const word = `${MARKS[verdict.conclusion]} ${verdict.word}`;
  const told = hangText(
    { plain: word, shown: inks.conclusion[verdict.conclusion](inks.bold(word)) },
    visible(verdict.headline),
    { columns, indent: word.length + 2, ink: (text) => text },
  );
  // The headline may be the one reason there is.
  const reasons = verdict.reasons.filter((reason) => reason !== verdict.headline);
  const list = (entries: readonly string[]) => entries.flatMap((entry) => bullet(visible(entry), columns));
  const titled = (title: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : [`  ${inks.bold(title)}`, ...list(entries)];
  return [
    ...told,
    ...list(reasons),
    ...titled('Also not known', verdict.notKnown),
    ...titled('Warnings', verdict.warnings),
    ...titled('Not counted', verdict.notCounted),
  ];
}

function bullet(text: string, columns: number): string[] {
  return wrapText(text, { width: columns - 4 }).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

/** How many conditions are met; those that are not are among the verdict's reasons and warnings. */
function gates({ gates }: ReportView, { inks, columns }: Layout): string[] {
  return gates
    .filter((gate) => gate.conditions.length > 0)
    .flatMap((gate) => {
      const word = gates.length === 1 ? '' : `${gate.word.toLowerCase()}, `;
      return wrapText(`${visible(gate.name)}: ${word}${conditionsMet(gate)}`, { width: columns - 2 });
    })
    .map((line) => `  ${inks.dim(line)}`);
}

function conditionsMet({ conditions }: GateView): string {
  const met = conditions.filter(({ status }) => status === 'met').length;
  return `${met} of ${count(conditions.length, 'condition')} met`;
}

const LABEL = 'Ratings  ';

function ratings({ ratings }: ReportView, { inks, columns }: Layout): string[] {
  const items = ratings.map(({ name, letter, change, changeText }) => {
    const was = change === 'better' || change === 'worse' ? ` (${changeText})` : '';
    return {
      plain: `${name} ${letter}${was}`,
      shown: `${name} ${inks.rating(letter)(inks.bold(letter))}${change === 'worse' ? inks.conclusion.fail(was) : inks.dim(was)}`,
    };
  });
  return flowItems(items, columns - LABEL.length).map(
    (line, index) => (index === 0 ? inks.bold(LABEL) : ' '.repeat(LABEL.length)) + line,
  );
}

/** The size and debt of a repository; the number of findings, which comes first, stands above their list. */
function figures({ subject, keyFigures }: ReportView, { inks, columns }: Layout): string[] {
  if (subject.kind === 'change') return [];
  const items = keyFigures
    .slice(1)
    .filter(({ value }) => value !== '–')
    .map(({ name, value, detail }) => `${name} ${value} (${detail})`)
    .map((plain) => ({ plain, shown: inks.dim(plain) }));
  return flowItems(items, columns - LABEL.length).map((line) => ' '.repeat(LABEL.length) + line);
}

function hotSpots({ subject, hotSpots }: ReportView, { inks }: Layout): string[] {
  if (hotSpots.rows.length === 0 || subject.kind === 'change') return [];
  const rows = hotSpots.rows.slice(0, MOST_ROWS);
  const width = Math.max(...rows.map((row) => visible(row.path).length));
  return [
    `${inks.bold('Hot spots')}  ${inks.dim('complex, and often changed')}`,
    ...rows.map(
      (row) =>
        `  ${visible(row.path).padEnd(width)}  ${inks.dim(`complexity ${row.cognitive}, commits ${row.changes}`)}`,
    ),
  ];
}

/** Only those without effect want a look; of the others, how many there are. */
function suppressions({ suppressions }: ReportView, { inks, columns }: Layout): string[] {
  const { withoutEffect, summary } = suppressions;
  if (summary === '') return [];
  const rows = suppressions.rows.slice(0, Math.min(MOST_ROWS, withoutEffect));
  const more = withoutEffect - rows.length;
  return [
    ...section('Suppressions', `${summary}.`, { inks, columns }),
    ...rows.map((row) => {
      const place = visible(row.place);
      const room = Math.max(0, columns - place.length - 4);
      return `  ${inks.path(place)}  ${cutText(`${row.statusText}: ${visible(row.what)}`, room)}`;
    }),
    ...(more > 0 ? [inks.dim(`  … and ${more} more`)] : []),
  ];
}

function notLookedAt({ notLookedAt: { groups, failures } }: ReportView, { inks, columns }: Layout): string[] {
  const failed = groups.filter((group) => !group.planned);
  const what = `${count(failures, 'item')}; this report says nothing about ${failures === 1 ? 'it' : 'them'}.`;
  return [
    ...(failures === 0 ? [] : section('Not looked at', what, { inks, columns })),
    ...failed.flatMap((group) => {
      const name = group.items.length === 1 ? `  ${group.title}` : `  ${group.title} (${group.count})`;
      const label = { plain: name, shown: inks.warning(name) };
      return hangText(label, subjectsOf(group), { columns, indent: 4, ink: inks.dim });
    }),
    ...leftOut(groups, { inks, columns }),
  ];
}

function leftOut(groups: ReportView['notLookedAt']['groups'], layout: Layout): string[] {
  const planned = groups.filter((group) => group.planned);
  const named = planned.map(
    ({ title, count: amount }) => `${title.charAt(0).toLowerCase()}${title.slice(1)}\u00a0${amount}`,
  );
  return planned.length === 0 ? [] : section('Left out', named.join(', '), layout);
}

/** What it is, with the reason where there is only one. */
function subjectsOf({ items }: ReportView['notLookedAt']['groups'][number]): string {
  const [only] = items;
  if (items.length === 1 && only) return cutText(`${visible(only.subject)}. ${visible(only.detail)}`, MOST_DETAIL);
  const named = items.slice(0, MOST_SUBJECTS).map((item) => cutText(visible(item.subject), MOST_DETAIL));
  return `${named.join(', ')}${items.length > MOST_SUBJECTS ? ' …' : ''}`;
}
