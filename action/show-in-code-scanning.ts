import { SHOWN_RESULTS } from '../engine/report/sarif/code-scanning-limits.ts';
import { openFindings } from '../engine/verdict/open-findings.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import { uploadSarif } from '../github/publish/upload-sarif.ts';
import type { ActionState } from './action-state.ts';
import type { Subject } from './read-event.ts';
import type { Runner } from './runner.ts';
import { permissionAdvice } from './tell-refused.ts';
import { annotationCommand } from './workflow-commands.ts';

/**
 * Hands the findings to code scanning, which takes what an upload of a branch lacks for fixed: of a branch it gets reviews of
 * the whole repository alone. What it does not take is told, and changes nothing about the check.
 */
export async function showInCodeScanning(
  { client, runner, subject, state }: ShownWith,
  result: ReviewResult,
): Promise<void> {
  if (!subject.pull && result.subject.base !== undefined) {
    state.write(annotationCommand('notice', NOT_WHOLE));
    return;
  }
  const { owner, repo } = runner.repository;
  const tell = (reason: string) => state.write(annotationCommand('warning', `Code scanning: ${reason}`));
  const { renderSarif } = await import('../engine/report/sarif/render-sarif.ts');
  try {
    const outcome = await uploadSarif(client, {
      repository: { owner, repo },
      commit: subject.head,
      ref: subject.pull ? `refs/pull/${subject.pull.number}/head` : runner.ref,
      sarif: renderSarif(result, { forCodeScanning: true }),
    });
    if (outcome.kind === 'not-shown') tell(`${outcome.reason}${permissionAdvice(outcome.reason, 'security-events')}`);
  } catch (error) {
    if (githubProblem(error) === undefined) throw error;
    tell(error instanceof Error ? error.message : String(error));
  }
  const findings = openFindings(result.findings).length;
  if (findings > SHOWN_RESULTS) tell(`it shows ${SHOWN_RESULTS} of the ${findings} findings; the reports have all.`);
}

const NOT_WHOLE =
  'Nothing is uploaded to code scanning: this review is of a change to a branch, and what it leaves out would count as fixed there. Upload from schedule or workflow_dispatch, which review the whole repository, and from pull requests.';

interface ShownWith {
  readonly client: GitHubClient;
  readonly runner: Runner;
  readonly subject: Subject;
  readonly state: ActionState;
}
