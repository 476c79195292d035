import * as z from 'zod';
import { configurationSchema } from './schema.ts';

/**
 * The JSON Schema of `.plumbline.yml`, for editors: draft-07, which the YAML extensions of the usual ones understand best.
 * It says what JSON Schema can say; the reader also checks globs, rule ids and values that depend on each other.
 */
export function configurationJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { target: 'draft-7', io: 'input' });
  return { $schema, $id: 'urn:plumbline:configuration:1', title: 'Plumbline configuration', ...schema };
}
