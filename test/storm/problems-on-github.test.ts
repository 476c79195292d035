import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { PullRequestHandle } from '../support/github/site/pull-request-handle.ts';
import { addCheckRun, type CheckRunChange } from '../support/github/state/checks.ts';
import { addComment } from '../support/github/state/comments.ts';
import { hiddenMark } from '../../github/publish/hidden-mark.ts';
import { problemsOnGitHub } from './problems-on-github.ts';
import { buildTown, type Place, type Town } from './town.ts';

let github: GitHubDouble;
let town: Town;
let place: Place;
let pull: PullRequestHandle;

beforeAll(async () => {
  github = await startGitHubDouble();
  town = await buildTown(github, { installations: 1 });
  [place] = town.places as [Place];
  await place.repository.push({ branch: 'change', from: 'main', files: { 'a.js': '' } });
  pull = await place.repository.openPullRequest({ head: 'change' });
  place.pulls.push(pull);
  town.expected.set(pull.headSha, 'success');
});
afterAll(() => github.close());

interface Shown {
  readonly runs?: readonly CheckRunChange[];
  readonly comments?: readonly string[];
}

/** What is wrong once these check runs and comments are there; without the names of where. */
function problemsWith({ runs = [], comments = [] }: Shown): string[] {
  const { state } = place.repository;
  state.checkRuns.clear();
  state.comments.clear();
  for (const run of runs) {
    const change = { name: 'Plumbline', external_id: 'one', ...run };
    addCheckRun(github.world, state, { app: place.installation.app, headSha: pull.headSha, headBranch: null, change });
  }
  for (const body of comments) {
    const { app } = place.installation;
    const [author, viaApp] = body.startsWith('/') ? [pull.state.author, undefined] : [app.bot, app];
    addComment(github.world, state, { number: pull.number, author, viaApp, body });
  }
  return problemsOnGitHub(town).map((problem) =>
    problem.replaceAll(/\bclient-1\/shop\S*|\b[0-9a-f]{8}\b|\b\d{4,}\b/g, '…'),
  );
}

const passed: CheckRunChange = { conclusion: 'success' };
const annotation = { path: 'a.js', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' } as const;
const output = { summary: '', annotations: [annotation, annotation] };

it.each<[string, Shown, string[]]>([
  ['a check that passed', { runs: [passed] }, []],
  ['no check', {}, ['… at … has 0 checks']],
  [
    'a check that was left open',
    { runs: [{ status: 'in_progress' }] },
    ['check run … "Plumbline" of … at … was left in_progress', '… at … is null (null), not success'],
  ],
  ['a wrong conclusion', { runs: [{ conclusion: 'cancelled' }] }, ['… at … is cancelled (null), not success']],
  [
    'a later check in its place',
    { runs: [passed, { conclusion: 'cancelled', external_id: 'two' }] },
    ['… at … is cancelled (null), not success'],
  ],
  ['two checks of one review', { runs: [passed, passed] }, ['check run … "Plumbline" of … at … is there 2 times']],
  [
    'an annotation twice',
    { runs: [{ ...passed, output }] },
    ['check run … "Plumbline" of … at … has annotations twice'],
  ],
  [
    'two comments about the review',
    { runs: [passed], comments: [`One\n\n${hiddenMark('review')}`, `Two\n\n${hiddenMark('review')}`] },
    ['… has 2 comments about its review'],
  ],
  [
    'a command without an answer',
    { runs: [passed], comments: ['/plumbline help'] },
    ['… /plumbline help has 0 answers'],
  ],
])('it is told of %s', (_, given, expected) => {
  expect(problemsWith(given)).toEqual(expected);
});
