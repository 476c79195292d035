import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { JsonObject, JsonSchema } from './json.ts';

/** One operation of GitHub's REST API, as its OpenAPI description has it. */
export interface OperationDescription {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly documentationUrl: string;
  readonly parameters: readonly ParameterDescription[];
  readonly body: { readonly required: boolean; readonly schema: JsonSchema } | undefined;
  /** By status; `undefined` for an answer without JSON. */
  readonly answers: ReadonlyMap<number, JsonSchema | undefined>;
}

export interface ParameterDescription {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface Description {
  readonly operations: readonly OperationDescription[];
  /** By name without `#/components/schemas/`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Payload schemas by the description's name for them: `pull-request-opened`. */
  readonly webhooks: ReadonlyMap<string, JsonSchema>;
}

interface RawParameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}
interface RawContent {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}
interface RawOperation {
  readonly operationId: string;
  readonly externalDocs?: { readonly url: string };
  readonly parameters?: readonly RawParameter[];
  readonly requestBody?: RawContent & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, RawContent & { readonly $ref?: string }>>;
}
interface RawDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: RawOperation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly parameters: Readonly<Record<string, RawParameter>>;
    readonly responses: Readonly<Record<string, RawContent>>;
  };
}

/** Members that GitHub sends as `null` though its description does not say so, by schema. */
const NULLABLE_IN_FACT: Readonly<Record<string, readonly string[]>> = {
  // Of a comment whose lines are gone.
  'pull-request-review-comment': ['position', 'line'],
  'review-comment': ['line'],
};

/**
 * Answers whose description nothing can fulfil: each account there is a user and an enterprise at once. They are as another
 * operation describes the same thing.
 */
const ANSWERED_IN_FACT: Readonly<Record<string, JsonSchema>> = {
  'apps/list-installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};

/** Reads GitHub's own description of api.github.com: about 0.15 s. */
export function loadDescription(): Description {
  const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
  const raw = JSON.parse(readFileSync(file, 'utf8')) as RawDescription;
  const operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => describe(raw, { path, method, operation })),
  );
  const webhooks = new Map<string, JsonSchema>();
  for (const [name, { post }] of Object.entries(raw['x-webhooks'])) {
    const schema = post.requestBody && jsonSchemaOf(post.requestBody);
    if (schema) webhooks.set(name, schema);
  }
  return { operations, schemas: corrected(raw.components.schemas), webhooks };
}

function corrected(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const changed = Object.entries(NULLABLE_IN_FACT).map(([name, members]) => {
    const schema = schemas[name] ?? {};
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const nullable = members.map((member) => [member, { ...(properties[member] as JsonSchema), nullable: true }]);
    return [name, { ...schema, properties: { ...properties, ...(Object.fromEntries(nullable) as JsonSchema) } }];
  });
  return { ...schemas, ...(Object.fromEntries(changed) as Record<string, JsonSchema>) };
}

function describe(
  raw: RawDescription,
  { path, method, operation }: { path: string; method: string; operation: RawOperation },
): OperationDescription {
  const answers = new Map<number, JsonSchema | undefined>();
  for (const [status, response] of Object.entries(operation.responses)) {
    const content = response.$ref ? raw.components.responses[nameOf(response.$ref)] : response;
    const inFact = ANSWERED_IN_FACT[`${operation.operationId} ${status}`];
    answers.set(Number(status), inFact ?? (content && jsonSchemaOf(content)));
  }
  const bodySchema = operation.requestBody && jsonSchemaOf(operation.requestBody);
  return {
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path,
    documentationUrl: operation.externalDocs?.url ?? 'https://docs.github.com/rest',
    parameters: (operation.parameters ?? []).map((parameter) => parameterOf(raw, parameter)),
    body: bodySchema && { required: operation.requestBody?.required ?? false, schema: bodySchema },
    answers,
  };
}

function parameterOf(raw: RawDescription, parameter: RawParameter): ParameterDescription {
  const found = parameter.$ref ? raw.components.parameters[nameOf(parameter.$ref)] : parameter;
  if (!found) throw new Error(`The description has no parameter ${parameter.$ref}`);
  return { name: found.name, in: found.in, required: found.required ?? false, schema: found.schema };
}

function jsonSchemaOf(content: RawContent): JsonSchema | undefined {
  return content.content?.['application/json']?.schema ?? content.content?.['application/scim+json']?.schema;
}

export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
