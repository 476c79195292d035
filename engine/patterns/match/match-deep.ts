import type { Term } from '../term.ts';
import type { Bindings } from './bindings.ts';
import { STATEMENT_KINDS } from './kinds.ts';
import { matchSame } from './match-same.ts';
import type { Found, Matcher } from './matcher-contract.ts';

export function matchDeep(the: Matcher, inner: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const { all } = the.file;
  for (let at = term.index; at < term.last; at++) the.match(inner, all[at]!, bindings, found);
}

/** The same but for the bodies of functions: their statements are statements of their own. */
function matchDeepOutside(the: Matcher, inner: Term, term: Term, bindings: Bindings | undefined, found: Found): void {
  const { all } = the.file;
  for (let at = term.index; at < term.last;) {
    const each = all[at]!;
    const isBody = each.kind === 'Block' && FUNCTIONS.has(each.parent?.kind ?? '');
    if (!isBody) the.match(inner, each, bindings, found);
    at = isBody ? each.last : at + 1;
  }
}

const FUNCTIONS = new Set(['Lambda', 'Function']);

export function matchStatement(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  let once = false;
  const seen: Found = (to) => {
    once = true;
    found(to);
  };
  the.match(pattern, term, bindings, seen);
  if (once || !the.options.implicit_deep_exprstmt || STATEMENT_KINDS.has(pattern.kind) || ANY.has(pattern.kind)) return;
  const inside = insideOf(term);
  if (inside) matchDeepOutside(the, pattern, inside, bindings, found);
}

const ANY = new Set(['Meta', 'MetaEllipsis', 'Ellipsis', 'Deep', 'Typed']);

/** The expression that a statement consists of. */
function insideOf(statement: Term): Term | undefined {
  if (statement.kind === 'Define') return statement.children[3];
  if (statement.kind === 'Return' || statement.kind === 'Export') return statement.children[0];
  return STATEMENT_KINDS.has(statement.kind) ? undefined : statement;
}

/** What a block of HCL has in it may also stand deeper there, as an expression may in a statement. */
export function matchSection(
  the: Matcher,
  pattern: Term,
  term: Term,
  bindings: Bindings | undefined,
  found: Found,
): void {
  const isInner = pattern.parent?.kind === 'Pairs' && the.options.implicit_deep_exprstmt;
  if (!isInner) return matchSame(the, pattern, term, bindings, found);
  const { all } = the.file;
  for (let at = term.index; at < term.last; at++) {
    if (all[at]!.kind === 'Section') matchSame(the, pattern, all[at]!, bindings, found);
  }
}
