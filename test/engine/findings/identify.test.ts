import { describe, expect, test } from 'vitest';
import type { RawFinding } from '../../../engine/findings/finding.ts';
import { identify, pathsToIdentify } from '../../../engine/findings/identify.ts';
import { innermostScopes, scopesOfMetrics, type Scope } from '../../../engine/findings/scopes.ts';
import { withSurroundings } from '../../../engine/findings/surroundings.ts';
import { aRange } from '../../support/a-finding.ts';
import { aFunction } from '../../support/a-measured-file.ts';

describe('identity', () => {
  test('is 32 hex digits of SHA-256 over rule, anchor, scopes and ordinal', () => {
    const [identified] = identifyIn('a.ts', '  eval( x );\n', [at(1)]);
    // printf '["toy/bad","eval( x );",[],0]' | sha256sum
    expect(identified).toMatchObject({ anchor: 'eval( x );', scopes: [], ordinal: 0 });
    expect(identified!.fingerprint).toBe('8fabe9241342a65f7b031400c882a566');
  });

  test('white space, line numbers and the path are no part of it', () => {
    const one = identifyIn('a.ts', 'eval( x );\n', [at(1)]);
    const other = identifyIn('lib/b.ts', '\r\n\n\teval(   x );  \r\n', [at(3)]);
    expect(other[0]!.fingerprint).toBe(one[0]!.fingerprint);
  });

  test('the rule, the content, the scope and the number among equals are', () => {
    const text = 'eval(x)\neval(y)\neval(x)\nfunction f() {\n  eval(x)\n}\n';
    const scopes = [{ names: ['f'], startLine: 4, endLine: 6 }];
    const findings = [at(1), at(2), at(3), at(5), { ...at(1), ruleId: 'toy/other' }];
    const identified = identifyIn('a.ts', text, findings, scopes);
    expect(new Set(identified.map((one) => one.fingerprint)).size).toBe(5);
    expect(identified.map((one) => one.ordinal)).toEqual([0, 0, 1, 0, 0]);
    expect(identified[3]!.scopes).toEqual(['f']);
  });

  test('equal ones are numbered by place, in whatever order they come', () => {
    const identified = identifyIn('a.ts', 'x\nx\nx\n', [at(3), at(1), at(2)]);
    expect(identified.map(({ raw, ordinal }) => [raw.range?.startLine, ordinal])).toEqual([
      [3, 2],
      [1, 0],
      [2, 1],
    ]);
  });

  test('without functions the heading above stands for the scope', () => {
    const text = 'build:\n  run: x\n\ntest:\n  # words\n  run: x\n';
    const [build, tested] = identifyIn('a.yml', text, [at(2), at(6)]);
    expect(build!.fingerprint).not.toBe(tested!.fingerprint);
    const [shifted] = identifyIn('a.yml', `more:\n  run: y\n${text}`, [at(4)]);
    expect(shifted!.fingerprint).toBe(build!.fingerprint);
  });

  test('of a whole file only the rule, or what the analyzer named', () => {
    const whole = { ruleId: 'toy/large', path: 'a.bin', message: 'large' };
    expect(identifyIn('a.bin', undefined, [whole, { ...whole, anchor: 'named' }])).toMatchObject([
      { anchor: '', scopes: [] },
      { anchor: 'named', scopes: [] },
    ]);
  });

  test('a line of a megabyte is known by the text from its column on', () => {
    const text = `${'a;'.repeat(500_000)}eval(x);${'b;'.repeat(500_000)}`;
    const inLine: RawFinding = { ...at(1), range: aRange(1, 1_000_001, 1, 1_000_005) };
    const [identified] = identifyIn('min.js', text, [inLine]);
    expect(identified!.anchor).toMatch(/^eval\(x\);b;b;/);
    expect(identified!.anchor.length).toBe(400);
  });

  test('what the workers added from the text is enough: the text is not asked for again', () => {
    const text = 'one\n  eval(x)\ntwo\n';
    const completed = withSurroundings([at(2)], text, { headings: true });
    const [fromCache] = identify(completed, {
      textOf: () => {
        throw new Error('read');
      },
      scopesOf: () => undefined,
    });
    expect(fromCache!.fingerprint).toBe(identifyIn('a.ts', text, [at(2)])[0]!.fingerprint);
    expect(pathsToIdentify(completed)).toEqual(new Set());
    expect(pathsToIdentify([at(2)])).toEqual(new Set(['a.ts']));
  });

  test('a place past the end of the text is no failure', () => {
    expect(identifyIn('a.ts', 'x', [at(9)])).toMatchObject([{ anchor: '', scopes: [] }]);
  });
});

describe('scopes', () => {
  test('are the functions and classes of the metrics, with what is around them', () => {
    const functions = [aFunction({ name: 'm', scope: ['C'], startLine: 2, endLine: 4 })];
    const classes = [{ name: 'C', scope: [], startLine: 1, endLine: 9, methods: 1 }];
    expect(scopesOfMetrics({ functions, classes })).toEqual([
      { names: ['C'], startLine: 1, endLine: 9 },
      { names: ['C', 'm'], startLine: 2, endLine: 4 },
    ]);
  });

  test('the innermost around each line', () => {
    const scopes: Scope[] = [
      { names: ['C', 'b'], startLine: 6, endLine: 7 },
      { names: ['C', 'a'], startLine: 2, endLine: 4 },
      { names: ['C'], startLine: 1, endLine: 9 },
      { names: ['C', 'a', 'inner'], startLine: 3, endLine: 3 },
    ];
    const found = innermostScopes(scopes, [10, 3, 8, 2, 6, 3]);
    expect([...found].map(([line, scope]) => [line, scope?.names.join('.')])).toEqual([
      [2, 'C.a'],
      [3, 'C.a.inner'],
      [6, 'C.b'],
      [8, 'C'],
      [10, undefined],
    ]);
  });
});

function at(line: number): RawFinding {
  return { ruleId: 'toy/bad', path: 'a.ts', message: 'bad', range: aRange(line) };
}

function identifyIn(
  path: string,
  text: string | undefined,
  findings: readonly RawFinding[],
  scopes?: readonly Scope[],
) {
  return identify(
    findings.map((finding) => ({ ...finding, path })),
    { textOf: () => text, scopesOf: () => scopes },
  );
}
