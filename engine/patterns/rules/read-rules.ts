import { closest } from '../../config/closest.ts';
import { quote } from '../../config/explain-issue.ts';
import { readYaml } from '../../config/read-yaml.ts';
import type { PatternLanguage } from '../languages.ts';
import type { Formula, PatternRule, TaintSearch } from '../rule.ts';
import { LANGUAGE_NAMES, languageNamed } from './language-names.ts';
import { OPERATOR_KEYS, readFormula } from './read-formula.ts';
import { readTaint, TAINT_KEYS } from './read-taint.ts';
import { KEYS_WITHOUT_EFFECT, REFUSED_KEYS, REFUSED_MODES, ruleHeadSchema } from './rule-head.ts';
import { OPTION_NAMES, toRuleOptions } from './rule-options.ts';
import type { RuleProblem } from './rule-problem.ts';
import { isMapping, itemsOf, RuleReading, within, type Part } from './rule-reading.ts';

/** Ours: the largest packs that people publish as one file have about 4 MiB. */
const MAX_RULE_FILE_BYTES = 16 * 1024 * 1024;
/** Ours: room for anchors that hundreds of rules share. What they stand for in all is bounded where it is read. */
const MAX_RULE_FILE_ALIASES = 10_000;

export interface ReadRules {
  /** In the order of the file; those with an error are left out. */
  readonly rules: PatternRule[];
  readonly problems: RuleProblem[];
}

/** Reads a file of rules in Semgrep's format, YAML or JSON. Never throws for what stands in it. */
export function readRules(file: { readonly name: string; readonly text: string }): ReadRules {
  const yaml = readYaml(file.text, file.name, {
    maxBytes: MAX_RULE_FILE_BYTES,
    maxAliases: MAX_RULE_FILE_ALIASES,
    merge: true,
  });
  const reading = new RuleReading(file.name, yaml);
  const problems = yaml.problems.map(({ file, line, column, message, suggestion }): RuleProblem => ({
    place: { file, line, column },
    level: 'error',
    message,
    ...(suggestion !== undefined && { suggestion }),
  }));
  if (problems.length > 0) return { rules: [], problems };
  return { rules: readAll({ value: yaml.value, path: [] }, reading), problems: reading.problems };
}

function readAll(root: Part, reading: RuleReading): PatternRule[] {
  const list = within(root, 'rules');
  if (!Array.isArray(list.value)) {
    const what = list.value === undefined ? 'There is no rules:' : 'rules: is no list';
    reading.error(list.path, `${what}; expected a list of rules ("rules:" and below it "- id: …").`);
    return [];
  }
  const ids = new Set<string>();
  return itemsOf(list).flatMap((part) => {
    const id: unknown = within(part, 'id').value;
    const rule = reading.forRule(typeof id === 'string' ? id : undefined, () => {
      if (typeof id === 'string' && ids.has(id))
        reading.error([...part.path, 'id'], `A rule above has the id ${quote(id)} already; give this one another.`);
      return readRule(part, reading);
    });
    if (rule) ids.add(rule.id);
    return rule ?? [];
  });
}

function readRule(part: Part, reading: RuleReading): PatternRule | undefined {
  if (!isMapping(part.value)) {
    reading.error(part.path, 'This is no rule; expected keys with values ("id: …").');
    return undefined;
  }
  if (isRefused(part, part.value, reading)) return undefined;
  reportKeys(part, part.value, reading);
  const head = reading.check(ruleHeadSchema, part);
  const search = readSearch(part, part.value, reading);
  const languages = readLanguages(within(part, 'languages'), reading);
  if (!head || !search || languages.length === 0) return undefined;
  const fixRegexPart = within(within(part, 'fix-regex'), 'regex');
  if (head['fix-regex'] && !reading.isRegex(fixRegexPart, head['fix-regex'].regex)) return undefined;
  reportOptions(within(part, 'options'), reading);
  const metadata = copyOf(within(part, 'metadata'), reading);
  const options = toRuleOptions(head.options);
  const { 'fix-regex': fixRegex } = head;
  return {
    id: head.id,
    languages,
    severity: head.severity,
    message: head.message.trim(),
    metadata,
    search,
    ...(head.fix !== undefined && { fix: head.fix }),
    ...(fixRegex && {
      fixRegex: {
        regex: fixRegex.regex,
        replacement: fixRegex.replacement,
        ...(fixRegex.count !== undefined && { count: fixRegex.count }),
      },
    }),
    paths: head.paths,
    options: head.languages.includes('aliengrep') ? { ...options, generic_engine: 'aliengrep' } : options,
    place: reading.placeOf(part.path),
  };
}

