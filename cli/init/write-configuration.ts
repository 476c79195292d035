import type { RepositoryFacts } from './detect-repository.ts';

/** More parts than this are named in a comment: a gate for each would tell nobody anything. */
const MAX_PROJECTS = 30;

/** The text of a `.plumbline.yml` that fits the repository, with the rest of what can be said as comments. */
export function writeConfiguration(facts: RepositoryFacts): string {
  return [
    '# How Plumbline reviews this repository. Everything is optional; these are starting points.',
    '# All keys: docs/configuration.md of Plumbline. A review reads this file from the base: a change cannot exempt itself.',
    ...(facts.dependsOnPlumbline
      ? ['# yaml-language-server: $schema=./node_modules/plumbline/schemas/plumbline-configuration.schema.json']
      : []),
    'version: 1',
    '',
    '# plumbline:recommended, plumbline:strict, plumbline:security, or a file such as ./team.yml.',
    'extends: plumbline:recommended',
    '',
    '# Files to leave out of reviews; reports list them. Generated, vendored and minified files are recognised by themselves.',
    'exclude: []',
    ...(facts.generated.length > 0
      ? ['', '# Written by a tool, judging by their folders.', 'generated:', ...facts.generated.map(item)]
      : []),
    '',
    ...analyzerLines(facts),
    '',
    '# By rule id or pattern: off, critical, high, medium, low, info, or details. The last one that fits wins.',
    '# rules:',
    `#   ${usesJavaScript(facts) ? 'eslint/eqeqeq' : 'metrics/nesting'}: off`,
    '#   metrics/*: { severity: low, paths: ["scripts/**"] }',
    '',
    '# Known and accepted findings. Each entry says why; after its date, the finding counts again.',
    '# suppressions:',
    '#   - rule: metrics/function-length',
    '#     paths: ["src/legacy/**"]',
    '#     reason: Replaced together with the old import.',
    '#     until: 2030-01-31',
    '',
    '# What must hold for the check to pass. Without this, the default gate applies (docs/ratings.md of Plumbline).',
    '# gate:',
    '#   conditions:',
    '#     - { metric: critical, on: new, operator: at-most, value: 0 }',
    '#     - { metric: high, on: new, operator: at-most, value: 0 }',
    '#     - { metric: secrets, on: new, operator: at-most, value: 0 }',
    '#     - { metric: coverage, on: new, operator: at-least, value: 80, level: warn }',
    ...projectLines(facts),
    '',
  ].join('\n');
}

function usesJavaScript({ languages }: RepositoryFacts): boolean {
  return languages.some(({ name }) => ['JavaScript', 'TypeScript', 'TSX', 'JSX'].includes(name));
}

/** Where the usual tools of a language write, for those that write elsewhere than JavaScript's. */
const EXAMPLES: Readonly<Record<string, { readonly coverage: string; readonly tests: string }>> = {
  Python: { coverage: 'coverage.xml', tests: 'junit.xml' },
  Java: { coverage: 'target/site/jacoco/jacoco.xml', tests: 'target/surefire-reports/*.xml' },
  Kotlin: { coverage: 'build/reports/jacoco/test/jacocoTestReport.xml', tests: 'build/test-results/test/*.xml' },
  Go: { coverage: 'coverage.xml', tests: 'junit.xml' },
  PHP: { coverage: 'clover.xml', tests: 'junit.xml' },
  'C#': { coverage: '**/coverage.cobertura.xml', tests: '**/TestResults/*.xml' },
  Rust: { coverage: 'lcov.info', tests: 'target/nextest/default/junit.xml' },
  C: { coverage: 'coverage.xml', tests: 'junit.xml' },
  'C++': { coverage: 'coverage.xml', tests: 'junit.xml' },
};
const OTHER_EXAMPLES = { coverage: 'coverage/lcov.info', tests: 'junit.xml' };

function analyzerLines({ languages, coverageReports, testReports, lockFiles }: RepositoryFacts): string[] {
  const main = languages.find(({ analysed }) => analysed)?.name ?? '';
  const examples = EXAMPLES[main] ?? OTHER_EXAMPLES;
  return [
    'analyzers:',
    '  metrics:',
    '    thresholds:',
    '      cognitiveComplexity: 15',
    '      functionLength: 60',
    ...reports('coverage', { found: coverageReports, example: examples.coverage }),
    ...reports('tests', { found: testReports, example: examples.tests }),
    ...(lockFiles.length > 0
      ? ['  # With `required: true`, a review that could not ask about vulnerabilities is neutral, not green.']
      : ['  # No lock file was found.']),
    '  dependencies:',
    '    required: false',
  ];
}

function reports(analyzer: string, { found, example }: { found: readonly string[]; example: string }): string[] {
  if (found.length === 0) return [`  # ${analyzer}:`, `  #   reports: [${quoted(example)}]`];
  return [`  ${analyzer}:`, '    reports:', ...found.map((path) => `    ${item(path)}`)];
}

function projectLines({ workspaces }: RepositoryFacts): string[] {
  if (workspaces.length === 0) return [];
  const head = ['', '# The parts of this monorepo; each can have its own gate and rules.'];
  if (workspaces.length > MAX_PROJECTS)
    return [
      ...head,
      `# There are ${workspaces.length}: name those that need their own gate or rules.`,
      '# projects: []',
    ];
  return [
    ...head,
    'projects:',
    ...workspaces.flatMap(({ name, path }) => [`  - name: ${quoted(name)}`, `    paths: [${quoted(`${path}/**`)}]`]),
  ];
}

function item(text: string): string {
  return `  - ${quoted(text)}`;
}

/** A JSON string is a YAML string. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
