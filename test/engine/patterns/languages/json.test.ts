import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

type Case = readonly [pattern: string, code: string, lines: readonly number[]];

describe('JSON', () => {
  test.each<Case>([
    ['{"a": 1, ...}', '[\n{ "b": 2, "a": 1 },\n{ "a": 2 }]', [2]],
    ['{"a": 1}', '[\n{ "b": 2, "a": 1 },\n{ "a": 1 }]', [3]],
    ['"a": $X', '{\n"b": {\n"a": [] } }', [3]],
    ['"$K": true', '{\n"a": true,\n"b": false }', [2]],
    ['"a": {..., "b": $V, ...}', '{\n"a": { "c": 1, "b": 2 },\n"d": { "b": 1 } }', [2]],
    ['"a": 1,\n"b": 2', '[{\n"b": 2, "c": 3, "a": 1 },\n{ "a": 1 }]', [2]],
    ['[..., "x", ...]', '{ "a":\n["y", "x"], "b": ["y"] }', [2]],
    ['"a": -1', '{\n"a": -1,\n"b": 1 }', [2]],
    ['"a": -1.50', '{\n"a": -1.5 }', [2]],
    ['"a": null', '{\n"a": null,\n"b": null }', [2]],
    ['"a": "..."', '{\n"a": "b",\n"c": 1 }', [2]],
    ['"a": "=~/^x/"', '[{\n"a": "xy" }, {\n"a": "yx" }]', [2]],
    ['"a": <... "x" ...>', '{\n"a": ["y", { "b": "x" }] }', [2]],
    ['"a": 1', '// why\n{\n"a": 1 /* so */ }', [3]],
  ])('%s', async (pattern, code, lines) => {
    expect((await scanCode('json', pattern, code)).lines).toEqual(lines);
  });
});
