import type * as z from 'zod';
import { explainIssue, quote } from '../../config/explain-issue.ts';
import { knownKeys } from '../../config/known-keys.ts';
import type { YamlFile } from '../../config/read-yaml.ts';
import { compileRegex } from '../regex/compile-regex.ts';
import type { RulePlace } from '../rule.ts';
import type { RuleProblem } from './rule-problem.ts';

export type PathInFile = readonly PropertyKey[];

/** A value of a rule file, and where it stands. */
export interface Part {
  readonly value: unknown;
  readonly path: PathInFile;
}

export function within(part: Part, key: string | number): Part {
  const inner: unknown = isMapping(part.value) || Array.isArray(part.value) ? Reflect.get(part.value, key) : undefined;
  return { value: inner, path: [...part.path, key] };
}

export function itemsOf(part: Part): Part[] {
  return Array.isArray(part.value) ? part.value.map((_, index) => within(part, index)) : [];
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ours: formulas and conditions of one file. What aliases repeat is counted each time. */
const MAX_PARTS = 200_000;
/** Ours: keys and list items from the file's root; real rules need less than 20. */
const MAX_DEPTH = 100;
/** Who makes more mistakes than this will look at the first of them. */
const MAX_PROBLEMS = 200;

/** The state of reading one rule file: what is wrong with it, and with which of its rules. */
export class RuleReading {
  readonly problems: RuleProblem[] = [];
  readonly #file: string;
  readonly #root: unknown;
  readonly #yaml: YamlFile;
  #rule: string | undefined;
  #failed = false;
  #parts = 0;

  constructor(file: string, yaml: YamlFile) {
    this.#file = file;
    this.#yaml = yaml;
    this.#root = yaml.value;
  }

  /** Runs for one rule; what it gives is dropped if it reported an error meanwhile. */
  forRule<Result>(id: string | undefined, read: () => Result): Result | undefined {
    this.#rule = id;
    this.#failed = false;
    const result = read();
    this.#rule = undefined;
    return this.#failed ? undefined : result;
  }

  placeOf(path: PathInFile): RulePlace {
    const { startLine, startColumn } = this.#yaml.rangeOf(path);
    return { file: this.#file, line: startLine, column: startColumn };
  }

  error(path: PathInFile, message: string, more: { aboutKey?: boolean; suggestion?: string | undefined } = {}): void {
    this.#failed = true;
    this.#report('error', path, { message, ...more });
  }

  warn(path: PathInFile, message: string, more: { aboutKey?: boolean; suggestion?: string | undefined } = {}): void {
    this.#report('warning', path, { message, ...more });
  }

  /** The part as the schema gives it; nothing, and what is wrong reported, where it does not fit. */
  check<Schema extends z.ZodType>(schema: Schema, part: Part): z.output<Schema> | undefined {
    const parsed = schema.safeParse(part.value);
    if (parsed.success) return parsed.data;
    const keysAt = (path: PathInFile) => knownKeys(schema, path.slice(part.path.length));
    for (const issue of parsed.error.issues) {
      const placed = { ...issue, path: [...part.path, ...issue.path] };
      for (const { path, message, aboutKey, suggestion } of explainIssue(placed, this.#root, keysAt))
        this.error(path, message, { aboutKey, suggestion });
    }
    return undefined;
  }

  /** Whether a regular expression can be run; says why where it cannot. */
  isRegex(part: Part, source: string): boolean {
    const compiled = compileRegex(source, { multiline: true });
    if (!compiled.ok) this.error(part.path, `${quote(source)} cannot be run as a regular expression: ${compiled.why}.`);
    return compiled.ok;
  }

  /** Counts one more formula or condition; false when the file has too many, or this one lies too deep. */
  mayGoOn(path: PathInFile): boolean {
    if (path.length > MAX_DEPTH) {
      this.error(path.slice(0, MAX_DEPTH), `Nested more than ${MAX_DEPTH} deep.`);
      return false;
    }
    if (++this.#parts <= MAX_PARTS) return true;
    if (this.#parts === MAX_PARTS + 1)
      this.error(path, `More than ${MAX_PARTS} patterns and conditions in one file (aliases counted each time).`);
    this.#failed = true;
    return false;
  }

  #report(
    level: RuleProblem['level'],
    path: PathInFile,
    said: { message: string; aboutKey?: boolean; suggestion?: string | undefined },
  ): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const { startLine, startColumn } = said.aboutKey ? this.#yaml.rangeOfKey(path) : this.#yaml.rangeOf(path);
    this.problems.push({
      place: { file: this.#file, line: startLine, column: startColumn },
      ...(this.#rule !== undefined && { rule: this.#rule }),
      level,
      message: said.message,
      ...(said.suggestion !== undefined && { suggestion: said.suggestion }),
    });
  }
}
