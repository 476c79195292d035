import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lintFiles } from '../../engine/analyzers/eslint/lint-files.ts';
import { LINT_RULE_BY_NAME } from '../../engine/analyzers/eslint/rules.ts';
import { compareEngines, type EngineComparison, type EngineDifference } from './compare-engines.ts';
import { realCode } from './real-code.ts';

/**
 * Real code at hand after `npm ci`, different in age and in tools: written by hand and compiled, modules and scripts,
 * with and without types. PLUMBLINE_DIFFERENTIAL names further files and folders, separated by `:`.
 */
const FOLDERS = [
  'engine/analyzers',
  'node_modules/handlebars/lib',
  'node_modules/zod/src/v3',
  'node_modules/yaml/dist',
  'node_modules/uglify-js/lib',
  'node_modules/prettier/index.cjs',
  'node_modules/vite/dist',
  'node_modules/rolldown/dist',
  'node_modules/fast-xml-parser/src',
  ...(process.env['PLUMBLINE_DIFFERENTIAL']?.split(':') ?? []),
].filter((folder) => existsSync(folder));

const TIME_OUT = 900_000;

describe('oxlint with a little ESLint, and ESLint alone', () => {
  const comparisons = new Map<string, EngineComparison>();
  beforeAll(async () => {
    for (const folder of FOLDERS) {
      const files = realCode(folder);
      const native = await lintFiles(files);
      const reference = await lintFiles(files, { oxlint: 'none', milliseconds: TIME_OUT });
      comparisons.set(folder, compareEngines(native, reference));
    }
  }, TIME_OUT);

  it.each(FOLDERS)('find the same in %s, rule by rule and place by place', (folder) => {
    expect(comparisons.get(folder)!.differences.filter(isUnknown)).toEqual([]);
  });

  it('are compared on findings of many rules', () => {
    const found = new Set<string>();
    for (const { equal } of comparisons.values()) {
      for (const [rule, count] of equal) if (count > 0) found.add(rule);
    }
    expect(found.size).toBeGreaterThan(35);
  });

  it('differ by next to nothing where a rule is known to miss something', () => {
    const missed = [...comparisons.values()].flatMap(({ differences }) => differences).length;
    const equal = [...comparisons.values()].flatMap((each) => [...each.equal.values()]);
    expect(missed / equal.reduce((sum, count) => sum + count, 0)).toBeLessThan(0.02);
  });
});

/** Not one of those that the rule says it misses. */
function isUnknown({ rule, onlyIn }: EngineDifference): boolean {
  return onlyIn === 'native' || LINT_RULE_BY_NAME.get(rule)?.misses === undefined;
}
