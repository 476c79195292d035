import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationFindings } from '../../../engine/config/configuration-findings.ts';
import { PACKS } from '../../../engine/config/packs.ts';
import { isOffEverywhere, ruleSettings } from '../../../engine/config/rule-settings.ts';
import { DEFAULT_GATE } from '../../../engine/verdict/default-gate.ts';
import { readConfiguration, defaultConfiguration } from '../../../engine/config/read-configuration.ts';

const KNOWN_RULES = ['eslint/eqeqeq', 'eslint/no-debugger', 'metrics/cognitive-complexity', 'secrets/aws-access-key'];

function read(text: string, files: Readonly<Record<string, string>> = {}) {
  return readConfiguration({ text, knownRules: KNOWN_RULES, readFile: (path) => Promise.resolve(files[path]) });
}

/** `line:column message → suggestion` for each problem. */
async function problems(text: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { problems } = await read(text, files);
  return problems.map(({ file, line, column, message, suggestion }) => {
    const place = file === '.plumbline.yml' ? `${line}:${column}` : `${file}:${line}:${column}`;
    return `${place} ${message}${suggestion === undefined ? '' : ` → ${suggestion}`}`;
  });
}

describe('an empty configuration', () => {
  it.each([undefined, '', '\uFEFF', '# nothing but a comment\n', 'version: 1\n', '---\n'])(
    'means the defaults: %j',
    async (text) => {
      expect(await readConfiguration({ text })).toEqual({ configuration: defaultConfiguration(), problems: [] });
    },
  );

  it('has these defaults', () => {
    expect(defaultConfiguration()).toEqual({
      include: ['**'],
      exclude: [],
      generated: [],
      vendored: [],
      analyzers: {
        eslint: { enabled: true, required: false },
        metrics: {
          enabled: true,
          required: false,
          thresholds: {
            cognitiveComplexity: 15,
            cyclomaticComplexity: 20,
            functionLength: 60,
            parameters: 7,
            nesting: 4,
            fileLength: 600,
          },
        },
        duplication: { enabled: true, required: false, minTokens: 50, ignoreNames: false, includeTests: false },
        rules: { enabled: true, required: false, packs: ['security', 'mcp', 'delivery', 'practice'] },
        secrets: { enabled: true, required: false },
        dependencies: { enabled: true, required: false, offline: false },
        hygiene: { enabled: true, required: false, thresholds: { fileBytes: 1_048_576, changedLines: 1_000 } },
        coverage: { enabled: true, required: false, reports: [] },
        tests: { enabled: true, required: false, reports: [] },
        sarif: { enabled: true, required: false, reports: [] },
      },
      rules: [],
      suppressions: [],
      gate: { conditions: DEFAULT_GATE },
      projects: [],
      pullRequests: {
        drafts: false,
        bots: true,
        labels: { skip: [], only: [] },
        paths: { skip: [] },
        comment: 'on-failure',
        suggestions: true,
        annotations: true,
      },
      report: {},
    });
  });
});

