import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';
import type { Range } from '../findings/finding.ts';
import type { ConfigurationProblem } from './configuration.ts';
import { explainYaml, type Mistake } from './explain-yaml.ts';

/** Ours: room for several hundred suppressions. */
export const MAX_CONFIGURATION_BYTES = 64 * 1024;
/** How much aliases may be worth in all (the parser's own measure): what stops `&a [*b, *b]` from growing without end. */
const MAX_ALIASES = 100;
/** The first mistakes matter; in a file that is no YAML every token is one. */
const MAX_SYNTAX_PROBLEMS = 10;

/** How much of a file is accepted, and which of YAML's extensions. */
export interface YamlLimits {
  readonly maxBytes: number;
  /** What aliases may be worth in all, by the parser's own measure. */
  readonly maxAliases: number;
  /** `<<: *name` puts the keys of a mapping into another. */
  readonly merge?: boolean;
}

const CONFIGURATION_LIMITS: YamlLimits = { maxBytes: MAX_CONFIGURATION_BYTES, maxAliases: MAX_ALIASES };

type PathInFile = readonly PropertyKey[];

export interface YamlFile {
  /** Absent when the file cannot be read, and when it is empty. */
  readonly value?: unknown;
  readonly problems: readonly ConfigurationProblem[];
  /** Where the value at the path stands; for a value that is missing, the nearest thing around it. */
  rangeOf(path: PathInFile): Range;
  /** Where the path's last part stands as a key. */
  rangeOfKey(path: PathInFile): Range;
}

/** Reads one YAML 1.2 document of plain data (`yes`, `off` and dates are text) and remembers where all of it stands. */
export function readYaml(given: string, file: string, limits: YamlLimits = CONFIGURATION_LIMITS): YamlFile {
  const text = given.replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  if (Buffer.byteLength(text) > limits.maxBytes)
    return failed([{ file, line: 1, column: 1, message: `The file is larger than ${limits.maxBytes / 1024} KiB.` }]);
  if (text.includes('\0'))
    return failed([
      { file, line: 1, column: 1, message: 'The file is no text in UTF-8 (it holds NUL); save it as UTF-8.' },
    ]);
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    stringKeys: true,
    merge: limits.merge ?? false,
    // The parser compares each key with all others of its mapping: below, in linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const problemAt = (offset: number, message: string): ConfigurationProblem => {
    const { startLine, startColumn } = rangeIn(lines, [offset, offset]);
    return { file, line: startLine, column: startColumn, message };
  };
  const mistakes = firstOfEachLine([...document.errors, ...document.warnings], lines);
  const problems = mistakes.map((mistake) => problemAt(mistake.pos[0], explainYaml(mistake, text)));
  if (problems.length > 0) return failed(problems);
  const repeated = findRepeatedKey(document);
  if (repeated) return failed([problemAt(repeated.range?.[0] ?? 0, 'This key stands here twice; keep one of them.')]);
  const wrongAlias = findWrongAlias(document, limits.maxAliases);
  if (wrongAlias) return failed([problemAt(wrongAlias.alias.range?.[0] ?? 0, wrongAlias.why)]);
  try {
    const value: unknown = document.toJS({ maxAliasCount: limits.maxAliases });
    return {
      ...(value !== null && { value }),
      problems: [],
      rangeOf: (path) => rangeIn(lines, placeOf(document, path)),
      rangeOfKey: (path) => rangeIn(lines, placeOfKey(document, path)),
    };
  } catch (error) {
    // What toJS throws when aliases stand for too much.
    if (!(error instanceof ReferenceError)) throw error;
    return failed([problemAt(0, 'Aliases ("*name") stand for too much; write the values out.')]);
  }
}

/** One slip makes the parser stumble several times over the rest of its line. */
function firstOfEachLine(mistakes: readonly Mistake[], lines: LineCounter): Mistake[] {
  const first = new Map<number, Mistake>();
  for (const mistake of mistakes) {
    const { line } = lines.linePos(mistake.pos[0]);
    if (!first.has(line)) first.set(line, mistake);
    if (first.size === MAX_SYNTAX_PROBLEMS) break;
  }
  return [...first.values()];
}

function failed(problems: readonly ConfigurationProblem[]): YamlFile {
  const nowhere = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  return { problems, rangeOf: () => nowhere, rangeOfKey: () => nowhere };
}

function findRepeatedKey(document: Document) {
  let repeated: Scalar | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || (key.value === '<<' && key.type === 'PLAIN')) continue;
        if (seen.has(key.value)) {
          repeated = key;
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return repeated;
}

/** An alias of nothing, or of something it is part of; also the first alias too many, which nobody wrote by hand. */
function findWrongAlias(document: Document, most: number) {
  let wrong: { readonly alias: Alias; readonly why: string } | undefined;
  let aliases = 0;
  const anchored = new Map<string, Node>();
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = anchored.get(alias.source);
      if (++aliases > most) wrong = { alias, why: 'Aliases ("*name") stand for too much; write the values out.' };
      else if (!target || ancestors.includes(target))
        wrong = { alias, why: `Nothing before it is named "&${alias.source}".` };
      return wrong ? visit.BREAK : undefined;
    },
    Value(_, node) {
      if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
  return wrong;
}

function placeOf(document: Document, path: PathInFile): Offsets {
  let node: Node | undefined = document.contents ?? undefined;
  let place = offsetsOf(node) ?? [0, 0];
  for (const part of path) {
    const inner = childOf(document, node, part);
    place = offsetsOf(inner.value) ?? offsetsOf(inner.key) ?? place;
    node = inner.value;
  }
  return place;
}

function placeOfKey(document: Document, path: PathInFile): Offsets {
  let node: Node | undefined = document.contents ?? undefined;
  for (const part of path.slice(0, -1)) node = childOf(document, node, part).value;
  return offsetsOf(childOf(document, node, path.at(-1) ?? '').key) ?? placeOf(document, path);
}

type Offsets = readonly [start: number, end: number];

function childOf(document: Document, given: Node | undefined, part: PropertyKey): { key?: Node; value?: Node } {
  const node = isAlias(given) ? given.resolve(document) : given;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
    return { ...(isNode(pair?.key) && { key: pair.key }), ...(isNode(pair?.value) && { value: pair.value }) };
  }
  const item: unknown = isSeq(node) ? node.items[Number(part)] : undefined;
  return isNode(item) ? { value: item } : {};
}

/** Nothing for a value that is left empty: the parser puts it after its comments. */
function offsetsOf(node: Node | undefined): Offsets | undefined {
  if (!node?.range || (isScalar(node) && node.range[0] === node.range[1])) return undefined;
  return [node.range[0], node.range[1]];
}

function rangeIn(lines: LineCounter, [start, end]: Offsets): Range {
  const from = lines.linePos(start);
  const to = lines.linePos(end);
  return {
    startLine: Math.max(1, from.line),
    startColumn: Math.max(1, from.col),
    endLine: Math.max(1, to.line),
    endColumn: Math.max(1, to.col),
  };
}
