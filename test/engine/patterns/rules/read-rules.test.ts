import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../../engine/patterns/rules/read-rules.ts';
import type { Formula, PatternRule } from '../../../../engine/patterns/rule.ts';

/** A rule file whose one rule has the given lines beside its head. */
function fileWith(lines: string, head = 'id: a, message: m, severity: ERROR, languages: [python]'): string {
  const fields = head.split(/, (?=\w+:)/).map((field, index) => `${index === 0 ? '  - ' : '    '}${field}\n`);
  const body = lines.replace(/^/gm, '    ');
  return `rules:\n${fields.join('')}${body}\n`;
}

function ruleOf(lines: string, head?: string): PatternRule {
  const { rules, problems } = readRules({ name: 'r.yaml', text: fileWith(lines, head) });
  expect(problems).toEqual([]);
  return rules[0]!;
}

/** `line:column level message → suggestion` for each problem. */
function problemsOf(text: string): string[] {
  return readRules({ name: 'r.yaml', text }).problems.map(
    ({ place, level, message, suggestion }) =>
      `${place.line}:${place.column} ${level} ${message}${suggestion === undefined ? '' : ` → ${suggestion}`}`,
  );
}

/** A formula with patterns as their text alone. */
function short(formula: Formula): unknown {
  switch (formula.kind) {
    case 'pattern':
      return formula.text;
    case 'regex':
      return { regex: formula.regex };
    case 'inside':
    case 'not':
      return { [formula.kind]: short(formula.of) };
    case 'any':
      return { any: formula.of.map(short) };
    case 'all':
      return {
        all: formula.of.map(short),
        ...(formula.conditions.length > 0 && {
          conditions: formula.conditions.map((condition) =>
            condition.kind === 'pattern' ? { ...condition, formula: short(condition.formula) } : condition,
          ),
        }),
        ...(formula.focus.length > 0 && { focus: formula.focus }),
      };
  }
}

function searchOf(lines: string): unknown {
  const { search } = ruleOf(lines);
  if (search.kind === 'taint') throw new Error('a search was expected');
  return short(search);
}

describe('a rule', () => {
  it('is plain data with every default in it', () => {
    const rule = ruleOf('pattern: eval($X)\nmetadata:\n  cwe: [CWE-95]\nfix: safe($X)\nmin-version: 1.0.0');
    expect(JSON.parse(JSON.stringify(rule))).toEqual(rule);
    expect(rule).toEqual({
      id: 'a',
      languages: ['python'],
      severity: 'ERROR',
      message: 'm',
      metadata: { cwe: ['CWE-95'] },
      search: { kind: 'pattern', text: 'eval($X)', place: { file: 'r.yaml', line: 6, column: 14 } },
      fix: 'safe($X)',
      paths: { include: [], exclude: [] },
      place: { file: 'r.yaml', line: 2, column: 5 },
      options: {
        ac_matching: true,
        arrow_is_function: true,
        attr_expr: true,
        commutative_boolop: false,
        commutative_compop: false,
        constant_propagation: true,
        symbolic_propagation: false,
        decorators_order_matters: false,
        flddef_assign: false,
        vardef_assign: true,
        let_is_var: true,
        go_deeper_expr: true,
        go_deeper_stmt: true,
        implicit_deep_exprstmt: true,
        implicit_ellipsis: true,
        implicit_return: true,
        unify_ids_strictly: true,
        xml_attrs_implicit_ellipsis: true,
        xml_children_ordered: true,
        xml_singleton_loose_matching: true,
        taint_assume_safe_functions: false,
        taint_assume_safe_indexes: false,
        taint_assume_safe_comparisons: false,
        taint_assume_safe_booleans: false,
        taint_assume_safe_numbers: false,
        taint_only_propagate_through_assignments: false,
        taint_unify_mvars: false,
        taint_focus_on: 'sink',
        generic_engine: 'spacegrep',
        generic_multiline: true,
        generic_braces: [
          ['(', ')'],
          ['[', ']'],
          ['{', '}'],
        ],
        generic_caseless: false,
        generic_ellipsis_max_span: 10,
        generic_extra_word_characters: [],
      },
    });
  });

  it('may be written as JSON, with tabs', () => {
    const rule = { id: 'a', message: 'm', severity: 'INFO', languages: ['js'], pattern: '$X == $X' };
    const { rules, problems } = readRules({ name: 'r.json', text: JSON.stringify({ rules: [rule] }, null, '\t') });
    expect(problems).toEqual([]);
    expect(rules.map(({ id, languages, place }) => ({ id, languages, place }))).toEqual([
      { id: 'a', languages: ['javascript'], place: { file: 'r.json', line: 3, column: 3 } },
    ]);
  });

  it('takes options, some by an older name', () => {
    const { options } = ruleOf(
      'pattern: x\noptions: {symmetric_eq: true, generic_comment_style: shell, interfile: true, generic_extra_braces: [["<", ">"]]}',
    );
    expect(options.commutative_compop).toBe(true);
    expect(options.generic_comment_style).toBe('shell');
    expect(options.generic_braces.at(-1)).toEqual(['<', '>']);
  });

  it.each([
    ['js, ts', ['javascript', 'typescript']],
    ['py, python3, python', ['python']],
    ['golang, C#, kt, rb, sh, c++', ['go', 'csharp', 'kotlin', 'ruby', 'bash', 'cpp']],
    ['tf, hcl, docker, html, none, generic', ['terraform', 'dockerfile', 'html', 'regex', 'generic']],
  ])('for %s', (names, languages) => {
    const list = `[${names.replace(/, /g, ',')}]`;
    expect(ruleOf('pattern: x', `id: a, message: m, severity: LOW, languages: ${list}`).languages).toEqual(languages);
  });

  it('reads fix-regex and paths', () => {
    const { fixRegex, paths } = ruleOf(
      'pattern: x\nfix-regex: {regex: a(b), replacement: \\1, count: 1}\npaths: {include: ["*.py"], exclude: [tests/]}',
    );
    expect(fixRegex).toEqual({ regex: 'a(b)', replacement: '\\1', count: 1 });
    expect(paths).toEqual({ include: ['*.py'], exclude: ['tests/'] });
  });
});

