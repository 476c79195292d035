import { dirname } from 'node:path';
import {
  describeProblem,
  readReviewConfiguration as readFromSource,
  type NamedConfiguration,
  type ReadForReview,
} from '../engine/config/read-review-configuration.ts';
import type { ReviewSource } from '../engine/open-review-source.ts';
import { ruleIds } from '../engine/rules-at-hand.ts';
import { decodeText } from '../engine/source/decode-text.ts';
import { UsageError } from './exit-codes.ts';
import { readNamedFile } from './read-named-file.ts';

/** Room for any configuration, which is told its own limit; what is larger is something else. */
const NAMED = { option: '--config', most: 2 ** 20 } as const;

/**
 * Reads the configuration from the base, or from the file named on the command line. A mistake in it ends the command;
 * one that the change makes is reported with the change.
 */
export async function readReviewConfiguration(
  { reviewed }: ReviewSource,
  file: string | undefined,
): Promise<Omit<ReadForReview, 'problems'>> {
  const named = file === undefined ? undefined : await readNamed(file);
  const { problems, ...read } = await readFromSource(reviewed, { knownRules: ruleIds(), named });
  if (problems.length > 0) throw new UsageError(problems.map(describeProblem).join('\n'));
  return read;
}

async function readNamed(file: string): Promise<NamedConfiguration> {
  return { file, text: decodeText(await readNamedFile(file, NAMED)), root: dirname(file), readFile: textOnDisk };
}

/** What a file that the command line names extends stands beside it; nothing where it cannot be read. */
async function textOnDisk(path: string): Promise<string | undefined> {
  return readNamedFile(path, NAMED).then(decodeText, () => undefined);
}
