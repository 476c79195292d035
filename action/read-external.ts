import { realpathSync } from 'node:fs';
import type { ExternalFile, NotLookedAt } from '../engine/analyzers/analyzer.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import { problemOfGlob } from '../engine/config/globs.ts';
import { findReports } from '../engine/find-reports.ts';
import { cutLine } from '../engine/report/github/cut-text.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { SourceError } from '../engine/source/source.ts';
import type { ToolReports } from '../github/hand-over/measured-files.ts';
import type { MissingReport } from '../github/hand-over/measurements.ts';
import { ActionError } from './action-error.ts';
import { lookAtCheckout } from './checked-out.ts';
import type { Subject } from './read-event.ts';
import type { HandedOver } from './read-measurements.ts';
import type { Inputs } from './read-inputs.ts';
import { CHECK_OUT_HEAD, reportsOfHead, type MadeHere } from './reports-of-head.ts';
import { isPrivileged, type Runner } from './runner.ts';
import { withinWorkspace } from './within-workspace.ts';

/** Characters of an input that are repeated. Ours. */
const MOST_NAMED = 300;

export interface ReportSources {
  readonly runner: Runner;
  readonly inputs: Inputs;
  readonly subject: Subject;
  /** By another job; absent: none was named. */
  readonly handedOver?: HandedOver;
}

export interface ReadReports {
  readonly reports: ToolReports;
  /** What an input names and nobody made, and what is not of the head, for whoever else reviews by it. */
  readonly missing: readonly MissingReport[];
  /** The same, for this review. */
  readonly notLookedAt: readonly NotLookedAt[];
  /** The same, for the run; empty where nothing is. */
  readonly warning: string;
  readonly lint: Pick<ReviewRequest['external'], 'repositoryLint'>;
}

/**
 * Reports of other tools in the workspace: those that the inputs name, else those that the configuration looks for. What an
 * input names and nobody made, as where the tests failed, is listed as missing: what must be there, the configuration
 * says. Where a stranger's job hands over measurements, only what is named is taken from beside them.
 */
export async function readExternal(
  { runner, inputs, subject, handedOver }: ReportSources,
  { analyzers }: Configuration,
  reviewed: MadeHere['reviewed'],
): Promise<ReadReports> {
  const notLookedAt: NotLookedAt[] = [];
  const missing: MissingReport[] = [];
  const isUnpacked = handedOver !== undefined && isPrivileged(runner.event);
  const read = async (input: 'coverage' | 'sarif' | 'tests') => {
    const named = inputs[input]?.map((glob) => namedBy(input, { glob, workspace: runner.workspace }));
    const found = await findReports(runner.workspace, named ?? (isUnpacked ? [] : analyzers[input].reports));
    if (named && found.length === 0) {
      const names = cutLine(named.join(', '), MOST_NAMED);
      const detail = `The input ${input} names ${names}: there is no such file in the workspace.`;
      notLookedAt.push({ subject: `the files of ${input}`, analyzer: input, reason: 'bad-input', detail });
      missing.push({ kind: input, name: names, why: 'not-made' });
    }
    return found;
  };
  const given = handedOver?.reports;
  const lint = inputs['eslint-config'] ? { repositoryLint: { folder: await folderToLint(runner, subject) } } : {};
  const here = await reportsOfHead(
    { coverageFiles: await read('coverage'), sarifFiles: await read('sarif'), testFiles: await read('tests') },
    { runner, subject, reviewed },
  );
  const details = notLookedAt.map(({ detail }) => detail).join(' ');
  return {
    reports: {
      coverageFiles: together(here.reports.coverageFiles, given?.coverageFiles),
      sarifFiles: together(here.reports.sarifFiles, given?.sarifFiles),
      testFiles: together(here.reports.testFiles, given?.testFiles),
    },
    missing: [...missing, ...here.missing],
    notLookedAt: [...notLookedAt, ...here.notLookedAt],
    // A step has few annotations: one says it all.
    warning: [details && `Reviewed without files that were to be there. ${details}`, here.warning]
      .filter((words) => words !== '')
      .join(' '),
    lint,
  };
}

function namedBy(input: string, { glob, workspace }: { readonly glob: string; readonly workspace: string }): string {
  const words = `The input ${input} names ${cutLine(glob, MOST_NAMED)}`;
  const inner = withinWorkspace(glob, workspace);
  if (inner === undefined) throw new ActionError(`${words}, which is not in the workspace ${workspace}.`);
  const problem = problemOfGlob(inner);
  if (problem !== undefined) throw new ActionError(`${words}: expected ${problem}.`);
  return inner;
}

/** Those of this machine, and of those that were handed over what it does not have itself. */
function together(here: readonly ExternalFile[], given: readonly ExternalFile[] = []): ExternalFile[] {
  const names = new Set(here.map(({ name }) => name));
  return [...here, ...given.filter(({ name }) => !names.has(name))];
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
  const found = await lookAtCheckout(workspace, ({ commit }) => commit);
  if (found === head) return realpathSync(workspace);
  if (found instanceof SourceError) {
    throw new ActionError(`The input eslint-config lints the files on disk: ${found.message}. ${found.advice}`);
  }
  throw new ActionError(
    `The input eslint-config lints the files on disk, and those of the head are not there. ${CHECK_OUT_HEAD}`,
  );
}
