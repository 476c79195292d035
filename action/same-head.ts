import type { CheckOutput } from '../engine/report/github/check-output.ts';
import { leadOutput, type PullName } from '../engine/report/github/lead-output.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import { PAGE_SIZE } from '../github/limits.ts';
import { GRAVITY, type CheckConclusion } from '../github/publish/conclusion.ts';
import type { CheckIdentity } from '../github/publish/find-check-run.ts';
import { mayHaveHappened } from '../github/publish/refusal.ts';
import type { ActionState } from './action-state.ts';
import { ledKey, readReviewKey } from './job-key.ts';
import type { Subject } from './read-event.ts';
import { tellRefused } from './tell-refused.ts';
import { logLine } from './workflow-commands.ts';

/**
 * What decides the checks of a commit: GitHub shows one of each name, and the open pull requests that have the commit as their head may
 * go into different branches. The gravest verdict does. What others came to is read from the checks that their jobs left.
 */
export interface SameHead {
  /** How a check ends instead of with its review's own conclusion; undefined: with that. */
  lead(name: string, own: CheckConclusion): Promise<Lead | undefined>;
  /** To be called once a check has ended: two jobs at once may each have looked before the other's verdict was there. */
  settle(name: string): Promise<void>;
}

export interface Lead {
  readonly conclusion: CheckConclusion;
  readonly externalId: string;
  /** The review's own words, with whose verdict it is before them. */
  readonly output: (own: CheckOutput) => CheckOutput;
}

/** Of what is the head of no pull request. */
export const NO_OTHERS: SameHead = { lead: () => Promise.resolve(undefined), settle: () => Promise.resolve() };

export interface SameHeadOptions {
  readonly client: GitHubClient;
  readonly state: ActionState;
  readonly subject: Subject;
  /** The check of the whole, which is in progress. */
  readonly check: CheckIdentity;
  readonly pull: PullName;
}

export function lookAtSameHead({ client, state, subject, check, pull }: SameHeadOptions): SameHead {
  const task: Task = { client, check, appId: undefined, pulls: new Map() };
  let isShared: boolean | undefined;
  const giveUp = (reason: string) => {
    isShared = false;
    const words = `Other pull requests with this head are not taken into account: ${reason}`;
    tellRefused(state, subject, { words, permission: 'pull-requests' });
  };
  const say = (name: string, { pull: { number, base }, title }: Leading) =>
    state.write(logLine(`#${number} into ${base} decides the check ${name}, as it has the same commit: ${title}`));
  return {
    async lead(name, own) {
      // A pull request whose check is not there has none of projects either.
      if (isShared === false) return undefined;
      const lead = await unlessRefused(giveUp, async () => {
        const checks = await listPullChecks(task, name);
        isShared ||= checks.some((other) => other.pull !== pull.number);
        const others = verdictsOf(checks).filter((verdict) => verdict.pull !== pull.number);
        return findGraver(task, others, own);
      });
      if (lead === undefined) return undefined;
      say(name, lead);
      return {
        conclusion: lead.conclusion,
        externalId: ledKey(check.externalId, own),
        output: (output) => leadOutput(output, pull, lead),
      };
    },
    async settle(name) {
      if (isShared !== true) return;
      const show = () => showGravest(task, name);
      const showAgain = (error: unknown) => {
        if (!mayHaveHappened(error)) throw error;
        return show();
      };
      // What was done without our being told is seen the second time.
      const lead = await unlessRefused(giveUp, () => show().catch(showAgain));
      if (lead !== undefined) say(name, lead);
    },
  };
}

interface Task {
  readonly client: GitHubClient;
  readonly check: CheckIdentity;
  /** Whom our token writes as: another App may give its checks any name and external id. Undefined: not known yet. */
  appId: number | undefined;
  /** Those that were asked for. */
  readonly pulls: Map<number, Promise<PullFacts>>;
}

/** A check of a pull request's review. */
interface PullCheck {
  readonly id: number;
  readonly externalId: string;
  readonly pull: number;
  /** What its own review came to, where it shows another's verdict. */
  readonly own: CheckConclusion | undefined;
  /** Undefined until it ends. */
  readonly conclusion: CheckConclusion | undefined;
  readonly output: CheckOutput;
}

