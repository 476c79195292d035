// Which of our folders may import which. Held by ESLint as one types, and by test/import-law.test.ts for the whole tree.
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @type {Readonly<Record<string, readonly string[]>>} */
export const MAY_IMPORT = {
  engine: [],
  rules: ['engine'],
  github: ['engine'],
  database: [],
  action: ['engine', 'rules', 'github'],
  app: ['engine', 'rules', 'github', 'database'],
  companion: ['database'],
  cli: ['engine', 'rules', 'github', 'database', 'app', 'action', 'companion'],
};

/**
 * Why `file` may not import `specifier`, or undefined where it may.
 * @param {string} file path of the importing file
 * @param {string} specifier as written in the import
 */
export function violation(file, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const from = topFolder(file);
  const to = topFolder(resolve(dirname(resolve(ROOT, file)), specifier));
  const allowed = MAY_IMPORT[from];
  if (!allowed || from === to || allowed.includes(to)) return undefined;
  return `${from}/ may not import ${to}/: see the import law in ARCHITECTURE.md`;
}

/** @param {string} file */
function topFolder(file) {
  return relative(ROOT, resolve(ROOT, file)).split(sep)[0] ?? '';
}

/** @type {import('eslint').Rule.RuleModule} */
export const importLawRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    /** @param {import('estree').ImportDeclaration | import('estree').ExportNamedDeclaration | import('estree').ExportAllDeclaration} node */
    const check = (node) => {
      const specifier = node.source?.value;
      const message = typeof specifier === 'string' ? violation(context.filename, specifier) : undefined;
      if (message) context.report({ node, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};
