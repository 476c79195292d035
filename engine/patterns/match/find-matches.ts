import type { Range } from '../formula/range.ts';
import { bindingsOf } from '../formula/range.ts';
import type { Pattern } from '../pattern/parse-pattern.ts';
import type { Term } from '../term.ts';
import { areEntries, findEntries } from './find-entries.ts';
import { isExpression, isNameOnly, STATEMENT_KINDS } from './kinds.ts';
import type { Matcher } from './matcher-contract.ts';
import { termsNamed } from './named-terms.ts';
import { matchSequence } from './match-statements.ts';

/** All ranges of a pattern in a stretch of a file, given by the positions of its terms: from `from` to before `to`. */
export function findMatches(
  the: Matcher,
  pattern: Pattern,
  { from, to }: { readonly from: number; readonly to: number },
): Range[] {
  const ranges: Range[] = [];
  const statement = /;\s*$/.test(pattern.text) ? ({ statement: true } as const) : {};
  const { text } = the.file;
  if (pattern.form === 'sequence') {
    const { children } = pattern.root;
    if (areEntries(children)) {
      for (const pairs of ofKinds(the, ['Pairs'], { from, to })) ranges.push(...findEntries(the, children, pairs));
    }
    for (const block of ofKinds(the, BLOCKS, { from, to })) findSequences(the, { pattern, block, statement, ranges });
    return ranges;
  }
  const isStatement = pattern.form === 'statement';
  for (const term of isStatement ? statements(the, { from, to }) : candidates(the, pattern.root, { from, to })) {
    const found = (bindings: Parameters<typeof bindingsOf>[0]): void => {
      const { start } = term;
      ranges.push({ start, end: term.end, bindings: bindingsOf(bindings, text), term, ...statement });
    };
    // Only expressions are looked into from above.
    if (pattern.root.kind === 'Deep' && STATEMENT_KINDS.has(term.kind)) continue;
    if (isStatement) the.matchStatement(pattern.root, term, undefined, found);
    else the.match(pattern.root, term, undefined, found);
  }
  return ranges;
}

interface SequencesIn {
  readonly pattern: Pattern;
  readonly block: Term;
  readonly statement: Pick<Range, 'statement'>;
  readonly ranges: Range[];
}

function findSequences(the: Matcher, { pattern, block, statement, ranges }: SequencesIn): void {
  const { text } = the.file;
  const patterns = pattern.root.children;
  const isAnyBefore = patterns[0]!.kind === 'Ellipsis';
  const starts = isAnyBefore ? Math.min(1, block.children.length) : block.children.length;
  for (let from = 0; from < starts; from++) {
    matchSequence(the, patterns, { block, from, whole: false }, undefined, ({ bindings, first, last }) => {
      const start = (isAnyBefore ? undefined : first) ?? block.children[from];
      const end = last ?? first ?? start;
      if (!start || !end) return;
      const span = { start: start.start, end: Math.max(start.end, end.end) };
      ranges.push({ ...span, bindings: bindingsOf(bindings, text), ...statement });
    });
  }
}

const BLOCKS = ['Block', 'Members'];
const VALUES = ['Piece', 'Name', 'Member', 'Binary', 'Template', 'String', 'Unary'];

/** Kinds of terms that a pattern could match; undefined: any. */
function kindsFor(root: Term): readonly string[] | undefined {
  switch (root.kind) {
    case 'Import':
      return ['Import', 'Define', 'Call'];
    case 'Meta':
    case 'Deep':
    case 'Typed':
    case 'Ellipsis':
    case 'MetaEllipsis':
      return undefined;
    case 'Name':
    case 'Member':
      return root.children[1]?.kind === 'Ellipsis' ? undefined : ['Name', 'Member'];
    case 'String':
    case 'AnyString':
    case 'AnyTemplate':
    case 'StringRegex':
    case 'StringMeta':
      return VALUES;
    case 'Number':
    case 'Literal':
      return [...VALUES, 'Number', 'Literal'];
    case 'Assign':
      return ['Assign', 'Define'];
    case 'Function':
      return root.children[1]!.kind === 'Ellipsis' ? ['Function', 'Define', 'Lambda'] : ['Function', 'Define'];
    case 'Array':
      return ['Array', 'Comprehension'];
    case 'Set':
    case 'Dict':
      return ['Dict', 'Set', 'Comprehension'];
    case 'For':
      return ['For', 'ForEach'];
    default:
      return [root.kind];
  }
}

/** Terms in a stretch that a pattern's root could match. */
function* candidates(the: Matcher, root: Term, stretch: { from: number; to: number }): Generator<Term> {
  const isFile = stretch.from === 0 && stretch.to === the.file.all.length;
  const named = isFile ? termsNamed(the, root) : undefined;
  if (!named) {
    yield* ofKinds(the, kindsFor(root), stretch);
    return;
  }
  for (const term of named) if (!isNameOnly(term)) yield term;
}

function* ofKinds(
  the: Matcher,
  kinds: readonly string[] | undefined,
  { from, to }: { from: number; to: number },
): Generator<Term> {
  const { all, byKind } = the.file;
  const isWhole = standsForAll(the, from);
  if (!kinds) {
    for (let at = from; at < to; at++) if (isExpression(all[at]!) || isWhole(all[at]!)) yield all[at]!;
    return;
  }
  for (const kind of kinds) {
    for (const term of byKind.get(kind) ?? []) {
      if (term.index >= from && term.index < to && (!isNameOnly(term) || isWhole(term))) yield term;
    }
  }
}

/** What a metavariable stands for may be the name of a method, and is looked at as it is. */
function standsForAll(the: Matcher, from: number): (term: Term) => boolean {
  const whole = the.file.all[from];
  return (term) => whole !== undefined && isNameOnly(term) && term.start === whole.start && term.end === whole.end;
}

function* statements(the: Matcher, { from, to }: { from: number; to: number }): Generator<Term> {
  for (let at = from; at < to; at++) {
    const term = the.file.all[at]!;
    const { parent } = term;
    if (parent?.kind === 'Block' || parent?.kind === 'Members' || parent?.parent?.kind === 'With') yield term;
  }
}
