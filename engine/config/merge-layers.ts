/**
 * Puts layers of configuration over each other, the later ones on top:
 * - mappings are merged key by key;
 * - what is said of one rule replaces what was said of it before, and counts from its new place on (in `rules` the later
 *   one wins);
 * - `exclude`, `generated`, `vendored` and `suppressions` add up, in the order of the layers;
 * - every other list and value replaces the one before.
 */
export function mergeLayers(layers: readonly unknown[]): Readonly<Record<string, unknown>> {
  let merged: Readonly<Record<string, unknown>> = {};
  for (const layer of layers) if (isMapping(layer)) merged = merge(merged, layer, '');
  return merged;
}

const ADDING_UP: ReadonlySet<string> = new Set(['exclude', 'generated', 'vendored', 'suppressions']);

type Mapping = Readonly<Record<string, unknown>>;

/** As deep as the schema, which both sides fit. */
function merge(under: Mapping, over: Mapping, name: string): Mapping {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    if (name === 'rules') merged.delete(key);
    if (name === '' && ADDING_UP.has(key) && Array.isArray(before) && Array.isArray(value))
      merged.set(key, [before, value].flat());
    else merged.set(key, name !== 'rules' && isMapping(before) && isMapping(value) ? merge(before, value, key) : value);
  }
  return Object.fromEntries(merged);
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
