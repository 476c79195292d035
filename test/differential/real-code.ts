import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { LintInput } from '../../engine/analyzers/eslint/lint-files.ts';
import type { Language } from '../../engine/source/language.ts';

const LANGUAGE_OF: Readonly<Record<string, Language>> = {
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'jsx',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'tsx',
};

/** Larger ones are bundles: one of them takes ESLint as long as a whole package. */
const LARGEST_FILE = 400_000;

/** JavaScript and TypeScript below a folder (or a single file), ordered by path; packages inside are left out. */
export function realCode(root: string): LintInput[] {
  if (statSync(root).isFile()) return readIfCode(root);
  return readdirSync(root, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(root, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === '.git' ? [] : realCode(path);
      return entry.isFile() ? readIfCode(path) : [];
    });
}

function readIfCode(path: string): LintInput[] {
  const language = LANGUAGE_OF[extname(path)];
  if (!language || statSync(path).size > LARGEST_FILE) return [];
  const text = readFileSync(path, 'utf8');
  return [{ path, text, classification: { language, type: 'code', test: false } }];
}
