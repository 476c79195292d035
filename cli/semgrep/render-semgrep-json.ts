import { createHash } from 'node:crypto';
import type { PatternPosition, TracedPlace } from '../../engine/patterns/report/pattern-finding.ts';
import { openFindings, type FoundInFile, type ScanProblem, type ScanReport } from './scan-report.ts';

/** Semgrep's numbers for its kinds of errors. */
const CODES: Readonly<Record<ScanProblem['type'], number>> = {
  'Rule parse error': 4,
  'Pattern parse error': 4,
  'Syntax error': 3,
  Timeout: 2,
  'Out of memory': 2,
  'Fatal error': 2,
};

/** The report in the shape that `semgrep --json` prints. `version`: ours. */
export function renderSemgrepJson(report: ScanReport, version: string): string {
  const seen = new Map<string, number>();
  return JSON.stringify({
    version,
    results: openFindings(report).map((found) => resultOf(found, report, seen)),
    errors: report.problems.map(errorOf),
    paths: {
      scanned: report.scanned,
      ...(report.skipped.length > 0 && { skipped: report.skipped }),
    },
    skipped_rules: [],
  });
}

function resultOf({ path, finding }: FoundInFile, { rules }: ScanReport, seen: Map<string, number>) {
  const rule = rules.get(finding.ruleId)!;
  return {
    check_id: rule.id,
    path,
    start: position(finding.start),
    end: position(finding.end),
    extra: {
      metavars: Object.fromEntries(
        Object.entries(finding.metavariables).map(([name, { start, end, text, constant }]) => [
          name,
          {
            start: position(start),
            end: position(end),
            abstract_content: text,
            ...(constant !== undefined && {
              propagated_value: {
                svalue_start: position(start),
                svalue_end: position(end),
                svalue_abstract_content: String(constant),
              },
            }),
          },
        ]),
      ),
      message: finding.message,
      ...(finding.edit && { fix: finding.edit.text }),
      metadata: rule.metadata,
      severity: rule.severity,
      fingerprint: fingerprintOf(path, finding, seen),
      lines: finding.lines,
      is_ignored: finding.ignored,
      validation_state: 'NO_VALIDATOR',
      engine_kind: 'OSS',
      ...(finding.trace && { dataflow_trace: traceOf(path, finding.trace) }),
    },
  };
}

/** Columns count UTF-16 units as editors do; the offset is one of bytes. */
function position({ line, column, byte }: PatternPosition) {
  return { line, col: column, offset: byte };
}

/** The same for the same code in the same file, wherever it moves; the number tells equal ones apart. */
export function fingerprintOf(
  path: string,
  { ruleId, code }: FoundInFile['finding'],
  seen: Map<string, number>,
): string {
  const hash = createHash('sha512').update([ruleId, path, code].join('\0')).digest('hex');
  const index = seen.get(hash) ?? 0;
  seen.set(hash, index + 1);
  return `${hash}_${index}`;
}

function traceOf(path: string, trace: readonly TracedPlace[]) {
  const located = ({ start, end, code }: TracedPlace) => ({
    location: { path, start: position(start), end: position(end) },
    content: code,
  });
  const ends = (role: TracedPlace['role']) => {
    const place = trace.find((step) => step.role === role);
    return place && ['CliLoc', [located(place).location, place.code]];
  };
  return {
    taint_source: ends('source'),
    intermediate_vars: trace.filter(({ role }) => role === 'step').map(located),
    taint_sink: ends('sink'),
  };
}

function errorOf({ type, level, message, path, ruleId, line, column }: ScanProblem) {
  return {
    code: CODES[type],
    level,
    type,
    message,
    path,
    ...(ruleId !== undefined && { rule_id: ruleId }),
    ...(line !== undefined && {
      spans: [{ file: path, start: { line, col: column ?? 1, offset: 0 }, end: { line, col: column ?? 1, offset: 0 } }],
    }),
  };
}
