import type { RawFinding, RelatedPlace, Rule, Severity } from '../../findings/finding.ts';
import type { OriginOf } from './clone-origin.ts';
import type { Clone, ClonePlace } from './find-clones.ts';

export const CLONE_RULE: Rule = {
  id: 'duplication/clone',
  title: 'Duplicated code',
  description:
    'A change to duplicated code has to be made in every copy. Move it to one place that the others call, or say why it has to be there twice. From 300 tokens on, more than a function’s worth, it counts as medium; shorter copies are low, and those in tests info.',
  severity: 'low',
  quality: 'maintainability',
  minutes: 10,
  tags: ['duplication'],
};

/** From here on a clone is more than a function's worth, and of medium weight. */
const LARGE_CLONE_TOKENS = 300;

/** Minutes to extract a clone: to see what it does and name it, and a minute for every ten lines to move and try. */
const MINUTES_TO_EXTRACT = 10;
const LINES_A_MINUTE = 10;

/** Partners that a finding names one by one; the report's list of clones has them all. */
const MAX_RELATED = 20;

/** Findings in all. Above it, those of the shortest clones are dropped, and counted. */
const MAX_FINDINGS = 10_000;

/**
 * One finding for each place of a clone that lies in no longer one, but for the original: of n places n - 1 are to be
 * fixed. Each names the original first, then the other places.
 */
export function cloneFindings(
  clones: readonly Clone[],
  { isTest, originOf }: { readonly isTest: (path: string) => boolean; readonly originOf: OriginOf },
): { findings: RawFinding[]; dropped: number } {
  const findings: RawFinding[] = [];
  let dropped = 0;
  for (const clone of clones) {
    const spans = fileSpans(clone.places);
    const origin = originOf(clone.places);
    for (const [i, place] of clone.places.entries()) {
      if (!place.fresh || i === origin) continue;
      const others = partnersOf(i, clone.places, spans.get(place.path)!);
      const original = clone.places[origin]!;
      const partners = [original, ...others.filter((other) => other !== original)].slice(0, MAX_RELATED);
      if (findings.length < MAX_FINDINGS)
        findings.push(findingAt(place, { clone, partners, test: isTest(place.path) }));
      else dropped++;
    }
  }
  return { findings: findings.sort(byPlace), dropped };
}

function findingAt(
  place: ClonePlace,
  { clone, partners, test }: { clone: Clone; partners: readonly ClonePlace[]; test: boolean },
): RawFinding {
  const lines = place.endLine - place.startLine + 1;
  return {
    ruleId: CLONE_RULE.id,
    path: place.path,
    range: rangeOf(place),
    message: `${count(lines, 'line')} (${clone.tokens} tokens) ${lines === 1 ? 'is' : 'are'} the same as ${where(partners[0]!, place)}${
      clone.places.length > 2 ? `, and as ${count(clone.places.length - 2, 'other place')}` : ''
    }.`,
    severity: severityOf(clone, test),
    minutes: Math.ceil(MINUTES_TO_EXTRACT + lines / LINES_A_MINUTE),
    anchor: `clone ${clone.digest}`,
    related: partners.map((partner) => ({ path: partner.path, range: rangeOf(partner), message: 'The same code' })),
  };
}

/** Partners in other files first: those in the same one are seen anyway. `places` are ordered by path. */
function partnersOf(index: number, places: readonly ClonePlace[], file: FileSpan): ClonePlace[] {
  const partners: ClonePlace[] = [];
  for (let i = 0; i < places.length && partners.length < MAX_RELATED; i++) {
    if (i === file.first) i = file.end;
    if (i < places.length) partners.push(places[i]!);
  }
  for (let i = file.first; i < file.end && partners.length < MAX_RELATED; i++) {
    if (i !== index) partners.push(places[i]!);
  }
  return partners;
}

/** A clone's places in one file: `first` to `end - 1`. */
interface FileSpan {
  readonly first: number;
  readonly end: number;
}

function fileSpans(places: readonly ClonePlace[]): Map<string, FileSpan> {
  const spans = new Map<string, FileSpan>();
  for (const [i, { path }] of places.entries()) spans.set(path, { first: spans.get(path)?.first ?? i, end: i + 1 });
  return spans;
}

function severityOf(clone: Clone, test: boolean): Severity {
  // Tests say the same thing often and on purpose.
  if (test) return 'info';
  return clone.tokens >= LARGE_CLONE_TOKENS ? 'medium' : 'low';
}

function where(partner: ClonePlace, place: ClonePlace): string {
  const lines =
    partner.startLine === partner.endLine
      ? `line ${partner.startLine}`
      : `lines ${partner.startLine}–${partner.endLine}`;
  return `${lines} of ${partner.path === place.path ? 'this file' : partner.path}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function rangeOf({ startLine, startColumn, endLine, endColumn }: ClonePlace): NonNullable<RelatedPlace['range']> {
  return { startLine, startColumn, endLine, endColumn };
}

function byPlace(a: RawFinding, b: RawFinding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  const first = a.range!;
  const second = b.range!;
  return first.startLine - second.startLine || first.startColumn - second.startColumn || second.endLine - first.endLine;
}
