import { describe, expect, it } from 'vitest';
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
        duplication: { enabled: true, required: false, minTokens: 50, ignoreNames: false },
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
      report: {},
    });
  });
});

describe('a mistake names its place, what was found and what is expected', () => {
  it.each([
    [
      'exlude: []',
      '1:1 Unknown key "exlude"; expected one of version, extends, include, exclude, generated, vendored, analyzers, rules, suppressions, gate, projects, report. → exclude',
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
