import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const validate = compileSchema();

/** What is wrong with a log by SARIF's schema; nothing for a valid one. */
export function sarifProblems(log: unknown): readonly unknown[] {
  return validate(log) ? [] : (validate.errors ?? []);
}

/** The schema as Microsoft's matchers for SARIF carry it; it is of JSON Schema draft 4, whose `id` Ajv has to be spared. */
function compileSchema() {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete schema.$schema;
  delete schema.id;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
