import { describe, expect, test } from 'vitest';
import { scanCode } from '../../support/scan-code.ts';

const RULE = {
  mode: 'taint',
  'pattern-sources': [{ pattern: 'source(...)' }],
  'pattern-sinks': [{ pattern: 'sink(...)' }],
  'pattern-sanitizers': [{ pattern: 'clean(...)' }],
};

const lines = async (code: string, rule: Readonly<Record<string, unknown>> = RULE) =>
  (await scanCode('javascript', rule, code)).lines;

type Case = readonly [what: string, code: string, lines: readonly number[]];

describe('taints flow', () => {
  test.each<Case>([
    ['directly', 'sink(source());\nsink(1);', [1]],
    ['through variables', 'const a = source();\nlet b = a;\nsink(b);', [3]],
    ['until the variable is given another value', 'let a = source();\na = 1;\nsink(a);', []],
    ['through templates and concatenation', 'const a = `x${source()}`;\nsink("y" + a);', [2]],
    ['through calls of what is not known', 'sink(wrap(source()));', [1]],
    ['through methods of what is tainted', 'sink(source().trim());', [1]],
    ['through fields', 'const o = {};\no.a = source();\nsink(o.a);\nsink(o.b);', [3]],
    ['through what an object is made of', 'const o = {a: source(), b: 1};\nsink(o.a);\nsink(o.b);\nsink(o);', [2, 4]],
    ['through destructuring', 'const {a, ...rest} = source();\nsink(a);\nsink(rest);', [2, 3]],
    ['through arrays', 'const [a] = [source()];\nsink(a);', [2]],
    ['through either branch', 'let a = 1;\nif (c) { a = source(); }\nsink(a);', [3]],
    ['not through a branch that leaves', 'let a = 1;\nif (c) { a = source(); return; }\nsink(a);', []],
    ['through both of a choice', 'sink(c ? source() : 1);', [1]],
    ['around loops', 'let a = 1;\nfor (const x of y) {\n  sink(a);\n  a = source();\n}', [3]],
    ['to what a loop goes through', 'for (const x of source()) sink(x);', [1]],
    ['out of try and catch', 'let a;\ntry { a = source(); } catch (e) { a = 1; }\nsink(a);', [3]],
    ['through cases', 'let a = 1;\nswitch (x) { case 1: a = source(); }\nsink(a);', [3]],
    ['into functions within', 'const a = source();\nrun(() => { sink(a); });', [2]],
    ['to functions that a tainted collection is given', 'source().forEach((x) => sink(x));', [1]],
    ['through await', 'async function f() { sink(await source()); }', [1]],
    ['by operators that assign', 'let a = "x";\na += source();\nsink(a);', [3]],
    ['not through what cleans', 'sink(clean(source()));\nconst a = clean(source());\nsink(a);', []],
  ])('%s', async (_, code, expected) => {
    expect(await lines(code)).toEqual(expected);
  });
});

describe('functions of the same file', () => {
  test.each<Case>([
    ['return what they are given', 'function same(x) { return x; }\nsink(same(source()));', [2]],
    ['or do not', 'function other(x) { return 1; }\nconst a = other(source());\nsink(a);', []],
    ['return a source', 'function read() { return source(); }\nsink(read());', [2]],
    ['have the sink', 'function show(a, b) {\n  sink(b);\n}\nshow(1, source());\nshow(source(), 1);', [2]],
    ['call each other', 'function f(x) { return g(x); }\nfunction g(x) { return x; }\nsink(f(source()));', [3]],
    ['call themselves', 'function f(x) { return x ? f(x) : x; }\nsink(f(source()));', [2]],
    ['clean', 'const f = (x) => clean(x);\nconst a = f(source());\nsink(a);', []],
    ['return from a branch', 'function f(c) {\n  if (c) { return source(); }\n  return 1;\n}\nsink(f(1));', [5]],
    ['are methods', 'class A {\n  get() { return source(); }\n  run() { sink(this.get()); }\n}', [3]],
  ])('%s', async (_, code, expected) => {
    expect(await lines(code)).toEqual(expected);
  });
});

test('arguments reach the parameters they are for', async () => {
  const methods =
    'class A:\n  def m(self, a, b):\n    sink(b)\n  def n(self):\n    self.m(1, source())\n    self.m(source(), 1)';
  expect((await scanCode('python', RULE, methods)).matches.map(({ trace }) => trace!.length)).toEqual([4]);
  const named = 'def kw(a, b):\n  sink(a)\n  sink(b)\nkw(b=source(), a=1)';
  expect((await scanCode('python', RULE, named)).lines).toEqual([3]);
});

