import { createColors } from 'picocolors';
import { visible } from './visible.ts';
import type { FindingView } from './view/finding-view-schema.ts';
import type { ReportView } from './report-view.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  /** The verdict and its reasons alone. */
  readonly quiet?: boolean;
}

type Colours = ReturnType<typeof createColors>;
type Ink = (text: string) => string;

/** Findings of one group that are printed; the rest is counted. The other formats have them all. */
const MAX_FINDINGS = 50;
/** Entries of short lists: hot spots, reasons, what was not looked at. */
const MAX_LIST = 5;

/** The report for a terminal: verdict, what needs mending, ratings, gate, what was not looked at. Ends with a newline. */
export function renderPretty(view: ReportView, options: PrettyOptions): string {
  const colours = createColors(options.colour);
  const blocks = options.quiet
    ? [verdict(view, colours)]
    : [
        head(view, colours),
        verdict(view, colours),
        ...findings(view, colours),
        ratings(view, colours),
        gate(view, colours),
        hotSpots(view, colours),
        suppressions(view, colours),
        notLookedAt(view, colours),
      ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

function head({ subject, scope }: ReportView, { bold, dim }: Colours): string[] {
  const against = subject.base === null ? '' : dim(` against ${visible(subject.base)}`);
  return [`${bold(visible(subject.name))}  ${visible(subject.head)}${against}`, dim(visible(scope.summary))];
}

function verdict({ verdict }: ReportView, colours: Colours): string[] {
  const ink = conclusionInk(verdict.conclusion, colours);
  const mark = { pass: '✔', fail: '✘', neutral: '◆' }[verdict.conclusion];
  const reasons = verdict.reasons.map((reason) => `  ${visible(reason)}`);
  return [`${ink(colours.bold(`${mark} ${verdict.word}`))}  ${visible(verdict.headline)}`, ...reasons];
}

function conclusionInk(conclusion: 'pass' | 'fail' | 'neutral', colours: Colours): Ink {
  switch (conclusion) {
    case 'pass':
      return colours.green;
    case 'fail':
      return colours.red;
    case 'neutral':
      return colours.yellow;
  }
}

function findings(view: ReportView, colours: Colours): string[][] {
  return view.findings.groups.flatMap((group) => {
    if (group.amount === 0) return [];
    const title = `${colours.bold(group.title)}  ${colours.dim(visible(group.intro))}`;
    if (!group.prominent) return [[`${colours.dim(`${group.title}: ${group.count}`)}`]];
    const all = group.severities.flatMap((severity) => severity.findings);
    const shown = all.slice(0, MAX_FINDINGS);
    const rest = group.amount - shown.length;
    const more = rest > 0 ? [colours.dim(`  … and ${rest} more: --format html or json has them all`)] : [];
    return [[title, ...shown.flatMap((finding) => oneFinding(finding, colours)), ...more]];
  });
}

function oneFinding(finding: FindingView, colours: Colours): string[] {
  const ink = severityInk(finding.severity, colours);
  const code = finding.excerpt?.lines.find((line) => line.highlighted);
  const trace = finding.trace.map(
    (step, index) => `      ${index + 1}. ${visible(step.place)}  ${visible(step.message)}`,
  );
  return [
    `  ${ink(finding.severityName.padEnd(9))}${colours.cyan(visible(finding.place))}  ${colours.dim(finding.ruleId)}`,
    `           ${visible(finding.message)}`,
    ...(code ? [`           ${colours.dim(excerptLine(code))}`] : []),
    ...trace.map((line) => colours.dim(line)),
  ];
}

/** Columns of code shown of one line. */
const MAX_CODE = 100;

function excerptLine(line: { number: number; before: string; marked: string; after: string }): string {
  const code = visible(`${line.before}${line.marked}${line.after}`.trim());
  return `${line.number} │ ${code.length > MAX_CODE ? `${code.slice(0, MAX_CODE)}…` : code}`;
}

function severityInk(severity: FindingView['severity'], colours: Colours): Ink {
  switch (severity) {
    case 'critical':
    case 'high':
      return colours.red;
    case 'medium':
      return colours.yellow;
    case 'low':
      return colours.blue;
    case 'info':
      return colours.dim;
  }
}

function ratings({ ratings }: ReportView, colours: Colours): string[] {
  const rated = ratings.map(({ name, letter, change, changeText }) => {
    const ink = change === 'worse' ? colours.red : change === 'better' ? colours.green : (text: string) => text;
    const was = changeText && change !== 'same' ? colours.dim(` (${changeText})`) : '';
    return `${name} ${ink(colours.bold(letter))}${was}`;
  });
  return [`${colours.bold('Ratings')}  ${rated.join('   ')}`];
}

function gate({ gates }: ReportView, colours: Colours): string[] {
  return gates.flatMap((one) => [
    `${colours.bold(visible(one.name))}  ${conclusionInk(one.conclusion, colours)(one.word)}`,
    ...one.conditions.map((condition) => `  ${conditionMark(condition, colours)} ${visible(condition.explanation)}`),
  ]);
}

function conditionMark(condition: ReportView['gates'][number]['conditions'][number], colours: Colours): string {
  switch (condition.status) {
    case 'met':
      return colours.green('✔');
    case 'missed':
      return condition.blocks ? colours.red('✘') : colours.yellow('!');
    case 'not-measured':
      return colours.yellow('◆');
  }
}

function hotSpots({ hotSpots }: ReportView, colours: Colours): string[] {
  if (hotSpots.rows.length === 0) return [];
  const rows = hotSpots.rows
    .slice(0, MAX_LIST)
    .map((row) => `  ${visible(row.path)}  ${colours.dim(`complexity ${row.cognitive}, churn ${row.changes}`)}`);
  return [colours.bold('Hot spots'), ...rows];
}

function suppressions({ suppressions }: ReportView, colours: Colours): string[] {
  if (suppressions.rows.length === 0) return [];
  const idle = suppressions.rows
    .filter((row) => row.status !== 'applied' && row.status !== 'unused')
    .slice(0, MAX_LIST);
  return [
    `${colours.bold('Suppressions')}  ${suppressions.count}`,
    ...idle.map(
      (row) => `  ${colours.yellow(row.statusName)}  ${visible(row.what)}  ${colours.dim(visible(row.place))}`,
    ),
  ];
}

function notLookedAt({ notLookedAt }: ReportView, colours: Colours): string[] {
  if (notLookedAt.groups.length === 0) return [];
  const groups = notLookedAt.groups.flatMap((group) => {
    const ink: Ink = group.planned ? colours.dim : colours.yellow;
    const items = group.planned ? [] : group.items.slice(0, MAX_LIST);
    return [
      `  ${ink(group.count)} ${group.title}`,
      ...items.map((item) => colours.dim(`    ${visible(item.subject)}: ${visible(item.detail)}`)),
    ];
  });
  return [`${colours.bold('Not looked at')}  ${visible(notLookedAt.summary)}`, ...groups];
}
