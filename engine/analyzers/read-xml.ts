import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * An element of an XML document. Children are by name, in order; what the order between names says is lost, which no
 * format read here needs.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Its own text with CDATA, trimmed. */
  readonly text: string;
  /** 1-based line where it opens. */
  readonly line: number;
  children(name: string): readonly XmlElement[];
  child(name: string): XmlElement | undefined;
}

/** Not well-formed, or with what is not read from a foreign document. The message says what and where. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** Deeper than any report: JUnit's suites nest by folder, the other formats not at all. */
const DEEPEST = 100;

/**
 * Reads a foreign document. Entities of its own are never expanded (they stay as they are written), external ones are
 * refused, names in namespaces lose their prefix. Throws {@link XmlError}.
 */
export function readXml(text: string): XmlElement {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new XmlError(explain(valid.err));
  const parsed = parse(text);
  const roots = Object.entries(parsed).filter(([name]) => !name.startsWith('?'));
  const [root] = roots;
  const node = root?.[1];
  if (!root || !Array.isArray(node)) throw new XmlError('line 1: there is no element');
  return element(root[0], node[0] as XmlNode, lineCounter(text));
}

/** Where the document breaks off, in our words: the library's repeat what they found, however long it is. */
function explain({ code, line, col }: { code: string; line: number; col: number }): string {
  const what = COMPLAINTS[code] ?? 'something is wrong there';
  return Number.isFinite(line) && Number.isFinite(col) ? `line ${line}, column ${col}: ${what}` : what;
}

const COMPLAINTS: Readonly<Record<string, string>> = {
  InvalidXml: 'there is no element, or one that does not end',
  InvalidTag: 'a tag is broken, or has no partner',
  InvalidAttr: 'an attribute is not written as name="value"',
  InvalidChar: 'this character cannot stand there',
};

function whyRefused(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  if (/nested/i.test(said)) return `its elements stand more than ${DEEPEST} deep in one another`;
  if (/external entit/i.test(said)) return 'it takes in external entities, which are never read';
  return 'it cannot be read';
}

type XmlNode = Readonly<Record<string | symbol, unknown>>;

const ATTRIBUTES = '$';
const TEXT = '#text';

function parse(text: string): Readonly<Record<string, unknown>> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    attributesGroupName: ATTRIBUTES,
    textNodeName: TEXT,
    alwaysCreateTextNode: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    removeNSPrefix: true,
    captureMetaData: true,
    maxNestedTags: DEEPEST,
    isArray: (_name, _path, _leaf, attribute) => !attribute,
  });
  try {
    return parser.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new XmlError(whyRefused(error), { cause: error });
  }
}

const META_DATA = XMLParser.getMetaDataSymbol() as unknown as symbol;

function element(name: string, node: XmlNode, lineAt: (offset: number) => number): XmlElement {
  const children = (child: string): readonly XmlElement[] => {
    const nodes = child === TEXT || child === ATTRIBUTES ? undefined : node[child];
    return Array.isArray(nodes) ? nodes.map((one) => element(child, one as XmlNode, lineAt)) : [];
  };
  let attributes: ReadonlyMap<string, string> | undefined;
  return {
    name,
    get attributes() {
      return (attributes ??= attributesOf(node));
    },
    get text() {
      return decodeEntities(textOf(node[TEXT])).trim();
    },
    get line() {
      return lineAt((node[META_DATA] as { startIndex?: number } | undefined)?.startIndex ?? 0);
    },
    children,
    child: (one) => children(one)[0],
  };
}

function attributesOf(node: XmlNode): ReadonlyMap<string, string> {
  const group = node[ATTRIBUTES];
  const attributes = (Array.isArray(group) ? group[0] : group) as Record<string, unknown> | undefined;
  return new Map(Object.entries(attributes ?? {}).map(([name, value]) => [name, decodeEntities(String(value))]));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('');
  return typeof value === 'string' ? value : '';
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** XML's five entities and character references: those of a document type are left as written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g,
    (written, decimal, hex, named) => {
      if (typeof named === 'string') return PREDEFINED[named]!;
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : String(written);
    },
  );
}

/** Counts on from the last question, as elements are mostly asked in order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    if (offset < at) [line, at] = [1, 0];
    for (let next = text.indexOf('\n', at); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
