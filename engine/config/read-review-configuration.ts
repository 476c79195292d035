import type { ReviewRequest } from '../review-request.ts';
import { decodeText } from '../source/decode-text.ts';
import type { Comparison, Snapshot } from '../source/source.ts';
import type { Configuration, ConfigurationProblem } from './configuration.ts';
import { readConfiguration } from './read-configuration.ts';
import { CONFIGURATION_FILE } from './schema.ts';

/** A file that takes the place of the repository's own configuration, on disk and outside of what is reviewed. */
export interface NamedConfiguration {
  readonly file: string;
  readonly text: string;
  /** The folder that all it extends must be in. */
  readonly root: string;
  readonly readFile: (path: string) => Promise<string | undefined>;
}

/** What a review goes by, as far as its configuration decides it. */
export type ReadForReview = Pick<ReviewRequest, 'configurationSource' | 'configurationProblems'> & {
  readonly configuration: Configuration;
  /** Mistakes in the configuration that decides: with any, it is not what was asked for, and there is no review. */
  readonly problems: readonly ConfigurationProblem[];
};

/**
 * Reads the configuration from the tip of the base, as it is now and not as head left it, or from the file that was
 * named. A mistake that the change makes in it is told apart: it is reported with the change.
 *
 * @param sources.knownRules ids of all rules that a configuration may name
 */
export async function readReviewConfiguration(
  { head, comparison }: Pick<ReviewRequest, 'head' | 'comparison'>,
  { knownRules, named }: { readonly knownRules: readonly string[]; readonly named?: NamedConfiguration | undefined },
): Promise<ReadForReview> {
  const deciding = comparison?.tip ?? head;
  const own = named ? named.text : await textOf(deciding, CONFIGURATION_FILE);
  const { configuration, problems } = named
    ? await readConfiguration({ ...named, knownRules })
    : await readFrom(deciding, { text: own, knownRules });
  return {
    configuration,
    problems,
    configurationSource: named?.file ?? sourceInWords(deciding, own),
    configurationProblems: comparison && problems.length === 0 ? await problemsOfChange(comparison, knownRules) : [],
  };
}

/** A mistake in words: where it is, what it is, and what was most likely meant. */
export function describeProblem({ file, line, column, message, suggestion }: ConfigurationProblem): string {
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return `${file}:${line}:${column}: ${message}${hint}`;
}

/** Those of head that were not there before: what it merely lacks of a newer base, it has not changed. */
async function problemsOfChange(
  { base, head, changes }: Comparison,
  knownRules: readonly string[],
): Promise<ConfigurationProblem[]> {
  // The file itself, or one that it may extend.
  const isTouched = changes.some((change) =>
    [change.old, change.new].some((file) => /\.ya?ml$/.test(file?.path ?? '')),
  );
  if (!isTouched) return [];
  const problemsAt = async (snapshot: Snapshot) =>
    (await readFrom(snapshot, { text: await textOf(snapshot, CONFIGURATION_FILE), knownRules })).problems;
  const [before, after] = await Promise.all([problemsAt(base), problemsAt(head)]);
  const known = before.map(nameOf);
  return after.filter((problem) => {
    const at = known.indexOf(nameOf(problem));
    if (at !== -1) known.splice(at, 1);
    return at === -1;
  });
}

/** Without its line, which moves. */
function nameOf({ file, message }: ConfigurationProblem): string {
  return `${file}\0${message}`;
}

function readFrom(
  snapshot: Snapshot,
  given: { readonly text: string | undefined; readonly knownRules: readonly string[] },
) {
  return readConfiguration({ ...given, readFile: (path) => textOf(snapshot, path) });
}

async function textOf(snapshot: Snapshot, path: string): Promise<string | undefined> {
  const file = snapshot.file(path);
  return file && file.kind !== 'submodule' ? decodeText(await snapshot.read(file)) : undefined;
}

function sourceInWords({ label, commit }: Snapshot, own: string | undefined): string {
  if (own === undefined) return 'defaults';
  const isNamed = commit !== undefined && !commit.startsWith(label);
  return `${CONFIGURATION_FILE} at ${isNamed ? `${label} (${commit.slice(0, 12)})` : label}`;
}
