import { createRequire } from 'node:module';
import { LANGUAGES } from '../source/language.ts';
import { findAsset } from '../assets.ts';
import packages from './grammar-packages.json' with { type: 'json' };

/** The languages that `parse` knows: those that are measured, and those that only rules look at. */
export const SYNTAX_LANGUAGES = [...LANGUAGES, 'bash', 'html', 'hcl', 'json'] as const;
export type SyntaxLanguage = (typeof SYNTAX_LANGUAGES)[number];

/** A WebAssembly grammar by its file's name in `dist/grammars/`; the table says which package the build takes it from. */
export type GrammarFile = keyof typeof packages;

export const GRAMMAR_OF = {
  javascript: 'tree-sitter-javascript.wasm',
  jsx: 'tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-tsx.wasm',
  python: 'tree-sitter-python.wasm',
  go: 'tree-sitter-go.wasm',
  java: 'tree-sitter-java.wasm',
  ruby: 'tree-sitter-ruby.wasm',
  php: 'tree-sitter-php.wasm',
  csharp: 'tree-sitter-c-sharp.wasm',
  kotlin: 'tree-sitter-kotlin.wasm',
  rust: 'tree-sitter-rust.wasm',
  c: 'tree-sitter-c.wasm',
  cpp: 'tree-sitter-cpp.wasm',
  bash: 'tree-sitter-bash.wasm',
  html: 'tree-sitter-html.wasm',
  hcl: 'tree-sitter-hcl.wasm',
  json: 'tree-sitter-json.wasm',
} as const satisfies Record<SyntaxLanguage, GrammarFile>;

/** Path of a grammar on this machine: beside the built program, else in the installed package. */
export function locateGrammar(file: GrammarFile): string {
  return findAsset(`grammars/${file}`) ?? createRequire(import.meta.url).resolve(packages[file]);
}
