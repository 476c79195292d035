import { readMark } from '../../github/publish/hidden-mark.ts';
import { latestRuns } from '../support/github/state/checks.ts';
import type { CheckRun, PullRequest, Repository } from '../support/github/state/entities.ts';
import { fullName } from '../support/github/state/world.ts';
import type { Town } from './town.ts';

const CHECK = 'Plumbline';

/**
 * What GitHub shows that it should not: something lost, something twice, something left open. Where the service was uninstalled it
 * can end nothing any more.
 */
export function problemsOnGitHub({ github, places, expected }: Town): string[] {
  return [
    ...github.violations.map(({ kind, subject, problems }) => `${kind} ${subject}: ${problems.join(', ')}`),
    ...places.flatMap(({ repository: { state: repository }, wasAway }) => [
      ...[...repository.checkRuns.values()].flatMap((run) => problemsOfRun(repository, run)),
      ...runsTwice(repository),
      ...[...repository.pullRequests.values()].flatMap((pull) => [
        ...problemsOfHead(repository, pull, expected),
        ...problemsOfComments(repository, pull, wasAway ? 0 : 1),
      ]),
    ]),
  ];
}

function problemsOfRun(repository: Repository, run: CheckRun): string[] {
  const name = nameOf(repository, run);
  const places = run.annotations.map(({ path, start_line, title, message }) =>
    [path, start_line, title, message].join(' '),
  );
  return [
    ...(run.status === 'completed' ? [] : [`${name} was left ${run.status}`]),
    ...(new Set(places).size === places.length ? [] : [`${name} has annotations twice`]),
  ];
}

/** A review has one check run of a name. */
function runsTwice(repository: Repository): string[] {
  const byIdentity = new Map<string, CheckRun[]>();
  for (const run of repository.checkRuns.values()) {
    const identity = [run.headSha, run.externalId, run.name].join(' ');
    byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), run]);
  }
  return [...byIdentity.values()].flatMap(([first, ...others]) =>
    first && others.length > 0 ? [`${nameOf(repository, first)} is there ${others.length + 1} times`] : [],
  );
}

/** The head of an open pull request has a check with the right conclusion. */
function problemsOfHead(repository: Repository, pull: PullRequest, expected: Town['expected']): string[] {
  if (pull.state !== 'open') return [];
  const name = `${fullName(repository)}#${pull.number} at ${pull.headSha.slice(0, 8)}`;
  const runs = latestRuns(repository).filter((run) => run.headSha === pull.headSha && run.name === CHECK);
  const [run] = runs;
  if (!run || runs.length > 1) return [`${name} has ${runs.length} checks`];
  const wanted = expected.get(pull.headSha);
  // A draft is passed over, unless somebody asks for a review of it.
  if (run.conclusion === wanted || (pull.draft && run.conclusion === 'neutral')) return [];
  return [`${name} is ${run.conclusion} (${run.output.title}), not ${wanted}`];
}

function problemsOfComments(repository: Repository, pull: PullRequest, leastAnswers: number): string[] {
  const name = `${fullName(repository)}#${pull.number}`;
  const comments = [...repository.comments.values()].filter(({ number }) => number === pull.number);
  const ours = comments.filter(({ viaApp }) => viaApp !== undefined);
  const sticky = ours.filter(({ body }) => readMark(body, 'review') !== undefined);
  const answers = ours.flatMap(({ body }) => /^comment-(\d+)$/.exec(readMark(body, 'answer') ?? '')?.[1] ?? []);
  const commands = comments.filter(({ body, viaApp }) => viaApp === undefined && body.startsWith('/plumbline'));
  return [
    ...(sticky.length > 1 ? [`${name} has ${sticky.length} comments about its review`] : []),
    ...commands.flatMap(({ id, body }) => {
      const count = answers.filter((answer) => answer === String(id)).length;
      return count === 1 || count === leastAnswers ? [] : [`${name}: ${body} has ${count} answers`];
    }),
  ];
}

function nameOf(repository: Repository, { name, headSha, id }: CheckRun): string {
  return `check run ${id} "${name}" of ${fullName(repository)} at ${headSha.slice(0, 8)}`;
}
