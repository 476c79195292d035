import { isJsonObject, nameOf } from './description.ts';
import type { Json, JsonSchema } from './json.ts';

/** Where a component schema is found: `closed` refuses members that are not described, `open` allows them. */
export type Strictness = 'open' | 'closed';

/** Meaningless to JSON Schema, and long. */
const LEFT_OUT = new Set(['description', 'example', 'examples', 'title', 'nullable', 'deprecated', 'default', 'xml']);
const COMBINED = ['allOf', 'oneOf', 'anyOf'] as const;

/**
 * Turns a schema of OpenAPI 3.0 into one of JSON Schema 2019-09.
 * - `nullable` becomes a type, and `null` joins the enumeration.
 * - `oneOf` becomes `anyOf`: GitHub's alternatives overlap (an organisation is also a simple user).
 * - `closed`: an object may only have the members that it, or what it is combined of, describes.
 */
export function convertSchema(schema: JsonSchema, strictness: Strictness): JsonSchema {
  const converted = convertOpen(schema, strictness);
  return strictness === 'closed' ? close(schema, converted) : converted;
}

/** The id under which a component is known to the validator. */
export function componentId(name: string, strictness: Strictness): string {
  return `https://double.invalid/${strictness}/${name}`;
}

function convertOpen(schema: JsonSchema, strictness: Strictness): JsonSchema {
  // Beside a `$ref` nothing counts in OpenAPI 3.0.
  if (typeof schema['$ref'] === 'string') return { $ref: componentId(nameOf(schema['$ref']), strictness) };
  const out: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!LEFT_OUT.has(key)) out[key] = convertMember(key, value, strictness);
  }
  const parts = COMBINED.flatMap((key) => (out[key] === undefined ? [] : [out[key]]));
  if (parts.length > 0 && schema['additionalProperties'] === true) delete out['additionalProperties'];
  if (out['oneOf'] !== undefined) {
    if (out['anyOf'] !== undefined) out['allOf'] = [...asArray(out['allOf']), { anyOf: out['oneOf'] }];
    else out['anyOf'] = out['oneOf'];
    delete out['oneOf'];
  }
  return schema['nullable'] === true ? allowNull(out) : out;
}

function convertMember(key: string, value: Json, strictness: Strictness): Json {
  if (key === 'properties' && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        isJsonObject(member) ? convertSchema(name === 'events' ? anyEvents(member) : member, strictness) : {},
      ]),
    );
  }
  if (key === 'items' && isJsonObject(value)) return convertSchema(value, strictness);
  if (key === 'additionalProperties' && isJsonObject(value)) return convertSchema(value, strictness);
  if (key === 'not' && isJsonObject(value)) return convertOpen(value, 'open');
  // The members of a combination are left open: the object that they combine to is closed as a whole.
  if (COMBINED.some((name) => name === key)) return asArray(value).map((part) => openPart(part, strictness));
  return value;
}

/** Where an App's events are listed one by one, the list lags behind what there is: `merge_group` is missing. */
function anyEvents(schema: JsonSchema): JsonSchema {
  return schema['type'] === 'array' ? { ...schema, items: { type: 'string' } } : schema;
}

function openPart(part: Json, strictness: Strictness): Json {
  if (!isJsonObject(part)) return {};
  if (typeof part['$ref'] === 'string') return { $ref: componentId(nameOf(part['$ref']), 'open') };
  const { additionalProperties, ...rest } = part;
  return convertOpen(additionalProperties === true ? rest : part, strictness);
}

/** An object that lists members and does not say that it has others has no others. */
function close(schema: JsonSchema, converted: JsonSchema): JsonSchema {
  const describes = schema['properties'] !== undefined || COMBINED.some((key) => schema[key] !== undefined);
  if (!describes || schema['additionalProperties'] !== undefined) return converted;
  return { ...converted, unevaluatedProperties: false };
}

function allowNull(schema: Record<string, Json>): JsonSchema {
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null))
    schema['enum'] = [...asArray(schema['enum']), null];
  if (typeof schema['type'] === 'string') return { ...schema, type: [schema['type'], 'null'] };
  if (schema['type'] !== undefined) return schema;
  return { anyOf: [schema, { type: 'null' }] };
}

function asArray(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
