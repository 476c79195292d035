import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { convertSchema, type Strictness } from './convert-schema.ts';
import {
  isJsonObject,
  nameOf,
  type Description,
  type OperationDescription,
  type ParameterDescription,
} from './description.ts';
import type { Json, JsonSchema } from './json.ts';

/** What is wrong with a value: where, and what. */
export type Problem = string;

export interface Validator {
  /** Parameters are given as they came: text, still to be read as the type that is described. */
  query(operation: OperationDescription, query: URLSearchParams): Problem[];
  path(operation: OperationDescription, values: Readonly<Record<string, string>>): Problem[];
  body(operation: OperationDescription, body: unknown): Problem[];
  /** An answer with a status that is not described is not looked at, but for success: that has to be. */
  answer(operation: OperationDescription, status: number, body: unknown): Problem[];
  /** `name` as in the description: `pull-request-opened`. A webhook that is not described is a problem. */
  webhook(name: string, payload: unknown): Problem[];
}

/** Checks compile on first use: a schema costs some milliseconds, GitHub describes a thousand operations. */
export function createValidator(description: Description): Validator {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: true, logger: false });
  addFormats.default(ajv);
  // Whoever commits may call himself what he likes, and GitHub passes it on.
  ajv.addFormat('email', true);
  const known = new Set<string>();
  const compiled = new Map<string, ValidateFunction>();

  /** Makes a component, and all that it refers to, known. */
  function addComponents(schema: Json): void {
    const queue: Json[] = [schema];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (Array.isArray(next)) queue.push(...(next as readonly Json[]));
      else if (isJsonObject(next)) {
        const reference = next['$ref'];
        if (typeof reference === 'string' && !known.has(reference)) {
          known.add(reference);
          const strictness: Strictness = reference.includes('/closed/') ? 'closed' : 'open';
          const component = convertSchema(description.schemas[nameOf(reference)] ?? {}, strictness);
          ajv.addSchema({ ...component, $id: reference });
          queue.push(component);
        }
        queue.push(...Object.values(next).filter((value) => typeof value === 'object'));
      }
    }
  }

  function check(key: string, schema: JsonSchema, value: unknown, strictness: Strictness = 'closed'): Problem[] {
    let validate = compiled.get(key);
    if (!validate) {
      const converted = convertSchema(schema, strictness);
      addComponents(converted);
      validate = ajv.compile(converted);
      compiled.set(key, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => {
      const detail = Object.values(error.params as Record<string, unknown>)
        .map(String)
        .join(', ');
      return `${error.instancePath || '/'} ${error.message ?? error.keyword}${detail ? ` (${detail})` : ''}`;
    });
  }

  function parameters(operation: OperationDescription, place: 'path' | 'query', values: ReadonlyMap<string, string>) {
    const described = operation.parameters.filter((parameter) => parameter.in === place);
    const problems = [...values.keys()]
      .filter((name) => !described.some((parameter) => parameter.name === name))
      .map((name) => `${place} parameter ${name} is not described`);
    for (const parameter of described) {
      const text = values.get(parameter.name);
      if (text === undefined) {
        if (parameter.required) problems.push(`${place} parameter ${parameter.name} is missing`);
      } else {
        const key = `${operation.operationId} ${place} ${parameter.name}`;
        const found = check(key, parameter.schema, readParameter(parameter, text));
        problems.push(...found.map((problem) => `${place} parameter ${parameter.name}: ${problem}`));
      }
    }
    return problems;
  }

  return {
    query: (operation, query) => parameters(operation, 'query', new Map(query)),
    path: (operation, values) => parameters(operation, 'path', new Map(Object.entries(values))),
    body(operation, body) {
      if (body === undefined) return operation.body?.required ? ['the body is missing'] : [];
      if (!operation.body) {
        const empty = isJsonObject(body) && Object.keys(body).length === 0;
        return empty ? [] : ['a body is not described'];
      }
      return check(`${operation.operationId} body`, operation.body.schema, body);
    },
    answer(operation, status, body) {
      if (!operation.answers.has(status)) {
        return status < 300 ? [`status ${status} is not described`] : [];
      }
      const schema = operation.answers.get(status);
      if (!schema) return body === undefined ? [] : [`a body is not described for status ${status}`];
      // Of errors the description says the least: that they repeat their status, it does not.
      return check(`${operation.operationId} ${status}`, schema, body, status < 400 ? 'closed' : 'open');
    },
    webhook(name, payload) {
      const schema = description.webhooks.get(name);
      return schema ? check(`webhook ${name}`, schema, payload) : [`the webhook ${name} is not described`];
    },
  };
}

/** Text of a path or a query as the type that is described; as it is where it does not read so. */
export function readParameter(parameter: ParameterDescription, text: string): Json {
  const type = parameter.schema['type'];
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'array') return text.split(',');
  return text;
}
