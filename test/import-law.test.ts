import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { MAY_IMPORT, violation } from '../scripts/import-law.js';

test('folders import only what the import law allows', () => {
  const broken = imports.flatMap(({ file, specifier }) => {
    const why = violation(file, specifier);
    return why ? [`${file} → ${specifier}: ${why}`] : [];
  });
  expect(broken).toEqual([]);
});

test('the law refuses what it should', () => {
  expect(violation('engine/review.ts', '../cli/main.ts')).toBe(
    'engine/ may not import cli/: see the import law in ARCHITECTURE.md',
  );
  expect(violation('app/reviews/run.ts', '../../companion/leads/lead.ts')).toBe(
    'app/ may not import companion/: see the import law in ARCHITECTURE.md',
  );
  expect(violation('app/reviews/run.ts', '../../engine/review.ts')).toBeUndefined();
});

test('there are no import cycles', () => {
  const next = new Map<string, string[]>();
  for (const { file, specifier, typeOnly } of imports) {
    if (typeOnly || !specifier.startsWith('.')) continue;
    const target = relative('.', join(dirname(file), specifier));
    next.set(file, [...(next.get(file) ?? []), target]);
  }
  expect(findCycle(next)).toBeUndefined();
});

const imports = Object.keys(MAY_IMPORT)
  .flatMap((folder) => listTypeScript(folder))
  .flatMap((file) => importsOf(file));

function listTypeScript(folder: string): string[] {
  return ts.sys.readDirectory(folder, ['.ts', '.tsx']).map((path) => relative('.', path));
}

function importsOf(file: string): { file: string; specifier: string; typeOnly: boolean }[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const typeOnly = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    return [{ file, specifier: statement.moduleSpecifier.text, typeOnly }];
  });
}

/** The files of one cycle in order, the first one repeated at the end. */
function findCycle(next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
