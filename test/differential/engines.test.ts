import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../engine/analyzers/eslint/lint-files.ts';
import { LINT_RULE_BY_NAME } from '../../engine/analyzers/eslint/rules.ts';
import { compareEngines, type EngineDifference } from './compare-engines.ts';
import { realCode } from './real-code.ts';

/**
 * Real code at hand after `npm ci`, different in age and in tools: written by hand and compiled, modules and scripts,
 * with and without types. PLUMBLINE_DIFFERENTIAL names further folders, separated by `:`.
 */
const FOLDERS = [
  'engine',
  'node_modules/eslint/lib/languages',
  'node_modules/eslint/lib/linter',
  'node_modules/handlebars/lib',
  'node_modules/zod/src/v3',
  'node_modules/yaml/dist',
  'node_modules/commander/lib',
  'node_modules/uglify-js/lib',
  'node_modules/@typescript-eslint/eslint-plugin/dist/rules',
  ...(process.env['PLUMBLINE_DIFFERENTIAL']?.split(':') ?? []),
].filter((folder) => existsSync(folder));

describe.each(FOLDERS)('%s', (folder) => {
  it('is found the same by oxlint and by ESLint, rule by rule and place by place', { timeout: 600_000 }, async () => {
    const files = realCode(folder);
    expect(files.length).toBeGreaterThan(0);
    const native = await lintFiles(files);
    const reference = await lintFiles(files, { oxlint: 'none', milliseconds: 600_000 });
    const { differences, equal } = compareEngines(native, reference);
    expect(differences.filter(isUnknown)).toEqual([]);
    expect([...equal.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });
});

/** Not one of those that the rule says it misses. */
function isUnknown({ rule, onlyIn }: EngineDifference): boolean {
  return onlyIn === 'native' || LINT_RULE_BY_NAME.get(rule)?.misses === undefined;
}
