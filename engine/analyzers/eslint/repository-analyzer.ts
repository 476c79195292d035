import type { ProjectAnalyzer } from '../analyzer.ts';
import { isLintable } from './is-lintable.ts';
import { REPOSITORY_LINT } from './repository-rule.ts';

/**
 * The repository's own ESLint with its own configuration. THIS RUNS THE REPOSITORY'S CODE: only where the options name
 * its folder, which nothing but an explicit wish of the user at the command line may do.
 */
export const repositoryLintAnalyzer: ProjectAnalyzer = {
  id: REPOSITORY_LINT,
  rules: [],
  analyze: async ({ files, options, signal }) => {
    if (!options.repositoryLint) return { findings: [] };
    const paths = files.filter(isLintable).map(({ file }) => file.path);
    const { lintWithRepositoryConfig } = await import('./repository-config.ts');
    const output = await lintWithRepositoryConfig(options.repositoryLint.folder, paths, { ...(signal && { signal }) });
    const missed = new Set(output.notLookedAt.flatMap(({ path }) => path ?? []));
    const whole = output.notLookedAt.some(({ path }) => path === undefined);
    return { ...output, filesLookedAt: whole ? 0 : paths.filter((path) => !missed.has(path)).length };
  },
};