describe('a mistake names its place, what was found and what is expected', () => {
  it.each([
    [
      'exlude: []',
      '1:1 Unknown key "exlude"; expected one of version, extends, include, exclude, generated, vendored, analyzers, rules, suppressions, gate, projects, pullRequests, report. → exclude',
    ],
    [
      'analyzers:\n  metrics:\n    treshold:\n      nesting: 3\n',
      '3:5 Unknown key "treshold" in analyzers.metrics; expected one of enabled, required, thresholds. → thresholds',
    ],
    [
      'analyzers:\n  secrets:\n    enabled: yes',
      '3:14 analyzers.secrets.enabled is "yes"; expected true or false. → true',
    ],
    [
      'analyzers: {duplication: {minTokens: "50"}}',
      '1:38 analyzers.duplication.minTokens is "50"; expected a number. → 50',
    ],
    [
      'analyzers: {duplication: {minTokens: 1.5}}',
      '1:38 analyzers.duplication.minTokens is "1.5"; expected a whole number.',
    ],
    ['analyzers: {duplication: {minTokens: 5}}', '1:38 analyzers.duplication.minTokens is "5"; expected at least 20.'],
    ['exclude: dist', '1:10 exclude is "dist"; expected a list ("- …"). → ["dist"]'],
    [
      'exclude:\n  - ../other',
      '2:5 exclude[0] is "../other"; expected a path pattern that starts at the root of the repository, without a leading "/", "./" or "..".',
    ],
    ['rules: [a]', '1:8 rules is a list; expected keys with values ("key: value").'],
    ['rules:\n  eslint/no-debuger: off', '2:3 No rule is named "eslint/no-debuger" (in rules). → eslint/no-debugger'],
    [
      'rules:\n  eslint/eqeqeq: hgh',
      '2:18 rules["eslint/eqeqeq"] is "hgh"; expected one of off, critical, high, medium, low, info, or keys with values ("key: value"). → high',
    ],
    [
      'rules:\n  eslint/eqeqeq: {severty: low}',
      '2:19 Unknown key "severty" in rules["eslint/eqeqeq"]; expected one of severity, minutes, paths. → severity',
    ],
    [
      'rules:\n  eslint/eqeqeq:',
      '2:3 rules["eslint/eqeqeq"] is empty; expected one of off, critical, high, medium, low, info, or keys with values ("key: value").',
    ],
    [
      'rules:\n  "no debugger": off',
      '2:3 "no debugger" is not a rule id such as eslint/no-debugger, or a pattern such as eslint/*.',
    ],
    [
      'suppressions:\n  - rule: eslint/*\n    until: 2027-02-30\n    reason: later',
      '3:12 suppressions[0].until is "2027-02-30"; expected a date such as 2027-01-31.',
    ],
    ['suppressions:\n  - rule: eslint/*', '2:5 suppressions[0].reason is missing; expected a text.'],
    [
      'suppressions:\n  - rule: eslint/*\n    reason: " "',
      '3:13 suppressions[0].reason is " "; expected a text that is not empty.',
    ],
    [
      'suppressions:\n  - reason: all',
      '2:5 suppressions[0] is a mapping; expected at least one of rule, paths and fingerprint.',
    ],
    [
      'suppressions:\n  - fingerprint: 12345678901234567890123456789012\n    reason: x',
      '2:18 suppressions[0].fingerprint is "1.2345678901234567e+31"; expected a text (put it in quotes).',
    ],
    [
      'gate:\n  conditions:\n    - {metric: coverge, operator: at-least, value: 80}',
      '3:16 gate.conditions[0].metric is "coverge"; expected one of findings, critical, high, medium, low, security-findings, reliability-findings, maintainability-findings, secrets, vulnerabilities, debt-minutes, debt-ratio, reliability-rating, security-rating, maintainability-rating, duplication, coverage, cognitive-complexity, cyclomatic-complexity, function-length, not-looked-at, changed-lines, failed-tests. → coverage',
    ],
    [
      'gate:\n  conditions:\n    - {metric: coverage, operator: at-least, value: F}',
      '3:53 gate.conditions[0].value is "F"; expected a number, or one of A, B, C, D, E.',
    ],
    [
      'projects:\n  - {name: a, paths: [a]}\n  - {name: a, paths: [b]}',
      '3:12 projects[1].name is "a"; expected a name no other project has.',
    ],
    [
      'report: {consultant: {url: "javascript:alert(1)"}}',
      '1:28 report.consultant.url is "javascript:alert(1)"; expected a web address that starts with https://.',
    ],
    [
      'report: {consultant: {logo: ../../etc/passwd.png}}',
      '1:29 report.consultant.logo is "../../etc/passwd.png"; expected the path of a .png, .svg or .jpg file in the repository.',
    ],
    ['version: 2', '1:10 version is "2"; expected 1.'],
    ['- a', '1:1 The configuration is a list; expected keys with values ("key: value").'],
    ['just text', '1:1 The configuration is "just text"; expected keys with values ("key: value").'],
  ])('%j', async (text, expected) => {
    expect(await problems(text)).toEqual([expected]);
  });
});

