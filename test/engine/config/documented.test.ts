import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { knownRules } from '../../../engine/known-rules.ts';
import { readConfiguration } from '../../../engine/config/read-configuration.ts';

it.each(['docs/configuration.md', 'docs/action.md'])('the example of %s is valid', async (path) => {
  const guide = readFileSync(path, 'utf8');
  const text = /```yaml\n(version: 1\n[^`]*)```/.exec(guide)?.[1];
  expect(text).toBeDefined();
  const { problems } = await readConfiguration({ text, knownRules: knownRules().map(({ id }) => id) });
  expect(problems).toEqual([]);
});
