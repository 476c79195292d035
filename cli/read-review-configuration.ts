import { dirname } from 'node:path';
import type { ConfigurationProblem } from '../engine/config/configuration.ts';
import { readConfiguration } from '../engine/config/read-configuration.ts';
import { CONFIGURATION_FILE } from '../engine/config/schema.ts';
import { ruleIds } from './rules/rules-at-hand.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { decodeText } from '../engine/source/decode-text.ts';
import type { Comparison, Snapshot } from '../engine/source/source.ts';
import { UsageError } from './exit-codes.ts';
import type { ReviewSource } from './open-review-source.ts';
import { readNamedFile } from './read-named-file.ts';

/** Room for any configuration, which is told its own limit; what is larger is something else. */
const NAMED = { option: '--config', most: 2 ** 20 } as const;

type ReadForReview = Pick<ReviewRequest, 'configuration' | 'configurationSource' | 'configurationProblems'>;

/**
 * Reads the configuration from the base, or from the file named on the command line. A mistake in it ends the command;
 * one that the change makes is reported with the change.
 */
export async function readReviewConfiguration(
  { reviewed: { head, comparison } }: ReviewSource,
  file: string | undefined,
): Promise<ReadForReview> {
  const deciding = comparison?.base ?? head;
  const own =
    file === undefined ? await textOf(deciding, CONFIGURATION_FILE) : decodeText(await readNamedFile(file, NAMED));
  const { configuration, problems } =
    file === undefined
      ? await readFrom(deciding, own)
      : await readConfiguration({ text: own, file, root: dirname(file), readFile: textOnDisk, knownRules: ruleIds() });
  if (problems.length > 0) throw new UsageError(problems.map(describe).join('\n'));
  const configurationProblems = comparison ? await problemsOfChange(comparison) : [];
  return {
    configuration,
    configurationSource: sourceInWords(deciding, { own, file, base: comparison !== undefined }),
    configurationProblems,
  };
}

async function problemsOfChange({ head, changes }: Comparison): Promise<ConfigurationProblem[]> {
  // The file itself, or one that it may extend.
  const touched = changes.some((change) => /\.ya?ml$/.test((change.new ?? change.old)?.path ?? ''));
  if (!touched) return [];
  const text = await textOf(head, CONFIGURATION_FILE);
  return [...(await readFrom(head, text)).problems];
}

function readFrom(snapshot: Snapshot, text: string | undefined) {
  return readConfiguration({ text, readFile: (path) => textOf(snapshot, path), knownRules: ruleIds() });
}

/** What a file that the command line names extends stands beside it; nothing where it cannot be read. */
async function textOnDisk(path: string): Promise<string | undefined> {
  return readNamedFile(path, NAMED).then(decodeText, () => undefined);
}

async function textOf(snapshot: Snapshot, path: string): Promise<string | undefined> {
  const file = snapshot.file(path);
  return file && file.kind !== 'submodule' ? decodeText(await snapshot.read(file)) : undefined;
}

function sourceInWords(
  deciding: Snapshot,
  { own, file, base }: { own: string | undefined; file: string | undefined; base: boolean },
): string {
  if (file !== undefined) return file;
  if (own === undefined) return 'defaults';
  return `${CONFIGURATION_FILE} at ${base ? 'the merge base with ' : ''}${deciding.label}`;
}

function describe({ file, line, column, message, suggestion }: ConfigurationProblem): string {
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return `${file}:${line}:${column}: ${message}${hint}`;
}
