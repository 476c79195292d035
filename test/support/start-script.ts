import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface StartedScript {
  readonly process: ChildProcess;
  /** The next line it writes; throws when it ends before. */
  nextLine(): Promise<string>;
  /** Ends it as only a machine can, and waits for that. */
  kill(): Promise<void>;
}

/** Starts a script of the tests, with what it imports of ours, in a process of its own. */
export async function startScript(path: string, values: readonly string[] = []): Promise<StartedScript> {
  // Beside node_modules, so that what is not bundled is found.
  mkdirSync('coverage', { recursive: true });
  const folder = mkdtempSync(join(process.cwd(), 'coverage', 'script-'));
  const outfile = join(folder, 'script.mjs');
  await build({
    entryPoints: [path],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [outfile, ...values], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async nextLine() {
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done === true) throw new Error(`${path} ended`);
      return line.value;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