/** Said first and alone: what else is wrong with a rule that cannot run helps nobody. */
function isRefused(part: Part, rule: Readonly<Record<string, unknown>>, reading: RuleReading): boolean {
  const mode =
    typeof rule['mode'] === 'string' && Object.hasOwn(REFUSED_MODES, rule['mode']) ? rule['mode'] : undefined;
  if (mode !== undefined) {
    reading.error([...part.path, 'mode'], `mode: ${mode} is refused: ${REFUSED_MODES[mode]}.`);
    return true;
  }
  const key = Object.keys(rule).find((each) => Object.hasOwn(REFUSED_KEYS, each) || each.startsWith('r2c-internal-'));
  if (key === undefined) return false;
  const why = REFUSED_KEYS[key] ?? 'it is internal to another engine';
  reading.error([...part.path, key], `${key} is refused: ${why}.`, { aboutKey: true });
  return true;
}

const HEAD_KEYS = Object.keys(ruleHeadSchema.shape);
const SEARCH_KEYS: readonly string[] = [...OPERATOR_KEYS, ...TAINT_KEYS, 'match', 'taint'];
const RULE_KEYS = [...HEAD_KEYS, ...SEARCH_KEYS, ...KEYS_WITHOUT_EFFECT];

/** A later version of the format may know the key: the rule runs, and the key is named. */
function reportKeys(part: Part, rule: Readonly<Record<string, unknown>>, reading: RuleReading): void {
  for (const key of Object.keys(rule)) {
    if (RULE_KEYS.includes(key)) continue;
    const suggestion = closest(key, RULE_KEYS);
    const message = `Unknown key ${quote(key)} of a rule; it has no effect.`;
    reading.warn([...part.path, key], message, { aboutKey: true, suggestion });
  }
}

function reportOptions(part: Part, reading: RuleReading): void {
  for (const key of isMapping(part.value) ? Object.keys(part.value) : []) {
    if (OPTION_NAMES.includes(key)) continue;
    const suggestion = closest(key, OPTION_NAMES);
    reading.warn([...part.path, key], `Unknown option ${quote(key)}; it has no effect.`, {
      aboutKey: true,
      suggestion,
    });
  }
}

/** Search or taint, in the older or the newer spelling: exactly one of the four. */
function readSearch(
  part: Part,
  rule: Readonly<Record<string, unknown>>,
  reading: RuleReading,
): Formula | TaintSearch | undefined {
  const has = (keys: readonly string[]) => keys.filter((key) => Object.hasOwn(rule, key));
  const [operators, taints] = [has(OPERATOR_KEYS), has(TAINT_KEYS)];
  const ways = [...operators, ...taints.slice(0, 1), ...has(['match', 'taint'])];
  const taint = rule['mode'] === 'taint';
  if (ways.length === 0) {
    const expected = taint ? 'pattern-sources and pattern-sinks' : 'pattern, patterns, pattern-either or match';
    reading.error(part.path, `Nothing says what to look for; expected ${expected}.`);
    return undefined;
  }
  if (ways.length > 1) {
    reading.error([...part.path, ways[1]!], `${ways.join(' and ')} stand side by side; expected one of them.`, {
      aboutKey: true,
    });
    return undefined;
  }
  if (taints.length > 0 && taint) return readTaint(part, reading, 'old');
  if ('taint' in rule) return readTaint(within(part, 'taint'), reading, 'new');
  if (taint || taints.length > 0) {
    const message = taint
      ? `mode: taint needs pattern-sources and pattern-sinks; ${ways[0]!} belongs to mode: search.`
      : `${ways[0]!} needs mode: taint.`;
    reading.error([...part.path, ways[0]!], message, { aboutKey: true });
    return undefined;
  }
  if ('match' in rule) return readFormula(within(part, 'match'), reading, { beside: new Set(), rangeGiven: false });
  return readFormula(part, reading, { beside: new Set(Object.keys(rule)), rangeGiven: false });
}

function readLanguages(part: Part, reading: RuleReading): PatternLanguage[] {
  const languages = new Set<PatternLanguage>();
  const lost: string[] = [];
  const items = itemsOf(part).filter(({ value }) => typeof value === 'string');
  for (const { value, path } of items) {
    const name = String(value);
    const language = languageNamed(name);
    if (language !== 'unsupported' && language !== 'unknown') {
      languages.add(language);
      continue;
    }
    lost.push(name);
    const what = language === 'unsupported' ? 'is not supported' : 'is no language that is known';
    const suggestion = language === 'unknown' ? closest(name, LANGUAGE_NAMES) : undefined;
    reading.warn(path, `${quote(name)} ${what}; the rule does not run for it.`, { suggestion });
  }
  if (languages.size === 0 && lost.length > 0)
    reading.error(part.path, `None of the rule's languages is supported (${lost.join(', ')}).`);
  return [...languages];
}

/** Metadata as data of its own: aliases written out, for it goes into reports and to other processes. */
function copyOf(part: Part, reading: RuleReading): Record<string, unknown> {
  const copy = (inner: Part): unknown => {
    if (!reading.mayGoOn(inner.path)) return null;
    if (Array.isArray(inner.value)) return itemsOf(inner).map(copy);
    if (!isMapping(inner.value)) return inner.value;
    return Object.fromEntries(Object.keys(inner.value).map((key) => [key, copy(within(inner, key))]));
  };
  return isMapping(part.value) ? (copy(part) as Record<string, unknown>) : {};
}
