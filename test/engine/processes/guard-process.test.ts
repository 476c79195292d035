import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { until } from '../../support/processes.ts';
import { startScript } from '../../support/start-script.ts';

it.each([
  ['it had no child yet', 'make-folder'],
  ['the child that worked there had ended before', 'outlive-child'],
])("a killed process' temporary folder is removed, though %s", async (_, name) => {
  const script = await startScript(`test/support/scripts/${name}.ts`);
  const folder = await script.nextLine();
  expect(existsSync(folder)).toBe(true);
  await script.kill();
  await until(() => !existsSync(folder));
});
