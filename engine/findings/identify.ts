import type { RawFinding } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { innermostScopes, type Scope } from './scopes.ts';
import { withSurroundings } from './surroundings.ts';

/** What is known of the files that findings stand in. */
export interface IdentityContext {
  /** The text of a file with findings that lack surroundings; `undefined` where there is none (a binary file). */
  textOf(path: string): string | undefined;
  /** The file's functions and classes; `undefined` for a file without facts, whose indentation serves instead. */
  scopesOf(path: string): readonly Scope[] | undefined;
}

/** A finding with everything that tells it from others, apart from where it stands. */
export interface IdentifiedFinding {
  readonly raw: RawFinding;
  readonly anchor: string;
  readonly scopes: readonly string[];
  readonly ordinal: number;
  readonly fingerprint: string;
  /** The nearest lines above and below that hold words, for recognising it in another file. */
  readonly above: string;
  readonly below: string;
}

/**
 * Gives each finding its identity, in the order given. Equal ones of a file are numbered in order of place, so the
 * order in which analyzers report does not matter.
 */
export function identify(raw: readonly RawFinding[], context: IdentityContext): IdentifiedFinding[] {
  const identified = new Array<IdentifiedFinding>(raw.length);
  for (const [path, indices] of indicesByPath(raw)) {
    const ofFile = indices.map((index) => raw[index]!);
    const scopes = context.scopesOf(path);
    const text = ofFile.some(lacksSurroundings) ? context.textOf(path) : undefined;
    const located = text === undefined ? ofFile : withMissing(ofFile, { text, headings: scopes === undefined });
    const places = describePlaces(located, scopes);
    numberEquals(located, places).forEach((finding, position) => (identified[indices[position]!] = finding));
  }
  return identified;
}

/** The paths whose text {@link identify} asks for: a caller that reads files lazily loads only these. */
export function pathsToIdentify(raw: readonly RawFinding[]): Set<string> {
  return new Set(raw.filter(lacksSurroundings).map((finding) => finding.path));
}

function lacksSurroundings(finding: RawFinding): boolean {
  return finding.range !== undefined && finding.surroundings === undefined;
}

function indicesByPath(raw: readonly RawFinding[]): Map<string, number[]> {
  const byPath = new Map<string, number[]>();
  raw.forEach((finding, index) => {
    const indices = byPath.get(finding.path);
    if (indices) indices.push(index);
    else byPath.set(finding.path, [index]);
  });
  return byPath;
}

function withMissing(
  findings: readonly RawFinding[],
  { text, headings }: { readonly text: string; readonly headings: boolean },
): RawFinding[] {
  const completed = withSurroundings(findings.filter(lacksSurroundings), text, { headings }).values();
  return findings.map((finding) => (lacksSurroundings(finding) ? completed.next().value! : finding));
}

type Described = Omit<IdentifiedFinding, 'raw' | 'ordinal' | 'fingerprint'>;

function describePlaces(findings: readonly RawFinding[], scopes: readonly Scope[] | undefined): Described[] {
  const innermost = innermostScopes(
    scopes ?? [],
    findings.flatMap((finding) => finding.range?.startLine ?? []),
  );
  return findings.map(({ range, anchor = '', surroundings }) => {
    const { heading = '', above = '', below = '' } = surroundings ?? {};
    const named = range ? (innermost.get(range.startLine)?.names ?? []) : [];
    return { anchor, scopes: scopes || heading === '' ? named : [heading], above, below };
  });
}

function numberEquals(findings: readonly RawFinding[], places: readonly Described[]): IdentifiedFinding[] {
  const inOrder = findings.map((_, index) => index).sort((a, b) => comparePlaces(findings[a]!, findings[b]!) || a - b);
  const seen = new Map<string, number>();
  const numbered = new Array<IdentifiedFinding>(findings.length);
  for (const index of inOrder) {
    const finding = findings[index]!;
    const place = places[index]!;
    const key = contentKey(finding.ruleId, place);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    const fingerprint = fingerprintOf({ ruleId: finding.ruleId, ordinal, ...place });
    numbered[index] = { raw: finding, ...place, ordinal, fingerprint };
  }
  return numbered;
}

/** Equal for findings of the same rule, content and scopes. */
export function contentKey(
  ruleId: string,
  place: { readonly anchor: string; readonly scopes: readonly string[] },
): string {
  return [ruleId, place.anchor, ...place.scopes].join('\0');
}

function comparePlaces(a: RawFinding, b: RawFinding): number {
  return (
    (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
    (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
    (a.range?.endLine ?? 0) - (b.range?.endLine ?? 0) ||
    (a.range?.endColumn ?? 0) - (b.range?.endColumn ?? 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}
