import {
  hasGeneratedHeader,
  headerLanguage,
  interpreterOf,
  isBinary,
  isMinified,
  isXml,
  BINARY_CHECK_BYTES,
} from './content-checks.ts';
import type { Attributes } from './git-attributes.ts';
import { isTestPath } from './is-test-path.ts';
import type { Classification, Language, LeftOutReason } from './language.ts';
import { isBinaryPath, isGeneratedPath, isMinifiedPath, isVendoredPath } from './left-out-by-path.ts';
import { parseLfsPointer } from './lfs-pointer.ts';
import { linguist, type LinguistLanguage } from './linguist.ts';
import type { SourceFile } from './source.ts';

/**
 * A larger file is not analysed: what people write by hand stays far below it. (GitHub shows no file above 1 MB as
 * highlighted source either.)
 */
export const MAX_FILE_BYTES = 1024 * 1024;

export interface PathFacts {
  readonly attributes?: Attributes | undefined;
  /** The configuration leaves it out, and as what. */
  readonly configured?: LeftOutReason | undefined;
  /** What a `.h` file is when nothing in it tells. */
  readonly headers?: 'C' | 'C++' | undefined;
}

/** What a file is, as far as its name, size and attributes tell. */
export function classifyByPath(
  file: Pick<SourceFile, 'path' | 'kind' | 'size'>,
  facts: PathFacts = {},
): Classification {
  const attributes = facts.attributes ?? NO_ATTRIBUTES;
  const language = namedLanguage(attributes) ?? languageOfPath(file.path, facts.headers ?? 'C');
  const decided: ('language' | 'by-hand')[] = [
    ...(namedLanguage(attributes) ? (['language'] as const) : []),
    ...(isDenied(attributes, 'linguist-generated') ? (['by-hand'] as const) : []),
  ];
  return classification({
    path: file.path,
    language,
    type: language && typeOf(language, attributes),
    decided,
    leftOut: kindLeftOut(file) ?? facts.configured ?? pathLeftOut(file, attributes),
  });
}

/** The same with what the content tells. What the path already left out stays so, and so does what is `decided`. */
export function classifyContent(known: Classification, path: string, content: Buffer): Classification {
  if (known.leftOut && known.leftOut !== 'too-large') return known;
  const head = content.toString('latin1', 0, HEAD_BYTES);
  const language = languageOfContent(known, path, head);
  const leftOut = known.leftOut ?? contentLeftOut({ content, head, language, byHand: isDecided(known, 'by-hand') });
  const { type, decided } = known;
  return classification({
    path,
    language,
    type: language?.name === known.languageName ? type : language && TYPES[language.type],
    decided,
    leftOut,
  });
}

/** Both at once, for one file whose content (or beginning) is at hand. */
export function classify(
  file: Pick<SourceFile, 'path' | 'kind' | 'size'> & PathFacts & { readonly head?: Buffer },
): Classification {
  const known = classifyByPath(file, file);
  if (!file.head) return known;
  return classifyContent(known, file.path, file.head);
}

const NO_ATTRIBUTES: Attributes = new Map();

/** As much as the checks of a file's beginning look at. */
const HEAD_BYTES = 4 * BINARY_CHECK_BYTES;

function classification(parts: {
  readonly path: string;
  readonly language: LinguistLanguage | undefined;
  readonly type: Classification['type'] | undefined;
  readonly decided: Classification['decided'];
  readonly leftOut: LeftOutReason | undefined;
}): Classification {
  const { language, decided, leftOut } = parts;
  const own = leftOut === 'binary' || leftOut === 'submodule' || leftOut === 'symlink' ? undefined : language;
  const grammar = own && grammarOf(own.name, parts.path);
  return {
    ...(grammar && { language: grammar }),
    ...(own && { languageName: own.name }),
    type: (own && parts.type) ?? 'unknown',
    test: isTestPath(parts.path),
    ...(leftOut && { leftOut }),
    ...(decided?.length && { decided }),
  };
}

const TYPES = { programming: 'code', data: 'data', prose: 'prose', markup: 'markup' } as const;

function typeOf(language: LinguistLanguage, attributes: Attributes): Classification['type'] {
  if (isSet(attributes, 'linguist-documentation')) return 'prose';
  return isSet(attributes, 'linguist-detectable') ? 'code' : TYPES[language.type];
}