describe('what is looked for, in the older spelling', () => {
  it('is put together from all operators', () => {
    expect(
      searchOf(`patterns:
  - pattern-inside: |
      def $F(...):
        ...
  - pattern-either:
      - pattern: foo($X)
      - patterns:
          - pattern-regex: ba+r
          - pattern-not-regex: barr
  - pattern-not: foo(1)
  - pattern-not-inside:
      patterns:
        - pattern: with open(...)
  - focus-metavariable: $X
  - focus-metavariable: [$F, $X]`),
    ).toEqual({
      all: [
        { inside: 'def $F(...):\n  ...\n' },
        { any: ['foo($X)', { all: [{ regex: 'ba+r' }, { not: { regex: 'barr' } }] }] },
        { not: 'foo(1)' },
        { not: { inside: { all: ['with open(...)'] } } },
      ],
      focus: [['$X'], ['$F', '$X']],
    });
  });

  it('has conditions on metavariables', () => {
    expect(
      searchOf(`patterns:
  - pattern: f($X, $...Y)
  - metavariable-regex: {metavariable: $X, regex: ^a, constant-propagation: true}
  - metavariable-comparison: {metavariable: $X, comparison: $X > 3, base: 8, strip: true}
  - metavariable-type: {metavariable: $X, types: [str, int]}
  - metavariable-analysis: {metavariable: $X, analyzer: entropy}
  - metavariable-pattern:
      metavariable: $X
      language: bash
      patterns:
        - pattern-not: echo ...`),
    ).toEqual({
      all: ['f($X, $...Y)'],
      conditions: [
        { kind: 'regex', metavariable: '$X', regex: '^a', constantPropagation: true },
        { kind: 'comparison', metavariable: '$X', comparison: '$X > 3', base: 8, strip: true },
        { kind: 'type', metavariable: '$X', types: ['str', 'int'] },
        { kind: 'analysis', metavariable: '$X', analyzer: 'entropy', options: {} },
        { kind: 'pattern', metavariable: '$X', language: 'bash', formula: { all: [{ not: 'echo ...' }] } },
      ],
    });
  });

  it('is shared by anchors', () => {
    expect(searchOf('patterns:\n  - pattern: &p f($X)\n  - pattern-not: *p')).toEqual({
      all: ['f($X)', { not: 'f($X)' }],
    });
  });
});