describe('what is no YAML, or too much of it', () => {
  it.each([
    ['a: 1\nexclude: []\nexclude: []', '3:1 This key stands here twice; keep one of them.'],
    ['exclude:\n\t- dist', '2:1 A tab indents this line; use spaces. Found: "- dist".'],
    ['version: 1\n---\nversion: 1', '2:1 A second document starts here ("---"); keep one. Found: "---".'],
    [
      'rules: !!js/function x',
      '1:8 Tags ("!name") are not understood; write the value alone. Found: "!!js/function x".',
    ],
    ['exclude: *all', '1:10 Nothing before it is named "&all".'],
    ['exclude: &a [*a]', '1:14 Nothing before it is named "&a".'],
    ['exclude: "dist', '1:15 Expected a second " at the end of a text in double quotes. The file ends here.'],
    ["exclude: 'dist", "1:15 Expected a second ' at the end of a text in single quotes. The file ends here."],
    ['extends: @team', '1:10 A value that starts with this sign must stand in quotes. Found: "@team".'],
    ['exclude: [a, b', '1:15 Expected "]" at the end of a list that starts with "[". The file ends here.'],
    ['exclude: [a, b\nrules: {}', '2:1 Expected "]" at the end of a list that starts with "[". Found: "rules: {}".'],
    ['rules: {a: off', '1:15 Expected "}" at the end of a mapping that starts with "{". The file ends here.'],
    [
      'a: b: c',
      '1:4 A second ": " in one line; put the value in quotes, or the inner mapping on its own lines. Found: "b: c".',
    ],
    ['exclude:\n  - a\n - b', '3:1 Expected the same indentation as the entries before it. Found: "- b".'],
    ['exclude: []\nversion', '2:1 Expected a key with its value in one line ("key: value"). Found: "version".'],
    ['exclude:\n  a\n b: c', '2:3 Expected a key with its value in one line ("key: value"). Found: "a".'],
    ['exclude: - dist', '1:10 Expected the list on the lines below its key, or as [one, two]. Found: "- dist".'],
    ['exclude: []]', '1:12 This cannot stand here; remove it, or put the value in quotes. Found: "]".'],
    [
      'exclude: ["\\d"]',
      `1:12 No such sign can be written with a backslash in double quotes; use single quotes ('…'). Found: "\\\\d\\"]".`,
    ],
  ])('%j', async (text, expected) => {
    expect(await problems(text)).toEqual([expected]);
  });

  it('refuses aliases that grow without end', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const lines = names.map((name, index) => {
      const items = index === 0 ? ['x', 'x'] : Array.from({ length: 9 }, () => `*${names[index - 1]}`);
      return `${name}: &${name} [${items.join(', ')}]`;
    });
    expect(await problems(lines.join('\n'))).toEqual([
      '1:1 Aliases ("*name") stand for too much; write the values out.',
    ]);
  });

  it('refuses a file that is too large or nested too deeply', async () => {
    expect(await problems(`# ${'x'.repeat(65 * 1024)}`)).toEqual(['1:1 The file is larger than 64 KiB.']);
    expect((await problems('['.repeat(30_000)))[0]).toMatch(/Nested too deeply\. /);
  });

  it('tells the first hundred of very many mistakes', async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `key${index}: 1`);
    expect(await problems(keys.join('\n'))).toHaveLength(100);
    const rules = Array.from({ length: 500 }, (_, index) => ` r${index}: 1`);
    expect(await problems(`rules:\n${rules.join('\n')}`)).toHaveLength(100);
  });

  it('takes aliases that are used as they are meant, and finds mistakes behind them', async () => {
    const { configuration } = await read('exclude: &old [old/**]\ngenerated: *old');
    expect(configuration.generated).toEqual(['old/**']);
    expect(await problems('exclude: &old\n  - /old\ngenerated: *old')).toHaveLength(2);
  });
});

