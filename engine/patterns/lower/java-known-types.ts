import { aTerm, type Term } from '../term.ts';

const BOXES: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  Byte: 'byte',
  Character: 'char',
  Short: 'short',
  Integer: 'int',
  Long: 'long',
  Float: 'float',
  Double: 'double',
};

/** A type's name with boxed types as what they box, and without the package that needs no import. */
export function typeName(name: string): string {
  const short = /^java\.lang\.(\w+)$/.exec(name)?.[1] ?? name;
  return BOXES[short] ?? short;
}

/** Methods that are named so in `java.lang` and `java.util`, and by what is built on them, by the type they return. */
const METHODS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    boolean:
      'equals equalsIgnoreCase contains containsKey containsValue containsAll startsWith endsWith isEmpty isBlank ' +
      'matches hasNext hasMoreElements isPresent contentEquals isInstance isDirectory isFile exists parseBoolean',
    int: 'size length hashCode compareTo compareToIgnoreCase indexOf lastIndexOf intValue parseInt ordinal',
    long: 'longValue parseLong currentTimeMillis nanoTime',
    double: 'doubleValue parseDouble',
    String:
      'toString substring trim strip toLowerCase toUpperCase concat replaceAll replaceFirst getSimpleName getMessage',
  }).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
);

const OF_STRING = new Set(['format', 'valueOf', 'join', 'copyValueOf']);
/** Methods of collections that return one of what they hold, which is the last of their type's arguments. */
const OF_ELEMENTS = new Set(
  'get getOrDefault getFirst getLast first last peek poll pop next orElse orElseThrow'.split(' '),
);

/** What is known of calls without the classes at hand. */
export function callTypes(call: Term, typesOf: (term: Term) => readonly Term[]): readonly Term[] | undefined {
  const callee = call.children[0]!;
  if (callee.kind !== 'Member') return undefined;
  const [object, name] = callee.children;
  if (OF_STRING.has(name!.value) && object!.kind === 'Name' && object!.value === 'String')
    return [aTerm('Name', call, [], 'String')];
  if (OF_ELEMENTS.has(name!.value)) {
    const elements = typesOf(object!).flatMap((type) =>
      type.kind === 'Generic' ? type.children[1]!.children.slice(-1) : [],
    );
    return elements.length > 0 ? elements : undefined;
  }
  const known = METHODS.get(name!.value);
  return known === undefined ? undefined : [aTerm('Name', call, [], known)];
}