describe('what is looked for, in the newer spelling', () => {
  it('is the same formula', () => {
    expect(
      searchOf(`match:
  all:
    - inside: "def $F(...): ..."
    - any: [foo($X), {regex: ba+r}]
    - not: {all: [foo(1), {not: {inside: "class $C: ..."}}]}
  where:
    - metavariable: $X
      regex: ^a
    - metavariable: $X
      any: [g(...), h(...)]
    - metavariable: $X
      type: str
    - metavariable: $X
      analyzer: redos
    - comparison: $X > 1
    - focus: $X`),
    ).toEqual({
      all: [
        { inside: 'def $F(...): ...' },
        { any: ['foo($X)', { regex: 'ba+r' }] },
        { not: { all: ['foo(1)', { not: { inside: 'class $C: ...' } }] } },
      ],
      conditions: [
        { kind: 'regex', metavariable: '$X', regex: '^a', constantPropagation: false },
        { kind: 'pattern', metavariable: '$X', formula: { any: ['g(...)', 'h(...)'] } },
        { kind: 'type', metavariable: '$X', types: ['str'] },
        { kind: 'analysis', metavariable: '$X', analyzer: 'redos', options: {} },
        { kind: 'comparison', comparison: '$X > 1' },
      ],
      focus: [['$X']],
    });
  });

  it('puts a condition around what is no list', () => {
    expect(searchOf('match:\n  pattern: f($X)\n  where:\n    - focus: $X')).toEqual({
      all: ['f($X)'],
      focus: [['$X']],
    });
    expect(searchOf('match: f($X)')).toBe('f($X)');
  });
});

describe('taint', () => {
  it('has sources, sinks, sanitizers and propagators, each with its defaults', () => {
    const { search } = ruleOf(`mode: taint
pattern-sources:
  - pattern: source()
  - patterns: [{pattern: f($X)}, {focus-metavariable: $X}]
    by-side-effect: only
    exact: true
    label: IN
    requires: A and not B
    control: true
pattern-sinks:
  - pattern: sink(...)
  - pattern: run($X, $Y)
    exact: false
    at-exit: true
    requires: [{$X: IN}, {$Y: A or B}]
pattern-sanitizers:
  - pattern: clean(...)
pattern-propagators:
  - {pattern: $S.add($E), from: $E, to: $S, by-side-effect: false, label: X, requires: Y, replace-labels: [Z]}`);
    const strip = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v)));
    expect(strip(search)).toEqual({
      kind: 'taint',
      sources: [
        { formula: { kind: 'pattern', text: 'source()' }, bySideEffect: false, exact: false },
        {
          formula: { kind: 'all', of: [{ kind: 'pattern', text: 'f($X)' }], conditions: [], focus: [['$X']] },
          bySideEffect: 'only',
          exact: true,
          label: 'IN',
          requires: 'A and not B',
          control: true,
        },
      ],
      sinks: [
        { formula: { kind: 'pattern', text: 'sink(...)' }, exact: true },
        {
          formula: { kind: 'pattern', text: 'run($X, $Y)' },
          exact: false,
          requires: [
            { metavariable: '$X', requires: 'IN' },
            { metavariable: '$Y', requires: 'A or B' },
          ],
          atExit: true,
        },
      ],
      sanitizers: [{ formula: { kind: 'pattern', text: 'clean(...)' }, bySideEffect: false, exact: false }],
      propagators: [
        {
          formula: { kind: 'pattern', text: '$S.add($E)' },
          from: '$E',
          to: '$S',
          bySideEffect: false,
          label: 'X',
          requires: 'Y',
          replaceLabels: ['Z'],
        },
      ],
    });
  });

  it('may be written as taint:, with patterns alone', () => {
    const { search } = ruleOf(
      'taint:\n  sources: [source()]\n  sinks:\n    - all: [sink($X)]\n      where: [{focus: $X}]\n      requires: A',
    );
    expect(search).toMatchObject({
      kind: 'taint',
      sources: [{ formula: { kind: 'pattern', text: 'source()' }, bySideEffect: false }],
      sinks: [{ formula: { kind: 'all', focus: [['$X']] }, exact: true, requires: 'A' }],
      sanitizers: [],
      propagators: [],
    });
  });
});

