// Not by its own name: Prettier would take SVG for HTML, and change it.
import { html as markup, raw } from 'hono/html';
import type { BranchPoint } from './branch-history.ts';

const WIDTH = 640;
const HEADER = 58;
const PANEL = 74;
const MARGIN = 16;
/** Where the lines are drawn, beside their labels. */
const CHART_LEFT = 232;
const CHART_TOP = 14;
const CHART_HEIGHT = 44;

const TITLE = 'Quality of the default branch';
const FONTS = 'system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif';

interface Series {
  readonly label: string;
  readonly values: readonly (number | undefined)[];
  readonly show: (value: number) => string;
  /** Whether a greater value is better. */
  readonly better: 'less' | 'more';
}

/** The style of the trend, for the policy of whoever serves it. */
export const TREND_STYLE = `
.page { fill: #fff; stroke: #e1e5eb; }
.strong { fill: #171c26; font-size: 20px; font-weight: 600; }
.title { fill: #171c26; font-size: 13px; font-weight: 600; }
.muted { fill: #566072; } .muted, .change { font-size: 12px; }
.good { fill: #12693f; } .bad { fill: #b3261e; }
.line { fill: none; stroke: #3346c4; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
.dot { fill: #3346c4; }
.rule { stroke: #e1e5eb; }
@media (prefers-color-scheme: dark) {
.page { fill: #171b22; stroke: #2a313c; }
.strong, .title { fill: #e7eaf0; } .muted { fill: #a3adbd; }
.good { fill: #7fd8a5; } .bad { fill: #ff9d94; }
.line { stroke: #a5b4ff; } .dot { fill: #a5b4ff; } .rule { stroke: #2a313c; }
}
`;

/** Open findings, debt and coverage of a repository's default branch over its last commits, oldest first. */
export async function renderTrend(points: readonly BranchPoint[]): Promise<string> {
  const series = seriesOf(points).filter(({ values }) => values.some((value) => value !== undefined));
  const height = HEADER + series.length * PANEL + MARGIN / 4;
  const description =
    points.length === 0
      ? 'Nothing has been reviewed yet.'
      : `${ratingsOf(points)}. ${series.map(sentenceOf).join(' ')}`;
  const image =
    await markup`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="t d" font-family="${FONTS}">
<title id="t">${TITLE}</title>
<desc id="d">${description}</desc>
${raw(`<style>${TREND_STYLE}</style>`)}
<rect class="page" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>
<text class="title" x="${MARGIN}" y="24">${TITLE}</text>
<text class="muted" x="${WIDTH - MARGIN}" y="24" text-anchor="end">${spanOf(points)}</text>
<text class="muted" x="${MARGIN}" y="45">${points.length === 0 ? description : ratingsOf(points)}</text>
${series.map((entry, index) => panelOf(entry, { points, top: HEADER + index * PANEL }))}
</svg>
`;
  return image.toString();
}

function seriesOf(points: readonly BranchPoint[]): readonly Series[] {
  return [
    {
      label: 'Open findings',
      values: points.map(({ openFindings }) => openFindings),
      show: (value) => value.toLocaleString('en'),
      better: 'less',
    },
    {
      label: 'Technical debt',
      values: points.map(({ debtMinutes }) => debtMinutes),
      show: durationOf,
      better: 'less',
    },
    {
      label: 'Coverage',
      values: points.map(({ coverage }) => coverage),
      show: (value) => `${(Math.floor(value * 1000) / 10).toFixed(1)} %`,
      better: 'more',
    },
  ];
}

/** In hours: days of work mean something else to everybody. */
function durationOf(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)} min`;
  return `${Math.round(minutes / 60).toLocaleString('en')} h`;
}

function spanOf(points: readonly BranchPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const commits = points.length === 1 ? '1 commit' : `${points.length} commits`;
  const [from, to] = [dayOf(first.at), dayOf(last.at)];
  return `${commits}, ${from === to ? from : `${from} to ${to}`}`;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Such as "Reliability A, Security B (was D), Maintainability not rated". */
function ratingsOf(points: readonly BranchPoint[]): string {
  const [first, last] = [points[0]?.ratings, points.at(-1)?.ratings];
  return (['reliability', 'security', 'maintainability'] as const)
    .map((quality) => {
      const was = first?.[quality];
      const is = last?.[quality];
      const name = `${quality.slice(0, 1).toUpperCase()}${quality.slice(1)}`;
      return `${name} ${is ?? 'not rated'}${was === undefined || was === is ? '' : ` (was ${was})`}`;
    })
    .join(', ');
}

interface Change {
  readonly first: number;
  readonly last: number;
}

function changeOf({ values }: Series): Change {
  const known = values.filter((value) => value !== undefined);
  return { first: known[0] ?? 0, last: known.at(-1) ?? 0 };
}

function sentenceOf(series: Series): string {
  const change = wordsOf(series);
  return `${series.label}: ${series.show(changeOf(series).last)}${change === '' ? '' : `, ${change}`}.`;
}

/** Against the first commit that is shown. */
function wordsOf(series: Series): string {
  const { first, last } = changeOf(series);
  if (series.values.length === 1) return '';
  return first === last ? 'as before' : `from ${series.show(first)}`;
}

function panelOf(series: Series, { points, top }: { points: readonly BranchPoint[]; top: number }) {
  const { first, last } = changeOf(series);
  const tone = first === last ? 'muted' : last < first === (series.better === 'less') ? 'good' : 'bad';
  const path = pathOf(series, points);
  return markup`<g transform="translate(0 ${top})">
<line class="rule" x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="0.5" y2="0.5"/>
<text class="muted" x="${MARGIN}" y="26">${series.label}</text>
<text class="strong" x="${MARGIN}" y="52">${series.show(last)}</text>
<text class="change ${tone}" x="${CHART_LEFT - MARGIN}" y="51" text-anchor="end">${wordsOf(series)}</text>
<path class="line" d="${path.line}"/>
<circle class="dot" cx="${path.end.x}" cy="${path.end.y}" r="3"/>
</g>
`;
}

/** By time from left to right; the least value at the bottom, the greatest at the top, and a value that never changes in the middle. */
function pathOf({ values }: Series, points: readonly BranchPoint[]) {
  const known = points.flatMap(({ at }, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ time: at.getTime(), value }];
  });
  const times = rangeOf(known.map(({ time }) => time));
  const heights = rangeOf(known.map(({ value }) => value));
  const width = WIDTH - MARGIN - 4 - CHART_LEFT;
  const places = known.map(({ time, value }) => ({
    x: round(CHART_LEFT + (times.size === 0 ? width : ((time - times.least) / times.size) * width)),
    y: round(CHART_TOP + (heights.size === 0 ? 0.5 : 1 - (value - heights.least) / heights.size) * CHART_HEIGHT),
  }));
  return {
    line: places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    end: places.at(-1) ?? { x: CHART_LEFT, y: CHART_TOP },
  };
}

function rangeOf(values: readonly number[]): { readonly least: number; readonly size: number } {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  return { least, size: values.reduce((a, b) => Math.max(a, b), -Infinity) - least };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
