import type { Finding } from '../../findings/finding.ts';
import type { ReviewResult } from '../../review-result.ts';
import type { Change } from '../../source/source.ts';
import { isInDiff } from './diff-lines.ts';
import { findingsToShow, type IsWatched } from './findings-to-show.ts';
import { suggestedLines, type SuggestedLines } from './suggested-lines.ts';

/** A safe fix that can be taken over with a click: plain data. */
export interface Suggestion extends SuggestedLines {
  /** Of the finding that it mends. */
  readonly fingerprint: string;
  readonly path: string;
}

export interface SuggestionSources {
  readonly changes: readonly Change[];
  /** Text of a file at head, as the analyzers see it; undefined: there is none. */
  readonly textOf: (path: string) => Promise<string | undefined>;
  readonly isWatched?: IsWatched;
}

/**
 * What can be suggested for a change, the gravest first: fixes that are safe, of findings that the change introduced, on
 * lines that its diff shows. Of two that touch the same lines the graver stays, as GitHub takes over only one of them.
 */
export async function planSuggestions(
  result: Pick<ReviewResult, 'findings' | 'subject'>,
  { changes, textOf, isWatched }: SuggestionSources,
): Promise<Suggestion[]> {
  if (result.subject.base === undefined) return [];
  const byPath = new Map(changes.flatMap((change) => (change.new ? [[change.new.path, change] as const] : [])));
  const planned: Suggestion[] = [];
  for (const finding of findingsToShow(result, isWatched)) {
    const hunks = byPath.get(finding.path)?.hunks;
    if (!isSafelyMended(finding) || finding.outsideDiff || hunks === undefined) continue;
    const text = (await textOf(finding.path)) ?? '';
    if (text.includes(NOT_UTF_8)) continue;
    const lines = suggestedLines(text, finding.fix?.edits ?? []);
    if (lines === undefined || !isInDiff(hunks, lines)) continue;
    const { path, fingerprint } = finding;
    if (planned.some((other) => other.path === path && overlap(other, lines))) continue;
    planned.push({ fingerprint, path, ...lines });
  }
  return planned;
}

/** Stands in a text for bytes that are not UTF-8. Nobody would see in a suggestion what becomes of these. */
const NOT_UTF_8 = '\uFFFD';

/** Whether a click can mend it. A secret is not mended by an edit, and its lines are not shown. */
export function isSafelyMended({ fix, redact = [] }: Finding): boolean {
  return fix?.safe === true && fix.edits.length > 0 && redact.length === 0;
}

function overlap(a: SuggestedLines, b: SuggestedLines): boolean {
  return a.startLine <= b.endLine && b.startLine <= a.endLine;
}
