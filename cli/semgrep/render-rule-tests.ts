import pc from 'picocolors';
import { visible } from '../../engine/report/visible.ts';
import { count } from './render-semgrep-text.ts';
import type { RuleFileTest } from './test-rules.ts';

/** Whether all that was tried did as expected; rules without examples do not count. */
export function allPassed(tests: readonly RuleFileTest[]): boolean {
  return tests.every(
    ({ problems, rules, fixes }) =>
      problems.every(({ level }) => level !== 'error') &&
      rules.every(({ passed, examples, errors }) => passed || (examples.size === 0 && errors.length === 0)) &&
      fixes.every(({ passed }) => passed),
  );
}

/** The outcome for people: what failed, and how many passed. */
export function renderRuleTests(tests: readonly RuleFileTest[], { color }: { color: boolean }): string {
  const colors = pc.createColors(color);
  const lines: string[] = [];
  for (const { file, problems, rules, fixes } of tests) {
    for (const { place, level, message } of problems)
      if (level === 'error')
        lines.push(`${colors.red('✖')} ${visible(`${place.file}:${place.line}:${place.column}`)} ${visible(message)}`);
    for (const { id, examples, errors } of rules) {
      for (const message of errors)
        lines.push(`${colors.red('✖')} ${visible(id)} ${colors.dim(visible(file))}: ${visible(message)}`);
      for (const [example, { passed, missing, surplus }] of examples) {
        if (passed) continue;
        lines.push(`${colors.red('✖')} ${visible(id)} ${colors.dim(visible(example))}`);
        if (missing.length > 0) lines.push(`    not found on ${linesOf(missing)}`);
        if (surplus.length > 0) lines.push(`    found without being expected on ${linesOf(surplus)}`);
      }
    }
    for (const { example, passed, differsAt } of fixes)
      if (!passed)
        lines.push(`${colors.red('✖')} ${colors.dim(visible(example))}: fixed, it differs from line ${differsAt!} on`);
  }
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summary(tests)].join('\n')}\n`;
}

function summary(tests: readonly RuleFileTest[]): string {
  const rules = tests.flatMap((test) => test.rules);
  const tried = rules.filter(({ examples }) => examples.size > 0);
  const passed = tried.filter((rule) => rule.passed).length;
  const fixes = tests.flatMap((test) => test.fixes);
  const fixed = fixes.filter((fix) => fix.passed).length;
  const without = rules.length - tried.length;
  const parts = [
    `${passed} of ${count(tried.length, 'rule')} passed`,
    ...(fixes.length > 0 ? [`${fixed} of ${fixes.length} fixes as expected`] : []),
    ...(without > 0 ? [`${count(without, 'rule')} without examples`] : []),
  ];
  return `${parts.join('; ')}.`;
}

function linesOf(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}

/** The outcome in the shape that `semgrep --test --json` prints. */
export function renderRuleTestsJson(tests: readonly RuleFileTest[]): string {
  const untested = (wants: (test: RuleFileTest) => boolean) => tests.filter(wants).map(({ file }) => file);
  return JSON.stringify({
    config_missing_tests: untested(({ rules }) => rules.every(({ examples }) => examples.size === 0)),
    config_missing_fixtests: untested(({ rules, fixes }) => rules.some(({ hasFix }) => hasFix) && fixes.length === 0),
    config_with_errors: tests.flatMap(({ file, problems }) =>
      problems.filter(({ level }) => level === 'error').map(({ message }) => ({ filename: file, error: message })),
    ),
    results: Object.fromEntries(
      tests.map(({ file, rules }) => [
        file,
        {
          checks: Object.fromEntries(
            rules
              .filter(({ examples }) => examples.size > 0)
              .map(({ id, passed, examples, errors }) => [
                id,
                {
                  passed,
                  matches: Object.fromEntries(
                    [...examples].map(([example, { expected, reported }]) => [
                      example,
                      { expected_lines: expected, reported_lines: reported },
                    ]),
                  ),
                  errors,
                },
              ]),
          ),
        },
      ]),
    ),
    fixtest_results: Object.fromEntries(
      tests.flatMap(({ fixes }) => fixes.map(({ example, passed }) => [example, { passed }])),
    ),
  });
}
