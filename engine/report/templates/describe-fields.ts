import * as z from 'zod';

/** The fields of a view as a Markdown list: what a template may name, and what it gives. */
export function describeFields(schema: z.ZodType): string {
  const rows: string[] = [];
  const queue: { path: string; shape: z.ZodType }[] = [{ path: '', shape: schema }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, shape } = next;
    const { inner, kind } = kindOf(shape);
    const meaning = shape.description ?? inner.description;
    if (path !== '') rows.push(`- \`${path}\` (${kind})${meaning === undefined ? '' : `: ${meaning}`}`);
    if (!(inner instanceof z.ZodObject)) continue;
    const fields = Object.entries<z.ZodType>(inner.shape);
    queue.unshift(...fields.map(([name, field]) => ({ path: path === '' ? name : `${path}.${name}`, shape: field })));
  }
  return `${rows.join('\n')}\n`;
}

function kindOf(shape: z.ZodType): { inner: z.ZodType; kind: string } {
  if (shape instanceof z.ZodNullable) {
    const { inner, kind } = kindOf(shape.unwrap() as z.ZodType);
    return { inner, kind: `${kind}, or null` };
  }
  if (shape instanceof z.ZodArray) {
    const { inner, kind } = kindOf(shape.element as z.ZodType);
    return { inner, kind: `list: ${kind}` };
  }
  if (shape instanceof z.ZodEnum)
    return { inner: shape, kind: shape.options.map((option) => `\`${option}\``).join(' ') };
  if (shape instanceof z.ZodObject) return { inner: shape, kind: 'fields' };
  if (shape instanceof z.ZodBoolean) return { inner: shape, kind: 'true or false' };
  return { inner: shape, kind: shape instanceof z.ZodNumber ? 'number' : 'text' };
}
