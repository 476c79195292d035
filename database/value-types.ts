import pg from 'pg';

/**
 * How values come out of the database. What is not listed is as pg has it: `timestamptz` is a Date, `jsonb` is parsed,
 * `numeric` is a string, `bytea` a Buffer.
 *
 * - `bigint` and `count(…)` are numbers: GitHub's ids are far below 2^53. One that is not a safe integer is an error and never
 *   rounded; who expects such selects it as text.
 * - `date` and `timestamp` have no time zone, and pg would read them in the process' own: they stay strings.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (format !== 'binary') {
      const parse = PARSERS.get(oid);
      if (parse) return parse;
    }
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${text} is too large for a number: select it as text`);
}

function asIs(text: string): string {
  return text;
}

const { INT8, DATE, TIMESTAMP } = pg.types.builtins;
const PARSERS = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [DATE, asIs],
  [TIMESTAMP, asIs],
]);
