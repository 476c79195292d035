import { existsSync } from 'node:fs';
import { Linter } from 'eslint';
import * as typescriptParser from '@typescript-eslint/parser';
import { plugin } from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFixes, type FixWanted, type FoundFix } from '../../engine/analyzers/eslint/fixes/find-fixes.ts';
import { FIXABLE_RULES } from '../../engine/analyzers/eslint/fixes/fixable-rules.ts';
import { lintFiles, prepare, type LintInput } from '../../engine/analyzers/eslint/lint-files.ts';
import { LINT_RULE_BY_NAME } from '../../engine/analyzers/eslint/rules.ts';
import type { RawFinding } from '../../engine/findings/finding.ts';
import { MENDED_CODE } from '../engine/analyzers/eslint/mended-code.ts';
import { realCode } from './real-code.ts';

/** Real code in which much can be mended. PLUMBLINE_DIFFERENTIAL names further files and folders, separated by `:`. */
const FOLDERS = [
  'node_modules/uglify-js/lib',
  'node_modules/vite/dist',
  'node_modules/handlebars/dist/cjs',
  ...(process.env['PLUMBLINE_DIFFERENTIAL']?.split(':') ?? []),
].filter((folder) => existsSync(folder));

/** Real code has no case of some rules. */
const EXAMPLES = MENDED_CODE.map(({ before, path = 'a.js' }): LintInput => {
  const language = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'typescript' : 'javascript';
  return { path, text: before, classification: { language, type: 'code', test: false } };
});

const ESLINTS_OWN = [...FIXABLE_RULES.values()].flatMap(({ name, from }) => (from === 'fix' ? [name] : []));

const TIME_OUT = 900_000;

interface Compared {
  readonly path: string;
  readonly rule: string;
  readonly line: number;
  readonly ours: string;
  /** What ESLint makes of the file by each of the rule's fixes on the line, and by all of them. */
  readonly theirs: readonly string[];
}

describe('the fixes that ESLint gives', () => {
  const compared: Compared[] = [];
  beforeAll(async () => {
    const inputs = [...FOLDERS.flatMap(realCode), ...EXAMPLES];
    const { files } = await lintFiles(inputs);
    for (const [index, { findings }] of files.entries()) compared.push(...(await compare(inputs[index]!, findings)));
  }, TIME_OUT);

  it('are made as ESLint makes them', () => {
    const others = compared.filter(({ ours, theirs }) => !theirs.includes(ours));
    expect(others).toEqual([]);
  });

  it('are compared for all rules that have one', () => {
    const counts = new Map<string, number>();
    for (const { rule } of compared) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(ESLINTS_OWN.sort());
  });
});

async function compare(input: LintInput, findings: readonly RawFinding[]): Promise<Compared[]> {
  const wanted = findings.flatMap(({ ruleId, range }): FixWanted[] => {
    const rule = ruleId.slice('eslint/'.length);
    if (!range || FIXABLE_RULES.get(rule)?.from !== 'fix') return [];
    return [{ rule, startLine: range.startLine, startColumn: range.startColumn }];
  });
  if (wanted.length === 0) return [];
  const { text } = prepare(input);
  return (await findFixes(input, wanted)).map(({ rule, startLine: line, fix }) => ({
    path: input.path,
    rule,
    line,
    ours: comparable(rule, applied(text, fix.edits)),
    theirs: eslintsOwn(input, rule, line).map((mended) => comparable(rule, mended)),
  }));
}

/** The text with each of ESLint's own fixes of a rule on a line; where these are all, also what ESLint makes of it in the end. */
function eslintsOwn(input: LintInput, name: string, line: number): string[] {
  const { text, extension } = prepare(input);
  const typescript = extension.includes('t');
  const linter = new Linter({ configType: 'flat' });
  const filename = `file${extension}`;
  return (['module', 'commonjs'] as const).flatMap((sourceType) => {
    const configuration: Linter.Config = {
      files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
      plugins: { '@typescript-eslint': plugin },
      languageOptions: {
        sourceType,
        ...(typescript && { parser: typescriptParser }),
        parserOptions: { ecmaFeatures: { jsx: !typescript || extension === '.tsx' } },
      },
      rules: { [name]: ['error', ...LINT_RULE_BY_NAME.get(name)!.options] },
    };
    const messages = linter.verify(text, [configuration], { filename });
    const fixes = messages.filter((message) => message.line === line).flatMap(({ fix }) => fix ?? []);
    const each = fixes.map(({ range, text }) => ({ startOffset: range[0], endOffset: range[1], text }));
    const onlyHere = messages.every((message) => message.line === line);
    const whole = onlyHere ? [linter.verifyAndFix(text, [configuration], { filename }).output] : [];
    return [...each.map((edit) => applied(text, [edit])), ...whole];
  });
}

function applied(text: string, edits: FoundFix['fix']['edits']): string {
  return [...edits]
    .sort((a, b) => b.startOffset - a.startOffset)
    .reduce((mended, edit) => mended.slice(0, edit.startOffset) + edit.text + mended.slice(edit.endOffset), text);
}

/** Where something is taken out, we take the blanks and the line along that it leaves. */
function comparable(rule: string, text: string): string {
  return FIXABLE_RULES.get(rule)!.takesOut ? text.replace(/\s+/g, '') : text;
}
