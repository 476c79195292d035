import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readRules } from '../engine/patterns/rules/read-rules.ts';
import type { PatternRule } from '../engine/patterns/rule.ts';

/** A rule of ours as it lies in its folder: definition, explanation, examples. */
export interface RuleFolder {
  readonly pack: string;
  /** The folder's name, and the rule's within its pack. */
  readonly name: string;
  readonly folder: string;
  /** Absent: what is wrong with the definition is in `problems`. */
  readonly rule?: PatternRule;
  readonly problems: readonly string[];
  readonly readme: string;
  readonly examples: readonly Example[];
}

export interface Example {
  /** File's name; a path below `examples/` where the rule looks at paths. */
  readonly name: string;
  readonly text: string;
  /** What the rule's fix makes of it, from the file beside it with `.fixed` before the extension. */
  readonly fixed?: string;
}

/** Reads one rule's folder. A missing part is read as empty. */
export function readRuleFolder(pack: string, folder: string): RuleFolder {
  const name = basename(folder);
  const file = join(folder, 'rule.yaml');
  const { rules, problems } = existsSync(file)
    ? readRules({ name: `rules/${pack}/${name}/rule.yaml`, text: readFileSync(file, 'utf8') })
    : { rules: [], problems: [] };
  const [rule] = rules;
  const readme = join(folder, 'README.md');
  return {
    pack,
    name,
    folder,
    ...(rule && { rule }),
    problems: [
      ...problems.map(({ place, message }) => `${place.file}:${place.line}: ${message}`),
      ...(rules.length === 1 ? [] : [`rule.yaml holds ${rules.length} rules that can be read; expected one`]),
    ],
    readme: existsSync(readme) ? readFileSync(readme, 'utf8') : '',
    examples: readExamples(join(folder, 'examples')),
  };
}

function readExamples(folder: string): Example[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return names
    .filter((name) => !isFixed(name))
    .map((name) => {
      const fixed = names.find((other) => isFixed(other) && other.replace('.fixed', '') === name);
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, ...(fixed !== undefined && { fixed: readFileSync(join(folder, fixed), 'utf8') }) };
    });
}

function isFixed(name: string): boolean {
  return /\.fixed(?:\.[^./]+)?$/.test(name);
}
