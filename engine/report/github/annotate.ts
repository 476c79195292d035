/** Findings as annotations of a check run. */
import type { Finding, Place, RelatedPlace, Rule, Severity } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { Templates } from '../templates/load-templates.ts';
import { formatMinutes, showing } from '../view/format.ts';
import { placeText } from '../view/place-text.ts';
import { webAddress } from '../view/rules-view.ts';
import { QUALITY_NAMES, SEVERITY_NAMES } from '../view/words.ts';
import type { Annotation } from './annotation.ts';
import type { AnnotationView } from './annotation-view.ts';
import { cutBytes, cutLine } from './cut-text.ts';
import { findingsToShow, type IsWatched } from './findings-to-show.ts';
import { MAX_ANNOTATION_BYTES, MAX_ANNOTATION_TITLE_LENGTH, MAX_ANNOTATIONS } from './limits.ts';
import { wellFormed } from './well-formed.ts';

export interface AnnotateOptions {
  readonly templates: Templates;
  readonly isWatched?: IsWatched;
  /** Whether somebody reads `/plumbline` commands: the App does. */
  readonly canDispute?: boolean;
}

export interface Annotations {
  /** The gravest first, at most {@link MAX_ANNOTATIONS}; the same result gives the same order. */
  readonly annotations: readonly Annotation[];
  /** How many findings there are to show, those without a place in a file included. */
  readonly total: number;
}

const LEVELS = {
  critical: 'failure',
  high: 'failure',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
} as const satisfies Record<Severity, Annotation['annotation_level']>;

/** Steps of a trace, and places that belong to a finding. */
const MOST_PLACES = 20;

/** What a reader of the change sees beside its lines. A finding on the whole repository has no line to stand beside. */
export function annotate(
  result: ReviewResult,
  { templates, isWatched, canDispute = false }: AnnotateOptions,
): Annotations {
  const findings = findingsToShow(result, isWatched);
  const rules = new Map(result.rules.map((rule) => [rule.id, rule]));
  const annotations = findings
    .filter(({ path }) => path !== '')
    .slice(0, MAX_ANNOTATIONS)
    .map((finding) => {
      const details = templates.render('github/annotation', viewOf(finding, rules.get(finding.ruleId), canDispute));
      return annotationOf(finding, rules.get(finding.ruleId), details);
    });
  return { annotations, total: findings.length };
}

function annotationOf(finding: Finding, rule: Rule | undefined, details: string): Annotation {
  const title = cutLine(wellFormed(rule?.title ?? finding.ruleId), MAX_ANNOTATION_TITLE_LENGTH);
  return {
    path: finding.path,
    ...linesOf(finding),
    annotation_level: LEVELS[finding.severity],
    message: cutBytes(wellFormed(finding.message).trim(), MAX_ANNOTATION_BYTES) || finding.ruleId,
    ...(title !== '' && { title }),
    // The first line tells it from others: by it, those that were sent are recognised.
    raw_details: cutBytes(`fingerprint ${finding.fingerprint}\n${wellFormed(details.trim())}`, MAX_ANNOTATION_BYTES),
  };
}

/** A finding on the whole file stands at its first line. GitHub's columns end with the last character, ours behind it. */
function linesOf({ range }: Place): Pick<Annotation, 'start_line' | 'end_line' | 'start_column' | 'end_column'> {
  if (range === undefined) return { start_line: 1, end_line: 1 };
  const { startLine, startColumn, endColumn } = range;
  // A range that ends before the first character of a line does not reach into it.
  const endLine = range.endColumn <= 1 && range.endLine > startLine ? range.endLine - 1 : range.endLine;
  const lines = { start_line: Math.max(1, startLine), end_line: Math.max(1, startLine, endLine) };
  if (endLine !== startLine || range.endLine !== startLine) return lines;
  return { ...lines, start_column: Math.max(1, startColumn), end_column: Math.max(1, startColumn, endColumn - 1) };
}

function viewOf(finding: Finding, rule: Rule | undefined, canDispute: boolean): AnnotationView {
  const { trace = [], related = [] } = finding;
  const step = (place: RelatedPlace) => ({ place: oneLine(placeText(place)), message: oneLine(place.message) });
  return {
    ruleId: finding.ruleId,
    ruleTitle: oneLine(rule?.title ?? finding.ruleId),
    description: oneLine(rule?.description ?? ''),
    helpUri: oneLine(webAddress(rule?.helpUri)),
    severityName: SEVERITY_NAMES[finding.severity],
    quality: QUALITY_NAMES[finding.quality],
    effort: formatMinutes(finding.minutes),
    fingerprint: finding.fingerprint,
    fix: oneLine(finding.fix?.description ?? ''),
    trace: trace.slice(0, MOST_PLACES).map(step),
    traceShowing: showing(Math.min(MOST_PLACES, trace.length), trace.length),
    related: related.slice(0, MOST_PLACES).map(step),
    relatedShowing: showing(Math.min(MOST_PLACES, related.length), related.length),
    canDispute,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
