import type { PullRequestHandle } from '../support/github/site/pull-request-handle.ts';
import { codeWith } from './code.ts';
import type { Random } from './random.ts';
import type { Place, Town } from './town.ts';

/** Something that people do. Undefined where it cannot be done there. */
interface Deed {
  readonly name: string;
  /** How often it is done, beside the others. */
  readonly weight: number;
  readonly prepare: (town: Town, place: Place, random: Random) => (() => Promise<void>) | undefined;
}

export interface Doings {
  /** Begins something at random. Settles when the next thing may begin there. */
  begin(): Promise<void>;
  /** Settles when everything that was begun is over. */
  over(): Promise<void>;
  /** How often each thing was done. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Milliseconds after which the next thing may happen at the same place: two pushes within a second, events under way. */
const NEXT_AFTER = 500;

export function createDoings(town: Town, random: Random): Doings {
  const counts = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  return {
    counts,
    async begin() {
      const place = choosePlace(town, random);
      const { name, run } = choose(town, place, random);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      place.isBusy = true;
      const done = run();
      const over = done.finally(() => underWay.delete(over));
      underWay.add(over);
      await Promise.race([done, sleep(NEXT_AFTER)]);
      place.isBusy = false;
    },
    over: async () => void (await Promise.all(underWay)),
  };
}

/** Most happens in a few places. */
function choosePlace({ places }: Town, random: Random): Place {
  const free = places.filter(({ isBusy }) => !isBusy);
  const busiest = free.slice(0, Math.ceil(free.length / 5));
  return random.pick(random.chance(0.6) ? busiest : free);
}

function choose(town: Town, place: Place, random: Random): { name: string; run: () => Promise<void> } {
  const possible = DEEDS.flatMap(({ name, weight, prepare }) => {
    const run = prepare(town, place, random);
    return run ? [{ name, weight, run }] : [];
  });
  let left = random.next() * possible.reduce((sum, { weight }) => sum + weight, 0);
  for (const deed of possible) if ((left -= deed.weight) < 0) return deed;
  throw new Error('there is nothing to do');
}

/** Pull requests that are open at a repository at once. */
const MOST_OPEN = 4;

const DEEDS: readonly Deed[] = [
  {
    name: 'open a pull request',
    weight: 30,
    prepare(town, place, random) {
      if (openPulls(place).length >= MOST_OPEN) return undefined;
      return async () => {
        const branch = `change-${place.pulls.length + 1}-${random.below(1_000_000)}`;
        const fork = random.chance(0.15) ? await place.repository.fork(`guest-${random.below(1_000_000)}`) : undefined;
        const problems = howMany(random);
        const pushed = await (fork ?? place.repository).push({ branch, from: 'main', files: change(problems) });
        town.expected.set(pushed, problems === 0 ? 'success' : 'failure');
        const head = fork ? `${fork.state.owner.login}:${branch}` : branch;
        place.pulls.push(await place.repository.openPullRequest({ head, draft: random.chance(0.1) }));
      };
    },
  },
  {
    name: 'push',
    weight: 25,
    prepare: ofOpenPull((town, { pull, random }) => pushTo(town, pull, random, false)),
  },
  {
    name: 'push twice within a second',
    weight: 6,
    prepare: ofOpenPull(async (town, { pull, random }) => {
      const first = pushTo(town, pull, random, false);
      await sleep(200);
      await Promise.all([first, pushTo(town, pull, random, false)]);
    }),
  },
  {
    name: 'force push',
    weight: 8,
    prepare: ofOpenPull((town, { pull, random }) => pushTo(town, pull, random, true)),
  },
  {
    name: 'force push back to an earlier head',
    weight: 6,
    prepare: ofOpenPull(async (town, { pull, place, random }) => {
      const left = town.left.get(pull) ?? [];
      if (left.length === 0 || pull.state.headRepository?.id !== place.repository.id) return;
      const { headSha } = pull;
      await place.repository.moveBranch(pull.state.headBranch, random.pick(left));
      left.push(headSha);
    }),
  },
  { name: 'label', weight: 6, prepare: ofOpenPull((_, { pull }) => pull.label('urgent')) },
  { name: 'new title', weight: 3, prepare: ofOpenPull((_, { pull }) => pull.edit({ title: 'Another title' })) },
  {
    name: 'other base',
    weight: 4,
    prepare: ofOpenPull((_, { pull }) => pull.edit({ base: pull.state.baseBranch === 'main' ? 'next' : 'main' })),
  },
  { name: 'close', weight: 7, prepare: ofOpenPull((_, { pull }) => pull.close()) },
  {
    name: 'reopen',
    weight: 6,
    prepare(_, place, random) {
      const closed = place.pulls.filter(({ state }) => state.state === 'closed' && state.merged === undefined);
      if (closed.length === 0 || openPulls(place).length >= MOST_OPEN) return undefined;
      const pull = random.pick(closed);
      return () => pull.reopen();
    },
  },
  {
    name: 'ready for review',
    weight: 8,
    prepare(_, place, random) {
      const drafts = openPulls(place).filter(({ state }) => state.draft);
      if (drafts.length === 0) return undefined;
      const pull = random.pick(drafts);
      return () => pull.markReady();
    },
  },
  {
    name: 'ask for a check again',
    weight: 6,
    prepare(_, { repository }, random) {
      const runs = [...repository.state.checkRuns.values()].filter(({ status }) => status === 'completed');
      if (runs.length === 0) return undefined;
      const { id } = random.pick(runs);
      return () => repository.rerequestRun(id);
    },
  },
  {
    name: 'press a button',
    weight: 3,
    prepare(_, { repository }, random) {
      const runs = [...repository.state.checkRuns.values()].filter(({ actions }) => actions.length > 0);
      if (runs.length === 0) return undefined;
      const { id } = random.pick(runs);
      return () => repository.pressButton(id, 're-review');
    },
  },
  {
    name: 'command',
    weight: 10,
    prepare: ofOpenPull((_, { pull, random }) => pull.comment(`/plumbline ${random.pick(COMMANDS)}`)),
  },
  {
    name: 'push to the default branch',
    weight: 5,
    prepare:
      (_, { repository }) =>
      async () =>
        void (await repository.push({ files: { 'src/tariffs.js': codeWith(0) } })),
  },
  {
    name: 'merge group',
    weight: 5,
    prepare: ofOpenPull(async (town, { pull, place }) => {
      const expected = town.expected.get(pull.headSha);
      const sha = await place.repository.requestMergeGroup({ pullRequest: pull.number });
      if (expected) town.expected.set(sha, expected);
    }),
  },
  {
    name: 'rename the repository',
    weight: 2,
    prepare:
      (_, { repository }, random) =>
      () =>
        repository.rename(`shop-${random.below(1_000_000)}`),
  },
  {
    name: 'suspend for some seconds',
    weight: 2,
    prepare:
      ({ github, places }, { installation }, random) =>
      async () => {
        if (installation.suspended) return;
        for (const each of places) if (each.installation === installation) each.wasAway = true;
        await github.installations.suspend(installation);
        await sleep(random.below(LONGEST_ABSENCE));
        await github.installations.unsuspend(installation);
      },
  },
  {
    name: 'take the repository away for some seconds',
    weight: 2,
    prepare:
      ({ github }, place, random) =>
      async () => {
        const { installation, repository } = place;
        place.wasAway = true;
        await github.installations.removeRepositories(installation, [repository]);
        await sleep(random.below(LONGEST_ABSENCE));
        await github.installations.addRepositories(installation, [repository]);
      },
  },
  {
    name: 'uninstall',
    weight: 0.5,
    prepare(town, { installation }) {
      const there = new Set(town.places.map((place) => place.installation.id));
      if (there.size <= 1 || !town.github.world.installations.has(installation.id)) return undefined;
      return async () => {
        town.places = town.places.filter((place) => place.installation !== installation);
        await town.github.installations.uninstall(installation);
      };
    },
  },
];

/** Milliseconds. */
const LONGEST_ABSENCE = 5000;

const COMMANDS = ['help', 'review', 'full', 'explain shop/unheard-of', 'help please'];

interface OpenPull {
  readonly place: Place;
  readonly pull: PullRequestHandle;
  readonly random: Random;
}

function ofOpenPull(act: (town: Town, chosen: OpenPull) => Promise<unknown>): Deed['prepare'] {
  return (town, place, random) => {
    const open = openPulls(place);
    if (open.length === 0) return undefined;
    const pull = random.pick(open);
    return async () => void (await act(town, { place, pull, random }));
  };
}

function openPulls({ pulls }: Place): PullRequestHandle[] {
  return pulls.filter(({ state }) => state.state === 'open');
}

async function pushTo(town: Town, pull: PullRequestHandle, random: Random, force: boolean): Promise<void> {
  const problems = howMany(random);
  const before = pull.headSha;
  const files = change(problems);
  const pushed = await (force ? pull.forcePush({ files }) : pull.push({ files }));
  town.expected.set(pushed, problems === 0 ? 'success' : 'failure');
  if (force) town.left.set(pull, [...(town.left.get(pull) ?? []), before]);
}

/** Mostly few; sometimes more than one request to GitHub takes. */
function howMany(random: Random): number {
  if (random.chance(0.4)) return 0;
  return random.chance(0.15) ? 51 + random.below(60) : 1 + random.below(4);
}

function change(problems: number): Readonly<Record<string, string>> {
  return { 'src/change.js': codeWith(problems) };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
