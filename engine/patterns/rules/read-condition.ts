import * as z from 'zod';
import { closest } from '../../config/closest.ts';
import { quote } from '../../config/explain-issue.ts';
import type { PatternLanguage } from '../languages.ts';
import type { Condition, Formula } from '../rule.ts';
import { LANGUAGE_NAMES, languageNamed } from './language-names.ts';
import { isMapping, itemsOf, within, type Part, type RuleReading } from './rule-reading.ts';

const METAVARIABLE = /^\$(?:(?:\.\.\.)?[A-Z_][A-Z_0-9]*|[0-9]+)$/;

export const metavariable = z.string().regex(METAVARIABLE, 'a metavariable such as $X or $...ARGS');

const regexSchema = z.strictObject({
  metavariable,
  regex: z.string(),
  'constant-propagation': z.boolean().default(false),
});

const comparisonSchema = z.strictObject({
  metavariable: metavariable.optional(),
  comparison: z.string().min(1),
  base: z.int().min(2).max(36).optional(),
  // The newer spelling lists the metavariables to take the quotes from.
  strip: z.union([z.boolean(), z.array(z.string())]).optional(),
});

const typeSchema = z
  .strictObject({
    metavariable,
    type: z.string().min(1).optional(),
    types: z.array(z.string().min(1)).min(1).optional(),
    language: z.string().optional(),
  })
  .refine(({ type, types }) => type !== undefined || types !== undefined, { message: 'a type in `type` or `types`' });

const analysisSchema = z.strictObject({
  metavariable,
  analyzer: z.enum(['entropy', 'entropy_v2', 'redos']),
  options: z.record(z.string(), z.unknown()).default({}),
});

/** Reads the formula of a metavariable's content; handed in, for formulas hold conditions in turn. */
type ReadContent = (part: Part, beside: ReadonlySet<string>) => Formula | undefined;

type ConditionReader = (part: Part, reading: RuleReading, readContent: ReadContent) => Condition | undefined;

const READERS = {
  'metavariable-regex': (part, reading) => {
    const read = reading.check(regexSchema, part);
    if (!read || !reading.isRegex(within(part, 'regex'), read.regex)) return undefined;
    const { metavariable, regex, 'constant-propagation': constantPropagation } = read;
    return { kind: 'regex', metavariable, regex, constantPropagation };
  },
  'metavariable-pattern': readPatternCondition,
  'metavariable-comparison': (part, reading) => {
    const read = reading.check(comparisonSchema, part);
    if (!read) return undefined;
    const { metavariable, comparison, base, strip } = read;
    return {
      kind: 'comparison',
      ...(metavariable !== undefined && { metavariable }),
      comparison,
      ...(base !== undefined && { base }),
      ...(strip !== undefined && { strip: Array.isArray(strip) ? strip.length > 0 : strip }),
    };
  },
  'metavariable-type': (part, reading) => {
    const read = reading.check(typeSchema, part);
    if (!read) return undefined;
    const types = [...(read.type === undefined ? [] : [read.type]), ...(read.types ?? [])];
    return { kind: 'type', metavariable: read.metavariable, types };
  },
  'metavariable-analysis': (part, reading) => {
    const read = reading.check(analysisSchema, part);
    return read && { kind: 'analysis', ...read };
  },
} satisfies Readonly<Record<string, ConditionReader>>;

type ConditionKey = keyof typeof READERS;
export const CONDITION_KEYS: readonly string[] = Object.keys(READERS);

export function isConditionKey(key: string): key is ConditionKey {
  return Object.hasOwn(READERS, key);
}

/** Reads what stands under a `metavariable-…` key of `patterns`. */
export function readCondition(
  part: Part,
  reading: RuleReading,
  as: { readonly key: ConditionKey; readonly readContent: ReadContent },
): Condition | undefined {
  const read: ConditionReader = READERS[as.key];
  return reading.mayGoOn(part.path) ? read(part, reading, as.readContent) : undefined;
}

/** `focus-metavariable`: one name, or several of which each may be looked at. */
export function readFocus(part: Part, reading: RuleReading): readonly string[] | undefined {
  const read = reading.check(z.union([metavariable, z.array(metavariable).min(1)]), part);
  return typeof read === 'string' ? [read] : read;
}

const BESIDE_PATTERN: ReadonlySet<string> = new Set(['metavariable', 'language']);

function readPatternCondition(part: Part, reading: RuleReading, readContent: ReadContent): Condition | undefined {
  const read = reading.check(z.looseObject({ metavariable, language: z.string().optional() }), part);
  if (!read) return undefined;
  const language = read.language === undefined ? undefined : readLanguage(within(part, 'language'), reading);
  const formula = readContent(part, BESIDE_PATTERN);
  if (!formula || (read.language !== undefined && !language)) return undefined;
  return { kind: 'pattern', metavariable: read.metavariable, ...(language && { language }), formula };
}

function readLanguage(part: Part, reading: RuleReading): PatternLanguage | undefined {
  const name = String(part.value);
  const language = languageNamed(name);
  if (language !== 'unknown' && language !== 'unsupported') return language;
  const what = language === 'unknown' ? 'is no language' : 'is not supported';
  reading.error(part.path, `${quote(name)} ${what}; expected one of ${LANGUAGE_NAMES.join(', ')}.`, {
    suggestion: language === 'unknown' ? closest(name, LANGUAGE_NAMES) : undefined,
  });
  return undefined;
}

/** `where:` of the newer spelling: conditions, and what to focus on. */
export function readWhere(
  part: Part,
  reading: RuleReading,
  readContent: ReadContent,
): { conditions: readonly Condition[]; focus: readonly (readonly string[])[] } | undefined {
  if (!Array.isArray(part.value)) {
    reading.error(part.path, 'This is no list; expected a list of conditions ("- metavariable: $X").');
    return undefined;
  }
  const conditions: Condition[] = [];
  const focus: (readonly string[])[] = [];
  for (const item of itemsOf(part)) {
    if (isMapping(item.value) && 'focus' in item.value) {
      const names =
        reading.check(z.strictObject({ focus: z.unknown() }), item) && readFocus(within(item, 'focus'), reading);
      if (names) focus.push(names);
    } else {
      const condition = readWhereCondition(item, reading, readContent);
      if (condition) conditions.push(condition);
    }
  }
  return conditions.length + focus.length === part.value.length ? { conditions, focus } : undefined;
}

function readWhereCondition(part: Part, reading: RuleReading, readContent: ReadContent): Condition | undefined {
  const has = (key: string) => isMapping(part.value) && Object.hasOwn(part.value, key);
  const as = (key: ConditionKey) => readCondition(part, reading, { key, readContent });
  if (has('comparison')) return as('metavariable-comparison');
  if (has('analyzer')) return as('metavariable-analysis');
  if (has('type') || has('types')) return as('metavariable-type');
  // A regular expression holds for the metavariable's text from its start, as metavariable-regex does.
  if (has('regex') && !has('where')) return as('metavariable-regex');
  if (has('metavariable')) return as('metavariable-pattern');
  const kinds = 'focus, comparison, or metavariable with regex, pattern, all, any, type or analyzer';
  reading.error(part.path, `This is no condition; expected ${kinds}.`);
  return undefined;
}
