import { expect, it } from 'vitest';
import { isRunning, until } from '../support/processes.ts';
import { startScript } from '../support/start-script.ts';

it('a process ends with the one that started it, however that ends', async () => {
  const script = await startScript('test/support/scripts/end-with-parent.ts');
  const pid = Number(await script.nextLine());
  expect(isRunning(pid)).toBe(true);
  await script.kill();
  await until(() => !isRunning(pid));
});
