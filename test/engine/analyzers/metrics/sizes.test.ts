import { expect, test } from 'vitest';
import { measured } from './measured.ts';

test('lines of code, of comments and blank ones; a line may be both code and comment', async () => {
  const source = 'const a = 1; // one\n\n/*\n\n  two\n*/\nconst b = `\n\n  text\n`; /* three */\n   \n';
  // Code: 1, 7, 9, 10. Comment: 1, 3, 5, 6, 10. Blank, wherever they stand: 2, 4, 8, 11.
  expect((await measured('javascript', source)).lines).toEqual({ total: 11, code: 4, comment: 5, blank: 4 });
});

test('line ends: CRLF, no line end at the end of the file', async () => {
  expect((await measured('javascript', 'a();\r\n\r\n// b\r\nc();')).lines).toEqual({
    total: 4,
    code: 2,
    comment: 1,
    blank: 1,
  });
});

test('Python docstrings are comments; other strings are code', async () => {
  const source = '"""Module."""\nx = """text\nmore"""\ndef f():\n    """Doc.\n\n    More.\n    """\n    "statement"\n';
  // Comment: 1, 5, 7, 8. Blank: 6.
  expect((await measured('python', source)).lines).toEqual({ total: 9, code: 4, comment: 4, blank: 1 });
});

test('comments that reach to the end of their line do not count for the next', async () => {
  expect((await measured('rust', '/// One.\nfn f() {}\n')).lines).toEqual({ total: 2, code: 1, comment: 1, blank: 0 });
});

test('length is the lines of code of a function, those of functions within included', async () => {
  const source = 'function f() {\n  // no code\n\n  const g = () => {\n    run();\n  };\n}\n';
  const { functions } = await measured('javascript', source);
  expect(functions.map(({ name, length }) => ({ name, length }))).toEqual([
    { name: 'f', length: 5 },
    { name: 'g', length: 3 },
  ]);
});

test('Halstead: operands are names and literals, operators all else, a pair of brackets one', async () => {
  // Operators: const = + ( , ; distinct const = + ( , ; : 1 + 1 + 1 + 1 + 1 + 1. Operands: a b f b 'x' 1; distinct a b f 'x' 1.
  const { halstead } = await measured('javascript', "const a = b + f(b, 'x' + 1);");
  expect(halstead).toEqual({
    distinctOperators: 6,
    distinctOperands: 5,
    operators: 7,
    operands: 6,
    volume: 13 * Math.log2(11),
    difficulty: (6 / 2) * (6 / 5),
    effort: (6 / 2) * (6 / 5) * 13 * Math.log2(11),
  });
});

test('maintainability index: 100 for nothing, by the averages over functions otherwise', async () => {
  expect((await measured('javascript', '')).maintainabilityIndex).toBe(100);
  // One function and nothing outside: V = 5 log2 5 (function, (, {; f twice is not here), G = 1, LOC = 1.
  const { halstead, maintainabilityIndex } = await measured('javascript', 'function f() {}');
  expect(halstead.volume).toBe(4 * Math.log2(4));
  expect(maintainabilityIndex).toBeCloseTo(((171 - 5.2 * Math.log(8) - 0.23 * 1) * 100) / 171, 10);
});

test('an empty file, and one of nothing but comments', async () => {
  const empty = {
    functions: [],
    classes: [],
    cyclomatic: 0,
    cognitive: 0,
    publicFunctions: 0,
    documentedPublicFunctions: 0,
  };
  expect(await measured('go', '')).toMatchObject({ ...empty, lines: { total: 0, code: 0, comment: 0, blank: 0 } });
  expect(await measured('java', '// a\n/* b */\n')).toMatchObject({
    ...empty,
    lines: { total: 2, code: 0, comment: 2, blank: 0 },
    maintainabilityIndex: 100,
  });
});
