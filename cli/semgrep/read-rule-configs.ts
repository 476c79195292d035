import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileTrouble } from '../../engine/file-trouble.ts';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import { readRules } from '../../engine/patterns/rules/read-rules.ts';
import type { RuleProblem } from '../../engine/patterns/rules/rule-problem.ts';
import { UsageError } from '../exit-codes.ts';

export interface LoadedRules {
  readonly rules: readonly PatternRule[];
  readonly problems: readonly RuleProblem[];
  /** The files that were read. */
  readonly files: readonly string[];
}

/** Ours: who names a folder with more files has named the wrong one. */
const MAX_RULE_FILES = 20_000;

/** Reads all rule files that `--config` names. Throws {@link UsageError} for one that is not there. */
export function readRuleConfigs(configs: readonly string[], options: { readonly rewriteIds: boolean }): LoadedRules {
  const files = configs.flatMap(ruleFilesOf);
  const rules = new Map<string, PatternRule>();
  const problems: RuleProblem[] = [];
  for (const file of files) {
    const read = readRules({ name: file, text: readFileSync(file, 'utf8') });
    problems.push(...read.problems);
    for (const rule of read.rules) {
      const id = options.rewriteIds ? `${prefixOf(file)}${rule.id}` : rule.id;
      if (rules.has(id))
        problems.push({
          place: rule.place,
          rule: rule.id,
          level: 'error',
          message: `A rule of another file is named "${id}" already; it is left out here.`,
        });
      else rules.set(id, { ...rule, id });
    }
  }
  return { rules: [...rules.values()], problems, files };
}

/** As Semgrep names rules: the folders of the rule's file, with dots between. */
function prefixOf(file: string): string {
  const folders = file.split(/[/\\]/).slice(0, -1);
  return folders
    .filter((folder) => !['', '.', '..'].includes(folder))
    .map((folder) => `${folder.replace(/^\.+/, '')}.`)
    .join('');
}

/** The rule files that a path names: itself, or all in the folder but those that are examples. */
export function ruleFilesOf(config: string): string[] {
  const stats = statsOf(config);
  if (!stats.isDirectory()) return [config];
  const files = readdirSync(config, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isRuleFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(config, file).split(sep).some(isHidden))
    .sort();
  if (files.length > MAX_RULE_FILES)
    throw new UsageError(`--config ${config}: it has more than ${MAX_RULE_FILES} rule files.`);
  if (files.length === 0) throw new UsageError(`--config ${config}: it has no rule file (.yml or .yaml).`);
  return files;
}

function isRuleFile(name: string): boolean {
  return /\.ya?ml$/.test(name) && !/\.(?:test|fixed)(?:\.fixed)?\.ya?ml$/.test(name);
}

function isHidden(name: string): boolean {
  return name.startsWith('.') && name !== '.semgrep';
}

function statsOf(config: string): Stats {
  const known = NOT_FILES.find(([form]) => form.test(config));
  if (known) throw new UsageError(`--config ${config}: ${known[1]}`);
  try {
    return statSync(config);
  } catch (error) {
    throw new UsageError(`--config ${config} cannot be read: ${fileTrouble(error)}.`);
  }
}

/** Names that the real program asks its registry for. */
export const REGISTRY_NAME = /^(?:[prs]\/|auto$|supply-chain$|policy$|secrets$)/;

const NOT_FILES: readonly (readonly [RegExp, string])[] = [
  [
    REGISTRY_NAME,
    'names of the registry need the real program. Install semgrep and use --engine semgrep, or download the rules into a file and name that.',
  ],
  [/^https?:\/\//, 'rules are not fetched. Download them into a file and name that.'],
];
