import { realpathSync } from 'node:fs';
import type { ExternalFile, NotLookedAt } from '../engine/analyzers/analyzer.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import { findReports } from '../engine/find-reports.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { openGitRepository } from '../engine/source/git-repository.ts';
import { SourceError } from '../engine/source/source.ts';
import { ActionError } from './action-error.ts';
import type { Subject } from './read-event.ts';
import type { HandedOver } from './read-measurements.ts';
import type { Inputs } from './read-inputs.ts';
import { isPrivileged, type Runner } from './runner.ts';

export interface ReportSources {
  readonly runner: Runner;
  readonly inputs: Inputs;
  readonly subject: Subject;
  /** By another job; absent: none was named. */
  readonly handedOver?: HandedOver;
}

/**
 * Reports of other tools in the workspace: those that the inputs name, else those that the configuration looks for. One that
 * an input names and that is not there is an error, for a step before was to make it; where that was a stranger's, it is listed as missing.
 */
export async function readExternal(
  { runner, inputs, subject, handedOver }: ReportSources,
  { analyzers }: Configuration,
): Promise<ReviewRequest['external']> {
  const missing: NotLookedAt[] = [];
  const read = async (input: 'coverage' | 'sarif' | 'tests') => {
    const named = inputs[input];
    const found = await findReports(runner.workspace, named ?? analyzers[input].reports);
    if (named && found.length === 0) {
      const detail = `The input ${input} names ${named.join(', ')}: there is no such file in the workspace.`;
      // There the file comes from a stranger's job, who could end the review by leaving it out.
      if (!isPrivileged(runner.event)) throw new ActionError(detail);
      missing.push({ subject: `the files of ${input}`, analyzer: input, reason: 'bad-input', detail });
    }
    return found;
  };
  const given = handedOver?.reports;
  const lint = inputs['eslint-config'] ? { repositoryLint: { folder: await folderToLint(runner, subject) } } : {};
  const files = {
    coverageFiles: together(await read('coverage'), given?.coverageFiles),
    sarifFiles: together(await read('sarif'), given?.sarifFiles),
    testFiles: together(await read('tests'), given?.testFiles),
  };
  if (handedOver?.refused !== undefined) missing.push(notTaken(handedOver.refused));
  return { ...files, ...(missing.length > 0 && { notLookedAt: missing }), ...lint };
}

/** Those of this machine, and of those that were handed over what it does not have itself. */
function together(here: readonly ExternalFile[], given: readonly ExternalFile[] = []): ExternalFile[] {
  const names = new Set(here.map(({ name }) => name));
  return [...here, ...given.filter(({ name }) => !names.has(name))];
}

/** Whether it leaves a verdict is decided by what the configuration requires: a report of each kind that it names is missing then. */
function notTaken(detail: string): NotLookedAt {
  return { subject: 'measurements of another job', reason: 'bad-input', detail };
}

/**
 * ESLint runs what is on the disk: its configuration, plugins and parsers. That must be the head, and never a stranger's in a
 * job that has the repository's rights.
 */
async function folderToLint({ event, workspace }: Runner, { head }: Subject): Promise<string> {
  if (isPrivileged(event)) {
    throw new ActionError(
      `The input eslint-config would run the code of the pull request with the rights of ${event.name}: use it in a workflow on pull_request.`,
    );
  }
  if ((await checkedOut(workspace)) === head) return realpathSync(workspace);
  throw new ActionError(
    'The input eslint-config lints the files on disk, and those of the head are not there: before, use actions/checkout with `ref: ${{ github.event.pull_request.head.sha || github.sha }}`.',
  );
}

/** Undefined where there is no checkout. */
async function checkedOut(workspace: string): Promise<string | undefined> {
  try {
    const repository = await openGitRepository(workspace);
    try {
      return await repository.resolve('HEAD');
    } finally {
      repository.close();
    }
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
