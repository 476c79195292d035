import { describe, expect, it } from 'vitest';
import { readRules } from '../../../../engine/patterns/rules/read-rules.ts';
import { namedByGlobs } from '../../../../engine/patterns/targets/path-globs.ts';
import { RuleSet } from '../../../../engine/patterns/targets/scan-target.ts';
import { targetLanguages } from '../../../../engine/patterns/targets/target-languages.ts';

function rules(...list: object[]): RuleSet {
  const given = list.map((rule, index) => ({
    id: `r${index}`,
    message: 'm',
    severity: 'LOW',
    languages: ['regex'],
    ...rule,
  }));
  const read = readRules({ name: 'r.json', text: JSON.stringify({ rules: given }) });
  expect(read.problems).toEqual([]);
  return new RuleSet(read.rules);
}

function scan(set: RuleSet, path: string, text: string) {
  return set.scan({ path, bytes: Buffer.from(text) }, 5000);
}

/** `rule line:column-line:column message` for each finding that no comment is about. */
async function found(set: RuleSet, path: string, text: string): Promise<string[]> {
  const { findings } = await scan(set, path, text);
  return findings
    .filter(({ ignored }) => !ignored)
    .map(
      ({ ruleId, start, end, message }) =>
        `${ruleId} ${start.line}:${start.column}-${end.line}:${end.column} ${message}`,
    );
}

describe('rules on a file', () => {
  it('find what they describe, in the order of the text', async () => {
    const set = rules(
      { 'pattern-regex': 'b+', message: 'found' },
      { pattern: 'eval($X)', languages: ['js', 'ts'], message: 'eval of $X' },
    );
    expect(await found(set, 'src/a.js', 'bb\n  eval(x)\n')).toEqual(['r0 1:1-1:3 found', 'r1 2:3-2:10 eval of x']);
    expect(await found(set, 'src/a.tsx', 'eval(<p/>)\n')).toEqual(['r1 1:1-1:11 eval of <p/>']);
    expect(await found(set, 'a.py', 'eval(x) + b')).toEqual(['r0 1:11-1:12 found']);
  });

  it('tell lines, bytes, metavariables and fixes', async () => {
    const set = rules({ pattern: 'eval($X)', languages: ['js'], fix: 'safe($X)' });
    const { findings, rules: count } = await scan(set, 'a.js', '// é\n  eval("é"); f()\n');
    expect(count).toBe(1);
    expect(findings).toMatchObject([
      {
        start: { line: 2, column: 3, offset: 7, byte: 8 },
        end: { line: 2, column: 12, offset: 16, byte: 18 },
        lines: '  eval("é"); f()',
        code: 'eval("é")',
        edit: { start: 7, end: 16, text: 'safe("é")' },
      },
    ]);
    expect(findings[0]!.metavariables['$X']).toMatchObject({ text: '"é"', start: { line: 2, column: 8 } });
  });

  it('look only at the paths that they are for', async () => {
    const set = rules({ 'pattern-regex': 'x', paths: { include: ['*.conf', 'etc'], exclude: ['*.d/', '/etc/no'] } });
    const paths = ['a.conf', 'b/a.conf', 'b/etc/c', 'a.txt', 'b.d/a.conf', 'etc/no/a', 'src/etc/no'];
    const seen = await Promise.all(paths.map(async (path) => (await scan(set, path, 'x')).rules));
    expect(seen).toEqual([1, 1, 1, 0, 0, 0, 1]);
  });

  it('leave alone what a nosemgrep comment is about', async () => {
    const set = rules({ 'pattern-regex': 'bad', id: 'no-bad' }, { 'pattern-regex': '^b', id: 'other' });
    const text = [
      'bad() // nosemgrep',
      'bad() // nosemgrep: no-bad',
      '// nosemgrep: folder.no-bad, folder.other',
      'bad()',
      'bad() // nosem: else',
      "bad('nosemgrep')",
    ].join('\n');
    expect((await found(set, 'a.js', text)).map((line) => line.split('-1')[0]!.replace(/-\d.*/, ''))).toEqual([
      'other 2:1',
      'other 5:1',
      'no-bad 5:1',
      'other 6:1',
      'no-bad 6:1',
    ]);
  });
});

describe('the languages of a file', () => {
  it.each([
    ['a.ts', '', ['typescript']],
    ['a.jsx', '', ['javascript']],
    ['deep/Dockerfile', '', ['dockerfile']],
    ['Dockerfile.prod', '', ['dockerfile']],
    ['web.dockerfile', '', ['dockerfile']],
    ['include/a.h', '', ['c', 'cpp']],
    ['run', '#!/usr/bin/env -S python3 -u', ['python']],
    ['run', '#!/bin/sh', ['bash']],
    ['run', '#! /usr/bin/node', ['javascript']],
    ['run', 'nothing', []],
    ['a.txt', '#!/bin/sh', []],
    ['main.TF', '', ['terraform']],
    ['main.tofu', '', ['terraform']],
  ])('%s (%s)', (path, head, languages) => {
    expect(targetLanguages(path, head)).toEqual([...languages, 'generic', 'regex']);
  });
});

describe('globs of paths', () => {
  it.each([
    ['*.js', ['a.js', 'b/a.js'], ['a.jsx']],
    ['tests', ['tests/a', 'b/tests/c/d', 'tests'], ['tests2/a']],
    ['/tests/', ['tests/a'], ['b/tests/a']],
    ['src/*.py', ['src/a.py', 'b/src/a.py'], ['src/b/a.py']],
    ['**/gen/**', ['gen/a', 'b/gen/c'], ['gen']],
  ])('%s', (glob, named, others) => {
    const matches = namedByGlobs([glob]);
    expect(named.filter((path) => !matches(path))).toEqual([]);
    expect(others.filter(matches)).toEqual([]);
  });
});
