import type { ChangeMap } from './change-map.ts';
import { contentKey, type IdentifiedFinding } from './identify.ts';

/** A finding of head and the one of base that it is. */
export interface Match {
  readonly head: IdentifiedFinding;
  readonly base: IdentifiedFinding;
  readonly state: 'existing' | 'moved';
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly newOnes: readonly IdentifiedFinding[];
  readonly fixedOnes: readonly IdentifiedFinding[];
}

/**
 * Finds each finding of head among those of base. Each is matched at most once. The evidence is tried from the
 * strongest to the weakest, always for all findings before the next kind, so that a weak match takes nothing from a
 * strong one:
 *
 * 1. same content on a line that the diff left as it was: existing;
 * 2. same rule on such a line, though a scope around it changed its name: existing;
 * 3. same content within the same rewritten lines, such as after formatting: existing;
 * 4. same content elsewhere in the file: moved;
 * 5. same rule, several lines of which the last was left as it was, such as a function whose head changed: existing;
 * 6. same rule within the same rewritten lines, more than half of the words in common: existing;
 * 7. same content and scopes in another changed file, with a neighbouring line: moved;
 * 8. same content in another scope of any changed file, with a neighbouring line: moved.
 *
 * Costs a hash table for each kind: linear, but for the sorting of what has the same key.
 */
export function matchFindings(
  sides: { readonly head: readonly IdentifiedFinding[]; readonly base: readonly IdentifiedFinding[] },
  map: ChangeMap,
): Matching {
  const pool = createPool(sides, map);
  pool.pair('existing', (side) => onKeptLine(side, side.content));
  pool.pair('existing', (side) => onKeptLine(side, side.finding.raw.ruleId));
  pool.pair('existing', (side) => inHunk(side, side.content));
  pool.pair('moved', (side) => (side.file === undefined ? undefined : [side.file, side.content]));
  pool.pair('existing', keptEnd);
  pool.pairSimilar((side) => inHunk(side, side.finding.raw.ruleId));
  for (const what of [(side: Located) => side.content, withoutScopes]) {
    pool.pair('moved', (side) => besideNeighbour(side, map, { what: what(side), where: 'above' }));
    pool.pair('moved', (side) => besideNeighbour(side, map, { what: what(side), where: 'below' }));
    pool.pair('moved', (side) => namedByAnalyzer(side, map, what(side)));
  }
  return pool.result();
}

/** A finding of either side in the terms that both share: head's file, base's lines, and the number of the hunk. */
interface Located {
  readonly finding: IdentifiedFinding;
  readonly content: string;
  /** The path at base of the file it stands in; `undefined`: the file is new. */
  readonly file: string | undefined;
  /** 0: the whole file. `undefined`: on a line that the diff removed or added. */
  readonly line: number | undefined;
  readonly endLine: number | undefined;
  readonly hunk: number;
}

/** What two findings must have in common to be the same; `undefined`: this kind of evidence does not apply. */
type KeyOf = (side: Located) => readonly (string | number)[] | undefined;

function onKeptLine(side: Located, what: string): readonly (string | number)[] | undefined {
  if (side.file === undefined || side.line === undefined) return undefined;
  // Of a whole file every line is kept: there only the content tells findings of one rule apart.
  if (side.line === 0 && what !== side.content) return undefined;
  return [side.file, side.line, what];
}

function inHunk(side: Located, what: string): readonly (string | number)[] | undefined {
  return side.file === undefined || side.hunk === -1 ? undefined : [side.file, side.hunk, what];
}

const keptEnd: KeyOf = ({ file, line, endLine, finding }) =>
  file === undefined || line === 0 || endLine === undefined || !spansLines(finding)
    ? undefined
    : [file, endLine, finding.raw.ruleId];

function withoutScopes({ finding }: Located): string {
  return contentKey(finding.raw.ruleId, { anchor: finding.anchor, scopes: [] });
}

/**
 * The same line may well stand in many files. That it moved, rather than being mended here and made anew there, shows
 * in a line next to it having come along.
 */
function besideNeighbour(
  { finding }: Located,
  map: ChangeMap,
  key: { readonly what: string; readonly where: 'above' | 'below' },
): readonly string[] | undefined {
  const neighbour = finding[key.where];
  if (neighbour === '' || finding.anchor === '' || !map.isChanged(finding.raw.path)) return undefined;
  return [key.what, neighbour];
}

/** A finding of a whole file is recognised elsewhere by the name its analyzer gave it: a package, an advisory. */
function namedByAnalyzer({ finding }: Located, map: ChangeMap, what: string): readonly string[] | undefined {
  if (finding.raw.range || finding.anchor === '' || !map.isChanged(finding.raw.path)) return undefined;
  return [what];
}

function spansLines({ raw }: IdentifiedFinding): boolean {
  return raw.range !== undefined && raw.range.endLine > raw.range.startLine;
}

