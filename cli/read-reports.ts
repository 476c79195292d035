import type { ExternalFile } from '../engine/analyzers/analyzer.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import { findReports, MAX_REPORT_BYTES } from '../engine/find-reports.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { UsageError } from './exit-codes.ts';
import type { ReviewArguments } from './program.ts';
import { readNamedFile } from './read-named-file.ts';

/** OSV's public service; asked only when the command line says so. */
export const OSV_URL = 'https://api.osv.dev';

/**
 * Reads the reports of other tools: those named on the command line, else those the configuration looks for; and says
 * which services and tools are to be asked. Throws {@link UsageError}.
 */
export async function readReports(given: {
  readonly root: string | undefined;
  readonly configuration: Configuration;
  readonly options: ReviewArguments;
}): Promise<ReviewRequest['external']> {
  const { root, options } = given;
  const { coverage, sarif, tests } = given.configuration.analyzers;
  const read = async (option: 'coverage' | 'sarif' | 'tests', globs: readonly string[]) => {
    const named = options[option];
    if (named) return Promise.all(named.map((file) => readNamed(file, `--${option}`)));
    return root === undefined ? [] : findReports(root, globs);
  };
  const osv = options.osv === undefined ? undefined : { url: options.osv === true ? OSV_URL : options.osv, fetch };
  return {
    coverageFiles: await read('coverage', coverage.reports),
    sarifFiles: await read('sarif', sarif.reports),
    testFiles: await read('tests', tests.reports),
    ...(osv && { osv }),
    ...(options.eslintConfig && { repositoryLint: { folder: folderToLint(root, options.head) } }),
  };
}

/** ESLint reads what is on disk, and loads its configuration and plugins from there. */
function folderToLint(root: string | undefined, head: string | undefined): string {
  if (root === undefined) throw new UsageError('--eslint-config needs files on disk, and this repository is bare.');
  if (head === undefined) return root;
  throw new UsageError(
    `--eslint-config lints the files on disk, not those of ${head}: check it out, and leave out --head.`,
  );
}

async function readNamed(file: string, option: string): Promise<ExternalFile> {
  return { name: file, content: await readNamedFile(file, { option, most: MAX_REPORT_BYTES }) };
}
