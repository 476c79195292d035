import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { addTo, eslintComplexities } from './eslint-complexity.ts';
import { measured } from './measured.ts';

const require = createRequire(import.meta.url);

const packages = [
  { name: 'eslint', folder: 'lib', files: /\.js$/, language: 'javascript', functions: 4000 },
  { name: 'zod', folder: 'src', files: /(?<!\.test)\.ts$/, language: 'typescript', functions: 2400 },
] as const;

for (const { name, folder, files, language, functions } of packages) {
  test(`cyclomatic complexity of every function of ${name} is what ESLint says`, { timeout: 120_000 }, async () => {
    const root = join(dirname(require.resolve(`${name}/package.json`)), folder);
    const differences: string[] = [];
    let compared = 0;
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => files.test(path))) {
      const text = readFileSync(join(root, file), 'utf8');
      const expected = eslintComplexities(text, language)!;
      const found = new Map<string, number[]>();
      for (const each of (await measured(language, text)).functions) {
        addTo(found, `${each.startLine}:${each.startColumn}-${each.endLine}:${each.endColumn}`, each.cyclomatic);
      }
      for (const place of new Set([...expected.keys(), ...found.keys()])) {
        compared += expected.get(place)?.length ?? 0;
        const [theirs, ours] = [String(expected.get(place)), String(found.get(place))];
        if (theirs !== ours) differences.push(`${file} ${place}: ESLint ${theirs}, Plumbline ${ours}`);
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(functions);
  });
}
