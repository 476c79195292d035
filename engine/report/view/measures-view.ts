/** Key figures, metrics, ratings, ranked files and folders. */
import { SEVERITIES } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { Measures, RatedQuality } from '../../verdict/measures.ts';
import type { ReportView, RatingView } from '../report-view.ts';
import { count, formatChange, formatMinutes, formatNumber, formatShare, showing } from './format.ts';
import type {
  KeyFigureView,
  LanguageView,
  MetricView,
  RankedFileView,
  RankedFolderView,
} from './measure-view-schema.ts';
import { QUALITY_NAMES, RATING_MEANINGS, SEVERITY_NAMES } from './words.ts';

export const MOST_FILES = 25;
export const MOST_FOLDERS = 15;
/** Languages by name; the others are summed up. */
const MOST_LANGUAGES = 5;
/** Bars are drawn on a scale of this many units. */
const BAR = 1000;
const RATED = [
  'reliability',
  'security',
  'maintainability',
  'duplication',
  'coverage',
] as const satisfies RatedQuality[];

export function keyFiguresView(result: ReviewResult): KeyFigureView[] {
  const { scope, measures, findings, subject } = result;
  const open = SEVERITIES.reduce((sum, severity) => sum + measures.findings[severity], 0);
  const figures: KeyFigureView[] = [];
  if (subject.base !== undefined) {
    const introduced = findings.filter((finding) => finding.state === 'new' && finding.suppression === undefined);
    const fixed = findings.filter((finding) => finding.state === 'fixed').length;
    const outside = introduced.filter((finding) => finding.outsideDiff).length;
    figures.push({
      name: 'New findings',
      value: formatNumber(introduced.length),
      detail: `${outside === 0 ? '' : `${formatNumber(outside)} outside the diff, `}${fixed === 0 ? 'none' : formatNumber(fixed)} fixed`,
    });
    figures.push({
      name: 'Changed lines',
      value: `+${formatNumber(scope.linesAdded ?? 0)} −${formatNumber(scope.linesRemoved ?? 0)}`,
      detail: `in ${count(scope.filesChanged ?? 0, 'file')}`,
    });
  } else {
    figures.push({
      name: 'Open findings',
      value: formatNumber(open),
      detail: `${formatNumber(measures.findings.critical)} critical, ${formatNumber(measures.findings.high)} high`,
    });
    figures.push({
      name: 'Lines of code',
      value: formatNumber(measures.codeLines),
      detail: `in ${count(measures.files, 'file')}`,
    });
  }
  figures.push({
    name: 'Technical debt',
    value: formatMinutes(measures.debtMinutes),
    detail: `ratio ${formatShare(measures.debtRatio)}`,
  });
  const changed = result.coverage?.changed;
  if (changed !== undefined && changed.total > 0) {
    figures.push({
      name: 'Changed lines covered',
      value: formatShare(changed.covered / changed.total),
      detail: `${formatNumber(changed.covered)} of ${count(changed.total, 'line')}`,
    });
  } else if (measures.coverageShare !== undefined) {
    figures.push({ name: 'Lines covered', value: formatShare(measures.coverageShare), detail: 'by tests' });
  } else {
    figures.push({ name: 'Coverage', value: '–', detail: 'not measured' });
  }
  return figures;
}

export function ratingsView(result: ReviewResult): RatingView[] {
  return RATED.map((quality) => {
    const letter = result.ratings[quality];
    const base = result.baseRatings?.[quality];
    const change =
      letter === undefined || base === undefined
        ? 'none'
        : letter === base
          ? 'same'
          : letter < base
            ? 'better'
            : 'worse';
    return {
      quality,
      name: QUALITY_NAMES[quality],
      letter: letter ?? '–',
      measured: letter !== undefined,
      meaning: letter === undefined ? 'not measured' : RATING_MEANINGS[letter],
      change,
      changeText: change === 'none' ? '' : change === 'same' ? 'unchanged' : `${change}, was ${base}`,
    };
  });
}

export function severitiesView(result: ReviewResult): ReportView['severities'] {
  const { measures, baseMeasures } = result;
  const all = SEVERITIES.reduce((sum, severity) => sum + measures.findings[severity], 0);
  let x = 0;
  return SEVERITIES.map((severity) => {
    const open = measures.findings[severity];
    const width = all === 0 ? 0 : Math.round((open / all) * BAR);
    const introduced = result.findings.filter(
      (finding) => finding.severity === severity && finding.state === 'new' && finding.suppression === undefined,
    );
    const part = {
      severity,
      name: SEVERITY_NAMES[severity],
      introduced: result.subject.base === undefined ? '–' : formatNumber(introduced.length),
      open: formatNumber(open),
      base: baseMeasures === undefined ? '–' : formatNumber(baseMeasures.findings[severity]),
      x,
      width,
    };
    x += width;
    return part;
  });
}