function createPool(
  sides: { readonly head: readonly IdentifiedFinding[]; readonly base: readonly IdentifiedFinding[] },
  map: ChangeMap,
) {
  let head = locateHead(sides.head, map);
  let base = locateBase(sides.base, { map, headPaths: headPathsOf(head) });
  const matches: Match[] = [];

  const settle = (pairs: readonly (readonly [Located, Located])[], state: Match['state']): void => {
    if (pairs.length === 0) return;
    const settled = new Set(pairs.flat());
    for (const [fresh, old] of pairs) matches.push({ head: fresh.finding, base: old.finding, state });
    head = head.filter((side) => !settled.has(side));
    base = base.filter((side) => !settled.has(side));
  };

  return {
    /** Pairs what has an equal key, in order of place. */
    pair(state: Match['state'], keyOf: KeyOf): void {
      // The other way round, so that the first is taken from the end.
      const waiting = grouped(base.toReversed(), keyOf);
      if (waiting.size === 0) return;
      const pairs: [Located, Located][] = [];
      for (const side of head) {
        const old = waiting.get(keyOf(side)?.join('\0') ?? '')?.pop();
        if (old) pairs.push([side, old]);
      }
      settle(pairs, state);
    },
    pairSimilar(keyOf: KeyOf): void {
      const waiting = grouped(base, keyOf);
      const pairs: [Located, Located][] = [];
      for (const [key, fresh] of grouped(head, keyOf)) pairs.push(...similarPairs(fresh, waiting.get(key) ?? []));
      settle(pairs, 'existing');
    },
    result: (): Matching => ({
      matches,
      newOnes: head.map((side) => side.finding),
      fixedOnes: base.map((side) => side.finding),
    }),
  };
}

function locateHead(findings: readonly IdentifiedFinding[], map: ChangeMap): Located[] {
  return inOrderOfPlace(findings).map((finding) => {
    const { path, range, ruleId } = finding.raw;
    return {
      finding,
      content: contentKey(ruleId, finding),
      file: map.oldPath(path),
      line: range ? map.oldLine(path, range.startLine) : 0,
      endLine: range ? map.oldLine(path, range.endLine) : 0,
      hunk: range ? map.newHunk(path, range.startLine) : -1,
    };
  });
}

function locateBase(
  findings: readonly IdentifiedFinding[],
  at: { readonly map: ChangeMap; readonly headPaths: ReadonlyMap<string, string> },
): Located[] {
  return inOrderOfPlace(findings).map((finding) => {
    const { path, range, ruleId } = finding.raw;
    const headPath = at.headPaths.get(path) ?? path;
    return {
      finding,
      content: contentKey(ruleId, finding),
      file: path,
      line: range ? range.startLine : 0,
      endLine: range ? range.endLine : 0,
      hunk: range ? at.map.oldHunk(headPath, range.startLine) : -1,
    };
  });
}

/** Head's path of each base path that a finding of head stands in; others have nothing to be matched with. */
function headPathsOf(head: readonly Located[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const { file, finding } of head) if (file !== undefined) paths.set(file, finding.raw.path);
  return paths;
}

function inOrderOfPlace(findings: readonly IdentifiedFinding[]): IdentifiedFinding[] {
  return [...findings].sort(
    ({ raw: a }, { raw: b }) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
      (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
      (a.message < b.message ? -1 : a.message > b.message ? 1 : 0),
  );
}

function grouped(located: readonly Located[], keyOf: KeyOf): Map<string, Located[]> {
  const groups = new Map<string, Located[]>();
  for (const side of located) {
    const parts = keyOf(side);
    if (parts === undefined) continue;
    const key = parts.join('\0');
    const group = groups.get(key);
    if (group) group.push(side);
    else groups.set(key, [side]);
  }
  return groups;
}

/** Findings of a rule in one run of rewritten lines to compare each with each; beyond it they are new and fixed. */
const MOST_COMPARED = 50;

/**
 * More than this share of the words of the finding with fewer must be common for a line to be the other one rewritten.
 * Tried on the history of a real project: at exactly a half, two declarations that share `let` would be one.
 */
const UNLIKE = 0.5;

function similarPairs(fresh: readonly Located[], old: readonly Located[]): [Located, Located][] {
  if (fresh.length > MOST_COMPARED || old.length > MOST_COMPARED) return [];
  const free = new Set(old);
  const pairs: [Located, Located][] = [];
  for (const side of fresh) {
    const words = wordsOf(side.finding.anchor);
    for (const candidate of free) {
      if (similarity(words, wordsOf(candidate.finding.anchor)) <= UNLIKE) continue;
      pairs.push([side, candidate]);
      free.delete(candidate);
      break;
    }
  }
  return pairs;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
}

function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  if (fewer.size === 0) return 0;
  return [...fewer].filter((word) => more.has(word)).length / fewer.size;
}
