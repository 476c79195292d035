import type { CodeFlow, Fix as SarifFix, Result, Suppression } from 'sarif';
import type { AppliedSuppression, Finding, FindingState, Fix, RelatedPlace } from '../../findings/finding.ts';
import { MAX_LOCATIONS, MAX_THREAD_FLOW_LOCATIONS } from './code-scanning-limits.ts';
import { artifactLocation, locationOf, regionOf, relatedLocation } from './sarif-location.ts';
import { levelOf } from './sarif-rule.ts';

export interface SarifContext {
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly hasBase: boolean;
  readonly forCodeScanning: boolean;
}

export function sarifResult(finding: Finding, context: SarifContext): Result {
  const ruleIndex = context.ruleIndex.get(finding.ruleId);
  const { related = [], trace = [] } = finding;
  return {
    ruleId: finding.ruleId,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levelOf(finding.severity),
    message: { text: finding.message },
    locations: [primaryLocation(finding, context)],
    partialFingerprints: fingerprints(finding, context),
    ...(context.hasBase && { baselineState: BASELINE_STATE[finding.state] }),
    ...(finding.suppression && { suppressions: [suppressionOf(finding.suppression)] }),
    ...(related.length > 0 && { relatedLocations: related.slice(0, MAX_LOCATIONS - 1).map(numberedLocation) }),
    ...(trace.length > 0 && { codeFlows: [codeFlow(trace)] }),
    ...(finding.fix && { fixes: [fixOf(finding.fix, finding.path)] }),
    properties: {
      severity: finding.severity,
      quality: finding.quality,
      minutes: finding.minutes,
      state: finding.state,
      outsideDiff: finding.outsideDiff,
      ...(finding.standing && { standing: finding.standing }),
      ...(related.length >= MAX_LOCATIONS && { relatedLocationsInAll: related.length }),
      ...(trace.length > MAX_THREAD_FLOW_LOCATIONS && { traceLocationsInAll: trace.length }),
    },
  };
}

const BASELINE_STATE = {
  new: 'new',
  existing: 'unchanged',
  moved: 'updated',
  fixed: 'absent',
} as const satisfies Record<FindingState, Result.baselineState>;

/** Code scanning shows an alert at a line: the first, for what is about the whole file. */
function primaryLocation(finding: Finding, { forCodeScanning }: SarifContext) {
  const location = locationOf(finding);
  if (finding.range || !forCodeScanning) return location;
  return { physicalLocation: { ...location.physicalLocation, region: { startLine: 1 } } };
}

/** Code scanning tells alerts apart by `primaryLocationLineHash` alone, of the form "hash:count". */
function fingerprints({ fingerprint }: Finding, { forCodeScanning }: SarifContext): Record<string, string> {
  const own = { 'plumblineFingerprint/v1': fingerprint };
  return forCodeScanning ? { ...own, primaryLocationLineHash: `${fingerprint}:1` } : own;
}

function suppressionOf({ source, reason, until, by, place }: AppliedSuppression): Suppression {
  return {
    kind: source === 'configuration' || source === 'command' ? 'external' : 'inSource',
    status: 'accepted',
    justification: reason,
    ...(place.path !== '' && { location: locationOf(place) }),
    properties: { source, ...(until !== undefined && { until }), ...(by !== undefined && { by }) },
  };
}

function numberedLocation(place: RelatedPlace, index: number) {
  return { id: index + 1, ...relatedLocation(place) };
}

/** Of a trace that is too long, the beginning and the sink. */
function codeFlow(trace: readonly RelatedPlace[]): CodeFlow {
  const fitting =
    trace.length <= MAX_THREAD_FLOW_LOCATIONS
      ? trace
      : [...trace.slice(0, MAX_THREAD_FLOW_LOCATIONS - 1), ...trace.slice(-1)];
  return { threadFlows: [{ locations: fitting.map((place) => ({ location: relatedLocation(place) })) }] };
}

function fixOf(fix: Fix, path: string): SarifFix {
  return {
    description: { text: fix.description },
    artifactChanges: [
      {
        artifactLocation: artifactLocation(path),
        replacements: fix.edits.map(({ startOffset, endOffset, text, range }) => ({
          deletedRegion: {
            charOffset: startOffset,
            charLength: endOffset - startOffset,
            ...(range && regionOf(range)),
          },
          insertedContent: { text },
        })),
      },
    ],
    properties: { safe: fix.safe },
  };
}
