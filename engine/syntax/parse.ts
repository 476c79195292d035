import { Language as Grammar, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import { LANGUAGES, type Language } from '../source/language.ts';
import { GRAMMAR_OF, locateGrammar, type GrammarFile } from './grammars.ts';
import { NodeFlag, type SyntaxTree } from './syntax-tree.ts';

interface LoadedGrammar {
  readonly parser: Parser;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
}

const loaded = new Map<Language, LoadedGrammar>();

/** Loads the grammars that `parse` will need. Each is loaded once for the life of the process. */
export async function loadGrammars(languages: Iterable<Language>): Promise<void> {
  const wanted = [...new Set(languages)].filter((language) => !loaded.has(language));
  if (wanted.length === 0) return;
  await Parser.init({ locateFile: () => locateGrammar('web-tree-sitter.wasm') });
  const grammars = new Map<GrammarFile, Promise<Grammar>>();
  for (const language of wanted) {
    const file = GRAMMAR_OF[language];
    if (!grammars.has(file)) grammars.set(file, Grammar.load(locateGrammar(file)));
    const grammar = await grammars.get(file)!;
    const parser = new Parser();
    parser.setLanguage(grammar);
    loaded.set(language, {
      parser,
      kinds: names(grammar.nodeTypeCount, (id) => grammar.nodeTypeForId(id)),
      fields: names(grammar.fieldCount + 1, (id) => grammar.fieldNameForId(id)),
    });
  }
}

/**
 * Parses a file whose grammar is loaded. Never fails on wrong code: what the grammar cannot make sense of is marked
 * by error nodes.
 */
export function parse(language: Language, text: string): SyntaxTree {
  const grammar = loaded.get(language);
  if (!grammar) throw new Error(`grammar for ${language} is not loaded (known: ${LANGUAGES.join(', ')})`);
  const tree = grammar.parser.parse(text);
  if (!tree) throw new Error(`parsing ${language} was cancelled`);
  try {
    return flatten(tree, { language, text, kinds: grammar.kinds, fields: grammar.fields });
  } finally {
    tree.delete();
  }
}

/** Offsets at which lines start. LF, CRLF and a lone CR end a line, as git and editors see it: LF alone decides. */
export function lineStartsOf(text: string): Uint32Array {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

function flatten(tree: Tree, head: Pick<SyntaxTree, 'language' | 'text' | 'kinds' | 'fields'>): SyntaxTree {
  const size = tree.rootNode.descendantCount;
  const flat = {
    kind: new Uint16Array(size),
    field: new Uint8Array(size),
    startOffset: new Uint32Array(size),
    endOffset: new Uint32Array(size),
    parent: new Uint32Array(size),
    next: new Uint32Array(size),
    flags: new Uint8Array(size),
  };
  const cursor = tree.walk();
  try {
    walk(cursor, flat);
  } finally {
    cursor.delete();
  }
  return { ...head, size, ...flat, lineStarts: lineStartsOf(head.text), hasError: tree.rootNode.hasError };
}

/** Pre-order, without recursion: nesting in foreign code has no bound. */
function walk(cursor: TreeCursor, flat: FlatArrays): void {
  let count = 0;
  let parent = 0;
  for (;;) {
    const index = count++;
    record(cursor, flat, { index, parent });
    if (cursor.gotoFirstChild()) {
      parent = index;
      continue;
    }
    flat.next[index] = count;
    let leaving = index;
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return;
      leaving = flat.parent[leaving]!;
      flat.next[leaving] = count;
    }
    parent = flat.parent[leaving]!;
  }
}

type FlatArrays = Pick<SyntaxTree, 'kind' | 'field' | 'startOffset' | 'endOffset' | 'parent' | 'next' | 'flags'>;

function record(cursor: TreeCursor, flat: FlatArrays, at: { index: number; parent: number }): void {
  const { index } = at;
  const kind = cursor.nodeTypeId;
  flat.kind[index] = kind;
  flat.field[index] = cursor.currentFieldId;
  flat.startOffset[index] = cursor.startIndex;
  flat.endOffset[index] = cursor.endIndex;
  flat.parent[index] = at.parent;
  flat.flags[index] =
    (cursor.nodeIsNamed ? NodeFlag.named : 0) |
    (kind === ERROR_KIND ? NodeFlag.error : 0) |
    (cursor.nodeIsMissing ? NodeFlag.missing : 0);
}

/** Tree-sitter's symbol of an error node, `ts_builtin_sym_error`, as it fits 16 bits. */
const ERROR_KIND = 0xffff;

function names(count: number, nameOf: (id: number) => string | null): string[] {
  return Array.from({ length: count }, (_, id) => nameOf(id) ?? '');
}
