import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Configuration } from '../../engine/config/configuration.ts';
import { pathMatcher } from '../../engine/config/globs.ts';
import { detectRepository, type RepositoryFacts } from '../init/detect-repository.ts';
import { listFiles } from '../init/list-files.ts';
import { reasonOf, someOf, type Check } from './check.ts';

/** What a review would find to look at, by the names of the files. */
export async function checkContents(folder: string, configuration: Configuration | undefined): Promise<Check[]> {
  let facts: RepositoryFacts;
  try {
    const { root, paths } = await listFiles(folder);
    const read = (path: string) => readFile(join(root, path), 'utf8').catch(() => undefined);
    facts = await detectRepository(root, { paths, read });
  } catch (error) {
    const advice = 'Only what is in the work tree can be listed; `--head` reviews a commit without one.';
    return [{ name: 'Languages', status: 'none', detail: reasonOf(error), advice }];
  }
  const { coverage, tests } = configuration?.analyzers ?? {};
  return [
    languages(facts),
    lockFiles(facts),
    reports({ name: 'Coverage', option: '--coverage', found: facts.coverageReports, named: coverage?.reports ?? [] }),
    reports({ name: 'Test reports', option: '--tests', found: facts.testReports, named: tests?.reports ?? [] }),
  ];
}

function languages({ languages }: RepositoryFacts): Check {
  const name = 'Languages';
  const write = (analysed: boolean) =>
    someOf(languages.filter((one) => one.analysed === analysed).map((one) => `${one.name} (${one.files})`));
  const [known, unknown] = [write(true), write(false)];
  const rest = unknown === '' ? undefined : `Without a grammar, searched only for secrets: ${unknown}.`;
  if (known !== '') return { name, status: 'ok', detail: known, ...(rest !== undefined && { advice: rest }) };
  const advice = rest ?? 'Without code a review looks at secrets, dependencies and hygiene.';
  return { name, status: 'none', detail: 'no code that is analysed', advice };
}

function lockFiles({ lockFiles }: RepositoryFacts): Check {
  const name = 'Lock files';
  if (lockFiles.length === 0) {
    const advice = 'Commit the lock file of the package manager, if there is one: dependencies are read from it.';
    return { name, status: 'none', detail: 'none found', advice };
  }
  const advice = 'Vulnerabilities are looked up only with `plumbline review --osv`.';
  return { name, status: 'ok', detail: someOf(lockFiles), advice };
}

function reports(given: { name: string; option: string; found: readonly string[]; named: readonly string[] }): Check {
  const { name, option, found, named } = given;
  if (found.length === 0 && named.length === 0) {
    const advice = `Not needed. Let the tests write a report, and name it: \`${option} FILE\`, or in the configuration.`;
    return { name, status: 'none', detail: 'no report in the usual places', advice };
  }
  if (found.length === 0) return { name, status: 'ok', detail: `read from ${someOf(named)}, as configured` };
  const isNamed = pathMatcher(named);
  const unread = found.filter((path) => !isNamed(path.replace('*', 'x')));
  const [first] = unread;
  if (first === undefined) return { name, status: 'ok', detail: someOf(found) };
  const advice = `A review reads it only if you name it: \`${option} ${first}\`, or in the configuration.`;
  return { name, status: 'ok', detail: someOf(found), advice };
}
