import * as z from 'zod';

/** Which keys a schema knows at a path of a value: for messages that list what is allowed. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let shapes = shapesOf(schema);
  for (const part of path) shapes = shapes.flatMap((shape) => childrenOf(shape, part)).flatMap(shapesOf);
  return shapes.flatMap((shape) => (shape instanceof z.ZodObject ? Object.keys(shape.shape) : []));
}

function childrenOf(shape: z.core.$ZodType, part: PropertyKey): z.core.$ZodType[] {
  if (shape instanceof z.ZodObject) {
    const fields: Readonly<Record<string, z.core.$ZodType>> = shape.shape;
    const child = Object.hasOwn(fields, part) ? fields[String(part)] : undefined;
    return child ? [child] : [];
  }
  if (shape instanceof z.ZodArray) return [shape.element];
  if (shape instanceof z.ZodRecord) return [shape.valueType];
  return [];
}

/** The schema without what wraps it; of a choice, each of its members. */
function shapesOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(shapesOf);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return shapesOf(schema.unwrap());
  return [schema];
}
