import { childInField, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { LanguageDescription } from './language-description.ts';
import type { Unit } from './unit.ts';

/** Whether a call in a function is one of the function itself, by name: `f()` in `f`, `this.m()` in the method `m`. */
export function callsItself(
  tree: SyntaxTree,
  call: number,
  { unit, language }: { unit: Unit; language: LanguageDescription },
): boolean {
  const field = language.calls[kindOf(tree, call)] ?? '';
  const callee = field === '' ? call + 1 : childInField(tree, call, field);
  if (callee === NONE || !tree.text.endsWith(unit.name, tree.endOffset[callee])) return false;
  if (language.implicitReceiver && argumentCount(tree, call) !== unit.parameters) return false;
  const receiver = receiverOf(tree, call, callee);
  if (receiver !== undefined) return SELVES.has(receiver) && memberOf(tree, callee) === unit.name;
  return textOf(tree, callee) === unit.name && (unit.kind !== 'method' || language.implicitReceiver === true);
}

const SELVES = new Set(['this', 'self', 'cls', 'Self', '$this', 'static']);

function receiverOf(tree: SyntaxTree, call: number, callee: number): string | undefined {
  for (const field of ['object', 'receiver', 'scope']) {
    const receiver = childInField(tree, call, field);
    if (receiver !== NONE) return textOf(tree, receiver);
  }
  return tree.next[callee]! > callee + 1 ? textOf(tree, callee + 1) : undefined;
}

function memberOf(tree: SyntaxTree, callee: number): string {
  let last = callee;
  for (let child = callee + 1; child < tree.next[callee]!; child = tree.next[child]!) last = child;
  return textOf(tree, last);
}

function argumentCount(tree: SyntaxTree, call: number): number {
  let count = 0;
  let list: number = NONE;
  for (let child = call + 1; child < tree.next[call]!; child = tree.next[child]!) {
    if (/arguments$|argument_list$/.test(kindOf(tree, child))) list = child;
  }
  if (list === NONE) return 0;
  for (let child = list + 1; child < tree.next[list]!; child = tree.next[child]!) count += tree.flags[child]! & 1;
  return count;
}
