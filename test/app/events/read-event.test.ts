import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvent, type ReadEvent } from '../../../app/events/read-event.ts';
import { aPayload } from '../../support/a-payload.ts';
import { ENTERPRISE_VERSIONS, webhookExamples } from '../../support/webhook-examples.ts';

const HEAD = 'a'.repeat(40);

describe('every payload that GitHub publishes as an example', () => {
  test.each(['api.github.com', ...ENTERPRISE_VERSIONS])('of %s is read or ignored, never unreadable', (of) => {
    const read = webhookExamples(of).map(({ name, payload }) => readEvent(name, payload));
    expect(read.filter(({ kind }) => kind === 'unreadable')).toEqual([]);
  });

  test('is an event where we act on it', () => {
    const counts: Record<string, number> = {};
    for (const { name, payload } of webhookExamples()) {
      const read = readEvent(name, payload);
      if (read.kind !== 'event') continue;
      const key = `${name} ${read.action}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(counts).toEqual({
      'check_run requested_action': 1,
      'check_run rerequested': 2,
      'check_suite rerequested': 2,
      'installation created': 2,
      'installation deleted': 2,
      'installation new_permissions_accepted': 1,
      'installation suspend': 1,
      'installation unsuspend': 1,
      'installation_repositories added': 2,
      'installation_repositories removed': 1,
      'marketplace_purchase cancelled': 1,
      'marketplace_purchase changed': 1,
      'marketplace_purchase purchased': 2,
      'merge_group checks_requested': 2,
      'pull_request closed': 2,
      'pull_request converted_to_draft': 1,
      'pull_request labeled': 2,
      'pull_request opened': 3,
      'pull_request ready_for_review': 1,
      'pull_request reopened': 2,
      'pull_request synchronize': 1,
      'pull_request unlabeled': 2,
      'push null': 2,
      'repository renamed': 1,
      'repository transferred': 1,
    });
  });

  test('with any one part of it replaced by something else never throws', () => {
    const all = webhookExamples();
    const oddity = fc.oneof(
      fc.constantFrom<unknown>(null, undefined, true, -1, 1e300, Number.NaN, '', '\0', '\uD800', [], {}),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constant('x'.repeat(100_000)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), oddity, ({ name, payload }, at, odd) => {
        const read = readEvent(name, replacedPart(payload, { at, by: odd }));
        expect(['event', 'ignored', 'unreadable']).toContain(read.kind);
        if (read.kind === 'event') expect(JSON.stringify(read.event)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['installation_target', 'merge_group', 'pull_request', 'unheard_of', '__proto__', 'constructor'])(
    'of %s that is no object at all is ignored',
    (name) => {
      for (const payload of [undefined, null, 7, 'text', [], [[]]])
        expect(readEvent(name, payload)).toEqual({ kind: 'ignored' });
    },
  );
});

test('a pull request is kept without its title, its text and its links', () => {
  expect(readEvent('pull_request', aPayload.pullRequest('synchronize'))).toEqual({
    kind: 'event',
    action: 'synchronize',
    installationId: 77,
    repositoryId: 501,
    event: {
      type: 'pull-request',
      action: 'synchronize',
      installationId: 77,
      repository: {
        id: 501,
        owner: 'acme',
        name: 'parcels',
        private: true,
        defaultBranch: 'main',
        account: { id: 9, login: 'acme', kind: 'organization' },
      },
      pull: {
        number: 12,
        headSha: HEAD,
        headRef: 'weight-bands',
        headRepositoryId: 501,
        baseRef: 'main',
        state: 'open',
        draft: false,
        author: { login: 'mira', isBot: false },
        labels: ['tariffs'],
        updatedAt: '2026-11-21T09:00:00Z',
      },
    },
  });
});

test('a pull request of a fork that is gone, by an account that is gone, is read', () => {
  const payload = aPayload.pullRequest('opened', { head: { sha: HEAD, ref: 'fix', repo: null }, user: null });
  const pull = eventOf(readEvent('pull_request', payload), 'pull-request').pull;
  expect([pull.headRepositoryId, pull.author]).toEqual([null, { login: 'ghost', isBot: false }]);
});

test('an edit of a pull request counts where its base changed', () => {
  const edited = (changes: unknown) => readEvent('pull_request', { ...aPayload.pullRequest('edited'), changes }).kind;
  expect([edited({ title: { from: 'x' } }), edited({ base: { ref: { from: 'next' } } }), edited(undefined)]).toEqual([
    'ignored',
    'event',
    'ignored',
  ]);
});

test('more labels than GitHub allows, and longer ones, are cut', () => {
  const labels = Array.from({ length: 150 }, () => ({ name: `${'é'.repeat(254)}🚚` }));
  const read = eventOf(readEvent('pull_request', aPayload.pullRequest('labeled', { labels })), 'pull-request');
  expect(read.pull.labels).toHaveLength(100);
  expect(read.pull.labels[0]).toBe('é'.repeat(254));
});

describe('what is no event of an App', () => {
  test('names no installation, and is ignored', () => {
    const { installation: _, ...payload } = aPayload.pullRequest('opened');
    expect(readEvent('pull_request', payload)).toEqual({ kind: 'ignored' });
  });
});

test('what is unreadable says where, and nothing of the text that stood there', () => {
  const payload = aPayload.pullRequest('opened', { head: { sha: 'secret words', ref: 'x\0', repo: null } });
  const read = readEvent('pull_request', payload);
  expect(read).toEqual({
    kind: 'unreadable',
    why: 'pull_request.head.ref: expected text without NUL or broken characters',
  });
});

describe('a push', () => {
  const push = (given: Record<string, unknown>) => readEvent('push', aPayload.push(given));

  test('to the default branch is an event', () => {
    expect(eventOf(push({}), 'push')).toMatchObject({ branch: 'main', headSha: HEAD });
  });

  test.each([
    ['a tag', { ref: 'refs/tags/main' }],
    ['another branch', { ref: 'refs/heads/next' }],
    ['a branch that ends alike', { ref: 'refs/heads/refs/heads/main' }],
    ['the deletion of a branch', { deleted: true, after: '0'.repeat(40) }],
  ])('of %s is ignored', (_, given) => {
    expect(push(given)).toEqual({ kind: 'ignored' });
  });
});

describe('a comment', () => {
  const comment = (body: string, given: Record<string, unknown> = {}) =>
    readEvent('issue_comment', aPayload.comment(body, given));

  test('that begins with our name is a command: its first line alone is kept', () => {
    expect(eventOf(comment('/plumbline explain eslint/eqeqeq  \r\nand some private words'), 'command')).toMatchObject({
      pullNumber: 12,
      commentId: 4001,
      line: '/plumbline explain eslint/eqeqeq',
      sender: { login: 'mira', isBot: false },
    });
  });

  test.each([
    ['quoted', '> /plumbline full'],
    ['inline code', '`/plumbline full`'],
    ['indented code', '    /plumbline full'],
    ['a fence', '```\n/plumbline full\n```'],
    ['a later line', 'Please:\n/plumbline full'],
    ['another word', '/plumbliner full'],
    ['a path', '/plumbline/full'],
    ['nothing', ''],
  ])('is ignored where the command is %s', (_, body) => {
    expect(comment(body)).toEqual({ kind: 'ignored' });
  });

  test('is ignored by a bot, on an issue, and when it is edited', () => {
    const bot = { comment: { id: 1, body: '/plumbline full', user: { login: 'plumbline[bot]', type: 'Bot' } } };
    expect(comment('/plumbline full', bot)).toEqual({ kind: 'ignored' });
    expect(comment('/plumbline full', { issue: { number: 12 } })).toEqual({ kind: 'ignored' });
    expect(comment('/plumbline full', { action: 'edited' })).toEqual({ kind: 'ignored' });
  });

  test('of any length is read in bounds', () => {
    expect(eventOf(comment(`/plumbline ignore ${'x'.repeat(200_000)}`), 'command').line).toHaveLength(1_000);
  });
});

test('an enterprise whose slug changed is an account', () => {
  expect(
    readEvent('installation_target', {
      action: 'renamed',
      account: { id: 3, slug: 'globex', node_id: 'x', html_url: 'x', avatar_url: 'x' },
      changes: { slug: { from: 'initech' } },
      target_type: 'Enterprise',
      installation: { id: 77, node_id: 'x' },
    }),
  ).toEqual({
    kind: 'event',
    action: null,
    installationId: 77,
    repositoryId: null,
    event: { type: 'account-renamed', installationId: 77, account: { id: 3, login: 'globex', kind: 'enterprise' } },
  });
});

test('a removed repository may be told by its id alone', () => {
  const read = readEvent('installation_repositories', {
    action: 'removed',
    installation: aPayload.installation(),
    repositories_added: [],
    repositories_removed: [{ id: 501 }],
  });
  expect(eventOf(read, 'installation-repositories').removed).toEqual([501]);
});

function eventOf<Type extends Extract<ReadEvent, { kind: 'event' }>['event']['type']>(read: ReadEvent, type: Type) {
  if (read.kind !== 'event' || read.event.type !== type)
    throw new Error(`Expected an event of type ${type}: ${JSON.stringify(read)}`);
  return read.event as Extract<typeof read.event, { type: Type }>;
}

/** A copy of `payload` whose part number `at`, of all its parts in order, is `by`. */
function replacedPart(payload: unknown, { at, by }: { readonly at: number; readonly by: unknown }): unknown {
  const copy = structuredClone(payload);
  const places: (() => void)[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push(() => Reflect.set(value, key, by));
      collect(inner);
    }
  };
  collect(copy);
  places[at % places.length]?.();
  return copy;
}
