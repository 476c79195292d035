import { directiveNamesRule } from '../analyzers/eslint/directives.ts';
import { pathMatcher } from '../config/globs.ts';
import { matchesRule } from '../config/rule-pattern.ts';
import type { Change } from '../source/source.ts';
import { createChangeMap, type ChangeMap } from './change-map.ts';
import type { CommandSuppression } from './command-suppressions.ts';
import type { Finding, Place } from './finding.ts';
import type { SuppressionComment, SuppressionFacts } from './suppressions-analyzer.ts';
import type { SuppressionRecord } from './suppression.ts';

/** What decides whether a suppression covers a finding. */
export type Coverable = Pick<Finding, 'ruleId' | 'path' | 'range' | 'fingerprint'>;

/** A suppression as written, ready to be applied. */
export interface Suppression extends Omit<SuppressionRecord, 'status' | 'findings'> {
  /** Why it does not count, whatever it covers. */
  readonly flaw?: 'no-reason' | 'malformed' | 'not-at-base';
  readonly namesRule: (ruleId: string) => boolean;
  /** Asked only for findings of a rule it names. */
  readonly coversPlace: (finding: Coverable) => boolean;
}

/** An entry of the configuration's `suppressions`, as it stands at the base. */
export interface ConfiguredSuppression {
  readonly rule?: string | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly fingerprint?: string | undefined;
  readonly reason: string;
  readonly until?: string | undefined;
  readonly by?: string | undefined;
}

/** @param place the configuration file, with the entry's line if it is known */
export function suppressionOfConfiguration(entry: ConfiguredSuppression, place: Place): Suppression {
  const { rule, paths, fingerprint, reason, until, by } = entry;
  const inPaths = paths ? pathMatcher(paths) : () => true;
  return {
    source: 'configuration',
    rules: rule === undefined ? [] : [rule],
    reason,
    place,
    ...(fingerprint !== undefined && { fingerprint }),
    ...(paths && { paths }),
    ...(until !== undefined && { until }),
    ...(by !== undefined && { by }),
    namesRule: (ruleId) => rule === undefined || matchesRule(rule, ruleId),
    coversPlace: (finding) =>
      (fingerprint === undefined || finding.fingerprint === fingerprint) && inPaths(finding.path),
  };
}

/** Of one finding, and for the review of one pull request: there is no file that it stands in. */
export function suppressionOfCommand({ fingerprint, reason, by, until }: CommandSuppression): Suppression {
  return {
    source: 'command',
    rules: [],
    fingerprint,
    reason,
    by,
    place: { path: '' },
    ...(until !== undefined && { until }),
    namesRule: () => true,
    coversPlace: (finding) => finding.fingerprint === fingerprint,
  };
}

export interface CommentSuppressionsInput {
  /** Facts of the suppressions analyzer by path at head. */
  readonly head: ReadonlyMap<string, SuppressionFacts>;
  /** Absent: there is no base, and every comment counts. */
  readonly base?: {
    /** By path at base; the changed files suffice. */
    readonly facts: ReadonlyMap<string, SuppressionFacts>;
    readonly changes: readonly Change[];
    /** By path at base: of files that the base has changed since head left it. */
    readonly since?: ReadonlyMap<string, SuppressionFacts>;
  };
}

/**
 * The suppressions of comments, ordered by path and line. Those that a change adds or alters do not count: it would
 * exempt itself. One that moves along with its code within its file, or with its file, does; one that the base has no
 * longer does not: the change would be exempted by what was taken back.
 */
export function suppressionsOfComments({ head, base }: CommentSuppressionsInput): Suppression[] {
  const map = base && createChangeMap(base.changes);
  return [...head]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, { comments }]) => {
      if (!base || !map?.isChanged(path)) return comments.map((comment) => suppressionOfComment(path, comment));
      const oldPath = map.oldPath(path);
      const before = oldPath === undefined ? [] : commentsThatStand(oldPath, base);
      const kept = keptComments({ path, before, after: comments }, map);
      return comments.map((comment) => {
        const suppression = suppressionOfComment(path, comment);
        return kept.has(comment) ? suppression : { ...suppression, flaw: suppression.flaw ?? 'not-at-base' };
      });
    });
}

/** Of a file at base those whose like is in it still; another reason is no other comment. */
function commentsThatStand(
  path: string,
  { facts, since }: NonNullable<CommentSuppressionsInput['base']>,
): readonly SuppressionComment[] {
  const before = facts.get(path)?.comments ?? [];
  const now = since?.get(path);
  if (!now) return before;
  const standing = new Set(now.comments.map(coverageOf));
  return before.filter((comment) => standing.has(coverageOf(comment)));
}

function coverageOf({ source, rules, except, until, flaw, reach }: SuppressionComment): string {
  return JSON.stringify([source, rules, except, until, flaw, reach]);
}

/** Those of a file that stood at base too: first on the line that the diff left, then in order; each once. */
function keptComments(
  file: {
    readonly path: string;
    readonly before: readonly SuppressionComment[];
    readonly after: readonly SuppressionComment[];
  },
  map: ChangeMap,
): Set<SuppressionComment> {
  const kept = new Set<SuppressionComment>();
  const gone = new Set(file.before);
  const pair = (keyBefore: (comment: SuppressionComment) => string, keyAfter: typeof keyBefore): void => {
    const waiting = new Map<string, SuppressionComment[]>();
    for (const comment of gone) {
      const key = keyBefore(comment);
      waiting.set(key, [...(waiting.get(key) ?? []), comment]);
    }
    for (const comment of file.after) {
      const old = kept.has(comment) ? undefined : waiting.get(keyAfter(comment))?.shift();
      if (!old) continue;
      kept.add(comment);
      gone.delete(old);
    }
  };
  const placed = (comment: SuppressionComment, line: number | undefined): string => `${line}\0${wordingOf(comment)}`;
  pair(
    (comment) => placed(comment, comment.line),
    (comment) => placed(comment, map.oldLine(file.path, comment.line)),
  );
  pair(wordingOf, wordingOf);
  return kept;
}

function wordingOf(comment: SuppressionComment): string {
  return JSON.stringify([coverageOf(comment), comment.reason]);
}

function suppressionOfComment(path: string, comment: SuppressionComment): Suppression {
  const { source, rules, reason, until, flaw, line, column, startLine, endLine } = comment;
  return {
    source,
    rules,
    reason,
    place: { path, range: { startLine: line, startColumn: column, endLine: line, endColumn: column } },
    ...(until !== undefined && { until }),
    ...(flaw && { flaw }),
    namesRule: (ruleId) => commentNamesRule(comment, ruleId),
    coversPlace: ({ range, path: where }) =>
      where === path && range !== undefined && range.startLine >= startLine && range.startLine <= endLine,
  };
}

function commentNamesRule(comment: SuppressionComment, ruleId: string): boolean {
  const { source, rules } = comment;
  switch (source) {
    case 'comment':
      return rules.some((pattern) => matchesRule(pattern, ruleId));
    case 'eslint-comment':
      return directiveNamesRule({ ...comment, kind: 'block', except: comment.except ?? [] }, ruleId);
    case 'nosemgrep':
      return ruleId.startsWith(SEMGREP) && (rules.length === 0 || rules.some((id) => isSemgrepRule(ruleId, id)));
  }
}

const SEMGREP = 'semgrep/';

/** Semgrep puts the folders of a rule's file before its id, with dots; people write the id with or without them. */
function isSemgrepRule(ruleId: string, written: string): boolean {
  const id = ruleId.slice(SEMGREP.length);
  return id === written || id.endsWith(`.${written}`) || written.endsWith(`.${id}`);
}
