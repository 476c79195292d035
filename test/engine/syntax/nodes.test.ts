import { expect, test } from 'vitest';
import { errorsOf, isBroken } from '../../../engine/syntax/errors.ts';
import { kindTable, lookUp } from '../../../engine/syntax/kind-table.ts';
import {
  childInField,
  childOfKind,
  childrenOf,
  isNamed,
  kindOf,
  lineAt,
  NONE,
  previousSibling,
  textOf,
} from '../../../engine/syntax/nodes.ts';
import { loadGrammars, parse } from '../../../engine/syntax/parse.ts';

await loadGrammars(['javascript', 'ruby']);

test('children, fields and siblings are found in the flat tree', () => {
  const tree = parse('javascript', 'const a = 1;\nf(a);');
  const [declaration, call] = [...childrenOf(tree, 0)] as [number, number];
  expect([kindOf(tree, declaration), kindOf(tree, call)]).toEqual(['lexical_declaration', 'expression_statement']);
  expect(textOf(tree, childInField(tree, childOfKind(tree, declaration, 'variable_declarator'), 'value'))).toBe('1');
  expect(previousSibling(tree, call)).toBe(declaration);
  expect([previousSibling(tree, declaration), previousSibling(tree, 0)]).toEqual([NONE, NONE]);
  expect([childInField(tree, call, 'value'), childOfKind(tree, call, 'number')]).toEqual([NONE, NONE]);
});

test('an offset is on the line that starts last before it', () => {
  const tree = parse('javascript', 'a\n\nb\r\nc');
  expect([0, 1, 2, 3, 5, 6, 7].map((offset) => lineAt(tree, offset))).toEqual([0, 0, 1, 2, 2, 3, 3]);
});

test('a table tells a kind from a token of the same name', () => {
  const tree = parse('ruby', 'if a then b end');
  const table = kindTable((name, named) => (name === 'if' ? (named ? 1 : 2) : 0))(tree);
  const ifs = Array.from({ length: tree.size }, (_, node) => node).filter((node) => kindOf(tree, node) === 'if');
  expect(ifs.map((node) => [isNamed(tree, node), lookUp(table, tree, node)])).toEqual([
    [true, 1],
    [false, 2],
  ]);
});

test('errors are found, and the nodes they are in', () => {
  const tree = parse('javascript', 'function f() {}\nfunction g() { a b ]; }');
  const errors = errorsOf(tree);
  expect(errors.length).toBeGreaterThan(0);
  expect([...childrenOf(tree, 0)].map((node) => isBroken(tree, node, errors))).toEqual([false, true]);
  expect(errorsOf(parse('javascript', 'f();'))).toEqual([]);
});
