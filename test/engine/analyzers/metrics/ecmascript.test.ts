import { expect, test } from 'vitest';
import { measured, outline } from './measured.ts';

test('TypeScript: functions have the names they are assigned to, and scopes', async () => {
  const source = [
    'export default () => 1;',
    'export const load = async (id: string) => id;',
    'module.exports = { go: function () {}, run() {}, "a-b": () => 2 };',
    'namespace Shop { export function buy(this: Cart, a?: number) {} }',
    'abstract class Cart {',
    '  static { start(); }',
    '  handler = (event) => event && event.id;',
    '  price = rate || 3;',
    '  plain = 1;',
    '  constructor(private size = 1) { super(); }',
    '  abstract missing(): void;',
    '  get total() { return 1; }',
    '  private hidden() {}',
    '  #secret() {}',
    "  ['x' + (a && b)]() {}",
    '}',
    'items.map((item) => item).filter(function named(x) {});',
    'const { a = () => 3 } = options;',
    'const Wrapped = ((props) => props) as Component;',
  ].join('\n');
  expect((await outline('typescript', source)).map((line) => line.replace(/:.*?parameters/, ''))).toEqual([
    'default, public',
    'load, public',
    'go, public',
    'run, public',
    '"a-b", public',
    'Shop.buy, public',
    'Cart.static',
    'Cart.handler',
    'Cart.price',
    'Cart.constructor',
    'Cart.total',
    'Cart.hidden',
    'Cart.#secret',
    "Cart.['x' + (a && b)]",
    '<anonymous>',
    'named',
    'a',
    'Wrapped',
  ]);
});

test('exports by a list and members of exported classes are public; JSDoc documents through export and decorators', async () => {
  const source = [
    '/** Adds. */',
    'function add(a, b) { return a + b; }',
    'function inner() {}',
    'export { add as plus, Cart };',
    'class Cart {',
    '  /** Buys. */',
    '  @logged()',
    '  buy() {}',
    '  // Sells.',
    '  sell() {}',
    '  private hidden() {}',
    '}',
    '/** Loads. */',
    'export const load = () => {',
    '  const local = () => 1;',
    '};',
    '/** Far away. */',
    '',
    '',
    'export function far() {}',
  ].join('\n');
  expect((await outline('typescript', source)).map((line) => line.replace(/:.*?parameters/, ''))).toEqual([
    'add, public, documented',
    'inner',
    'Cart.buy, public, documented',
    'Cart.sell, public',
    'Cart.hidden',
    'load, public, documented',
    'load.local',
    'far, public',
  ]);
  const { publicFunctions, documentedPublicFunctions, classes } = await measured('typescript', source);
  expect({ publicFunctions, documentedPublicFunctions }).toEqual({ publicFunctions: 5, documentedPublicFunctions: 3 });
  expect(classes).toEqual([{ name: 'Cart', scope: [], startLine: 5, endLine: 12, methods: 3 }]);
});

test('what branches counts one and its nesting; else counts one; else if does not nest', async () => {
  const source = `
    function ship(order) {
      if (order.paid) {                       // 1
        for (const line of order.lines) {     // 2
          if (line.gone) return;              // 3
          else line.ship();                   // 1
        }
      } else if (order.free) {                // 1
        do { retry(); } while (order.open);   // 2
      } else {                                // 1
        try { cancel(); } catch (e) {         // 2
          return e.fatal ? 1 : 2;             // 3
        } finally { done(); }
      }
      switch (order.kind) {                   // 1
        case 1: while (true) break;           // 2
        default:
      }
    }`;
  // Cyclomatic: 1, if, for, if, else if, do, catch, ?:, case, while: 10.
  expect(await outline('javascript', source)).toEqual(['ship: 10 cyclomatic, 19 cognitive, 3 deep, 1 parameters']);
});

test('a sequence of like operators counts once; parentheses do not end it, a negation does', async () => {
  const cognitive = async (expression: string) =>
    (await measured('javascript', `function f() { return ${expression}; }`)).functions[0]!.cognitive;
  expect(await cognitive('a && b && c')).toBe(1);
  expect(await cognitive('a && b || c')).toBe(2);
  expect(await cognitive('a && (b && c)')).toBe(1);
  expect(await cognitive('a && !(b && c)')).toBe(2);
  expect(await cognitive('a || b && c || d')).toBe(3);
  expect(await cognitive('a && g(b || c) && d')).toBe(2);
  expect(await cognitive('a ?? b ?? c')).toBe(0);
});

test('short circuits that write a default, or show an element, do not count', async () => {
  const source = `
    function View({ list, user }) {
      const items = list || [];
      let title = user.title ?? 'none';
      title = user.name || 'nobody';
      const either = a || b;                                 // 1
      const last = a && b || [];                             // 1
      return <p title={user.a || user.b}>{user.shown && (items && <b/>)}{a && (b || c)}</p>; // 2
    }`;
  expect(await outline('jsx', source)).toEqual(['View: 12 cyclomatic, 4 cognitive, 0 deep, 1 parameters']);
});

test('a function within a function counts for itself alone; a call of itself counts once', async () => {
  const source = `
    function walk(node) {
      const visit = (child) => { if (child.open) walk(child); };
      if (node) node.children.forEach((child) => { walk(child); walk(child); });
    }
    class Tree { depth() { return this.depth() + depth(); } }`;
  expect(await outline('javascript', source)).toEqual([
    // The if, and the recursion through the callback.
    'walk: 2 cyclomatic, 2 cognitive, 1 deep, 1 parameters',
    'walk.visit: 2 cyclomatic, 1 cognitive, 1 deep, 1 parameters',
    'walk.<anonymous>: 1 cyclomatic, 0 cognitive, 0 deep, 1 parameters',
    'Tree.depth: 1 cyclomatic, 1 cognitive, 0 deep, 0 parameters',
  ]);
});

test('code outside functions counts for the file', async () => {
  const source = 'if (a && b) { run(); }\nconst f = () => (a ? 1 : 2);\n';
  const { cyclomatic, cognitive } = await measured('javascript', source);
  // Cyclomatic: if and && outside, 2 of f. Cognitive: if and && outside, ?: in f.
  expect({ cyclomatic, cognitive }).toEqual({ cyclomatic: 4, cognitive: 3 });
});
