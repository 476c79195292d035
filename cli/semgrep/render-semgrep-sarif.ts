import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { PatternPosition, TracedPlace } from '../../engine/patterns/report/pattern-finding.ts';
import { toJson } from '../../engine/report/json/to-json.ts';
import { artifactLocation } from '../../engine/report/sarif/sarif-location.ts';
import { fingerprintOf } from './render-semgrep-json.ts';
import type { FoundInFile, ReportedRule, ScanReport } from './scan-report.ts';

/** The report as SARIF 2.1.0. Findings that a comment is about are suppressed in the source. */
export function renderSemgrepSarif(report: ScanReport, version: string): string {
  const rules = [...report.rules.values()];
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const seen = new Map<string, number>();
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Plumbline', version, semanticVersion: version, rules: rules.map(descriptorOf) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.problems.map(({ type, level, message, path }) => ({
              descriptor: { id: type },
              level: level === 'warn' ? 'warning' : 'error',
              message: { text: message },
              locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }],
            })),
          },
        ],
        results: report.findings.map((found) => resultOf(found, { index, seen, report })),
      },
    ],
  };
  return toJson(log);
}

function descriptorOf({ id, message, severity, metadata }: ReportedRule): ReportingDescriptor {
  const tags = [metadata['cwe'], metadata['owasp'], metadata['technology']]
    .flat()
    .filter((tag) => typeof tag === 'string');
  const [help] = [metadata['source'], metadata['references']].flat().filter((link) => typeof link === 'string');
  return {
    id,
    name: id,
    shortDescription: { text: id },
    fullDescription: { text: message },
    defaultConfiguration: { level: LEVELS[severity] ?? 'warning' },
    ...(help !== undefined && /^https?:\/\//.test(help) && { helpUri: help }),
    properties: { tags: [...new Set(tags)], precision: 'high' },
  };
}

const LEVELS: Readonly<Record<string, 'error' | 'warning' | 'note'>> = {
  CRITICAL: 'error',
  HIGH: 'error',
  ERROR: 'error',
  MEDIUM: 'warning',
  WARNING: 'warning',
  LOW: 'note',
  INFO: 'note',
  INVENTORY: 'note',
  EXPERIMENT: 'note',
};

function resultOf(
  { path, finding }: FoundInFile,
  { index, seen, report }: { index: ReadonlyMap<string, number>; seen: Map<string, number>; report: ScanReport },
): Result {
  const { severity } = report.rules.get(finding.ruleId)!;
  return {
    ruleId: finding.ruleId,
    ruleIndex: index.get(finding.ruleId)!,
    level: LEVELS[severity] ?? 'warning',
    message: { text: finding.message },
    fingerprints: { 'matchBasedId/v1': fingerprintOf(path, finding, seen) },
    locations: [locationOf(path, { ...finding, code: finding.lines })],
    ...(finding.ignored && { suppressions: [{ kind: 'inSource' }] }),
    ...(finding.trace && { codeFlows: [{ threadFlows: [{ locations: flowOf(path, finding.trace) }] }] }),
    ...(finding.edit && {
      fixes: [
        {
          description: { text: finding.message },
          artifactChanges: [
            {
              artifactLocation: artifactLocation(path),
              replacements: [{ deletedRegion: regionOf(finding), insertedContent: { text: finding.edit.text } }],
            },
          ],
        },
      ],
    }),
  };
}

const WORDS = { source: 'Source', step: 'Passes through', sink: 'Sink' } as const;

function flowOf(path: string, trace: readonly TracedPlace[]) {
  return trace.map((place) => ({
    nestingLevel: place.role === 'step' ? 1 : 0,
    location: { ...locationOf(path, place), message: { text: `${WORDS[place.role]}: ${place.code}` } },
  }));
}

function locationOf(
  path: string,
  place: { readonly start: PatternPosition; readonly end: PatternPosition; readonly code: string },
): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(path),
      region: { ...regionOf(place), snippet: { text: place.code } },
    },
  };
}

function regionOf({ start, end }: { readonly start: PatternPosition; readonly end: PatternPosition }) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
