import { Language as Grammar, Parser, type Tree } from 'web-tree-sitter';
import { GRAMMAR_OF, locateGrammar, SYNTAX_LANGUAGES, type GrammarFile, type SyntaxLanguage } from './grammars.ts';
import { lineStartsOf } from './line-starts.ts';
import { NodeFlag, type SyntaxTree } from './syntax-tree.ts';
import { TreeWalk, type CursorFunctions } from './tree-walk.ts';

interface LoadedGrammar {
  readonly parser: Parser;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  /** For each kind 1 if it is a named one. */
  readonly named: Uint8Array;
  /** For each kind of token the text it always is; undefined where that is not certain. */
  readonly tokens: readonly (string | undefined)[];
}

const loaded = new Map<SyntaxLanguage, LoadedGrammar>();

/** The options of the WebAssembly's start, which become the object that holds its functions. */
const wasm = { locateFile: () => locateGrammar('web-tree-sitter.wasm') };

/** Loads the grammars that `parse` will need. Each is loaded once for the life of the process. */
export async function loadGrammars(languages: Iterable<SyntaxLanguage>): Promise<void> {
  const wanted = [...new Set(languages)].filter((language) => !loaded.has(language));
  if (wanted.length === 0) return;
  await Parser.init(wasm);
  const grammars = new Map<GrammarFile, Promise<Grammar>>();
  for (const language of wanted) {
    const file = GRAMMAR_OF[language];
    if (!grammars.has(file)) grammars.set(file, Grammar.load(locateGrammar(file)));
    const grammar = await grammars.get(file)!;
    const parser = new Parser();
    parser.setLanguage(grammar);
    const kinds = names(grammar.nodeTypeCount, (id) => grammar.nodeTypeForId(id));
    const named = Uint8Array.from(kinds, (_, id) => (grammar.nodeTypeIsNamed(id) ? 1 : 0));
    loaded.set(language, {
      parser,
      kinds,
      fields: names(grammar.fieldCount + 1, (id) => grammar.fieldNameForId(id)),
      named,
      tokens: kinds.map((name, id) => (named[id] === 0 && !UNCERTAIN_TOKEN.test(name) ? name : undefined)),
    });
  }
}

/**
 * Names of tokens whose text may be another: of several words (`unique symbol`), and delimiters of strings and regular
 * expressions, which take prefixes and flags with them; Bash's `$` may be two.
 */
const UNCERTAIN_TOKEN = /[\s"'`/%]|^\$?$/;

/**
 * Parses a file whose grammar is loaded. Never fails on wrong code: what the grammar cannot make sense of is marked
 * by error nodes.
 */
export function parse<Of extends SyntaxLanguage>(language: Of, text: string): SyntaxTree<Of> {
  const grammar = loaded.get(language);
  if (!grammar) throw new Error(`grammar for ${language} is not loaded (known: ${SYNTAX_LANGUAGES.join(', ')})`);
  const tree = parseOrBreak(grammar.parser, text);
  if (!tree) throw new Error(`parsing ${language} was cancelled`);
  try {
    return flatten(tree, { language, text, grammar });
  } finally {
    tree.delete();
  }
}

let broken = false;

/**
 * Whether a grammar failed in WebAssembly: the memory that all grammars share is not to be trusted from then on, and the
 * process has to end.
 */
export function areGrammarsBroken(): boolean {
  return broken;
}

function parseOrBreak(parser: Parser, text: string): Tree | null {
  try {
    return parser.parse(text);
  } catch (error) {
    broken ||= error instanceof Error && error.name === 'RuntimeError';
    throw error;
  }
}

interface Source<Of extends SyntaxLanguage> {
  readonly language: Of;
  readonly text: string;
  readonly grammar: LoadedGrammar;
}

function flatten<Of extends SyntaxLanguage>(tree: Tree, { language, text, grammar }: Source<Of>): SyntaxTree<Of> {
  const { kinds, fields } = grammar;
  const root = tree.rootNode;
  const size = root.descendantCount;
  const { hasError } = root;
  const flat: FlatArrays = {
    kind: new Uint16Array(size),
    field: new Uint8Array(size),
    startOffset: new Uint32Array(size),
    endOffset: new Uint32Array(size),
    parent: new Uint32Array(size),
    next: new Uint32Array(size),
    flags: new Uint8Array(size),
  };
  const cursor = new TreeWalk(wasm as unknown as CursorFunctions, tree);
  try {
    walk({ cursor, flat, text, grammar, hasError });
  } finally {
    cursor.close();
  }
  return { language, text, kinds, fields, size, ...flat, lineStarts: lineStartsOf(text), hasError };
}

type FlatArrays = Pick<SyntaxTree, 'kind' | 'field' | 'startOffset' | 'endOffset' | 'parent' | 'next' | 'flags'>;

interface Walk {
  readonly cursor: TreeWalk;
  readonly flat: FlatArrays;
  readonly text: string;
  readonly grammar: LoadedGrammar;
  readonly hasError: boolean;
}

/** Pre-order, without recursion: nesting in foreign code has no bound. */
function walk(the: Walk): void {
  const { cursor, flat } = the;
  let count = 0;
  let parent = 0;
  for (;;) {
    const index = count++;
    flat.parent[index] = parent;
    const isLeaf = record(the, index);
    if (!isLeaf && cursor.toFirstChild()) {
      parent = index;
      continue;
    }
    flat.next[index] = count;
    let leaving = index;
    while (!cursor.toNextSibling()) {
      if (!cursor.toParent()) return;
      leaving = flat.parent[leaving]!;
      flat.next[leaving] = count;
    }
    parent = flat.parent[leaving]!;
  }
}

/**
 * Every question to the cursor is a call into WebAssembly, and they make most of what flattening costs; so none is asked
 * whose answer is known. A token is the text it is named for, and has no children;
 * only where the parser had to repair something may a token be missing. Returns whether the node is known to be a leaf.
 */
function record({ cursor, flat, text, grammar, hasError }: Walk, index: number): boolean {
  const kind = cursor.kind();
  const start = cursor.start();
  flat.kind[index] = kind;
  flat.field[index] = cursor.field();
  flat.startOffset[index] = start;
  const token = hasError ? undefined : grammar.tokens[kind];
  if (token !== undefined && text.startsWith(token, start)) {
    flat.endOffset[index] = start + token.length;
    return true;
  }
  const end = cursor.end();
  flat.endOffset[index] = end;
  flat.flags[index] =
    (kind === ERROR_KIND || grammar.named[kind] === 1 ? NodeFlag.named : 0) |
    (kind === ERROR_KIND ? NodeFlag.error : 0) |
    (hasError && start === end && cursor.isMissing() ? NodeFlag.missing : 0);
  return false;
}

/** Tree-sitter's symbol of an error node, `ts_builtin_sym_error`, as it fits 16 bits. */
const ERROR_KIND = 0xffff;

function names(count: number, nameOf: (id: number) => string | null): string[] {
  return Array.from({ length: count }, (_, id) => nameOf(id) ?? '');
}