/** The newest first: that is the one that GitHub goes by. */
async function listPullChecks(task: Task, name: string): Promise<PullCheck[]> {
  const { repository, headSha, externalId } = task.check;
  const runs = await task.client.paginate(task.client.rest.checks.listForRef, {
    ...repository,
    ref: headSha,
    check_name: name,
    filter: 'all',
    per_page: PAGE_SIZE,
    ...(task.appId !== undefined && { app_id: task.appId }),
  });
  const appId = (task.appId ??= runs.find((run) => run.external_id === externalId)?.app?.id);
  return runs
    .flatMap((run) => {
      const key = readReviewKey(run.external_id ?? '');
      const isOurs = run.name === name && run.head_sha === headSha && (appId === undefined || run.app?.id === appId);
      if (key === undefined || !isOurs) return [];
      const { id, status, output } = run;
      const conclusion = status === 'completed' ? GRAVITY.find((one) => one === run.conclusion) : undefined;
      const text = output.text ?? undefined;
      const said = { title: output.title ?? '', summary: output.summary ?? '', ...(text !== undefined && { text }) };
      return [{ id, externalId: run.external_id ?? '', ...key, conclusion, output: said }];
    })
    .sort((a, b) => b.id - a.id);
}

/** What the review of a pull request came to. */
interface Verdict {
  readonly pull: number;
  readonly conclusion: CheckConclusion;
  readonly title: string;
}

/** Of each pull request the latest: of those that came to one, which a job that was cancelled did not. */
function verdictsOf(checks: readonly PullCheck[]): Verdict[] {
  const verdicts = new Map<number, Verdict>();
  for (const { pull, own, conclusion = 'cancelled', output } of checks) {
    if (conclusion === 'cancelled' || verdicts.has(pull)) continue;
    verdicts.set(pull, { pull, conclusion: own ?? conclusion, title: own ? ownWords(own) : output.title });
  }
  return [...verdicts.values()];
}

/** What a check said before it showed another's verdict is not kept. */
function ownWords(own: CheckConclusion): string {
  return own === 'action_required' ? 'It needs somebody to act.' : 'It came to no verdict.';
}

interface Leading {
  readonly pull: PullName;
  readonly url: string;
  readonly conclusion: CheckConclusion;
  readonly title: string;
}

/** The gravest that is graver, of a pull request that is still open and has this head. */
async function findGraver(
  task: Task,
  verdicts: readonly Verdict[],
  than: CheckConclusion,
): Promise<Leading | undefined> {
  const graver = verdicts
    .filter(({ conclusion }) => gravity(conclusion) > gravity(than))
    .sort((a, b) => gravity(b.conclusion) - gravity(a.conclusion) || a.pull - b.pull);
  for (const { pull, conclusion, title } of graver) {
    const { isAtHead, name, url } = await askPull(task, pull);
    if (isAtHead) return { pull: name, url, conclusion, title };
  }
  return undefined;
}

function gravity(conclusion: CheckConclusion): number {
  return GRAVITY.indexOf(conclusion);
}

/** Has what GitHub goes by say the gravest verdict; gives whose it is where it said another. One in progress is its own job's to end. */
async function showGravest(task: Task, name: string): Promise<Leading | undefined> {
  const checks = await listPullChecks(task, name);
  const [shown] = checks;
  // What was cancelled is not green either.
  if (shown?.conclusion === undefined || shown.conclusion === 'cancelled') return undefined;
  const { id, externalId, pull, own, conclusion, output } = shown;
  const others = verdictsOf(checks).filter((verdict) => verdict.pull !== pull);
  const lead = await findGraver(task, others, conclusion);
  if (lead === undefined) return undefined;
  const { name: shownPull } = await askPull(task, pull);
  await task.client.rest.checks.update({
    ...task.check.repository,
    check_run_id: id,
    ...(own === undefined && { external_id: ledKey(externalId, conclusion) }),
    status: 'completed',
    conclusion: lead.conclusion,
    output: { ...leadOutput(own === undefined ? output : withoutLead(output), shownPull, lead) },
  });
  return lead;
}

/** Whose verdict it is takes the first two paragraphs. */
function withoutLead(output: CheckOutput): CheckOutput {
  return { ...output, summary: output.summary.split('\n\n').slice(2).join('\n\n') };
}

interface PullFacts {
  readonly name: PullName;
  readonly url: string;
  readonly isAtHead: boolean;
}

/** Once: whether it is open does not change while a check is ended. */
function askPull(task: Task, number: number): Promise<PullFacts> {
  const { client, check, pulls } = task;
  const asked = pulls.get(number) ?? readPull(client, check, number);
  pulls.set(number, asked);
  asked.catch(() => pulls.delete(number));
  return asked;
}

async function readPull(
  client: GitHubClient,
  { repository, headSha }: CheckIdentity,
  number: number,
): Promise<PullFacts> {
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
  const isAtHead = data.state === 'open' && data.head.sha === headSha;
  return { name: { number, base: data.base.ref }, url: data.html_url, isAtHead };
}

/** Undefined where GitHub does not do it, which is told: a review's own verdict stands, and no job fails for another's. */
async function unlessRefused<Value>(
  giveUp: (reason: string) => void,
  step: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  try {
    return await step();
  } catch (error) {
    const problem = githubProblem(error);
    if (problem === undefined) throw error;
    giveUp(error instanceof Error ? error.message : problem);
    return undefined;
  }
}
