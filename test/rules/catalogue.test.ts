import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { catalogueOf } from '../../rules/catalogue.ts';
import { readPacks } from '../../rules/read-packs.ts';

test('docs/rules.md lists the rules as they are (npm run catalogue)', async () => {
  const options = await resolveConfig('docs/rules.md');
  const page = await format(catalogueOf(readPacks('rules')), { ...options, parser: 'markdown' });
  expect(readFileSync('docs/rules.md', 'utf8')).toBe(page);
});
