import { analyzerOf } from './analyzers/rules/packs.ts';
import type { SideResult } from './analyze-side.ts';
import type { NotLookedAt } from './analyzers/analyzer.ts';
import { isFoundByForm } from './analyzers/secrets/left-out-files.ts';
import type { RawFinding } from './findings/finding.ts';
import type { Classification } from './source/language.ts';
import type { Change } from './source/source.ts';
import { isFailure } from './verdict/failure.ts';

/**
 * Code that was looked at before the change and is not any more, by what the change makes of it: moved to a vendored
 * folder, given the header of generated code, a NUL byte, another extension; and new code that holds a NUL byte. A change
 * cannot exempt itself, so each is marked as such, and the verdict cannot be a pass.
 */
export function markEscapes(
  entries: readonly NotLookedAt[],
  sides: { readonly changes: readonly Change[]; readonly head: SideResult; readonly base: SideResult },
): NotLookedAt[] {
  const escaped = new Set(sides.changes.flatMap((change) => escapedPath(change, sides) ?? []));
  const listed = new Set(entries.filter(isAboutWholeFile).map(({ path }) => path));
  const unlisted = [...escaped].filter((path) => !listed.has(path));
  return [
    ...entries.map((entry) => {
      if (!isAboutWholeFile(entry) || !escaped.has(entry.path!)) return entry;
      return { ...entry, byChange: true as const, detail: `${entry.detail} ${BY_CHANGE}` };
    }),
    ...unlisted.map((path) => {
      return {
        subject: path,
        path,
        reason: 'language',
        byChange: true,
        detail: `No grammar takes it for code. ${BY_CHANGE}`,
      } as const;
    }),
  ];
}

const BY_CHANGE = 'This change alone makes it so: look at it by hand.';

function isAboutWholeFile({ path, analyzer }: NotLookedAt): boolean {
  return path !== undefined && analyzer === undefined;
}

function escapedPath(
  { old, new: fresh, status }: Change,
  { head, base }: { readonly head: SideResult; readonly base: SideResult },
): string | undefined {
  if (!fresh) return undefined;
  const now = head.analyses.get(fresh.path)?.classification ?? head.classified.get(fresh.path);
  if (now?.leftOut === 'empty' || (now && isLookedAtAsCode(now))) return undefined;
  // No source file holds NUL bytes: whoever adds one hides something, or made a mistake.
  if (now?.leftOut === 'binary' && head.classified.get(fresh.path)?.language) return fresh.path;
  if (!old || status === 'copied') return undefined;
  const before = base.analyses.get(old.path)?.classification;
  return before && isLookedAtAsCode(before) ? fresh.path : undefined;
}

function isLookedAtAsCode({ language, leftOut }: Classification): boolean {
  return language !== undefined && leftOut === undefined;
}

/** Rules of these analyzers speak of what stands in one file. */
const FILE_ANALYZERS: ReadonlySet<string> = new Set(['eslint', 'metrics', 'rules', 'secrets', 'duplication']);

/**
 * Whether a finding of base can be compared with head: its analyzer looked at the file there, or the file is gone.
 * What nobody looked at is not known to be fixed.
 */
export function comparableWith(
  head: SideResult,
  changes: readonly Change[],
): (finding: Pick<RawFinding, 'path' | 'ruleId'>) => boolean {
  const newPaths = new Map(
    changes.flatMap(({ old, new: fresh, status }) =>
      old && status !== 'copied' ? [[old.path, fresh?.path] as const] : [],
    ),
  );
  const missed = new Set(
    head.notLookedAt
      .filter((entry) => isFailure(entry) || entry.reason === 'syntax-error')
      .map(({ path, analyzer }) => `${path}\0${analyzer ?? ''}`),
  );
  return ({ path, ruleId }) => {
    const analyzer = analyzerOf(ruleId);
    if (!FILE_ANALYZERS.has(analyzer)) return true;
    const now = newPaths.has(path) ? newPaths.get(path) : path;
    if (now === undefined) return true;
    const analysis = head.analyses.get(now);
    if (!analysis?.analyzers.some((id) => id === analyzer || id.startsWith(`${analyzer}-`))) return false;
    if (analysis.classification.leftOut && !isFoundByForm(ruleId)) return false;
    return !missed.has(`${now}\0${analyzer}`) && !missed.has(`${now}\0`);
  };
}