export function metricsView({ measures, baseMeasures }: ReviewResult): MetricView[] {
  const row = (
    name: string,
    definition: string,
    read: (from: Measures) => number | undefined,
    write = formatNumber,
    difference?: (by: number) => string,
  ): MetricView[] => {
    const value = read(measures);
    if (value === undefined) return [];
    const base = baseMeasures === undefined ? undefined : read(baseMeasures);
    return [
      {
        name,
        value: write(value),
        base: base === undefined ? '' : write(base),
        change: base === undefined ? '' : (difference ?? formatChange)(value - base),
        definition,
      },
    ];
  };
  const points = (by: number): string => `${formatChange(by * 100, 1)} points`;
  const minutes = (by: number): string =>
    Math.round(by) === 0 ? '±0' : `${by > 0 ? '+' : '−'}${formatMinutes(Math.abs(by))}`;
  return [
    row('Lines of code', 'Lines with at least one token of code.', (from) => from.codeLines),
    row('Comment lines', 'Lines with at least one character of a comment.', (from) => from.commentLines),
    row('Files', 'Files whose code was measured.', (from) => from.files),
    row('Functions', 'Functions, methods and lambdas.', (from) => from.functions),
    row('Classes', 'Classes, and what a language has in their place.', (from) => from.classes),
    row(
      'Cyclomatic complexity',
      'Independent paths through the code, summed over all files.',
      (from) => from.cyclomatic,
    ),
    row(
      'Cognitive complexity',
      'How hard the control flow is to follow, summed over all files.',
      (from) => from.cognitive,
    ),
    row(
      'Maintainability index',
      '0 (worst) to 100; mean over files, weighted by their lines.',
      (from) => from.maintainabilityIndex,
      (value) => formatNumber(value, 1),
      (by) => formatChange(by, 1),
    ),
    row(
      'Documented public functions',
      'Share of public functions with a comment that documents them.',
      (from) => (from.publicFunctions === 0 ? undefined : from.documentedPublicFunctions / from.publicFunctions),
      formatShare,
      points,
    ),
    row(
      'Duplicated lines',
      'Share of the compared lines that stand in at least one clone.',
      (from) => from.duplicationShare,
      formatShare,
      points,
    ),
    row(
      'Line coverage',
      'Share of the lines that can be run that tests did run.',
      (from) => from.coverageShare,
      formatShare,
      points,
    ),
    row(
      'Technical debt',
      'Time to mend all open findings, by the minutes of their rules.',
      (from) => from.debtMinutes,
      formatMinutes,
      minutes,
    ),
    row(
      'Debt ratio',
      'Technical debt against the time to write the code.',
      (from) => from.debtRatio,
      formatShare,
      points,
    ),
  ].flat();
}

export function filesView({ files }: ReviewResult): { rows: RankedFileView[]; showing: string } {
  const most = files[0]?.debtMinutes ?? 0;
  const rows = files.slice(0, MOST_FILES).map((file) => ({
    path: file.path,
    language: file.language,
    codeLines: formatNumber(file.codeLines),
    cyclomatic: formatNumber(file.cyclomatic),
    cognitive: formatNumber(file.cognitive),
    maintainabilityIndex: formatNumber(file.maintainabilityIndex),
    findings: formatNumber(file.findings),
    debt: formatMinutes(file.debtMinutes),
    coverage: file.coverageShare === undefined ? '–' : formatShare(file.coverageShare),
    bar: barOf(file.debtMinutes, most),
  }));
  return { rows, showing: showing(rows.length, files.length) };
}

export function foldersView({ folders }: ReviewResult): { rows: RankedFolderView[]; showing: string } {
  const most = folders[0]?.debtMinutes ?? 0;
  const rows = folders.slice(0, MOST_FOLDERS).map((folder) => ({
    path: folder.path === '' ? './' : folder.path,
    files: formatNumber(folder.files),
    codeLines: formatNumber(folder.codeLines),
    cognitive: formatNumber(folder.cognitive),
    findings: formatNumber(folder.findings),
    debt: formatMinutes(folder.debtMinutes),
    bar: barOf(folder.debtMinutes, most),
  }));
  return { rows, showing: showing(rows.length, folders.length) };
}

export function languagesView({ scope }: ReviewResult): LanguageView[] {
  const sorted = [...scope.languages].sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
  const all = sorted.reduce((sum, { lines }) => sum + lines, 0);
  const others = sorted.slice(MOST_LANGUAGES);
  const named = sorted.slice(0, MOST_LANGUAGES);
  if (others.length > 0) {
    named.push({
      name: count(others.length, 'other language'),
      files: others.reduce((sum, { files }) => sum + files, 0),
      lines: others.reduce((sum, { lines }) => sum + lines, 0),
    });
  }
  let x = 0;
  return named.map(({ name, files, lines }, shade) => {
    const width = all === 0 ? 0 : Math.round((lines / all) * BAR);
    const part = {
      name,
      files: formatNumber(files),
      lines: formatNumber(lines),
      share: formatShare(all === 0 ? 0 : lines / all),
      x,
      width,
      shade,
    };
    x += width;
    return part;
  });
}

/** 0 to 100; anything above nothing is seen. */
function barOf(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.min(100, Math.round((value / most) * 100)));
}
