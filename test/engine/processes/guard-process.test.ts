import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { until } from '../../support/processes.ts';
import { startScript } from '../../support/start-script.ts';

it("a killed process' temporary folder is removed, though it had no child yet", async () => {
  const script = await startScript('test/support/scripts/make-folder.ts');
  const folder = await script.nextLine();
  expect(existsSync(folder)).toBe(true);
  await script.kill();
  await until(() => !existsSync(folder));
});

it("a killed process' temporary folder is removed, though the child that worked there had ended before", async () => {
  const script = await startScript('test/support/scripts/outlive-child.ts');
  const folder = await script.nextLine();
  expect(existsSync(folder)).toBe(true);
  await script.kill();
  await until(() => !existsSync(folder));
});