describe('what is refused is refused by name', () => {
  it.each([
    [
      'pattern-where-python: x',
      '6:5 error pattern-where-python is refused: it runs Python code out of the rule; use metavariable-comparison or metavariable-regex.',
    ],
    [
      'mode: join\njoin: {on: []}',
      '6:11 error mode: join is refused: rules joined over several files (join mode) are not run.',
    ],
    [
      'mode: extract\nextract: $X\npattern: x',
      '6:11 error mode: extract is refused: code extracted for other rules (extract mode) is not run.',
    ],
    [
      'mode: secrets\nvalidators: []',
      '6:11 error mode: secrets is refused: secrets are never tried out on the service they belong to.',
    ],
    [
      'r2c-internal-project-depends-on: {}\npattern: x',
      '6:5 error r2c-internal-project-depends-on is refused: rules about the versions a project depends on are not run.',
    ],
  ])('%s', (lines, problem) => {
    expect(problemsOf(fileWith(lines))).toContain(problem);
  });

  it('and the other rules of the file go on', () => {
    const text = `${fileWith('patterns:\n  - pattern: x\n  - pattern-where-python: "True"')}  - id: b
    message: m
    severity: INFO
    languages: [go]
    pattern: $X
`;
    const { rules, problems } = readRules({ name: 'r.yaml', text });
    expect(rules.map(({ id }) => id)).toEqual(['b']);
    expect(problems.map(({ rule, place }) => ({ rule, line: place.line }))).toEqual([{ rule: 'a', line: 8 }]);
  });

  it('a language that is not supported is lost; a rule without any other is left out', () => {
    expect(problemsOf(fileWith('pattern: x', 'id: a, message: m, severity: LOW, languages: [vue,js]'))).toEqual([
      '5:17 warning "vue" is not supported; the rule does not run for it.',
    ]);
    expect(problemsOf(fileWith('pattern: x', 'id: a, message: m, severity: LOW, languages: [scala,pyton]'))).toEqual([
      '5:17 warning "scala" is not supported; the rule does not run for it.',
      '5:23 warning "pyton" is no language that is known; the rule does not run for it. → python',
      "5:16 error None of the rule's languages is supported (scala, pyton).",
    ]);
  });
});

describe('mistakes are told with their place and what to write instead', () => {
  it.each([
    ['', ['1:1 error There is no rules:; expected a list of rules ("rules:" and below it "- id: …").']],
    ['rules: 3', ['1:8 error rules: is no list; expected a list of rules ("rules:" and below it "- id: …").']],
    ['rules:\n  - x', ['2:5 error This is no rule; expected keys with values ("id: …").']],
    [fileWith('pattern: x\npattern: y'), ['7:5 error This key stands here twice; keep one of them.']],
    [
      fileWith('pattern: x', 'id: a, severity: ERORR, languages: python'),
      [
        '2:5 error rules[0].message is missing; expected a text.',
        '3:15 error rules[0].severity is "ERORR"; expected one of CRITICAL, HIGH, MEDIUM, LOW, ERROR, WARNING, INFO, INVENTORY, EXPERIMENT. → ERROR',
        '4:16 error rules[0].languages is "python"; expected a list ("- …"). → ["python"]',
      ],
    ],
    [
      fileWith('patern: x'),
      [
        '6:5 warning Unknown key "patern" of a rule; it has no effect. → pattern',
        '2:5 error Nothing says what to look for; expected pattern, patterns, pattern-either or match.',
      ],
    ],
    [
      fileWith('pattern: x\npatterns: []'),
      ['7:5 error pattern and patterns stand side by side; expected one of them.'],
    ],
    [fileWith('pattern: 3'), ['6:14 error This is 3; expected a pattern as text. → "3"']],
    [fileWith('pattern: ""'), ['6:14 error The text is empty; expected a pattern as text.']],
    [fileWith('patterns: []'), ['6:15 error The list is empty; expected a list of patterns ("- pattern: …").']],
    [
      fileWith('patterns:\n  - pattern-not: x'),
      ['7:7 error Everything here only takes away; expected a pattern that says what to look for.'],
    ],
    [
      fileWith('patterns:\n  - pattern: x\n    metavariable-regex: {}'),
      ['8:9 error metavariable-regex cannot stand beside pattern; put it into patterns, with its own "- ".'],
    ],
    [
      fileWith('patterns:\n  - pattern: x\n  - metavariable-regex: {metavariable: X, regx: a}'),
      [
        '8:44 error rules[0].patterns[1].metavariable-regex.metavariable is "X"; expected a metavariable such as $X or $...ARGS.',
        '8:29 error rules[0].patterns[1].metavariable-regex.regex is missing; expected a text.',
        '8:47 error Unknown key "regx" in rules[0].patterns[1].metavariable-regex; expected one of metavariable, regex, constant-propagation. → regex',
      ],
    ],
    [
      fileWith('mode: taint\npattern: x'),
      ['7:5 error mode: taint needs pattern-sources and pattern-sinks; pattern belongs to mode: search.'],
    ],
    [
      fileWith('pattern-sources: [{pattern: x}]\npattern-sinks: [{pattern: y}]'),
      ['6:5 error pattern-sources needs mode: taint.'],
    ],
    [
      fileWith('mode: taint\npattern-sources: [{pattern: x}]'),
      ['2:5 error pattern-sinks is missing; expected a list of patterns ("- pattern: …").'],
    ],
    [
      fileWith('pattern: x\noptions: {ac_matchin: true}'),
      ['7:15 warning Unknown option "ac_matchin"; it has no effect. → ac_matching'],
    ],
    [
      fileWith('pattern: x\noptions: {ac_matching: yes}'),
      ['7:28 error rules[0].options.ac_matching is "yes"; expected true or false. → true'],
    ],
  ])('%j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it.each([
    ['pattern-regex: a(', '6:20 error "a(" cannot be run as a regular expression: a "(" that no ")" closes.'],
    [
      'pattern: $X\nfix-regex: {regex: "(?R)", replacement: a}',
      '7:24 error "(?R)" cannot be run as a regular expression: a group called like a function, or recursion.',
    ],
    [
      'patterns:\n  - pattern: $X\n  - metavariable-regex: {metavariable: $X, regex: "[a"}',
      '8:55 error "[a" cannot be run as a regular expression: a class "[" that no "]" ends.',
    ],
  ])('an expression that cannot be run: %s', (lines, problem) => {
    expect(problemsOf(fileWith(lines))).toEqual([problem]);
  });

  it('the second rule of an id is left out', () => {
    const text = `${fileWith('pattern: x')}${fileWith('pattern: y').replace('rules:\n', '')}`;
    const { rules, problems } = readRules({ name: 'r.yaml', text });
    expect(rules).toHaveLength(1);
    expect(problems.map(({ place, message }) => `${place.line}: ${message}`)).toEqual([
      '7: A rule above has the id "a" already; give this one another.',
    ]);
  });
});

