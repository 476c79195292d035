import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { aRunner, BUILT, runBuilt, type ActionRun, type RunOptions } from './an-action-run.ts';
import type { GitHubDouble } from './github/github-double.ts';
import type { RepositoryHandle } from './github/site/repository-handle.ts';

/** The built Action, where there is nothing but it. */
export interface BuiltAction {
  readonly program: (name: 'main' | 'post') => string;
  /** Runs it as a step of a job. */
  run(github: GitHubDouble, repository: RepositoryHandle, options: RunOptions): Promise<ActionRun>;
  remove(): void;
}

export function aBuiltAction(): BuiltAction {
  const folder = mkdtempSync(join(bareFolder(), 'plumbline-built-'));
  cpSync(BUILT, join(folder, 'dist-action'), { recursive: true });
  const program = (name: string) => join(folder, `dist-action/action/${name}.js`);
  return {
    program,
    async run(github, repository, options) {
      const runner = await aRunner(github, repository, options);
      const { variables } = runner;
      try {
        const ended = await runBuilt(program('main'), { variables, workspace: join(runner.folder, 'workspace') });
        return { ...ended, ...runner.written() };
      } finally {
        runner.remove();
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A folder for what is temporary in which Node finds no packages: the built program must not borrow any. */
function bareFolder(): string {
  const isBare = (folder: string): boolean =>
    existsSync(folder) &&
    !existsSync(join(folder, 'node_modules')) &&
    (dirname(folder) === folder || isBare(dirname(folder)));
  const bare = [tmpdir(), '/var/tmp', '/dev/shm'].find(isBare);
  if (bare === undefined) throw new Error('there is no folder for what is temporary without a node_modules above it');
  return bare;
}
