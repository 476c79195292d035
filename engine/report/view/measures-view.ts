/** Key figures, ratings, severities and metrics. */
import { SEVERITIES } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { Measures, RatedQuality } from '../../verdict/measures.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import type { ReportView, RatingView } from '../report-view.ts';
import { count, formatChange, formatMinutes, formatNumber, formatShare } from './format.ts';
import type { KeyFigureView, MetricView } from './measure-view-schema.ts';
import { QUALITY_NAMES, RATING_MEANINGS, SEVERITY_NAMES } from './words.ts';

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
    const introduced = openFindings(findings).filter((finding) => finding.state === 'new');
    const fixed = findings.filter((finding) => finding.state === 'fixed').length;
    const outside = introduced.filter((finding) => finding.outsideDiff).length;
    figures.push({
      name: 'New findings',
      value: formatNumber(introduced.length),
      detail: `${outside === 0 ? '' : `${formatNumber(outside)} outside the changed lines, `}${fixed === 0 ? 'none' : formatNumber(fixed)} fixed`,
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
      detail: `in ${count(result.files.length, 'file')}`,
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
    const introduced = openFindings(result.findings).filter(
      (finding) => finding.severity === severity && finding.state === 'new',
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
    row('Files', 'Files looked at, with or without code.', (from) => from.files),
    row('Functions', 'Functions, methods and lambdas.', (from) => from.functions),
    row('Classes', 'Classes, and what a language has instead of them.', (from) => from.classes),
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
      'Share of the compared lines that are part of at least one duplicate.',
      (from) => from.duplicationShare,
      formatShare,
      points,
    ),
    row(
      'Line coverage',
      'Share of the executable lines that tests ran.',
      (from) => from.coverageShare,
      formatShare,
      points,
    ),
    row(
      'Technical debt',
      'Time to fix all open findings, as their rules estimate it.',
      (from) => from.debtMinutes,
      formatMinutes,
      minutes,
    ),
    row(
      'Debt ratio',
      'Technical debt as a share of the estimated time to write the code.',
      (from) => from.debtRatio,
      formatShare,
      points,
    ),
  ].flat();
}
