import type { Finding, Fix, Place, Range, RelatedPlace, Rule, Severity } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import { toJson, wellFormed } from '../json/to-json.ts';

/**
 * The open findings in reviewdog's Diagnostic Format (`reviewdog -f=rdjson`), which makes a comment of each: suppressed
 * and fixed ones are left out. Source: github.com/reviewdog/reviewdog, proto/rdf/reviewdog.proto.
 */
export function renderRdjson(result: ReviewResult): string {
  const rules = new Map(result.rules.map((rule) => [rule.id, rule]));
  const columns = byteColumns(result);
  const open = openFindings(result.findings);
  return toJson({
    source: { name: 'plumbline' },
    diagnostics: open.map((finding) => diagnostic(finding, { rule: rules.get(finding.ruleId), columns })),
  });
}

function diagnostic(finding: Finding, { rule, columns }: { rule: Rule | undefined; columns: ByteColumns }) {
  const related = finding.related ?? finding.trace ?? [];
  const suggestions = finding.fix ? suggestionsOf(finding.fix, { path: finding.path, columns }) : [];
  return {
    message: finding.message,
    location: locationOf(finding, columns),
    severity: severityOf(finding.severity),
    code: { value: finding.ruleId, ...(rule?.helpUri !== undefined && { url: rule.helpUri }) },
    ...(suggestions.length > 0 && { suggestions }),
    ...(related.length > 0 && { related_locations: related.map((place) => relatedLocation(place, columns)) }),
  };
}

function severityOf(severity: Severity): 'ERROR' | 'WARNING' | 'INFO' {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'ERROR';
    case 'medium':
      return 'WARNING';
    case 'low':
    case 'info':
      return 'INFO';
  }
}

function relatedLocation(place: RelatedPlace, columns: ByteColumns) {
  return { message: place.message, location: locationOf(place, columns) };
}

function locationOf({ path, range }: Place, columns: ByteColumns) {
  return { path, ...(range && { range: exactRange(path, { range, columns }) ?? wholeLines(range) }) };
}

/** The safe changes whose places are known to the byte; a suggestion in a wrong place would be worse than none. */
function suggestionsOf(fix: Fix, { path, columns }: { path: string; columns: ByteColumns }) {
  if (!fix.safe || fix.edits.length !== 1) return [];
  return fix.edits.flatMap(({ range, text }) => {
    const exact = range && exactRange(path, { range, columns });
    return exact ? [{ range: exact, text }] : [];
  });
}

function exactRange(path: string, { range, columns }: { range: Range; columns: ByteColumns }) {
  const start = columns(path, range.startLine, range.startColumn);
  const end = columns(path, range.endLine, range.endColumn);
  if (start === undefined || end === undefined) return undefined;
  return { start: { line: range.startLine, column: start }, end: { line: range.endLine, column: end } };
}

/** Without columns both lines are meant whole, the last included. */
function wholeLines({ startLine, endLine, endColumn }: Range) {
  const lastLine = endColumn === 1 ? Math.max(startLine, endLine - 1) : endLine;
  return { start: { line: startLine }, end: { line: lastLine } };
}

/** The column in bytes of UTF-8, from 1, as reviewdog counts; undefined where the line's text is not at hand. */
type ByteColumns = (path: string, line: number, column: number) => number | undefined;

/** Only lines that a report shows are at hand: those of the excerpts. */
function byteColumns({ excerpts }: ReviewResult): ByteColumns {
  const lines = new Map<string, string>();
  for (const { path, side, startLine, lines: shown } of excerpts)
    if (side === 'head') shown.forEach((text, index) => lines.set(`${startLine + index}:${path}`, text));
  return (path, line, column) => {
    const text = lines.get(`${line}:${path}`);
    if (text === undefined || column > text.length + 1) return undefined;
    return Buffer.byteLength(wellFormed(text.slice(0, column - 1))) + 1;
  };
}
