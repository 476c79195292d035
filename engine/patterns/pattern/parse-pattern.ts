import { parse } from '../../syntax/parse.ts';
import { Lowering } from '../lower/lowering.ts';
import { aTerm, aTermTree, type Term } from '../term.ts';
import type { PatternAttempt, PatternSyntax } from './pattern-syntax.ts';
import { readPlaceholder } from './placeholders.ts';
import { rewrite } from './rewrite.ts';

/** A pattern ready to be matched. */
export interface Pattern {
  readonly text: string;
  /** One term, or for several statements a `Block` of them. */
  readonly root: Term;
  readonly form: 'term' | 'statement' | 'sequence';
}

/**
 * Reads a pattern by its language's grammar, in the first of the ways that make sense of all of it. Undefined: none does.
 */
export function parsePattern(text: string, syntax: PatternSyntax): Pattern | undefined {
  for (const attempt of syntax.attempts) {
    if (attempt.when && !attempt.when.test(text)) continue;
    const pattern = tryAttempt(text, attempt, syntax);
    if (pattern) return pattern;
  }
  return undefined;
}

function tryAttempt(text: string, attempt: PatternAttempt, syntax: PatternSyntax): Pattern | undefined {
  const rewritten = rewrite(text.trim(), attempt);
  const adapted = (attempt.before ?? '') + (attempt.adapt?.(rewritten) ?? rewritten) + (attempt.after ?? '');
  const tree = parse(attempt.grammar, adapted);
  if (tree.hasError) return undefined;
  const lowered = new Lowering(tree, syntax.dialect, readPlaceholder).whole();
  const items = attempt.within === undefined ? lowered.root.children : within(lowered.all, attempt.within);
  const found = items?.filter((item) => item.kind !== 'None');
  if (!found || found.length === 0 || lowered.all.some(isEmptyDeep)) return undefined;
  return build(text, found);
}

function within(all: readonly Term[], kind: string): readonly Term[] | undefined {
  const holder = all.find((term) => term.kind === kind && term.parent !== undefined);
  return holder?.children;
}

function build(text: string, items: readonly Term[]): Pattern {
  const [first] = items;
  if (items.length > 1) {
    const block = aTerm('Block', { start: first!.start, end: items.at(-1)!.end }, items);
    return { text, root: aTermTree(block, TREE).root, form: 'sequence' };
  }
  const root = aTermTree(first!, TREE).root;
  const isStatement = /;\s*$/.test(text) && !STATEMENTS.has(root.kind);
  return { text, root, form: isStatement ? 'statement' : 'term' };
}

const TREE = { text: '', cutOff: [], hasError: false };

/** Kinds that are statements by themselves; others with a `;` are statements made of an expression. */
const STATEMENTS = new Set(
  'Define Function Class If For ForEach While DoWhile Return Throw Try Switch Import Block With Break Continue Delete Meta Ellipsis'.split(
    ' ',
  ),
);

/** `<...` and `...>` with nothing between them that could be looked for. */
function isEmptyDeep({ kind, children }: Term): boolean {
  return kind === 'Deep' && children.length === 0;
}
