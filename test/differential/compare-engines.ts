import type { Range, RawFinding } from '../../engine/findings/finding.ts';
import type { LintOutput } from '../../engine/analyzers/eslint/lint-files.ts';
import { LINT_RULES, LINT_RULE_BY_NAME } from '../../engine/analyzers/eslint/rules.ts';

export interface EngineComparison {
  /** Findings that both sides have, by rule. */
  readonly equal: ReadonlyMap<string, number>;
  readonly differences: readonly EngineDifference[];
}

export interface EngineDifference {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly onlyIn: 'native' | 'reference';
  readonly message: string;
}

/**
 * Compares what is reported when oxlint runs its share with what ESLint alone reports, place by place, in the way that
 * each rule's `place` says. Files that either side could not look at are left out.
 */
export function compareEngines(native: LintOutput, reference: LintOutput): EngineComparison {
  const equal = new Map(LINT_RULES.map(({ name }) => [name, 0]));
  const differences: EngineDifference[] = [];
  for (const [index, expected] of reference.files.entries()) {
    const { path } = expected;
    const actual = native.files[index]!;
    if (expected.notLookedAt.length > 0 || actual.notLookedAt.length > 0) continue;
    const matched = new Set<RawFinding>();
    const differ = (finding: RawFinding, onlyIn: EngineDifference['onlyIn']) =>
      differences.push({
        rule: nameOf(finding),
        path,
        line: finding.range!.startLine,
        onlyIn,
        message: finding.message,
      });
    for (const finding of expected.findings) {
      const same = actual.findings.find((other) => samePlace(other, finding) && isFree(other, matched));
      if (!same) differ(finding, 'reference');
      else equal.set(nameOf(finding), equal.get(nameOf(finding))! + 1);
      if (same) matched.add(same);
    }
    for (const finding of actual.findings) if (!matched.has(finding)) differ(finding, 'native');
  }
  return { equal, differences };
}

function nameOf({ ruleId }: RawFinding): string {
  return ruleId.slice('eslint/'.length);
}

/** A finding pairs with one; where one side marks a whole function, with each of the other's places in it. */
function isFree(finding: RawFinding, matched: ReadonlySet<RawFinding>): boolean {
  return !matched.has(finding) || LINT_RULE_BY_NAME.get(nameOf(finding))!.place === 'within';
}

function samePlace(native: RawFinding, reference: RawFinding): boolean {
  if (native.ruleId !== reference.ruleId) return false;
  const [ours, theirs] = [native.range!, reference.range!];
  switch (LINT_RULE_BY_NAME.get(nameOf(native))!.place) {
    case 'column':
      return ours.startLine === theirs.startLine && ours.startColumn === theirs.startColumn;
    case 'line':
      return ours.startLine === theirs.startLine;
    case 'within':
      return covers(ours, theirs) || covers(theirs, ours);
    case 'name':
      return quotedName(native.message) === quotedName(reference.message);
  }
}

/** By lines: of a function, either engine may mark the name or the arrow before the other's place. */
function covers(whole: Range, part: Range): boolean {
  return part.startLine >= whole.startLine && part.startLine <= whole.endLine;
}

function quotedName(message: string): string | undefined {
  return /'([^']+)'/.exec(message)?.[1];
}