const GRAMMARS: Readonly<Record<string, Language>> = {
  JavaScript: 'javascript',
  TypeScript: 'typescript',
  TSX: 'tsx',
  Python: 'python',
  Go: 'go',
  Java: 'java',
  Ruby: 'ruby',
  PHP: 'php',
  'C#': 'csharp',
  Kotlin: 'kotlin',
  Rust: 'rust',
  C: 'c',
  'C++': 'cpp',
};

function grammarOf(name: string, path: string): Language | undefined {
  return name === 'JavaScript' && /\.jsx$/i.test(path) ? 'jsx' : GRAMMARS[name];
}

function namedLanguage(attributes: Attributes): LinguistLanguage | undefined {
  const name = attributes.get('linguist-language');
  return typeof name === 'string' ? linguist().byName(name) : undefined;
}

/** The longest extension that is known wins: of `a.html.erb` it is `.html.erb`. */
function languageOfPath(path: string, headers: 'C' | 'C++'): LinguistLanguage | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const known = linguist().byFileName(name);
  if (known) return known;
  if (name.endsWith('.h')) return linguist().byName(headers);
  // Eleven languages share it: only what is in the file tells.
  if (name.endsWith('.inc')) return undefined;
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const language = linguist().byExtension(name.slice(dot).toLowerCase());
    // Templates of PHP are PHP, whatever their extension.
    if (language) return language.name === 'HTML+PHP' ? linguist().byName('PHP') : language;
  }
  return undefined;
}

function languageOfContent(known: Classification, path: string, head: string): LinguistLanguage | undefined {
  if (isDecided(known, 'language')) return linguist().byName(known.languageName ?? '');
  if (path.endsWith('.inc')) return head.includes('<?php') ? linguist().byName('PHP') : undefined;
  const interpreted = known.type === 'code' ? undefined : linguist().byInterpreter(interpreterOf(head) ?? '');
  if (interpreted || known.languageName === undefined) return interpreted;
  if (/\.h$/.test(path)) return linguist().byName(headerLanguage(head) ?? known.languageName);
  if (/\.ts$/.test(path) && isXml(head)) return linguist().byName('XML');
  if (/\.php$/.test(path) && head.startsWith('<?hh')) return linguist().byName('Hack');
  return linguist().byName(known.languageName);
}

function kindLeftOut(file: Pick<SourceFile, 'kind' | 'size'>): LeftOutReason | undefined {
  if (file.kind === 'submodule' || file.kind === 'symlink') return file.kind;
  return file.size === 0 ? 'empty' : undefined;
}

function pathLeftOut(file: Pick<SourceFile, 'path' | 'size'>, attributes: Attributes): LeftOutReason | undefined {
  const said = (name: string, guess: boolean) => (attributes.has(name) ? isSet(attributes, name) : guess);
  if (said('linguist-vendored', isVendoredPath(file.path))) return 'vendored';
  if (said('linguist-generated', isGeneratedPath(file.path))) return 'generated';
  if (said('linguist-generated', isMinifiedPath(file.path))) return 'minified';
  if (isDenied(attributes, 'linguist-detectable')) return 'not-detectable';
  // `-diff`, also as part of the macro `binary`: git shows no lines of it.
  if (attributes.get('diff') === false || isBinaryPath(file.path)) return 'binary';
  return file.size > MAX_FILE_BYTES ? 'too-large' : undefined;
}

function contentLeftOut(file: {
  readonly content: Buffer;
  readonly head: string;
  readonly language: LinguistLanguage | undefined;
  readonly byHand: boolean;
}): LeftOutReason | undefined {
  if (parseLfsPointer(file.content)) return 'lfs-pointer';
  if (isBinary(file.content)) return 'binary';
  if (file.byHand) return undefined;
  if (hasGeneratedHeader(file.head)) return 'generated';
  const isCode = file.language?.type === 'programming' || file.language?.name === 'CSS';
  return isCode && isMinified(file.content, file.language?.name) ? 'minified' : undefined;
}

function isDecided(known: Classification, what: 'language' | 'by-hand'): boolean {
  return known.decided?.includes(what) ?? false;
}

/** `name`, `name=true`; `-name` and `name=false` say no, and an attribute that is not there says nothing. */
function isSet(attributes: Attributes, name: string): boolean {
  const value = attributes.get(name);
  return value === true || (typeof value === 'string' && value !== 'false');
}

function isDenied(attributes: Attributes, name: string): boolean {
  return attributes.has(name) && !isSet(attributes, name);
}
