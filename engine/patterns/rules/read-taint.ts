import * as z from 'zod';
import type { TaintPropagator, TaintSanitizer, TaintSearch, TaintSink, TaintSource } from '../rule.ts';
import { metavariable } from './read-condition.ts';
import { readFormula } from './read-formula.ts';
import { itemsOf, within, type Part, type RuleReading } from './rule-reading.ts';

/** Any valid Python identifier. */
const label = z.string().regex(/^[A-Za-z_]\w*$/, 'a label of letters, digits and _');
const requires = z.string().min(1);

const sourceKeys = z.looseObject({
  'by-side-effect': z.union([z.boolean(), z.literal('only')]).default(false),
  exact: z.boolean().default(false),
  label: label.optional(),
  requires: requires.optional(),
  control: z.boolean().default(false),
});

const sinkKeys = z.looseObject({
  exact: z.boolean().default(true),
  requires: z.union([requires, z.array(z.record(metavariable, requires)).min(1)]).optional(),
  'at-exit': z.boolean().default(false),
});

const sanitizerKeys = z.looseObject({
  'by-side-effect': z.boolean().default(false),
  exact: z.boolean().default(false),
  'not-conflicting': z.boolean().optional(),
});

const propagatorKeys = z.looseObject({
  from: metavariable,
  to: metavariable,
  'by-side-effect': z.boolean().default(true),
  label: label.optional(),
  requires: requires.optional(),
  'replace-labels': z.array(label).optional(),
});

const OLD_KEYS = {
  sources: 'pattern-sources',
  sinks: 'pattern-sinks',
  sanitizers: 'pattern-sanitizers',
  propagators: 'pattern-propagators',
} as const;
const NEW_KEYS = { sources: 'sources', sinks: 'sinks', sanitizers: 'sanitizers', propagators: 'propagators' } as const;
export const TAINT_KEYS: readonly string[] = Object.values(OLD_KEYS);

/** Reads `pattern-sources`, `pattern-sinks` … of a rule, or what stands under its `taint`. */
export function readTaint(part: Part, reading: RuleReading, spelling: 'old' | 'new'): TaintSearch | undefined {
  const keys = spelling === 'old' ? OLD_KEYS : NEW_KEYS;
  if (spelling === 'new' && !reading.check(z.strictObject(SECTIONS), part)) return undefined;
  const list = <Item>(key: string, needed: boolean, readItem: (item: Part) => Item | undefined) =>
    readList(within(part, key), { reading, needed, readItem });
  const sources = list(keys.sources, true, (item) => readSource(item, reading));
  const sinks = list(keys.sinks, true, (item) => readSink(item, reading));
  const sanitizers = list(keys.sanitizers, false, (item) => readSanitizer(item, reading));
  const propagators = list(keys.propagators, false, (item) => readPropagator(item, reading));
  return sources && sinks && sanitizers && propagators
    ? { kind: 'taint', sources, sinks, sanitizers, propagators }
    : undefined;
}

const SECTIONS = {
  sources: z.unknown(),
  sinks: z.unknown(),
  sanitizers: z.unknown().optional(),
  propagators: z.unknown().optional(),
};

function readList<Item>(
  part: Part,
  as: { reading: RuleReading; needed: boolean; readItem: (item: Part) => Item | undefined },
): Item[] | undefined {
  if (part.value === undefined && !as.needed) return [];
  if (!Array.isArray(part.value) || part.value.length === 0) {
    const what = part.value === undefined ? 'is missing' : Array.isArray(part.value) ? 'is empty' : 'is no list';
    as.reading.error(part.path, `${String(part.path.at(-1))} ${what}; expected a list of patterns ("- pattern: …").`);
    return undefined;
  }
  const items = itemsOf(part).map((item) => as.readItem(item));
  const read = items.filter((item) => item !== undefined);
  return read.length === items.length ? read : undefined;
}

function readParts<Schema extends z.ZodObject>(part: Part, reading: RuleReading, schema: Schema) {
  // A pattern alone is one of the newer spelling's sources and sinks: all keys are then as if not written.
  const keys = reading.check(schema, typeof part.value === 'string' ? { ...part, value: {} } : part);
  const formula = readFormula(part, reading, { beside: new Set(Object.keys(schema.shape)), rangeGiven: false });
  return keys && formula && { keys, formula };
}

function readSource(part: Part, reading: RuleReading): TaintSource | undefined {
  const read = readParts(part, reading, sourceKeys);
  return (
    read && {
      formula: read.formula,
      bySideEffect: read.keys['by-side-effect'],
      exact: read.keys.exact,
      ...(read.keys.label !== undefined && { label: read.keys.label }),
      ...(read.keys.requires !== undefined && { requires: read.keys.requires }),
      ...(read.keys.control && { control: true }),
    }
  );
}

function readSink(part: Part, reading: RuleReading): TaintSink | undefined {
  const read = readParts(part, reading, sinkKeys);
  if (!read) return undefined;
  const { requires } = read.keys;
  const each =
    typeof requires === 'object'
      ? requires.flatMap((entry) =>
          Object.entries(entry).map(([metavariable, needed]) => ({ metavariable, requires: needed })),
        )
      : requires;
  return {
    formula: read.formula,
    exact: read.keys.exact,
    ...(each !== undefined && { requires: each }),
    ...(read.keys['at-exit'] && { atExit: true }),
  };
}

function readSanitizer(part: Part, reading: RuleReading): TaintSanitizer | undefined {
  const read = readParts(part, reading, sanitizerKeys);
  if (read?.keys['not-conflicting'])
    reading.warn(
      [...part.path, 'not-conflicting'],
      'not-conflicting is left out of account: the sanitizer always cleans.',
      {
        aboutKey: true,
      },
    );
  return read && { formula: read.formula, bySideEffect: read.keys['by-side-effect'], exact: read.keys.exact };
}

function readPropagator(part: Part, reading: RuleReading): TaintPropagator | undefined {
  const read = readParts(part, reading, propagatorKeys);
  return (
    read && {
      formula: read.formula,
      from: read.keys.from,
      to: read.keys.to,
      bySideEffect: read.keys['by-side-effect'],
      ...(read.keys.label !== undefined && { label: read.keys.label }),
      ...(read.keys.requires !== undefined && { requires: read.keys.requires }),
      ...(read.keys['replace-labels'] !== undefined && { replaceLabels: read.keys['replace-labels'] }),
    }
  );
}