describe('extends', () => {
  it('lays packs and files under what the file says', async () => {
    const files = {
      'ci/team.yml': [
        'extends: [plumbline:strict, ./base/common.yml]',
        'exclude: [team/**]',
        'rules: {eslint/eqeqeq: low, eslint/no-debugger: high}',
        'suppressions: [{rule: secrets/*, reason: Sandbox.}]',
      ].join('\n'),
      'ci/base/common.yml': 'exclude: [common/**]\ninclude: [src/**]\nanalyzers: {metrics: {thresholds: {nesting: 6}}}',
    };
    const own = [
      'extends: ./ci/team.yml',
      'exclude: [own/**]',
      'include: [lib/**]',
      'rules: {eslint/eqeqeq: {minutes: 1}}',
      'suppressions:',
      '  - paths: [old/**]',
      '    reason: Old.',
    ].join('\n');
    const { configuration, problems: found } = await read(own, files);
    expect(found).toEqual([]);
    expect(configuration.exclude).toEqual(['common/**', 'team/**', 'own/**']);
    expect(configuration.include).toEqual(['lib/**']);
    expect(configuration.analyzers.metrics.thresholds).toMatchObject({ nesting: 6, cognitiveComplexity: 10 });
    expect(configuration.analyzers.secrets.required).toBe(true);
    expect(configuration.rules).toEqual([
      { rule: 'eslint/no-debugger', severity: 'high' },
      { rule: 'eslint/eqeqeq', minutes: 1 },
    ]);
    expect(configuration.suppressions.map(({ reason, place }) => [reason, place.path, place.range?.startLine])).toEqual(
      [
        ['Sandbox.', 'ci/team.yml', 4],
        ['Old.', '.plumbline.yml', 6],
      ],
    );
  });

  it.each([
    [
      'extends: plumbline:strct',
      '1:10 There is no pack "plumbline:strct"; expected plumbline:recommended, plumbline:strict, plumbline:security, or a file such as ./team.yml. → plumbline:strict',
    ],
    [
      'extends: team.yml',
      '1:10 There is no pack "team.yml"; expected plumbline:recommended, plumbline:strict, plumbline:security, or a file such as ./team.yml. → ./team.yml',
    ],
    ['extends:\n  - ./missing.yml', '2:5 There is no file "missing.yml" to extend.'],
    ['extends: ../outside.yml', '1:10 "../outside.yml" lies outside the repository.'],
    ['extends: ./.plumbline.yml', '1:10 ".plumbline.yml" extends ".plumbline.yml": this goes round in a circle.'],
    [
      'extends: ./a.yml',
      'b.yml:1:10 ".plumbline.yml" extends "a.yml" extends "b.yml" extends "a.yml": this goes round in a circle.',
    ],
    [
      'extends: ./wrong.yml',
      'wrong.yml:2:1 Unknown key "includes"; expected one of version, extends, include, exclude, generated, vendored, analyzers, rules, suppressions, gate, projects, pullRequests, report. → include',
    ],
  ])('%j', async (text, expected) => {
    const files = {
      '.plumbline.yml': text,
      'a.yml': 'extends: ./b.yml',
      'b.yml': 'extends: ./a.yml',
      'wrong.yml': 'version: 1\nincludes: []',
    };
    expect(await problems(text, files)).toEqual([expected]);
  });

  it('bounds what branches without end', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `f${index}.yml`,
        `extends: [./f${index + 1}.yml, ./f${index + 1}.yml]`,
      ]),
    );
    const found = await problems('extends: ./f0.yml', { ...files, 'f12.yml': '' });
    expect(found.some((problem) => problem.includes('More than 20 packs and files are extended.'))).toBe(true);
    expect(found.length).toBeLessThan(20);
  });

  it('starts from packs that the caller hands in', async () => {
    const packs = { 'plumbline:recommended': { exclude: ['a'] }, odd: { exlude: [] } };
    expect((await readConfiguration({ text: '', packs })).configuration.exclude).toEqual(['a']);
    expect((await readConfiguration({ text: 'extends: odd', packs })).problems[0]).toMatchObject({
      file: 'odd',
      line: 1,
    });
  });
});

it('every pack is valid and extends the recommended one', async () => {
  for (const name of Object.keys(PACKS)) expect(await problems(`extends: ${name}`)).toEqual([]);
});

it('whatever the text, there is an answer', async () => {
  const words = fc.constantFrom(
    'rules',
    'extends',
    'suppressions',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '"',
    '|',
    '>',
    '#',
    '\t',
    '? ',
    '!x',
    '__proto__',
    'off',
    '0',
    '\uD800',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
      ),
      async (text) => {
        const { configuration, problems: found } = await read(text);
        expect(configuration.include.length).toBeGreaterThan(0);
        for (const { line, column } of found) expect(Math.min(line, column)).toBeGreaterThan(0);
      },
    ),
  );
});

describe('what holds for a rule at a path', () => {
  const text = [
    'rules:',
    '  eslint/*: low',
    '  eslint/eqeqeq: { severity: high, minutes: 9 }',
    '  eslint/no-debugger: { severity: "off", paths: [test/**] }',
    '  secrets/*: off',
    'projects:',
    '  - { name: api, paths: [api], rules: { "*/eqeqeq": off } }',
  ].join('\n');

  it('is the last that was said of it', async () => {
    const { configuration } = await read(text);
    const settingOf = ruleSettings(configuration);
    expect(settingOf('eslint/eqeqeq', 'src/a.ts')).toEqual({ severity: 'high', minutes: 9 });
    expect(settingOf('eslint/eqeqeq', 'api/a.ts')).toEqual({ severity: 'off', minutes: 9 });
    expect(settingOf('eslint/no-debugger', 'src/a.ts')).toEqual({ severity: 'low' });
    expect(settingOf('eslint/no-debugger', 'test/a.ts')).toEqual({ severity: 'off' });
    expect(settingOf('metrics/nesting', 'src/a.ts')).toEqual({});
  });

  it('lets a rule be left out that is off everywhere', async () => {
    const { configuration } = await read(text);
    expect(KNOWN_RULES.filter((rule) => isOffEverywhere(configuration, rule))).toEqual(['secrets/aws-access-key']);
  });
});

it('makes findings of mistakes', () => {
  const problem = { file: '.plumbline.yml', line: 3, column: 5, message: 'Unknown key "a".', suggestion: 'b' };
  expect(configurationFindings([problem])).toEqual([
    {
      ruleId: 'plumbline/configuration',
      path: '.plumbline.yml',
      range: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 5 },
      message: 'Unknown key "a". Did you mean b?',
    },
  ]);
});
