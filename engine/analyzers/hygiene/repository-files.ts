import type { ProjectInput } from '../analyzer.ts';
import type { RawFinding, Rule } from '../../findings/finding.ts';
import { NO_LICENCE, NO_README, NO_TESTS } from './rules.ts';

/** Fewer files of code need no tests to be asked for. */
const MIN_CODE_FILES = 5;

/** What a repository should have. GitHub shows a README from the root, `docs` and `.github`. */
const LICENCE = /^(?:(?:docs\/|\.github\/)?(?:(?:un)?licen[cs]e|copying|copyright)(?:[-._][^/]*)?|licen[cs]es\/.+)$/i;
const README = /^(?:docs\/|\.github\/)?readme(?:\.[^/]*)?$/i;

export interface RepositoryFiles {
  readonly licence: boolean;
  readonly readme: boolean;
  readonly tests: boolean;
}

export async function repositoryFiles(input: ProjectInput): Promise<RepositoryFiles> {
  const paths = input.snapshot.files.map((file) => file.path);
  return {
    licence: paths.some((path) => LICENCE.test(path)),
    readme: paths.some((path) => README.test(path)),
    tests: await hasTests(input),
  };
}

export function missingFiles(found: RepositoryFiles): RawFinding[] {
  const findings: RawFinding[] = [];
  if (!found.licence) findings.push(missing(NO_LICENCE, 'The repository has no licence.'));
  if (!found.readme) findings.push(missing(NO_README, 'The repository has no README.'));
  if (!found.tests) findings.push(missing(NO_TESTS, 'The repository has no tests.'));
  return findings;
}

function missing(rule: Rule, message: string): RawFinding {
  return { ruleId: rule.id, path: '', message, anchor: rule.id };
}

async function hasTests({ snapshot, classified, files }: ProjectInput): Promise<boolean> {
  let code = 0;
  for (const { type, test, leftOut } of classified.values()) {
    if (test) return true;
    if (type === 'code' && !leftOut) code++;
  }
  if (code < MIN_CODE_FILES) return true;
  // Rust's tests stand in the file they test.
  for (const { file, classification } of files) {
    if (classification.language !== 'rust') continue;
    const bytes = await snapshot.read(file).catch(() => undefined);
    if (bytes && (bytes.includes('#[test]') || bytes.includes('#[cfg(test)]'))) return true;
  }
  return false;
}
