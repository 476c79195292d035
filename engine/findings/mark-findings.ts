import type { Change } from '../source/source.ts';
import { createChangeMap, type ChangeMap } from './change-map.ts';
import type { Finding, Place, RawFinding, Rule } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { contentKey, type IdentifiedFinding } from './identify.ts';
import { matchFindings } from './match-findings.ts';

export interface MarkInput {
  readonly head: readonly IdentifiedFinding[];
  /** Of the same analyzers on the files as they were; absent: there is no base. */
  readonly base?: {
    readonly findings: readonly IdentifiedFinding[];
    readonly changes: readonly Change[];
  };
  /** The rule of an id; every finding's rule is known. */
  readonly ruleOf: (id: string) => Rule | undefined;
}

/**
 * Marks head's findings as new, existing or moved, and adds those of base that are fixed, at base's place. Without a
 * base there is no change, so nothing is new: every finding is `existing`. Nothing is dropped and nothing is matched
 * twice: head = new + existing + moved, base = existing + moved + fixed.
 *
 * What is existing or moved keeps the fingerprint it had at base. An equal twin put above it so gets a fingerprint of
 * its own and not the one that the old finding is known by.
 */
export function markFindings({ head, base, ruleOf }: MarkInput): Finding[] {
  const complete = withRules(ruleOf);
  if (!base) return head.map((finding) => complete(finding, { state: 'existing', outsideDiff: false }));
  const map = createChangeMap(base.changes);
  const { matches, newOnes, fixedOnes } = matchFindings({ head, base: base.findings }, map);
  const known = new Map(matches.map((match) => [match.head, match]));
  const fingerprints = assignFingerprints({ head, base: base.findings, map, baseOf: (one) => known.get(one)?.base });
  const isNew = new Set(newOnes);
  return [
    ...head.map((finding) =>
      complete(
        { ...finding, fingerprint: fingerprints.get(finding) ?? finding.fingerprint },
        {
          state: known.get(finding)?.state ?? 'new',
          outsideDiff: isNew.has(finding) && finding.raw.path !== '' && !map.touches(extentOf(finding.raw)),
        },
      ),
    ),
    ...fixedOnes.map((finding) => complete(finding, { state: 'fixed', outsideDiff: false })),
  ];
}

function withRules(ruleOf: MarkInput['ruleOf']) {
  return ({ raw, fingerprint }: IdentifiedFinding, mark: Pick<Finding, 'state' | 'outsideDiff'>): Finding => {
    const rule = ruleOf(raw.ruleId);
    if (!rule) throw new Error(`a finding names the rule ${raw.ruleId}, which no analyzer declares`);
    const { severity, minutes, quality } = rule;
    const { surroundings: _, extent: __, ...shown } = raw;
    return {
      quality,
      ...shown,
      severity: raw.severity ?? severity,
      minutes: raw.minutes ?? minutes,
      fingerprint,
      ...mark,
    };
  };
}

function extentOf({ path, range, extent = range }: RawFinding): Place {
  return { path, ...(extent && { range: extent }) };
}

/**
 * Base's fingerprints for what was there; for new findings the first ordinals that neither base's nor head's file has
 * given away. So a path and a fingerprint name one finding of head.
 */
function assignFingerprints(sides: {
  readonly head: readonly IdentifiedFinding[];
  readonly base: readonly IdentifiedFinding[];
  readonly map: ChangeMap;
  readonly baseOf: (finding: IdentifiedFinding) => IdentifiedFinding | undefined;
}): Map<IdentifiedFinding, string> {
  const takenAtBase = new Set(sides.base.map(({ raw, fingerprint }) => placed(raw.path, fingerprint)));
  const taken = new Set<string>();
  const given = new Map<IdentifiedFinding, string>();
  const give = (finding: IdentifiedFinding, fingerprint: string): void => {
    taken.add(placed(finding.raw.path, fingerprint));
    given.set(finding, fingerprint);
  };
  for (const finding of sides.head) {
    const base = sides.baseOf(finding);
    if (base && !taken.has(placed(finding.raw.path, base.fingerprint))) give(finding, base.fingerprint);
  }
  const nextOrdinal = new Map<string, number>();
  for (const finding of sides.head) {
    if (given.has(finding)) continue;
    const { path, ruleId } = finding.raw;
    const oldPath = sides.map.oldPath(path);
    const key = placed(path, contentKey(ruleId, finding));
    for (let ordinal = nextOrdinal.get(key) ?? 0; ; ordinal++) {
      const fingerprint =
        ordinal === finding.ordinal ? finding.fingerprint : fingerprintOf({ ...finding, ruleId, ordinal });
      const free = !taken.has(placed(path, fingerprint));
      if (!free || (oldPath !== undefined && takenAtBase.has(placed(oldPath, fingerprint)))) continue;
      nextOrdinal.set(key, ordinal + 1);
      give(finding, fingerprint);
      break;
    }
  }
  return given;
}

function placed(path: string, name: string): string {
  return `${path}\0${name}`;
}