test('a finding tells the way from the source to the sink', async () => {
  const code = 'const a = source();\nconst b = a;\nsink(b);';
  const { matches } = await scanCode('javascript', RULE, code);
  const steps = matches[0]!.trace!.map(({ role, start, end }) => [role, code.slice(start, end)]);
  expect(steps).toEqual([
    ['source', 'source()'],
    ['step', 'a'],
    ['step', 'b'],
    ['sink', 'sink(b)'],
  ]);
});

describe('what rules say more exactly', () => {
  test('a source by side effect taints what it is about', async () => {
    const rule = {
      ...RULE,
      'pattern-sources': [
        { patterns: [{ pattern: 'read($X)' }, { 'focus-metavariable': '$X' }], 'by-side-effect': true },
      ],
    };
    expect(await lines('read(a);\nsink(a);\nsink(b);', rule)).toEqual([2]);
  });

  test('a sanitizer by side effect cleans what it is about', async () => {
    const rule = {
      ...RULE,
      'pattern-sanitizers': [
        { patterns: [{ pattern: 'check($X)' }, { 'focus-metavariable': '$X' }], 'by-side-effect': true },
      ],
    };
    expect(await lines('const a = source();\nsink(a);\ncheck(a);\nsink(a);', rule)).toEqual([2]);
  });

  test('a parameter is a source from the start of the function', async () => {
    const rule = {
      ...RULE,
      'pattern-sources': [
        { patterns: [{ pattern: 'function handler($REQ, ...) { ... }' }, { 'focus-metavariable': '$REQ' }] },
      ],
    };
    expect(await lines('function handler(req) { sink(req.a); }\nfunction f(req) { sink(req.a); }', rule)).toEqual([1]);
  });

  test('a propagator says how taints pass', async () => {
    const rule = {
      ...RULE,
      'pattern-propagators': [{ pattern: '$TO.push($FROM)', from: '$FROM', to: '$TO' }],
    };
    const code = 'const a = [];\na.push(source());\nsink(a);';
    expect(await lines(code)).toEqual([]);
    expect(await lines(code, rule)).toEqual([3]);
  });

  test('labels are asked for by the sink', async () => {
    const rule = {
      mode: 'taint',
      'pattern-sources': [
        { pattern: 'user()', label: 'USER' },
        { pattern: 'secret()', label: 'SECRET' },
        { patterns: [{ pattern: 'mix($X)' }], label: 'MIXED', requires: 'USER and SECRET' },
      ],
      'pattern-sinks': [
        { pattern: 'both(...)', requires: 'USER and SECRET' },
        { pattern: 'plain(...)', requires: 'USER and not SECRET' },
        { pattern: 'mixed(...)', requires: 'MIXED' },
      ],
    };
    const code = [
      'both(user() + secret());',
      'both(user());',
      'plain(user());',
      'plain(user() + secret());',
      'mixed(mix(user() + secret()));',
      'mixed(mix(user()));',
    ];
    expect(await lines(code.join('\n'), rule)).toEqual([1, 3, 5]);
  });

  test('the finding is where the sink is focused', async () => {
    const rule = {
      ...RULE,
      'pattern-sinks': [{ patterns: [{ pattern: 'query($SQL, ...)' }, { 'focus-metavariable': '$SQL' }] }],
    };
    const code = 'query(\n  source(), []);\nquery(1, source());';
    expect(await lines(code, rule)).toEqual([2]);
  });

  test('comparisons, indexes and unknown functions are safe where the rule says so', async () => {
    const code = 'sink(a == source());\nsink(a[source()]);\nsink(f(source()));';
    expect(await lines(code)).toEqual([1, 2, 3]);
    const safe = (option: string) => ({
      ...RULE,
      options: { [option]: true },
      'pattern-sinks': [{ pattern: 'sink(...)', exact: true }],
    });
    const second = async (option: string) => {
      const wrapped = code.replaceAll(/sink\((.*)\)/g, 'x = $1;\nsink(x)');
      return lines(wrapped, safe(option));
    };
    expect(await second('taint_assume_safe_comparisons')).toEqual([4, 6]);
    expect(await second('taint_assume_safe_indexes')).toEqual([2, 6]);
    expect(await second('taint_assume_safe_functions')).toEqual([2, 4]);
    const direct = 'sink(source());\nx = source();\nsink(x);\nsink(f(x));';
    expect(await lines(direct, { ...RULE, options: { taint_assume_safe_functions: true } })).toEqual([1, 3]);
  });
});
