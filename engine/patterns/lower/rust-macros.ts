import { parse } from '../../syntax/parse.ts';
import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';

/** Macros are calls; what they are given is read as arguments, statements or a list where it is so written. */
export const rustMacros: Readonly<Record<string, Handler>> = {
  macro_invocation: (the, node) => {
    const name = the.field(node, 'macro');
    const callee = the.lower(name, node);
    // `...` between members is written as a macro.
    if (the.isPattern && (callee.kind === 'Ellipsis' || callee.kind === 'MetaEllipsis')) return callee;
    return the.term('Call', node, [
      the.term('MacroName', name || node, [callee]),
      readArguments(the, the.child(node, 'token_tree'), node),
    ]);
  },
  macro_definition: (the, node) => the.term('MacroDefinition', node, [the.lower(the.field(node, 'name'), node)]),
  token_tree: (the, node) => readArguments(the, node, node),
};

/** Ways in which what stands between a macro's brackets may be read, with the kind of the list it then is in. */
const READINGS = [
  { before: 'fn f(){g(', after: '\n)}', kind: 'Args' },
  { before: 'fn f(){[', after: '\n]}', kind: 'Elements' },
  { before: 'fn f(){', after: '\n}', kind: 'Block' },
] as const;

export function readArguments(the: Lowering, node: number, near: number): Term {
  if (node === 0) return { ...the.none(near), kind: 'Args' };
  const start = the.tree.startOffset[node]! + 1;
  const text = the.tree.text.slice(start, the.tree.endOffset[node]! - 1);
  if (text.trim() === '') return the.term('Args', node);
  for (const { before, after, kind } of READINGS) {
    const tree = parse('rust', before + text + after);
    if (tree.hasError) continue;
    const all = the.embedded(tree, start - before.length);
    const list = all?.find((term) => term.kind === kind && term.parent !== undefined);
    if (!list) break;
    const items = kind === 'Block' ? [aTerm('Block', list, list.children)] : list.children;
    return the.term('Args', node, items);
  }
  return tokens(the, node);
}

/** What cannot be read stays a list of tokens. */
function tokens(the: Lowering, node: number): Term {
  const items = the.children(node).slice(1, -1);
  return the.listOf(
    'Args',
    node,
    items.map((child) => {
      if (the.kind(child) === 'token_tree') return { ...tokens(the, child), kind: 'raw:token_tree' };
      return the.isTerm(child) ? the.lower(child) : the.term('Token', child, [], the.text(child));
    }),
  );
}
