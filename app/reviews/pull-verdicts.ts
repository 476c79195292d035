import { leadOutput, type PullName } from '../../engine/report/github/lead-output.ts';
import { projectOutput } from '../../engine/report/github/project-output.ts';
import { statusOutput } from '../../engine/report/github/status-output.ts';
import { buildViewModel } from '../../engine/report/view-model.ts';
import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import { GRAVITY, type CheckConclusion } from '../../github/publish/conclusion.ts';
import { CHECK_NAME, planChecks } from '../../github/publish/plan-checks.ts';
import type { ShownReview } from './check-place.ts';
import { endOf } from './end-of.ts';
import { loadPullsAtHead } from './pulls-at-head.ts';
import { loadReport } from './report-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';

/** What one review says in a check. */
interface Verdict {
  readonly conclusion: CheckConclusion;
  readonly title: string;
}

/** What the other open pull requests with the same head say, by the names of the checks. */
interface OtherPull {
  readonly pull: PullName;
  readonly url: string;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/**
 * What decides the checks of a commit: GitHub shows one of each name, and the pull requests that have the commit as their head may go
 * into different branches. The gravest verdict does.
 */
export interface PullVerdicts {
  /** The one that decides the check of this name; undefined: the review's own does. `own`: its conclusion, if it has one. */
  readonly leading: (name: string, own: CheckConclusion | undefined) => Lead | undefined;
  /** A pull request has no verdict yet, so none that passes may be shown. */
  readonly isIncomplete: boolean;
}

export interface Lead {
  readonly conclusion: CheckConclusion;
  /** The review's own words, with whose verdict it is before them. */
  readonly output: (own: CheckOutput) => CheckOutput;
}

export async function pullVerdicts(ports: ReviewPorts, shown: ShownReview): Promise<PullVerdicts> {
  const { review } = shown;
  const { ended, unfinished } =
    review.kind === 'pull-request' ? await loadPullsAtHead(ports.database, review) : { ended: [], unfinished: [] };
  // Closed, pushed over or done anew: what it came to counts no more.
  const counts = ended.some(({ id }) => id === review.id);
  const others: OtherPull[] = [];
  for (const other of ended)
    if (other.pullNumber !== review.pullNumber) others.push(await otherPull(ports, { ...shown, review: other }));
  return {
    isIncomplete: unfinished.some((number) => number !== review.pullNumber),
    leading(name, own) {
      const graver = counts && own ? GRAVITY.indexOf(own) : -1;
      const [gravest] = others
        .flatMap((other) => {
          const verdict = other.verdicts.get(name);
          return verdict ? [{ ...other, ...verdict }] : [];
        })
        .filter(({ conclusion }) => GRAVITY.indexOf(conclusion) > graver)
        .sort((a, b) => GRAVITY.indexOf(b.conclusion) - GRAVITY.indexOf(a.conclusion));
      if (!gravest) return undefined;
      return { conclusion: gravest.conclusion, output: (output) => leadOutput(output, pullOf(review), gravest) };
    },
  };
}

async function otherPull(
  ports: ReviewPorts,
  { review, place }: Pick<ShownReview, 'review' | 'place'>,
): Promise<OtherPull> {
  const pull = pullOf(review);
  return {
    pull,
    url: `${ports.githubUrl}/${place.owner}/${place.repo}/pull/${pull.number}`,
    verdicts: await verdictsOf(ports, review),
  };
}

async function verdictsOf(ports: ReviewPorts, review: ReviewRow): Promise<ReadonlyMap<string, Verdict>> {
  const { database, serviceKey, templates } = ports;
  const report =
    review.outcome === null ? await loadReport(database, review.reusedFrom ?? review.id, { serviceKey }) : undefined;
  if (!report) {
    const { conclusion, status } = endOf(review);
    const verdict = { conclusion, title: statusOutput(status, { templates }).title };
    return new Map([CHECK_NAME, ...(review.projectChecks ?? [])].map((name) => [name, verdict]));
  }
  const { result, identity } = report;
  const view = buildViewModel(result, { consultant: identity.consultant });
  const { whole, projects } = planChecks(result);
  return new Map([
    [whole.name, { conclusion: whole.conclusion, title: view.verdict.headline }],
    ...projects.map(({ name, project, conclusion }): [string, Verdict] => [
      name,
      { conclusion, title: projectOutput({ result, view }, { project, templates }).title },
    ]),
  ]);
}

function pullOf({ pullNumber, baseRef }: ReviewRow): PullName {
  return { number: pullNumber ?? 0, base: baseRef ?? '' };
}
