import type { Term } from '../term.ts';
import { bind, type Bindings } from './bindings.ts';
import type { Matcher } from './matcher-contract.ts';

export interface SequenceFound {
  readonly bindings: Bindings | undefined;
  readonly first: Term | undefined;
  readonly last: Term | undefined;
}

interface SequenceIn {
  readonly block: Term;
  /** Position of the statement to begin at. */
  readonly from: number;
  /** The pattern has to take all statements of the block, not only the first ones. */
  readonly whole: boolean;
}

/**
 * Statements on statements in order. After an ellipsis the next one may also stand deeper: in a branch, a loop, a
 * function of the statements after.
 */
export function matchSequence(
  the: Matcher,
  patterns: readonly Term[],
  { block, from, whole }: SequenceIn,
  bindings: Bindings | undefined,
  found: (result: SequenceFound) => void,
): void {
  const end = block.last;
  const step = (p: number, at: Position, so: SequenceFound): void => {
    the.budget.step();
    const pattern = patterns[p];
    if (!pattern) {
      if (!whole || at.next === undefined) found(so);
      return;
    }
    if (pattern.kind === 'Ellipsis') {
      if (p === patterns.length - 1) return found({ ...so, first: so.first ?? at.next, last: block.children.at(-1) });
      for (let next = at.next ?? at.after; next; next = deeperThan(the, next, end)) takeOne(p + 1, next, so);
      if (patterns[p + 1]!.kind === 'Ellipsis') step(p + 1, at, so);
      return;
    }
    if (pattern.kind === 'MetaEllipsis') {
      const rest = at.next ? siblingsFrom(at.next) : [];
      for (let count = p === patterns.length - 1 ? rest.length : 0; count <= rest.length; count++) {
        const taken = rest.slice(0, count);
        const bound = bind(so.bindings, pattern.value, { terms: taken });
        const next = rest[count];
        if (bound)
          step(
            p + 1,
            { next, after: undefined },
            { bindings: bound.to, first: so.first ?? taken[0], last: taken.at(-1) ?? so.last },
          );
      }
      return;
    }
    if (at.next) takeOne(p, at.next, so);
  };
  const takeOne = (p: number, term: Term, so: SequenceFound): void => {
    const pattern = patterns[p]!;
    if (pattern.kind === 'Ellipsis' || pattern.kind === 'MetaEllipsis')
      return step(p, { next: term, after: undefined }, so);
    the.matchStatement(pattern, term, so.bindings, (next) =>
      step(
        p + 1,
        { next: siblingAfter(term), after: statementFrom(the, term.last, end) },
        { bindings: next, first: so.first ?? term, last: term },
      ),
    );
  };
  step(0, { next: block.children[from], after: undefined }, { bindings, first: undefined, last: undefined });
}

interface Position {
  /** The next statement of the same block. */
  readonly next: Term | undefined;
  /** The next statement anywhere after it, for after an ellipsis at the end of an inner block. */
  readonly after: Term | undefined;
}

function siblingAfter(term: Term): Term | undefined {
  const siblings = term.parent?.children;
  return siblings?.[term.position + 1];
}

function siblingsFrom(term: Term): readonly Term[] {
  const siblings = term.parent!.children;
  return siblings.slice(term.position);
}

/** The next statement in the order of the text, in a block of any depth before `end`. */
function deeperThan(the: Matcher, term: Term, end: number): Term | undefined {
  return the.options.go_deeper_stmt ? statementFrom(the, term.index + 1, end) : siblingAfter(term);
}

function statementFrom(the: Matcher, from: number, end: number): Term | undefined {
  if (!the.options.go_deeper_stmt) return undefined;
  const { statements } = the.file;
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (statements[middle]!.index < from) low = middle + 1;
    else high = middle;
  }
  const next = statements[low];
  return next && next.index < end ? next : undefined;
}