describe('hostile files', () => {
  it('aliases that stand for too much are refused', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `x${i + 1}: &x${i + 1} [${Array(9).fill(`*x${i}`).join(', ')}]`);
    const text = `x0: &x0 [a]\n${levels.join('\n')}\nrules: *x9\n`;
    expect(problemsOf(text)).toEqual(['1:1 error Aliases ("*name") stand for too much; write the values out.']);
  });

  it('metadata that aliases blow up is refused', () => {
    const big = `x: &x [${'a, '.repeat(40_000)}a]\n`;
    const text = `${big}${fileWith(`pattern: y\nmetadata: {m: [${Array(9).fill('*x').join(', ')}]}`)}`;
    expect(readRules({ name: 'r.yaml', text }).rules).toEqual([]);
    expect(problemsOf(text)[0]).toContain('More than 200000 patterns and conditions in one file');
  });

  it('deep nesting is refused', () => {
    const deep = (n: number) => `pattern: x`.padStart(0) && `${'{patterns: ['.repeat(n)}{pattern: x}${']}'.repeat(n)}`;
    expect(readRules({ name: 'r.yaml', text: fileWith(`match: ${deep(20)}`) }).rules).toHaveLength(1);
    expect(problemsOf(fileWith(`match: ${deep(200)}`))[0]).toMatch(/Nested (more than 100 deep|too deeply)/);
    expect(problemsOf(fileWith(`match: ${deep(20_000)}`))).toHaveLength(1);
  });

  it('many repeated keys cost no more than their number', () => {
    const keys = Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n');
    expect(readRules({ name: 'r.yaml', text: keys }).rules).toEqual([]);
  });

  it('whatever stands in a file, nothing is thrown', () => {
    const word = fc.constantFrom(
      ...['rules', 'id', 'patterns', 'pattern', 'match', 'all', 'not', 'where', 'metavariable-regex', 'metavariable'],
      ...[
        'focus-metavariable',
        'mode',
        'taint',
        'pattern-sources',
        'pattern-sinks',
        'languages',
        '$X',
        'python',
        'options',
      ],
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        word,
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(value, (anything) => {
        const text = JSON.stringify({
          rules: [anything, { id: 'a', message: 'm', severity: 'LOW', languages: ['go'], match: anything }],
        });
        const { rules, problems } = readRules({ name: 'r.json', text });
        expect(rules.length + problems.length).toBeGreaterThan(0);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => readRules({ name: 'r.yaml', text }).rules.length === 0));
  });
});
